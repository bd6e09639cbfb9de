package learning

import (
	"fmt"
	"html"

	"github.com/yuin/goldmark/ast"
	xast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// table scrolls inside its own frame on a narrow screen; the frame can be reached by keyboard.
func (p *lessonPage) table(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		p.tables++
		fmt.Fprintf(w, `<div class="scroll" role="region" tabindex="0" aria-label="%s"><table class="tbl">`+"\n",
			html.EscapeString(p.dress.Say("learning.table", "n", p.tables)))
	} else {
		_, _ = w.WriteString("</table></div>\n")
	}
	return ast.WalkContinue, nil
}

func (p *lessonPage) tableHeader(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<thead><tr>\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("</tr></thead>\n")
	if n.NextSibling() != nil {
		_, _ = w.WriteString("<tbody>\n")
	}
	return ast.WalkContinue, nil
}

func (p *lessonPage) tableRow(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<tr>\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("</tr>\n")
	if n.NextSibling() == nil {
		_, _ = w.WriteString("</tbody>\n")
	}
	return ast.WalkContinue, nil
}

func (p *lessonPage) tableCell(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	tag, extra := "td", ""
	if n.Parent().Kind() == xast.KindTableHeader {
		tag, extra = "th", ` scope="col"`
	}
	if n.(*xast.TableCell).Alignment == xast.AlignRight {
		extra += ` class="num"`
	}
	if entering {
		_, _ = w.WriteString("<" + tag + extra + ">")
	} else {
		_, _ = w.WriteString("</" + tag + ">\n")
	}
	return ast.WalkContinue, nil
}
