package simulation

import "credence/modules/kernel/fault"

// Ask asks for an inject that waits to be asked for.
type Ask struct{ Inject string }

func (c Ask) decide(w *State, now int) ([]Event, error) {
	for _, in := range w.Askable(now) {
		if in.ID == c.Inject {
			return []Event{newEvent(injectAsked, now, injectData{Inject: c.Inject})}, nil
		}
	}
	return nil, fault.New(fault.Missing, "simulation.nothing_to_ask")
}

// Askable lists the injects a player who is alone can ask for now.
func (w *State) Askable(now int) (injects []*Inject) {
	for i := range w.Scenario.Injects {
		in := &w.Scenario.Injects[i]
		if _, asked := w.Asked[in.ID]; in.Manual == nil || asked || in.NotSolo || now < in.Manual.From.Seconds() {
			continue
		}
		if ok, _ := w.allowed(in); ok {
			injects = append(injects, in)
		}
	}
	return injects
}
