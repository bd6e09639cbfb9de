package simulation

import (
	"slices"

	"credence/modules/kernel/fault"
)

// Publish sends a public draft out, one post for each language it is written in. Clearance is recorded, not required:
// the real world lets people post without it too.
type Publish struct{ Draft string }

func (c Publish) decide(w *State, now int) ([]Event, error) {
	if w.Gone[c.Draft] {
		return nil, nil
	}
	d := w.draft(c.Draft)
	if d == nil {
		return nil, ErrNoDraft
	}
	if err := w.publishable(d); err != nil {
		return nil, err
	}
	promise := 0
	if d.Promise > 0 {
		promise = now + d.Promise.Seconds()
	}
	var events []Event
	for _, lang := range w.Scenario.tonguesInOrder() {
		text, written := d.Texts[lang]
		if _, out := d.Out[lang]; out || !written {
			continue
		}
		events = append(events, newEvent(postMade, now, postData{
			Channel: d.Channel, Lang: lang, Text: text, ReplyTo: d.ReplyTo, RepostOf: d.RepostOf,
			Evidence: d.Evidence, Draft: d.ID, Cleared: d.Cleared(lang), Promise: promise,
		}))
	}
	if len(events) == 0 { // a repost without a word of one's own
		events = append(events, newEvent(postMade, now, postData{
			Channel: d.Channel, Lang: w.Scenario.persona(w.Scenario.SoloRole().As).Lang, RepostOf: d.RepostOf, Draft: d.ID, Cleared: d.Step == StepGranted,
		}))
	}
	return events, nil
}

// publishable says what is wrong with a draft that is to go out.
func (w *State) publishable(d *Draft) error {
	var f fault.Fields
	c := w.Scenario.channel(d.Channel)
	if c == nil || !c.Post {
		f.Add("channel", "simulation.no_channel")
		return f.Err()
	}
	if len(d.Texts) == 0 && d.RepostOf == "" {
		f.Add("text", "simulation.empty_text")
	}
	for lang, text := range d.Texts {
		w.written(&f, "text_"+lang, text, w.Scenario.Room(d.Channel))
	}
	for _, target := range []string{d.ReplyTo, d.RepostOf} {
		if target == "" {
			continue
		}
		if p := w.post(target); p == nil || p.Removed {
			return ErrNoPost
		} else if p.Channel != d.Channel {
			f.Add("channel", "simulation.other_channel")
		}
	}
	return f.Err()
}

// tonguesInOrder lists the languages of the story with the page's own first, then by name.
func (s *Scenario) tonguesInOrder() (langs []string) {
	for lang := range s.Tongues {
		langs = append(langs, lang)
	}
	slices.SortFunc(langs, func(a, b string) int {
		switch {
		case a == b:
			return 0
		case a == s.Page.Lang, b != s.Page.Lang && a < b:
			return -1
		}
		return 1
	})
	return langs
}

// TongueIDs lists the languages of the story in the order screens show them.
func (s *Scenario) TongueIDs() []string { return s.tonguesInOrder() }
