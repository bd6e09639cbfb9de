package simulation

import (
	"maps"
	"slices"
	"unicode/utf8"

	"credence/modules/kernel/fault"
)

// SaveDraft keeps what is being written. It works while the clock stands, so nothing typed is lost.
type SaveDraft struct {
	Draft    string // an id of the form's own, or the thread that is being answered
	Channel  string
	Texts    map[string]string
	ReplyTo  string
	RepostOf string
	Evidence []string
	Promise  Minute
}

func (SaveDraft) quiet() {}

func (c SaveDraft) decide(w *State, now int) ([]Event, error) {
	if c.Draft == "" || len(c.Draft) > 40 || w.Gone[c.Draft] {
		return nil, nil // published meanwhile, in another tab or by a second click
	}
	texts := map[string]string{}
	for lang, text := range c.Texts {
		if _, known := w.Scenario.Tongues[lang]; known && text != "" {
			if utf8.RuneCountInString(text) > 12_000 {
				return nil, fault.New(fault.Invalid, "simulation.too_long").In("text").With("room", 12_000, "over", utf8.RuneCountInString(text)-12_000)
			}
			texts[lang] = text
		}
	}
	kept := w.draft(c.Draft)
	if kept == nil && len(texts) == 0 && c.RepostOf == "" {
		return nil, nil
	}
	if kept != nil && kept.Channel == c.Channel && maps.Equal(kept.Texts, texts) && kept.ReplyTo == c.ReplyTo && kept.RepostOf == c.RepostOf &&
		slices.Equal(kept.Evidence, c.Evidence) && kept.Promise == c.Promise {
		return nil, nil
	}
	return []Event{newEvent(draftSaved, now, draftData{
		Draft: c.Draft, Channel: c.Channel, Texts: texts, ReplyTo: c.ReplyTo, RepostOf: c.RepostOf,
		Evidence: w.shareable(c.Evidence), Promise: min(max(c.Promise, 0), 60),
	})}, nil
}

// DropDraft throws a draft away.
type DropDraft struct{ Draft string }

func (DropDraft) quiet() {}

func (c DropDraft) decide(w *State, now int) ([]Event, error) {
	if w.draft(c.Draft) == nil {
		return nil, nil
	}
	return []Event{newEvent(draftDropped, now, draftData{Draft: c.Draft})}, nil
}
