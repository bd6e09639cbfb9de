package simulation

import (
	"maps"
	"slices"
)

// Draft is a text that has not gone out. A public draft climbs the clearance ladder; one for a thread only waits.
type Draft struct {
	ID       string
	Channel  string
	Texts    map[string]string // per tongue
	ReplyTo  string
	RepostOf string
	Evidence []string
	Promise  Minute
	SavedAt  int
	Saved    int64 // seq of the last save
	Step     string
	AskedAt  int
	DueAt    int // the approver answers then
	Answered int
	Comment  Text
	Asked    map[string]string // the texts that were asked for or granted
	Out      map[string]int    // tongues already published, and when
}

// Steps of the ladder.
const (
	StepDraft    = "draft"
	StepAsked    = "requested"
	StepGranted  = "granted"
	StepReturned = "returned"
	StepRefused  = "refused"
)

func (w *State) draft(id string) *Draft {
	for i := range w.Drafts {
		if w.Drafts[i].ID == id {
			return &w.Drafts[i]
		}
	}
	return nil
}

// Draft returns a copy of a draft.
func (w *State) Draft(id string) (Draft, bool) {
	if d := w.draft(id); d != nil {
		return *d, true
	}
	return Draft{}, false
}

// PublicDrafts lists the drafts meant for everybody, newest save first.
func (w *State) PublicDrafts() (drafts []Draft) {
	for _, d := range w.Drafts {
		if d.Channel != "" && dress(d.Channel).Public {
			drafts = append(drafts, d)
		}
	}
	slices.SortFunc(drafts, func(a, b Draft) int { return int(b.Saved - a.Saved) })
	return drafts
}

func (w *State) dropDraft(id string) {
	w.Drafts = slices.DeleteFunc(w.Drafts, func(d Draft) bool { return d.ID == id })
}

// published marks one language version as gone out; the draft ends when none is left.
func (w *State) published(id, lang string, at int) {
	d := w.draft(id)
	if d == nil {
		return
	}
	out := maps.Clone(d.Out)
	if out == nil {
		out = map[string]int{}
	}
	out[lang] = at
	d.Out = out
	for tongue, text := range d.Texts {
		if _, gone := out[tongue]; text != "" && !gone {
			return
		}
	}
	w.dropDraft(id)
	w.Gone[id] = true
}

// Cleared reports whether a text may be said to have gone through clearance: granted, and unchanged since.
func (d Draft) Cleared(lang string) bool {
	return d.Step == StepGranted && d.Asked[lang] == d.Texts[lang]
}

func (w *State) applyDraft(e Event) {
	switch e.Kind {
	case draftSaved:
		var d draftData
		e.into(&d)
		if w.draft(d.Draft) == nil {
			w.Drafts = append(w.Drafts, Draft{ID: d.Draft, Step: StepDraft})
		}
		kept := w.draft(d.Draft)
		changed := !maps.Equal(kept.Texts, d.Texts)
		kept.Channel, kept.Texts, kept.ReplyTo, kept.RepostOf = d.Channel, d.Texts, d.ReplyTo, d.RepostOf
		kept.Evidence, kept.Promise, kept.SavedAt, kept.Saved = d.Evidence, d.Promise, e.AtEx, e.Seq
		if changed && (kept.Step == StepGranted || kept.Step == StepAsked) {
			kept.Step = StepDraft // what was shown to the approver is no longer what would go out
		}
	case draftDropped:
		var d draftData
		e.into(&d)
		w.dropDraft(d.Draft)
	default:
		var d clearanceData
		e.into(&d)
		kept := w.draft(d.Draft)
		if kept == nil {
			return
		}
		switch e.Kind {
		case clearanceAsked:
			kept.Step, kept.AskedAt, kept.DueAt, kept.Asked, kept.Comment = StepAsked, e.AtEx, d.Due, d.Texts, nil
			w.act(Act{Seq: e.Seq, At: e.AtEx, Kind: "request", Channel: kept.Channel})
		case clearanceWithdrawn:
			kept.Step = StepDraft
		case clearanceAnswered:
			kept.Step, kept.Comment, kept.Answered = d.Answer, d.Comment, e.AtEx
		}
	}
}

// judge is how the system plays the approver: the first rule that holds sends the draft back.
func (s *Scenario) judge(d Draft, at int) (answer string, comment Text) {
	var all []heard
	for lang, text := range d.Asked {
		if text != "" {
			all = append(all, s.hear(text, lang, at))
		}
	}
	for _, r := range s.Clearance.Rules {
		if at < r.From.Seconds() || r.Until > 0 && at >= r.Until.Seconds() || !r.Channels.Admits(d.Channel) {
			continue
		}
		holds := len(r.SaysAny)+len(r.Lacks) == 0
		for _, h := range all {
			holds = holds || slices.ContainsFunc(r.SaysAny, func(id string) bool { return s.says(h, id) }) ||
				slices.ContainsFunc(r.Lacks, func(id string) bool { return !s.says(h, id) })
		}
		if holds {
			if r.Refuse {
				return StepRefused, r.Comment
			}
			return StepReturned, r.Comment
		}
	}
	return StepGranted, s.Clearance.Granted
}
