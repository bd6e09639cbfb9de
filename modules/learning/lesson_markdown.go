package learning

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Kinds of callout.
var calloutKinds = []string{"fact", "case", "warning", "practice", "card"}

var calloutLine = regexp.MustCompile(`^\s*\[!([\pL-]+)\]\s*(.*?)\s*$`)

// lessonParser reads Markdown as the authors' manual describes it. Raw HTML is read too, so that it can be refused.
var lessonParser = newLessonParser()

func newLessonParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999))...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewFootnoteParser(), 101))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(callouts{}, 90),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
		parser.WithAutoHeadingID(),
	)
}

func parseLesson(source []byte) ast.Node {
	return lessonParser.Parse(text.NewReader(source), parser.WithContext(parser.NewContext(parser.WithIDs(&anchors{used: map[string]bool{
		"main": true, "sources": true, // the page has these itself
	}}))))
}

// anchors names headings in any script: letters and digits stay, the rest becomes hyphens.
type anchors struct{ used map[string]bool }

// Generate makes the anchor of a heading.
func (a *anchors) Generate(value []byte, _ ast.NodeKind) []byte {
	words := strings.FieldsFunc(strings.ToLower(string(value)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
	base := strings.Join(words, "-")
	if base == "" {
		base = "part"
	}
	id := base
	for n := 2; a.used[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	a.used[id] = true
	return []byte(id)
}

// Put notes an anchor that the author gave.
func (a *anchors) Put(value []byte) { a.used[string(value)] = true }

// callouts turns a quote whose first line is "[!kind] title" into a callout: it notes both on the quote and
// takes the line away.
type callouts struct{}

// Transform looks at one paragraph.
func (callouts) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := p.Parent().(*ast.Blockquote)
	if !ok || p.PreviousSibling() != nil {
		return
	}
	lines := p.Lines()
	first := lines.At(0)
	m := calloutLine.FindSubmatch(first.Value(reader.Source()))
	if m == nil {
		return
	}
	quote.SetAttributeString("kind", string(m[1]))
	quote.SetAttributeString("title", string(m[2]))
	quote.SetAttributeString("start", first.Start)
	rest := text.NewSegments()
	for i := 1; i < lines.Len(); i++ {
		rest.Append(lines.At(i))
	}
	if rest.Len() == 0 {
		quote.RemoveChild(quote, p)
		return
	}
	p.SetLines(rest)
}

// callout is a quote that was recognised as a callout.
type callout struct {
	kind, title string
	start       int // offset in the source
}

func calloutOf(n ast.Node) (callout, bool) {
	kind, ok := n.AttributeString("kind")
	if !ok {
		return callout{}, false
	}
	title, _ := n.AttributeString("title")
	start, _ := n.AttributeString("start")
	return callout{kind.(string), title.(string), start.(int)}, true
}

func (c callout) known() bool { return slices.Contains(calloutKinds, c.kind) }

// figureOf is the picture of a paragraph that holds nothing else.
func figureOf(n ast.Node) (*ast.Image, bool) {
	if n.Kind() != ast.KindParagraph || n.ChildCount() != 1 {
		return nil, false
	}
	image, ok := n.FirstChild().(*ast.Image)
	return image, ok
}

// checkOf is the source of a check block.
func checkOf(n ast.Node, source []byte) (yaml []byte, ok bool) {
	block, ok := n.(*ast.FencedCodeBlock)
	if !ok || string(block.Language(source)) != "check" {
		return nil, false
	}
	return block.Lines().Value(source), true
}

// words is the plain text of a node, marks left out.
func words(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(source))
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
		if !entering && n.Type() == ast.TypeBlock {
			b.WriteByte('\n')
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// lineAt is the number of the line at an offset of the source.
func lineAt(source []byte, offset int) int {
	return 1 + bytes.Count(source[:min(max(offset, 0), len(source))], []byte("\n"))
}

// startOf is where a node begins in the source, as far as it is known.
func startOf(n ast.Node) int {
	if c, ok := calloutOf(n); ok {
		return c.start
	}
	for ; n != nil; n = n.Parent() {
		if n.Type() != ast.TypeInline && n.Lines() != nil && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
		if n.Type() == ast.TypeInline {
			if t, ok := n.FirstChild().(*ast.Text); ok {
				return t.Segment.Start
			}
		}
		if first := n.FirstChild(); first != nil && n.Type() != ast.TypeInline && first.Type() != ast.TypeInline {
			if first.Lines() != nil && first.Lines().Len() > 0 {
				return first.Lines().At(0).Start
			}
		}
	}
	return 0
}
