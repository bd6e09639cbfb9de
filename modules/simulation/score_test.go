package simulation

import (
	"math"
	"testing"
	"time"
)

func result(g *game, id string) Result {
	for _, r := range g.state.Score(g.state.At).Results {
		if r.Expectation.ID == id {
			return r
		}
	}
	return Result{}
}

const right = "The ferry is safe, says the harbour office."
const rightTa = "العبارة سالمة بحسب مكتب الميناء"

func TestEachLanguageOfACorrectionIsCreditedByItself(t *testing.T) {
	for _, c := range []struct {
		name   string
		play   func(g *game)
		status Status
		credit float64
	}{
		{"both on time", func(g *game) { g.at(5, post("en", right)...).at(6, post("ta", rightTa)...) }, Met, 1},
		{"one up to half the window late", func(g *game) { g.at(5, post("en", right)...).at(12, post("ta", rightTa)...) }, Late, 0.75},
		{"one later still", func(g *game) { g.at(5, post("en", right)...).at(14, post("ta", rightTa)...) }, Late, 0.625},
		{"one language missing", func(g *game) { g.at(5, post("en", right)...) }, Partly, 0.5},
		{"half of the facts", func(g *game) { g.at(5, post("en", "The ferry is safe.")...).at(6, post("ta", rightTa)...) }, Partly, 0.75},
		{"a must-not costs double", func(g *game) {
			g.at(5, post("en", right+" Nobody was hurt.")...).at(6, post("ta", rightTa)...)
		}, Partly, 0.5},
		{"a better second post counts", func(g *game) {
			g.at(5, post("en", "Ferry news")...).at(6, post("en", right)...).at(6, post("ta", rightTa)...)
		}, Met, 1},
		{"before the evidence came", func(g *game) { g.at(3, post("en", right)...).at(6, post("ta", rightTa)...) }, Partly, 0.5},
		{"nothing", func(*game) {}, Missed, 0},
		{"declared in the wrong language", func(g *game) { g.at(5, post("ta", right)...) }, Missed, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := play(t, 1)
			c.play(g)
			g.at(20)
			if r := result(g, "e1"); r.Status != c.status || math.Abs(r.Credit-c.credit) > 1e-9 {
				t.Errorf("%s with credit %v, want %s with %v; evidence %v", r.Status, r.Credit, c.status, c.credit, r.Evidence)
			}
		})
	}
}

func TestWhatWasDoneTooEarlyIsSaidButNotCounted(t *testing.T) {
	g := play(t, 1).at(3, post("en", right)...).at(20)
	if r := result(g, "e1"); !r.Early || r.Credit != 0 {
		t.Errorf("early %v, credit %v", r.Early, r.Credit)
	}
}

func TestARefusalIsWorthHalfWhenItIsNotMarkedAsOne(t *testing.T) {
	for refuse, want := range map[bool]float64{true: 1, false: 0.5} {
		g := play(t, 1).at(7, Answer{Thread: "i04", Lang: "en", Text: "We do not name anybody.", Refuse: refuse}).at(20)
		if r := result(g, "e2"); r.Credit != want || len(r.Evidence) != 1 {
			t.Errorf("refuse %v: credit %v", refuse, r.Credit)
		}
	}
}

func TestMailsOfOneConversationAddUp(t *testing.T) {
	g := play(t, 1).at(7, Answer{Thread: "i04", Lang: "en", Text: "No.", Refuse: true}).at(8, Answer{Thread: "i04", Lang: "en", Text: "There is no evidence."}).at(20)
	if r := result(g, "e2"); r.Status != Met {
		t.Errorf("%s: %+v", r.Status, r.Parts)
	}
}

func TestAVerdictCountsWithTheCheckBehindIt(t *testing.T) {
	g := play(t, 1).at(2, UseTool{"reverse-image", "wreck"}, OpenClaim{"i01", "A ferry sank"}).at(5, Judge{Claim: "c1", Verdict: "false", Confidence: "high"}).at(20)
	if r := result(g, "e3"); r.Status != Met {
		t.Errorf("%s: %+v", r.Status, r.Parts)
	}
	g = play(t, 1).at(2, OpenClaim{"i01", "A ferry sank"}).at(5, Judge{Claim: "c1", Verdict: "true", Confidence: "high"}).at(20)
	if r := result(g, "e3"); r.Credit != 0 {
		t.Errorf("a wrong verdict without a check earns %v", r.Credit)
	}
}

func TestHoldingBackIsBrokenByTheFirstForbiddenWord(t *testing.T) {
	g := play(t, 1).at(20)
	if r := result(g, "e4"); r.Status != Met {
		t.Errorf("silence: %s", r.Status)
	}
	g = play(t, 1).at(5, post("en", "Nobody was hurt.")...).at(20)
	if r := result(g, "e4"); r.Status != Missed || r.Evidence[0].Text != "Nobody was hurt." {
		t.Errorf("a guess: %+v", r)
	}
	g = play(t, 1).at(13, post("en", "Nobody was hurt.")...).at(20)
	if r := result(g, "e4"); r.Status != Met {
		t.Errorf("after its time: %s", r.Status)
	}
}

func TestACriticalActCapsTheMarkAndNamesItsWords(t *testing.T) {
	g := play(t, 1).at(2, UseTool{"reverse-image", "wreck"}, OpenClaim{"i01", "A ferry sank"}).
		at(5, post("en", right)...).at(6, post("ta", rightTa)...).
		at(7, Judge{Claim: "c1", Verdict: "false", Confidence: "high"}, Answer{Thread: "i04", Lang: "en", Text: "We do not guess.", Refuse: true})
	clean := g.state
	g.at(20)
	if s := g.state.Score(1200); s.Mark != 100 || !s.Passed || !s.Merit {
		t.Errorf("everything right: %+v", s.Mark)
	}
	g.state, g.wall = clean, begun.Add(8*time.Minute)
	g.at(9, Answer{Thread: "i02", Lang: "en", Text: "Kestria did it."}).at(20)
	s := g.state.Score(1200)
	if s.Mark != 49 || s.Raw != 100 || s.Passed || len(s.Failures) != 1 || s.Failures[0].Quote.Text != "Kestria did it." {
		t.Errorf("with a culprit: %+v", s)
	}
}

func TestLeavingEarlyDoesNotRaiseTheMark(t *testing.T) {
	g := play(t, 1).at(1.5, End{})
	s := g.state.Score(90)
	if s.Asked != 100 || s.Mark != 10 {
		t.Errorf("asked %v, mark %v", s.Asked, s.Mark)
	}
}
