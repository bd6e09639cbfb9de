package simulation

import (
	"slices"

	"credence/modules/kernel/fault"
)

// Answer writes into a thread.
type Answer struct {
	Thread   string
	Lang     string
	Text     string
	Evidence []string
	Refuse   bool // declines what was asked; the record shows it
}

func (c Answer) decide(w *State, now int) ([]Event, error) {
	t := w.thread(c.Thread)
	if t == nil {
		return nil, ErrNoThread
	}
	if last := t.Last(); last.Own && last.Text == c.Text && last.Refuse == c.Refuse {
		return nil, nil // the same again: a second click
	}
	var f fault.Fields
	w.tongue(&f, c.Lang)
	w.written(&f, "text", c.Text, w.Scenario.Room(t.Channel))
	if err := f.Err(); err != nil {
		return nil, err
	}
	return []Event{newEvent(messageSent, now, messageData{
		Thread: c.Thread, Lang: c.Lang, Text: c.Text, Evidence: w.shareable(c.Evidence), Refuse: c.Refuse,
	})}, nil
}

// Write opens a thread with somebody the player knows.
type Write struct {
	To       string
	Channel  string
	Title    string
	Lang     string
	Text     string
	Evidence []string
}

func (c Write) decide(w *State, now int) ([]Event, error) {
	if n := len(w.Threads); n > 0 {
		if last := w.Threads[n-1].Last(); last.Own && last.Text == c.Text && w.Threads[n-1].With == c.To {
			return nil, nil
		}
	}
	var f fault.Fields
	w.tongue(&f, c.Lang)
	if !slices.Contains(w.Contacts(), c.To) {
		f.Add("to", "simulation.no_contact")
	}
	if w.Scenario.channel(c.Channel) == nil || dress(c.Channel).Public || !dress(c.Channel).Write {
		f.Add("channel", "simulation.no_channel")
	}
	w.written(&f, "text", c.Text, dress("mail").Limit)
	if err := f.Err(); err != nil {
		return nil, err
	}
	return []Event{newEvent(messageSent, now, messageData{
		Channel: c.Channel, To: c.To, Title: c.Title, Lang: c.Lang, Text: c.Text, Evidence: w.shareable(c.Evidence),
	})}, nil
}

// Contacts are the people the player can write to: the own side, and whoever has written or posted so far.
func (w *State) Contacts() (ids []string) {
	own := w.Scenario.SoloRole().As
	add := func(id string) {
		if id != "" && id != own && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, t := range w.Threads {
		add(t.With)
	}
	for _, p := range w.Scenario.Personas {
		if p.Official {
			add(p.ID)
		}
	}
	for _, p := range w.Posts {
		add(p.Persona)
	}
	return ids
}

// OpenThread notes that the player has read a thread.
type OpenThread struct{ Thread string }

func (OpenThread) quiet() {}

func (c OpenThread) decide(w *State, now int) ([]Event, error) {
	if t := w.thread(c.Thread); t == nil || !w.Unread(*t) {
		return nil, nil
	}
	return []Event{newEvent(threadRead, now, readData(c))}, nil
}
