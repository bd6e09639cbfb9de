package simulation

import "credence/modules/kernel/fault"

// WriteNote adds a line to the log book.
type WriteNote struct{ Text string }

func (c WriteNote) decide(w *State, now int) ([]Event, error) {
	if n := len(w.Notes); n > 0 && w.Notes[n-1].Text == c.Text {
		return nil, nil
	}
	var f fault.Fields
	w.written(&f, "note", c.Text, 2000)
	if err := f.Err(); err != nil {
		return nil, err
	}
	return []Event{newEvent(noteWritten, now, noteData(c))}, nil
}
