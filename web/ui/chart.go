package ui

import (
	"math"
	"strconv"
)

// Bar is one row of Bars: its length is Value of the largest, Text says it.
type Bar struct {
	Label string
	Value float64
	Text  string // the value in words or figures, with its base: "9 of 14"
	Tone  string // ok, warn, bad or none
}

// barLength is the part of a hundred that a bar takes; a value that is not zero
// stays visible.
func barLength(b Bar, bars []Bar) string {
	top := 0.0
	for _, other := range bars {
		top = math.Max(top, other.Value)
	}
	if top == 0 || b.Value <= 0 {
		return "0"
	}
	return figure(math.Max(b.Value/top*100, 1))
}

// Point is a place in a plot, in the units of its axes.
type Point struct{ X, Y float64 }

// Tick is a mark on an axis.
type Tick struct {
	At    float64
	Label string
}

// Line is one curve of a plot, labelled at its end.
type Line struct {
	Label  string
	Points []Point // by growing X
}

// Act is a numbered disc on the first line, the same number as in a list beside.
type Act struct {
	Number int
	X      float64
	Text   string
}

// Plot is a curve over time and, dashed, what else might have been: never more
// than two lines. The vertical axis begins at nought.
type Plot struct {
	Title   string
	Desc    string // the plot in a sentence, for those who do not see it
	Across  []Tick // at least two: the first and last bound the plot
	Up      []Tick // the last bounds the plot
	A, B    Line   // as played; counterfactual, may be empty
	Acts    []Act
	Value   func(y float64) string // writes a value in the list below the plot
	Caption string                 // for example that effect sizes come from the model
}

// The frame of a plot in the units of its viewBox of 1150 by 276; the lines'
// labels stand to the right of it.
const (
	plotLeft, plotRight = 52.0, 930.0
	plotTop, plotFoot   = 20.0, 236.0
	labelHeight         = 20.0
)

func (p Plot) x(x float64) float64 {
	from, to := p.Across[0].At, p.Across[len(p.Across)-1].At
	return plotLeft + (x-from)/(to-from)*(plotRight-plotLeft)
}

func (p Plot) y(y float64) float64 {
	top := p.Up[len(p.Up)-1].At
	return plotFoot - y/top*(plotFoot-plotTop)
}

// path is the line as SVG path data.
func (p Plot) path(l Line) string {
	var d []byte
	for i, point := range l.Points {
		d = append(d, "ML"[min(i, 1)])
		d = append(d, figure(p.x(point.X))...)
		d = append(d, ' ')
		d = append(d, figure(p.y(point.Y))...)
	}
	return string(d)
}

// area is the ground below the line.
func (p Plot) area(l Line) string {
	if len(l.Points) == 0 {
		return ""
	}
	return p.path(l) + "V236H" + figure(p.x(l.Points[0].X)) + "z"
}

// at is the height of the line at x, between its points.
func (l Line) at(x float64) float64 {
	for i, p := range l.Points {
		if p.X < x {
			continue
		}
		if i == 0 || p.X == x {
			return p.Y
		}
		before := l.Points[i-1]
		return before.Y + (p.Y-before.Y)*(x-before.X)/(p.X-before.X)
	}
	if len(l.Points) == 0 {
		return 0
	}
	return l.Points[len(l.Points)-1].Y
}

// labels are the heights of the two lines' labels: beside their ends, and apart
// where the ends lie too close.
func (p Plot) labels() (a, b float64) {
	a, b = p.foot(p.A), p.foot(p.B)
	if len(p.B.Points) == 0 || math.Abs(a-b) >= labelHeight {
		return a, b
	}
	middle, half := (a+b)/2, labelHeight/2
	if a <= b {
		return middle - half, middle + half
	}
	return middle + half, middle - half
}

// foot is the height at which a line's label is written.
func (p Plot) foot(l Line) float64 {
	if len(l.Points) == 0 {
		return 0
	}
	return p.y(l.Points[len(l.Points)-1].Y) + 5
}

// sparkLine is the path of values over a box of 100 by 28; top is the height of
// the box in their unit, the same for all sparks that are compared.
func sparkLine(values []float64, top float64) string {
	if len(values) < 2 || top <= 0 {
		return ""
	}
	var d []byte
	for i, v := range values {
		d = append(d, "ML"[min(i, 1)])
		d = append(d, figure(float64(i)/float64(len(values)-1)*100)...)
		d = append(d, ' ')
		d = append(d, figure(27-math.Min(v/top, 1)*25)...)
	}
	return string(d)
}

func sparkArea(values []float64, top float64) string {
	line := sparkLine(values, top)
	if line == "" {
		return ""
	}
	return line + "L100 28L0 28z"
}

// figure writes a coordinate to a tenth.
func figure(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
}
