package simulation

import (
	"slices"

	"credence/modules/kernel/fault"
)

// SendReport reports posts to the platform: which, by which of its rules, and what harm they do.
type SendReport struct {
	Posts  []string
	Clause string
	Harm   string
	Lang   string
}

func (c SendReport) decide(w *State, now int) ([]Event, error) {
	var f fault.Fields
	for _, id := range c.Posts {
		if p := w.post(id); p == nil || p.Own {
			return nil, ErrNoPost
		}
	}
	if len(c.Posts) == 0 {
		f.Add("posts", "simulation.report_nothing")
	}
	if !slices.ContainsFunc(w.Scenario.Clauses, func(k Clause) bool { return k.ID == c.Clause }) {
		f.Add("clause", "simulation.no_clause")
	}
	w.tongue(&f, c.Lang)
	w.written(&f, "harm", c.Harm, 2000)
	if err := f.Err(); err != nil {
		return nil, err
	}
	return []Event{newEvent(reportSent, now, reportData(c))}, nil
}
