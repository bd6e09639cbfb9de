package simulation

import (
	"slices"

	"credence/modules/kernel/fault"
)

// Judge gives a claim a verdict, with how sure the player is, what it rests on and what it leaves open.
type Judge struct {
	Claim      string
	Verdict    string
	Confidence string
	Limits     string
	Evidence   []string
}

func (c Judge) decide(w *State, now int) ([]Event, error) {
	claim := w.claim(c.Claim)
	if claim == nil {
		return nil, fault.New(fault.Missing, "simulation.no_claim")
	}
	var f fault.Fields
	if !verdicts.Has(c.Verdict) {
		f.Add("verdict", "simulation.choose_verdict")
	}
	if !confidences.Has(c.Confidence) {
		f.Add("confidence", "simulation.choose_confidence")
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	evidence := w.held(c.Evidence)
	if v := claim.Verdict(); v.Verdict == c.Verdict && v.Confidence == c.Confidence && v.Limits == c.Limits && slices.Equal(v.Evidence, evidence) {
		return nil, nil
	}
	return []Event{newEvent(claimJudged, now, verdictData{
		Claim: c.Claim, Verdict: c.Verdict, Confidence: c.Confidence, Limits: c.Limits, Evidence: evidence,
	})}, nil
}
