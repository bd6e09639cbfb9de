package simulation

import "credence/modules/kernel/fault"

// AskClearance shows a draft, in all its languages, to the approver.
type AskClearance struct{ Draft string }

func (c AskClearance) decide(w *State, now int) ([]Event, error) {
	d := w.draft(c.Draft)
	if d == nil {
		return nil, ErrNoDraft
	}
	if d.Step == StepAsked {
		return nil, nil
	}
	if d.Step == StepGranted && d.Cleared(anyKey(d.Texts)) {
		return nil, nil
	}
	if err := w.publishable(d); err != nil {
		return nil, err
	}
	if d.Step == StepRefused && sameTexts(d.Asked, d.Texts) {
		return nil, fault.New(fault.Conflict, "simulation.refused_before")
	}
	return []Event{newEvent(clearanceAsked, now, clearanceData{
		Draft: c.Draft, Texts: d.Texts, Due: now + w.Scenario.Clearance.Minutes.Seconds(),
	})}, nil
}

// WithdrawClearance takes the request back.
type WithdrawClearance struct{ Draft string }

func (c WithdrawClearance) decide(w *State, now int) ([]Event, error) {
	if d := w.draft(c.Draft); d == nil || d.Step != StepAsked {
		return nil, nil
	}
	return []Event{newEvent(clearanceWithdrawn, now, clearanceData{Draft: c.Draft})}, nil
}

func anyKey(m map[string]string) string {
	for k := range m {
		return k
	}
	return ""
}

func sameTexts(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return true
}
