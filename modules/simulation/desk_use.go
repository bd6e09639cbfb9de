package simulation

import (
	"slices"

	"credence/modules/kernel/fault"
)

// UseTool puts a picture, an account or an address under a tool of the desk. The result comes when its exercise time is over.
type UseTool struct {
	Tool   string
	Target string
}

func (c UseTool) decide(w *State, now int) ([]Event, error) {
	t, known := tool(c.Tool)
	if !known || !slices.Contains(w.Targets(t.Takes), c.Target) {
		return nil, fault.New(fault.Invalid, "simulation.no_target").In("target")
	}
	for _, u := range w.Uses {
		if u.Tool == c.Tool && u.Target == c.Target {
			return nil, fault.New(fault.Conflict, "simulation.tool_used")
		}
	}
	_, minutes := w.Scenario.find(c.Tool, c.Target)
	return []Event{newEvent(toolUsed, now, toolData{Tool: c.Tool, Target: c.Target, Ends: w.deskFree(now) + minutes.Seconds()})}, nil
}
