package simulation

import (
	"math"
	"slices"
)

// Status of an expectation.
type Status string

const (
	Open     Status = "open"
	Met      Status = "met"
	Late     Status = "late"
	Partly   Status = "partly"
	Missed   Status = "missed"
	NotAsked Status = "not_asked" // what would have opened its window never happened
)

// Result is what the log says about one expectation, with the evidence.
type Result struct {
	Expectation Expectation
	Status      Status
	Opens       int // exercise second; -1 while it has not opened
	Due         int
	Time        float64 // credit for time, the mean over languages
	Words       float64 // credit for words, the mean over languages
	Credit      float64 // time × words, the mean over languages
	Points      float64 // credit × weight
	Parts       []Part
	Evidence    []Quote
	Langs       []LangResult // one for each language asked for
	Early       bool         // something of the kind was done before the window opened, and does not count
}

// LangResult is the best act in one language.
type LangResult struct {
	Lang   string
	At     int // -1: none
	Time   float64
	Words  float64
	Credit float64
	Parts  []Part
	Quote  Quote
	Early  bool
}

// Quote is evidence: an event of the log and the words in it.
type Quote struct {
	Seq  int64
	At   int
	Kind string
	Lang string
	Text string
}

func (w *State) quote(a Act) Quote {
	text := []rune(a.Text)
	if len(text) > 280 {
		text = append(text[:279:279], '…')
	}
	q := Quote{Seq: a.Seq, At: a.At, Kind: a.Kind, Lang: a.Lang, Text: string(text)}
	if a.Refuse {
		q.Kind = "refuse"
	}
	return q
}

// Check is what the log says about an expectation by a second of the exercise.
func (w *State) Check(e Expectation, now int) Result {
	r := Result{Expectation: e, Status: Open, Opens: -1}
	opens, open := e.opensAt(w)
	if !open {
		if w.Clock.Stopped {
			r.Status = NotAsked
			if w.Clock.Reason == "ended" {
				r.Status = Missed // leaving early does not take what was still to come out of the mark
			}
		}
		return r
	}
	r.Opens, r.Due = opens, e.dueAt(opens)
	if e.Kind == "hold" {
		w.judgeHold(e, &r)
		if r.Status == Met && now < r.Due && !w.Clock.Stopped {
			r.Status = Open
		}
		r.Points = r.Credit * e.Weight
		return r
	}
	langs := e.Languages
	if len(langs) == 0 {
		langs = List{""}
	}
	all, late := true, false
	for _, lang := range langs {
		best := w.best(e, lang, opens, r.Due)
		r.Time += best.Time / float64(len(langs))
		r.Words += best.Words / float64(len(langs))
		r.Credit += best.Credit / float64(len(langs))
		if best.At >= 0 && (best.Words > 0 || broken(best.Parts)) { // an act that has nothing to do with it is no evidence
			r.Evidence = append(r.Evidence, best.Quote)
		}
		r.Early = r.Early || best.Early && best.At < 0
		all = all && best.Words > 0.999
		late = late || best.At >= 0 && best.Time < 1
		r.Langs = append(r.Langs, best)
	}
	if len(langs) == 1 {
		r.Parts = r.Langs[0].Parts
	}
	if len(e.Languages) == 0 {
		r.Langs = nil
	}
	r.Points = r.Credit * e.Weight
	switch {
	case r.Credit > 0.999:
		r.Status = Met
	case now < r.Due && !w.Clock.Stopped:
		r.Status = Open
	case r.Credit == 0:
		r.Status = Missed
	case late && all:
		r.Status = Late
	default:
		r.Status = Partly
	}
	return r
}

// best finds the act, or the acts together, that earn most.
func (w *State) best(e Expectation, lang string, opens, due int) LangResult {
	best := LangResult{Lang: lang, At: -1}
	kind := expectationKinds[e.Kind]
	var sum Act
	consider := func(a Act) {
		got := LangResult{Lang: lang, At: a.At, Time: timeCredit(a.At, opens, due), Quote: w.quote(a)}
		got.Parts = append(w.parts(e, a, due), kind.parts(e, a)...)
		got.Words = share(got.Parts)
		got.Credit = got.Time * got.Words
		if best.At < 0 || got.Credit > best.Credit+1e-9 {
			got.Early = best.Early
			best = got
		}
	}
	for _, a := range w.Acts {
		if lang != "" && a.Lang != lang || !kind.looksAt(e, a) {
			continue
		}
		if a.At < opens {
			best.Early = true
			continue
		}
		consider(a)
		if kind.adds {
			sum = sum.with(a)
			consider(sum)
		}
	}
	if best.At < 0 {
		none := Act{At: -1, Lang: lang}
		best.Parts = append(w.parts(e, none, due), kind.parts(e, none)...)
	}
	return best
}

// broken reports whether something was said that must not be.
func broken(parts []Part) bool {
	return slices.ContainsFunc(parts, func(p Part) bool { return p.MustNo })
}

// with puts a further act of the same conversation to those before it.
func (a Act) with(b Act) Act {
	if a.Kind == "" {
		return b
	}
	sum := b
	sum.Text = a.Text + "\n" + b.Text
	sum.Evidence = append(append([]string{}, a.Evidence...), b.Evidence...)
	sum.About = append(append([]string{}, a.About...), b.About...)
	sum.Link, sum.Refuse = a.Link || b.Link, a.Refuse || b.Refuse
	if sum.Clause == "" {
		sum.Clause = a.Clause
	}
	return sum
}

// timeCredit: on time 1; up to half the window later a half; after that a quarter, never nothing.
func timeCredit(at, opens, due int) float64 {
	switch window := due - opens; {
	case at <= due:
		return 1
	case at <= due+window/2:
		return 0.5
	}
	return 0.25
}

// parts are what every kind looks for in an act: facts, what must not be said, link, evidence, clearance, length, further acts.
func (w *State) parts(e Expectation, a Act, due int) (parts []Part) {
	s := w.Scenario
	h := s.hear(a.Text, a.Lang, max(a.At, 0))
	for _, id := range e.Must {
		saying, _ := s.saying(id)
		parts = append(parts, Part{Key: "fact", Label: saying.Label, There: s.says(h, id)})
	}
	if e.Link {
		parts = append(parts, Part{Key: "link", There: a.Link})
	}
	if len(e.Evidence) > 0 {
		parts = append(parts, Part{Key: "evidence", There: a.At >= 0 && anyOf(e.Evidence, a.Evidence)})
	}
	if e.Approved {
		parts = append(parts, Part{Key: "approved", There: a.Cleared})
	}
	if e.MaxWords > 0 {
		parts = append(parts, Part{Key: "max_words", There: a.At >= 0 && wordCount(a.Text) <= e.MaxWords})
	}
	for _, m := range e.Also {
		_, done := w.firstIn(m, 0, max(due, a.At))
		parts = append(parts, Part{Key: "also", Label: m.Label, There: done})
	}
	for _, id := range e.MustNot {
		if s.says(h, id) {
			saying, _ := s.saying(id)
			parts = append(parts, Part{Key: "must_not", Label: saying.Label, There: true, MustNo: true})
		}
	}
	return parts
}

// share is the credit for words: the share of parts that are there, less two shares for each that must not be.
func share(parts []Part) float64 {
	var there, all, bad float64
	for _, p := range parts {
		weight := p.Weight
		if weight == 0 {
			weight = 1
		}
		switch {
		case p.MustNo:
			bad += 2
		case p.There:
			there += weight
			all += weight
		default:
			all += weight
		}
	}
	if all == 0 {
		there, all = 1, 1
	}
	return math.Max(0, (there-bad)/all)
}
