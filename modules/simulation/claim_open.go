package simulation

import "credence/modules/kernel/fault"

// OpenClaim puts a claim on the board: which post makes it, and one neutral sentence.
type OpenClaim struct {
	Post     string
	Sentence string
}

func (c OpenClaim) decide(w *State, now int) ([]Event, error) {
	var f fault.Fields
	if w.post(c.Post) == nil && w.thread(c.Post) == nil {
		f.Add("post", "simulation.no_post")
	}
	w.written(&f, "sentence", c.Sentence, 300)
	if err := f.Err(); err != nil {
		return nil, err
	}
	return []Event{newEvent(claimOpened, now, claimData(c))}, nil
}
