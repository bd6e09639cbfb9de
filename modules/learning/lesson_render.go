package learning

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	htmlrenderer "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// Dress is what the pages lend to lesson HTML: the words around the author's text in the lesson's language
// ("Figure 1", "Sources"), and the markup of an icon.
type Dress struct {
	Say  func(key string, args ...any) string
	Icon func(name string) string
}

// Rendered is a lesson in one language, ready to be shown.
type Rendered struct {
	Lang     string
	Sections []Section
	Parts    []Part
}

// Section is one heading of a lesson that the rail leads to.
type Section struct{ ID, Title string }

// Part is a stretch of HTML that we wrote ourselves, or a question to be answered in place.
type Part struct {
	HTML  string
	Check *SelfCheck
}

// Check finds a question of the lesson.
func (r *Rendered) Check(id string) *SelfCheck {
	for _, p := range r.Parts {
		if p.Check != nil && p.Check.ID == id {
			return p.Check
		}
	}
	return nil
}

// slot stands where a check will be filled in. Markdown replaces NUL, so no text can imitate it.
const slot = "\x00"

// Render turns a lesson's Markdown into HTML. Raw HTML in it is left out.
func Render(c *Course, l *Lesson, lang string, dress Dress) (*Rendered, error) {
	source := []byte(l.Body.In(lang))
	doc := parseLesson(source)
	p := &lessonPage{course: c, lang: lang, dress: dress, checks: map[string]*SelfCheck{}}
	r := renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(p, 100),
		util.Prioritized(htmlrenderer.NewRenderer(), 1000),
		util.Prioritized(extension.NewFootnoteHTMLRenderer(), 1000)))
	var out bytes.Buffer
	if err := r.Render(&out, source, doc); err != nil {
		return nil, fmt.Errorf("render %s %s in %s: %w", c.Slug, l.ID(), lang, err)
	}
	rendered := &Rendered{Lang: lang, Sections: p.sections}
	for i, piece := range strings.Split(out.String(), slot) {
		if i%2 == 1 {
			rendered.Parts = append(rendered.Parts, Part{Check: p.checks[piece]})
		} else if strings.TrimSpace(piece) != "" {
			rendered.Parts = append(rendered.Parts, Part{HTML: piece})
		}
	}
	return rendered, nil
}

// lessonPage draws the nodes that look different here than in plain Markdown, and counts figures and tables.
type lessonPage struct {
	course          *Course
	lang            string
	dress           Dress
	sections        []Section
	checks          map[string]*SelfCheck
	figures, tables int
}

// RegisterFuncs says which nodes it draws.
func (p *lessonPage) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, p.heading)
	reg.Register(ast.KindParagraph, p.paragraph)
	reg.Register(ast.KindImage, p.image)
	reg.Register(ast.KindBlockquote, p.quote)
	reg.Register(ast.KindFencedCodeBlock, p.fenced)
	reg.Register(ast.KindList, p.list)
	reg.Register(xast.KindTable, p.table)
	reg.Register(xast.KindTableHeader, p.tableHeader)
	reg.Register(xast.KindTableRow, p.tableRow)
	reg.Register(xast.KindTableCell, p.tableCell)
	reg.Register(xast.KindFootnoteLink, p.noteLink)
	reg.Register(xast.KindFootnoteBacklink, p.nothing)
	reg.Register(xast.KindFootnoteList, p.notes)
	reg.Register(xast.KindFootnote, p.note)
}

func (p *lessonPage) nothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

func (p *lessonPage) heading(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	h := n.(*ast.Heading)
	if !entering {
		fmt.Fprintf(w, "</h%d>\n", h.Level)
		return ast.WalkContinue, nil
	}
	id := headingID(h)
	if h.Level == 2 {
		p.sections = append(p.sections, Section{ID: id, Title: words(n, source)})
	}
	fmt.Fprintf(w, `<h%d id="%s">`, h.Level, html.EscapeString(id))
	return ast.WalkContinue, nil
}

func headingID(h *ast.Heading) string {
	id, _ := h.AttributeString("id")
	raw, _ := id.([]byte)
	return string(raw)
}

func (p *lessonPage) paragraph(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if image, ok := figureOf(n); ok {
		if entering {
			p.figure(w, image, source)
		}
		return ast.WalkSkipChildren, nil
	}
	if entering {
		_, _ = w.WriteString("<p>")
	} else {
		_, _ = w.WriteString("</p>\n")
	}
	return ast.WalkContinue, nil
}

// calloutIcons gives each kind of callout its sign; the kind is said in words too.
var calloutIcons = map[string]string{"fact": "info", "case": "doc", "warning": "warning", "practice": "pen", "card": "bookmark"}

func (p *lessonPage) quote(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	c, ok := calloutOf(n)
	switch {
	case !ok && entering:
		_, _ = w.WriteString("<blockquote class=\"quote\">\n")
	case !ok:
		_, _ = w.WriteString("</blockquote>\n")
	case entering:
		fmt.Fprintf(w, `<div class="note note-%s" role="note">%s<div><p class="b"><span class="vh">%s: </span>%s</p>`+"\n",
			c.kind, p.dress.Icon(calloutIcons[c.kind]), html.EscapeString(p.dress.Say("learning.callout."+c.kind)), html.EscapeString(c.title))
	default:
		_, _ = w.WriteString("</div></div>\n")
	}
	return ast.WalkContinue, nil
}

// fenced is a check, or code shown as it is.
func (p *lessonPage) fenced(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	yaml, ok := checkOf(n, source)
	if !ok {
		_, _ = w.WriteString(`<pre tabindex="0"><code>` + html.EscapeString(string(n.Lines().Value(source))) + "</code></pre>\n")
		return ast.WalkSkipChildren, nil
	}
	check, _, err := readSelfCheck(yaml)
	if err != nil {
		return ast.WalkStop, err
	}
	p.checks[check.ID] = check
	_, _ = w.WriteString(slot + check.ID + slot)
	return ast.WalkSkipChildren, nil
}

func (p *lessonPage) list(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	l := n.(*ast.List)
	tag := "ul"
	if l.IsOrdered() {
		tag = "ol"
	}
	switch {
	case !entering:
		_, _ = w.WriteString("</" + tag + ">\n")
	case l.IsOrdered() && l.Start > 1:
		fmt.Fprintf(w, "<ol class=\"num\" start=\"%d\">\n", l.Start)
	case l.IsOrdered():
		_, _ = w.WriteString("<ol class=\"num\">\n")
	default:
		_, _ = w.WriteString("<ul class=\"bul\">\n")
	}
	return ast.WalkContinue, nil
}
