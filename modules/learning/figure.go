package learning

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
)

// A figure is drawn by hand in a small part of SVG, so that it follows the theme and can do no harm.
// What is shown is written anew from what we understood; nothing else of the file reaches a page.

const figureLimit = 6 << 10 // bytes of a drawing

var (
	figureElements = []string{"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title"}
	figureClasses  = []string{
		"f-paper", "f-soft", "f-ink", "f-ok", "f-warn", "f-bad", "f-line", "f-strong", "f-dash", "f-arrow",
		"f-text", "f-mute", "f-on", "f-bold",
	}
	figureAttributes = []string{
		"viewBox", "class", "transform", "d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry",
		"dx", "dy", "width", "height", "font-size", "text-anchor",
	}
	plainValue = regexp.MustCompile(`^[\pL\pN .,()%+-]*$`)
)

type svgNode struct {
	name     string // empty: text
	text     string
	attrs    []xml.Attr
	children []*svgNode
}

// figureFault is what is wrong with a drawing, and in which of its lines.
type figureFault struct {
	line    int
	message string
}

// readFigure understands a drawing and lists everything in it that is not allowed.
func readFigure(data []byte) (root *svgNode, faults []figureFault) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	refuse := func(format string, args ...any) {
		line, _ := decoder.InputPos()
		faults = append(faults, figureFault{line, fmt.Sprintf(format, args...)})
	}
	if len(data) > figureLimit {
		faults = append(faults, figureFault{1, fmt.Sprintf("the drawing has %d bytes; at most %d are allowed", len(data), figureLimit)})
	}
	var open []*svgNode
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			refuse("not well-formed: %v", err)
			return nil, faults
		}
		switch t := token.(type) {
		case xml.StartElement:
			n := &svgNode{name: t.Name.Local}
			for _, why := range n.take(t, len(open) == 0) {
				refuse("%s", why)
			}
			if len(open) > 0 {
				open[len(open)-1].children = append(open[len(open)-1].children, n)
			} else {
				root = n
			}
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 && (open[len(open)-1].holdsText()) {
				last := open[len(open)-1]
				last.children = append(last.children, &svgNode{text: string(t)})
			}
		case xml.Directive, xml.ProcInst:
			if p, ok := t.(xml.ProcInst); !ok || p.Target != "xml" {
				refuse("only elements and text are allowed")
			}
		}
	}
	if root == nil {
		faults = append(faults, figureFault{1, "there is no drawing in the file"})
	}
	return root, faults
}

func (n *svgNode) holdsText() bool { return n.name == "text" || n.name == "tspan" || n.name == "title" }

// take keeps the allowed attributes of an element and says what it refused.
func (n *svgNode) take(t xml.StartElement, root bool) (refused []string) {
	if !slices.Contains(figureElements, n.name) {
		refused = append(refused, fmt.Sprintf("<%s> is not allowed in a figure", n.name))
	}
	if root != (n.name == "svg") {
		refused = append(refused, "a figure is one <svg>")
	}
	for _, a := range t.Attr {
		name := a.Name.Local
		switch {
		case name == "xmlns" && root:
			continue
		case a.Name.Space != "" || !slices.Contains(figureAttributes, name), root && name != "viewBox":
			refused = append(refused, fmt.Sprintf("the attribute %s is not allowed on <%s>", name, n.name))
			continue
		case name == "class":
			for _, class := range strings.Fields(a.Value) {
				if !slices.Contains(figureClasses, class) {
					refused = append(refused, fmt.Sprintf("there is no class %s for figures", class))
				}
			}
		case !plainValue.MatchString(a.Value):
			refused = append(refused, fmt.Sprintf("%s holds signs that are not allowed", name))
			continue
		}
		n.attrs = append(n.attrs, xml.Attr{Name: xml.Name{Local: name}, Value: a.Value})
	}
	if root && !strings.HasPrefix(n.attr("viewBox"), "0 0 360 ") {
		refused = append(refused, `a figure has viewBox="0 0 360 H", so that it can be read on a phone`)
	}
	return refused
}

func (n *svgNode) attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// write shows the drawing inside a page, as one picture called label.
func (n *svgNode) write(w *strings.Builder, label string) {
	if n.name == "" {
		w.WriteString(html.EscapeString(n.text))
		return
	}
	w.WriteString("<" + n.name)
	for _, a := range n.attrs {
		w.WriteString(" " + a.Name.Local + `="` + html.EscapeString(a.Value) + `"`)
	}
	if label != "" {
		w.WriteString(` role="img" aria-label="` + html.EscapeString(label) + `"`)
	}
	w.WriteString(">")
	for _, child := range n.children {
		if label == "" || child.name != "title" { // the label is the picture's name already
			child.write(w, "")
		}
	}
	w.WriteString("</" + n.name + ">")
}
