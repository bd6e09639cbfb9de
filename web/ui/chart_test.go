package ui

import "testing"

func plotOf(a, b []Point) Plot {
	return Plot{Across: []Tick{{At: 0}, {At: 90}}, Up: []Tick{{At: 0}, {At: 1}}, A: Line{Points: a}, B: Line{Points: b}}
}

func TestAPlotRunsFromNoughtAtItsFootToTheTop(t *testing.T) {
	p := plotOf([]Point{{0, 0}, {90, 1}}, nil)
	if got := p.path(p.A); got != "M52 236L930 20" {
		t.Errorf("got %s", got)
	}
	if got := p.area(p.A); got != "M52 236L930 20V236H52z" {
		t.Errorf("got %s", got)
	}
}

func TestALineIsReadBetweenItsPoints(t *testing.T) {
	l := Line{Points: []Point{{0, 0}, {10, 1}, {20, .5}}}
	for x, want := range map[float64]float64{-5: 0, 0: 0, 5: .5, 10: 1, 15: .75, 30: .5} {
		if got := l.at(x); got != want {
			t.Errorf("at %v: got %v, want %v", x, got, want)
		}
	}
}

func TestLabelsOfLinesThatEndTogetherStandApart(t *testing.T) {
	p := plotOf([]Point{{0, 0}, {90, .5}}, []Point{{0, 0}, {90, .48}})
	if a, b := p.labels(); b-a != labelHeight {
		t.Errorf("the higher line's label at %v, the lower one's at %v", a, b)
	}
	p.B.Points[1].Y = .1
	if a, b := p.labels(); a != p.foot(p.A) || b != p.foot(p.B) {
		t.Errorf("lines that end apart keep their labels: %v and %v", a, b)
	}
}

func TestTheLongestBarFillsTheRowAndASmallOneStaysVisible(t *testing.T) {
	bars := []Bar{{Value: 1000}, {Value: 1}, {Value: 0}}
	for i, want := range []string{"100", "1", "0"} {
		if got := barLength(bars[i], bars); got != want {
			t.Errorf("bar %d: got %s, want %s", i, got, want)
		}
	}
	if got := barLength(Bar{}, []Bar{{}}); got != "0" {
		t.Errorf("nothing at all: got %s", got)
	}
}

func TestASparkOfOneValueDrawsNothing(t *testing.T) {
	if got := sparkArea([]float64{3}, 10); got != "" {
		t.Errorf("got %s", got)
	}
	if got := sparkLine([]float64{0, 10}, 10); got != "M0 27L100 2" {
		t.Errorf("got %s", got)
	}
}

func TestInitialsAreTheFirstAndLastName(t *testing.T) {
	for name, want := range map[string]string{"Nadia Orsolen": "NO", "Max": "M", "": "", "نادية أورسولين": "ن أ", "ivan petrovich sidorov": "IS"} {
		if got := Initials(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestWaysThatDoNotFitGoBehindMore(t *testing.T) {
	ways := make([]NavItem, 7)
	if shown, more := split(ways, topWays); len(shown) != 5 || len(more) != 2 {
		t.Errorf("%d shown, %d behind", len(shown), len(more))
	}
	if shown, more := split(ways[:4], barWays); len(shown) != 4 || len(more) != 0 {
		t.Errorf("%d shown, %d behind", len(shown), len(more))
	}
}
