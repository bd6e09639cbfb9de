package simulation

import (
	"maps"
	"slices"
	"strings"
)

// State is a world at one moment: the fold of its log up to there. Everything a screen, a score or a debrief
// says is read from it. A State that has been handed out is never changed; Next makes a new one.
type State struct {
	Scenario *Scenario
	Clock    Clock
	Seq      int64 // of the last event
	At       int   // exercise second of the last event

	Posts    []Post
	Threads  []Thread
	Alerts   []Alert
	Claims   []Claim
	Evidence []Holding
	Uses     []Use
	Notes    []Note
	Reports  []Report
	Drafts   []Draft
	Acts     []Act
	Fired    map[string]Firing
	Passed   map[string]bool
	Asked    map[string]Firing
	Metrics  map[string][]Point
	Promise  int // exercise second of the next update promised; 0: none open
	Read     map[string]int
	Gone     map[string]bool // drafts that went out whole
}

// Firing says when and why an inject happened.
type Firing struct {
	At    int
	Seq   int64
	Why   string
	Cause int64
}

// Point is a value of a metric at a second.
type Point struct {
	At    int
	Value float64
}

// Alert is a line on the dashboard.
type Alert struct {
	Seq    int64
	At     int
	Inject string
}

// Holding is evidence that the player has, and since when.
type Holding struct {
	ID   string
	At   int
	From string // "inject" or the tool that found it
}

// Note is a line in the log book.
type Note struct {
	Seq  int64
	At   int
	Text string
}

// Report is a report to the platform.
type Report struct {
	Seq    int64
	At     int
	Posts  []string
	Clause string
	Harm   string
}

// Begin is the world before its first event.
func Begin(s *Scenario) *State {
	return &State{
		Scenario: s, Clock: Clock{Length: s.Length(), Speed: 1},
		Fired: map[string]Firing{}, Passed: map[string]bool{}, Asked: map[string]Firing{},
		Metrics: map[string][]Point{}, Read: map[string]int{}, Gone: map[string]bool{},
	}
}

// Fold is the world after the events.
func Fold(s *Scenario, events []Event) *State {
	w := Begin(s)
	for _, e := range events {
		w.apply(e)
	}
	return w
}

// Next is the world some events later. The receiver stays as it is.
func (w *State) Next(events ...Event) *State {
	next := w.clone()
	for _, e := range events {
		next.apply(e)
	}
	return next
}

// clone copies what apply changes in place and clips what it only appends to.
func (w *State) clone() *State {
	n := *w
	n.Posts, n.Threads, n.Claims = slices.Clone(w.Posts), slices.Clone(w.Threads), slices.Clone(w.Claims)
	n.Uses, n.Drafts = slices.Clone(w.Uses), slices.Clone(w.Drafts)
	n.Alerts, n.Evidence, n.Notes = slices.Clip(w.Alerts), slices.Clip(w.Evidence), slices.Clip(w.Notes)
	n.Reports, n.Acts = slices.Clip(w.Reports), slices.Clip(w.Acts)
	n.Fired, n.Passed, n.Asked = maps.Clone(w.Fired), maps.Clone(w.Passed), maps.Clone(w.Asked)
	n.Metrics, n.Read, n.Gone = maps.Clone(w.Metrics), maps.Clone(w.Read), maps.Clone(w.Gone)
	return &n
}

func (w *State) apply(e Event) {
	w.Seq, w.At = e.Seq, e.AtEx
	switch group, _, _ := strings.Cut(e.Kind, "."); group {
	case "clock":
		w.Clock.apply(e)
	case "inject":
		w.applyInject(e)
	case "post":
		w.applyPost(e)
	case "message", "thread":
		w.applyThread(e)
	case "claim":
		w.applyClaim(e)
	case "tool":
		w.applyTool(e)
	case "draft", "clearance":
		w.applyDraft(e)
	case "report":
		w.applyReport(e)
	case "note":
		var d noteData
		e.into(&d)
		w.Notes = append(w.Notes, Note{e.Seq, e.AtEx, d.Text})
		w.act(Act{Seq: e.Seq, At: e.AtEx, Kind: "note", Text: d.Text})
	}
}

func (w *State) applyReport(e Event) {
	var d reportData
	e.into(&d)
	w.Reports = append(w.Reports, Report{e.Seq, e.AtEx, d.Posts, d.Clause, d.Harm})
	a := Act{Seq: e.Seq, At: e.AtEx, Kind: "report", Lang: d.Lang, Text: d.Harm, Clause: d.Clause}
	for _, id := range d.Posts {
		if p := w.post(id); p != nil {
			a.To = append(a.To, p.Persona)
			a.About = append(a.About, w.About(id)...)
		}
	}
	w.act(a)
}

// gain puts evidence into the player's hand, once.
func (w *State) gain(id string, at int, from string) {
	if !w.Holds(id) {
		w.Evidence = append(w.Evidence, Holding{id, at, from})
	}
}

// Holds reports whether the player has the evidence.
func (w *State) Holds(id string) bool {
	return slices.ContainsFunc(w.Evidence, func(h Holding) bool { return h.ID == id })
}

// StoryHour is the hour in the story at a second of the exercise, "10:56".
func (s *Scenario) StoryHour(at int) string {
	var h, m int
	if len(s.Starts) == 5 {
		h, m = int(s.Starts[0]-'0')*10+int(s.Starts[1]-'0'), int(s.Starts[3]-'0')*10+int(s.Starts[4]-'0')
	}
	minutes := (h*60 + m + at/60) % (24 * 60)
	return string([]byte{byte('0' + minutes/600), byte('0' + minutes/60%10), ':', byte('0' + minutes%60/10), byte('0' + minutes%10)})
}
