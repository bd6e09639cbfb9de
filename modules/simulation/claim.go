package simulation

import "strconv"

// Claim is a sentence on the claim board, with the verdicts it was given.
type Claim struct {
	ID       string
	Seq      int64
	At       int
	Post     string // what it is about
	Sentence string
	Verdicts []Verdict
}

// Verdict is what the player concluded, how surely, and from what.
type Verdict struct {
	Seq        int64
	At         int
	Verdict    string
	Confidence string
	Limits     string
	Evidence   []string
}

// Verdict is the newest one; the zero Verdict when the claim is open.
func (c Claim) Verdict() Verdict {
	if len(c.Verdicts) == 0 {
		return Verdict{}
	}
	return c.Verdicts[len(c.Verdicts)-1]
}

func (w *State) claim(id string) *Claim {
	for i := range w.Claims {
		if w.Claims[i].ID == id {
			return &w.Claims[i]
		}
	}
	return nil
}

func (w *State) applyClaim(e Event) {
	if e.Kind == claimOpened {
		var d claimData
		e.into(&d)
		id := "c" + strconv.Itoa(len(w.Claims)+1)
		w.Claims = append(w.Claims, Claim{ID: id, Seq: e.Seq, At: e.AtEx, Post: d.Post, Sentence: d.Sentence})
		w.act(Act{Seq: e.Seq, At: e.AtEx, Kind: "claim", About: w.About(d.Post), Text: d.Sentence})
		return
	}
	var d verdictData
	e.into(&d)
	c := w.claim(d.Claim)
	if c == nil {
		return
	}
	c.Verdicts = append(c.Verdicts[:len(c.Verdicts):len(c.Verdicts)],
		Verdict{e.Seq, e.AtEx, d.Verdict, d.Confidence, d.Limits, d.Evidence})
	w.act(Act{
		Seq: e.Seq, At: e.AtEx, Kind: "verdict", About: w.About(c.Post), Text: d.Limits,
		Verdict: d.Verdict, Confidence: d.Confidence, Evidence: d.Evidence,
	})
}
