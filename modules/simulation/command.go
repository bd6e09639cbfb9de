package simulation

import (
	"slices"
	"strings"
	"unicode/utf8"

	"credence/modules/kernel/fault"
)

// Command is something a player asks for. It looks at the world and answers with the events that happen, or a refusal.
type Command interface {
	decide(w *State, now int) ([]Event, error)
}

// quiet marks commands that do not act in the story: they work while the clock stands.
type quiet interface{ quiet() }

// Refusals that any act can meet.
var (
	ErrNotStarted = fault.New(fault.Conflict, "simulation.not_started")
	ErrPaused     = fault.New(fault.Conflict, "simulation.paused")
	ErrOver       = fault.New(fault.Conflict, "simulation.over")
	ErrNoPost     = fault.New(fault.Missing, "simulation.no_post")
	ErrNoThread   = fault.New(fault.Missing, "simulation.no_thread")
	ErrNoDraft    = fault.New(fault.Missing, "simulation.no_draft")
)

// admit says whether the clock allows the command at all.
func (w *State) admit(c Command) error {
	switch _, isQuiet := c.(quiet); {
	case !w.Clock.Started:
		return ErrNotStarted
	case w.Clock.Stopped:
		return ErrOver
	case !w.Clock.Running && !isQuiet:
		return ErrPaused
	}
	return nil
}

// written checks a text that somebody typed, against its room.
func (w *State) written(f *fault.Fields, field, text string, room int) {
	switch n := utf8.RuneCountInString(text); {
	case strings.TrimSpace(text) == "":
		f.Add(field, "simulation.empty_text")
	case n > room:
		f.Add(field, "simulation.too_long", "over", n-room, "room", room)
	}
}

func (w *State) tongue(f *fault.Fields, lang string) {
	if _, known := w.Scenario.Tongues[lang]; !known {
		f.Add("lang", "simulation.no_tongue")
	}
}

// shareable keeps the evidence that the player holds and may send out.
func (w *State) shareable(ids []string) (kept []string) {
	for _, id := range ids {
		if e := w.Scenario.evidence(id); e != nil && e.Share && w.Holds(id) && !slices.Contains(kept, id) {
			kept = append(kept, id)
		}
	}
	return kept
}

func (w *State) held(ids []string) (kept []string) {
	for _, id := range ids {
		if w.Holds(id) && !slices.Contains(kept, id) {
			kept = append(kept, id)
		}
	}
	return kept
}
