package learning

import (
	"fmt"
	"html"
	"strconv"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

func (p *lessonPage) noteLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		link := n.(*xast.FootnoteLink)
		fmt.Fprintf(w, `<sup><a href="#note-%d" id="%s" role="doc-noteref" aria-label="%s">%d</a></sup>`,
			link.Index, noteRef(link.Index, link.RefIndex), html.EscapeString(p.dress.Say("learning.note", "n", link.Index)), link.Index)
	}
	return ast.WalkContinue, nil
}

func noteRef(index, ref int) string {
	id := "ref-" + strconv.Itoa(index)
	if ref > 0 {
		id += "-" + strconv.Itoa(ref+1)
	}
	return id
}

func (p *lessonPage) notes(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		title := p.dress.Say("learning.sources")
		p.sections = append(p.sections, Section{ID: "sources", Title: title})
		fmt.Fprintf(w, `<section class="sources" role="doc-endnotes" aria-labelledby="sources"><h2 id="sources">%s</h2><ol class="fn">`+"\n", html.EscapeString(title))
	} else {
		_, _ = w.WriteString("</ol></section>\n")
	}
	return ast.WalkContinue, nil
}

// note is one source: a number that leads back to where it is first cited, then the source.
func (p *lessonPage) note(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	index := n.(*xast.Footnote).Index
	if entering {
		fmt.Fprintf(w, `<li id="note-%d"><a href="#%s" role="doc-backlink" aria-label="%s">%d</a><div>`,
			index, noteRef(index, 0), html.EscapeString(p.dress.Say("learning.note_back", "n", index)), index)
	} else {
		_, _ = w.WriteString("</div></li>\n")
	}
	return ast.WalkContinue, nil
}
