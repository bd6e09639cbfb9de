package learning

import (
	"encoding/xml"
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// figure draws a picture with its numbered caption.
func (p *lessonPage) figure(w util.BufWriter, image *ast.Image, source []byte) {
	p.figures++
	name, content := p.course.figure(string(image.Destination), p.lang)
	alt := words(image, source)
	fmt.Fprintf(w, `<figure class="fig" id="figure-%d">`, p.figures)
	if strings.HasSuffix(name, ".svg") {
		if root, _ := readFigure(content); root != nil {
			if p.lang != English && !strings.HasSuffix(name, "."+p.lang+".svg") { // drawn for English words
				root.attrs = append(root.attrs, xml.Attr{Name: xml.Name{Local: "direction"}, Value: "ltr"})
			}
			var svg strings.Builder
			root.write(&svg, alt)
			_, _ = w.WriteString(svg.String())
		}
	} else if size, err := pictureSize(content); err == nil {
		fmt.Fprintf(w, `<img src="%s" alt="%s" width="%d" height="%d" loading="lazy" decoding="async">`,
			html.EscapeString(p.course.FigureURL(name)), html.EscapeString(alt), size.X, size.Y)
	}
	fmt.Fprintf(w, "<figcaption><b>%s</b>", html.EscapeString(p.dress.Say("learning.figure", "n", p.figures)))
	if len(image.Title) > 0 {
		_, _ = w.WriteString(" " + html.EscapeString(string(image.Title)))
	}
	_, _ = w.WriteString("</figcaption></figure>\n")
}

// image within a line of text is not part of the format; its words are shown instead.
func (p *lessonPage) image(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(html.EscapeString(words(n, source)))
	}
	return ast.WalkSkipChildren, nil
}
