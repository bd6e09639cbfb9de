package simulation

import (
	"maps"
	"slices"
)

// Expectation is an act that the scenario hopes for, with its window, its words and its weight.
type Expectation struct {
	ID        string    `yaml:"id"`
	Title     Text      `yaml:"title"`
	Kind      string    `yaml:"kind"`
	Trigger   List      `yaml:"trigger"` // the first of these injects opens the window …
	Minute    *Minute   `yaml:"minute"`  // … or this minute does
	Due       Minute    `yaml:"due"`     // minute on the exercise clock …
	Within    Minute    `yaml:"within"`  // … or so long after the window opened
	To        List      `yaml:"to"`
	Thread    List      `yaml:"thread"`
	About     List      `yaml:"about"`
	NotAbout  List      `yaml:"not-about"`
	Channels  List      `yaml:"channels"`
	Languages List      `yaml:"languages"`
	Must      List      `yaml:"must"`
	MustNot   List      `yaml:"must-not"`
	MaxWords  int       `yaml:"max-words"`
	Link      bool      `yaml:"link"`
	Evidence  List      `yaml:"evidence"` // one of these is attached or named
	Approved  bool      `yaml:"approved"` // went through clearance
	Verdict   List      `yaml:"verdict"`
	Certainty List      `yaml:"confidence"`
	Clauses   List      `yaml:"clauses"`
	Also      []Matcher `yaml:"also"`
	Check     string    `yaml:"check"` // A: the system, H: an evaluator, both
	Weight    float64   `yaml:"weight"`
	NotSolo   bool      `yaml:"not-solo"`
	Good      Text      `yaml:"good"` // what good looks like, shown after the run
	Lesson    string    `yaml:"lesson"`
}

// expectationKind is one sort of expectation on the shelf: which acts it looks at, what it wants of them beyond
// the words, and why an author's expectation of this kind could never be met.
type expectationKind struct {
	looksAt    func(e Expectation, a Act) bool
	parts      func(e Expectation, a Act) []Part
	adds       bool // several acts together may fulfil it, as the mails of one conversation do
	unmeetable func(s *Scenario, e Expectation) string
}

var expectationKinds = map[string]expectationKind{}

func shelve(name string, k expectationKind) {
	if k.parts == nil {
		k.parts = func(Expectation, Act) []Part { return nil }
	}
	expectationKinds[name] = k
}

func kindNames() []string { return slices.Sorted(maps.Keys(expectationKinds)) }

// Part is one thing an act should have, or must not have.
type Part struct {
	Key    string // link, evidence, approved, max_words, verdict, confidence, clause, reported, also, fact, must_not
	Label  Text
	There  bool
	MustNo bool
	Weight float64 // shares; 0 counts as 1
}

func (e Expectation) opensAt(w *State) (second int, open bool) {
	if e.Minute != nil {
		return e.Minute.Seconds(), true
	}
	for _, id := range e.Trigger {
		if f, fired := w.Fired[id]; fired && (!open || f.At < second) {
			second, open = f.At, true
		}
	}
	return second, open
}

func (e Expectation) dueAt(opens int) int {
	if e.Due > 0 {
		return max(e.Due.Seconds(), opens)
	}
	return opens + e.Within.Seconds()
}
