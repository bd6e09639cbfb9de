package simulation

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

var begun = time.Date(2026, 11, 25, 8, 0, 0, 0, time.UTC)

// game plays a world without a database.
type game struct {
	t     testing.TB
	wall  time.Time
	state *State
	log   []Event
}

func play(t testing.TB, speed float64) *game {
	g := &game{t: t, wall: begun}
	g.log, g.state = start(ferry(t), begun, 7, speed)
	return g
}

// at moves wall time on until the exercise clock reads the minute, and does what is asked.
func (g *game) at(minute Minute, commands ...Command) *game {
	g.t.Helper()
	if err := g.try(minute, commands...); err != nil {
		g.t.Fatalf("at %v: %v", minute, err)
	}
	return g
}

func (g *game) try(minute Minute, commands ...Command) error {
	if g.state.Clock.Running {
		if wall := g.state.Clock.WallAt(minute.Seconds()); wall.After(g.wall) {
			g.wall = wall
		}
	}
	return g.do(commands...)
}

func (g *game) do(commands ...Command) error {
	events, next, err := g.state.proceed(g.wall, g.wall, 7, commands...)
	if err == nil {
		g.log, g.state = append(g.log, events...), next
	}
	return err
}

func post(lang, text string) []Command {
	return []Command{SaveDraft{Draft: "x" + lang + text[:4], Channel: "warbler", Texts: map[string]string{lang: text}}, Publish{"x" + lang + text[:4]}}
}

func TestInjectsHappenOnceEachAtTheirExactSecondHoweverLateTheServerLooks(t *testing.T) {
	g := play(t, 2).at(20)
	want := map[string]int{"i00": 0, "i01": 60, "i02": 120, "i03": 240, "i04": 360, "i06": 480, "i07": 540, "i10": 840, "i11": 1200}
	seen := map[string]int{}
	for _, e := range g.log {
		if e.Kind == injectFired {
			var d injectData
			e.into(&d)
			if _, twice := seen[d.Inject]; twice {
				t.Errorf("%s happened twice", d.Inject)
			}
			seen[d.Inject] = e.AtEx
		}
	}
	if !reflect.DeepEqual(seen, want) {
		t.Errorf("injects:\n%v, want\n%v", seen, want)
	}
	if !g.state.Clock.Stopped || g.state.Clock.Reason != "time" {
		t.Errorf("the exercise has not ended: %+v", g.state.Clock)
	}
	if got := g.state.Fired["i06"].Why; got != "silence" {
		t.Errorf("i06 happened because of %q", got)
	}
	if !g.state.Passed["i09"] {
		t.Error("i09 was not passed over although its condition forbade it")
	}
}

func TestAnInjectAnswersWhatThePlayerDidAndASilenceIsBroken(t *testing.T) {
	g := play(t, 1).at(5, post("en", "The ferry is safe, says the harbour office.")...).at(20)
	if f := g.state.Fired["i05"]; f.At != 360 || f.Why != "act" {
		t.Errorf("i05: %+v", f)
	}
	answer, _ := g.state.Post("i05")
	if own, _ := g.state.Post(answer.ReplyTo); !own.Own || own.Counts.Likes != 20 || own.Counts.Replies != 1 {
		t.Errorf("i05 answers %+v", own)
	}
	for id, want := range map[string]bool{"i06": false, "i09": true, "i10": false} {
		if _, fired := g.state.Fired[id]; fired != want {
			t.Errorf("%s happened: %v", id, fired)
		}
	}
}

func TestAPauseIsExactAndSpeedChangesCount(t *testing.T) {
	g := play(t, 2)
	g.wall = begun.Add(30*time.Second + 250*time.Millisecond)
	must(t, g.do(Pause{"asked"}))
	g.wall = g.wall.Add(7 * time.Hour)
	if got := g.state.Clock.Millis(g.wall); got != 60_500 {
		t.Errorf("after the pause the clock reads %d ms", got)
	}
	if err := g.do(Like{"i01"}); err != ErrPaused {
		t.Errorf("acting in a pause: %v", err)
	}
	must(t, g.do(SaveDraft{Draft: "d", Channel: "warbler", Texts: map[string]string{"en": "kept"}}))
	must(t, g.do(Resume{}))
	g.wall = g.wall.Add(time.Second)
	must(t, g.do(SetSpeed{20}))
	g.wall = g.wall.Add(time.Second)
	if got := g.state.Clock.Millis(g.wall); got != 60_500+2_000+20_000 {
		t.Errorf("the clock reads %d ms", got)
	}
}

func TestTimeWithoutAServerDoesNotCount(t *testing.T) {
	g := play(t, 1).at(3)
	driven := g.wall.Add(2 * time.Second)
	g.wall = g.wall.Add(time.Hour)
	events, next, err := g.state.proceed(g.wall, driven, 7)
	must(t, err)
	if len(events) != 1 || events[0].Kind != clockHeld || next.Clock.Millis(g.wall) != 182_000 {
		t.Errorf("%d events, clock at %d", len(events), next.Clock.Millis(g.wall))
	}
}

func TestSomebodyWhoWasAwayIsBackWithTheirNextAct(t *testing.T) {
	g := play(t, 1).at(3, Pause{"away"})
	g.wall = g.wall.Add(time.Hour)
	must(t, g.do(WriteNote{"back"}))
	if !g.state.Clock.Running || g.state.Clock.Now(g.wall) != 180 {
		t.Errorf("clock: %+v", g.state.Clock)
	}
}

func TestToolsTakeTurnsAndBringTheirEvidenceWhenTheirTimeIsOver(t *testing.T) {
	g := play(t, 1).at(2, UseTool{"reverse-image", "wreck"}, UseTool{"account-check", "seagull"}).at(3.9)
	if g.state.Holds("old") {
		t.Error("the result is there before its time")
	}
	g.at(4)
	if !g.state.Holds("old") || g.state.Holds("young") {
		t.Errorf("evidence after 2 minutes: %v", g.state.Evidence)
	}
	g.at(7)
	if !g.state.Holds("young") {
		t.Errorf("evidence after 5 minutes: %v", g.state.Evidence)
	}
	if err := g.do(UseTool{"metadata", "secret"}); err == nil {
		t.Error("a tool works on something that was never seen")
	}
}

func TestClearanceIsAnsweredByTheScenarioAndHoldsOnlyForWhatWasShown(t *testing.T) {
	save := func(text string) SaveDraft {
		return SaveDraft{Draft: "d1", Channel: "warbler", Texts: map[string]string{"en": text}}
	}
	step := func(g *game) Draft { d, _ := g.state.Draft("d1"); return d }
	g := play(t, 1).at(5, save("The ferry is safe, nobody was hurt."), AskClearance{"d1"}).at(6)
	if d := step(g); d.Step != StepReturned || d.Comment["en"] != "Who told us?" {
		t.Errorf("a guess: %+v", d)
	}
	g.at(6.5, save("The ferry is safe."), AskClearance{"d1"}).at(7.5)
	if d := step(g); d.Step != StepGranted {
		t.Errorf("a fact: %+v", d)
	}
	g.at(8, save("The ferry is safe!"), Publish{"d1"})
	if p := g.state.Posts[len(g.state.Posts)-1]; p.Cleared {
		t.Error("a text that changed after clearance counts as cleared")
	}
	must(t, g.do(Publish{"d1"}, save("The ferry is safe!"), Publish{"d1"}))
	own := 0
	for _, p := range g.state.Posts {
		if p.Own {
			own++
		}
	}
	if own != 1 {
		t.Errorf("a second click made %d posts", own)
	}
	g.at(9, SaveDraft{Draft: "d2", Channel: "warbler", Texts: map[string]string{"en": "Kestria did it"}}, AskClearance{"d2"}).at(10)
	if d, _ := g.state.Draft("d2"); d.Step != StepRefused {
		t.Errorf("a culprit: %+v", d)
	}
}

func TestWhatIsNotThereYetCannotBeActedOn(t *testing.T) {
	g := play(t, 1)
	for _, c := range []Command{
		Like{"i01"}, Hide{"i01"}, Restore{"i07"}, Answer{Thread: "i02", Lang: "en", Text: "x"}, OpenClaim{"i01", "x"}, Ask{"i08"},
		SendReport{Posts: []string{"i01"}, Clause: "media", Harm: "x", Lang: "en"}, Publish{"none"}, AskClearance{"none"},
		Answer{Thread: "i02", Lang: "xx", Text: ""}, SetSpeed{50}, SetSpeed{math.NaN()}, Judge{Claim: "c1"}, Write{To: "wire", Channel: "mail", Lang: "en", Text: "x"},
	} {
		if err := g.do(c); err == nil {
			t.Errorf("%#v is accepted", c)
		}
	}
	g.at(9)
	for _, c := range []Command{
		Restore{"i07"}, Ask{"i08"}, Write{To: "wire", Channel: "mail", Lang: "en", Text: "x"}, Write{To: "boss", Channel: "cable", Lang: "en", Text: "y"},
		SendReport{Posts: []string{"i01"}, Clause: "media", Harm: "x", Lang: "en"},
	} {
		if err := g.do(c); err != nil {
			t.Errorf("%#v: %v", c, err)
		}
	}
	if f, asked := g.state.Fired["i08"]; !asked || f.Why != "asked" {
		t.Error("what was asked for did not come")
	}
}

// TestTheLogAloneIsTheTruth: whatever a player does at random, folding the log gives the live state, from the start or
// from any prefix and the rest, and time never runs backwards in it.
func TestTheLogAloneIsTheTruth(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		g := play(t, []float64{0.5, 1, 2.5, 20}[r.IntN(4)])
		for range 120 {
			g.wall = g.wall.Add(time.Duration(r.IntN(30_000)) * time.Millisecond)
			_ = g.do(randomCommand(r, g.state)) // refusals are part of it
		}
		whole := Fold(g.state.Scenario, g.log)
		if !reflect.DeepEqual(whole, g.state) {
			t.Fatalf("seed %d: the fold of the log is not the live state", seed)
		}
		cut := r.IntN(len(g.log))
		if parts := Fold(g.state.Scenario, g.log[:cut]).Next(g.log[cut:]...); !reflect.DeepEqual(parts, g.state) {
			t.Fatalf("seed %d: prefix of %d and rest differ from the whole", seed, cut)
		}
		at, seen := 0, map[string]bool{}
		for i, e := range g.log {
			if e.Seq != int64(i+1) || e.AtEx < at {
				t.Fatalf("seed %d: event %d has seq %d at %d after %d", seed, i, e.Seq, e.AtEx, at)
			}
			at = e.AtEx
			if e.Kind == injectFired {
				var d injectData
				e.into(&d)
				if seen[d.Inject] {
					t.Fatalf("seed %d: %s happened twice", seed, d.Inject)
				}
				seen[d.Inject] = true
			}
		}
		score := g.state.Score(g.state.At)
		if score.Mark < 0 || score.Mark > 100 || len(score.Failures) > 0 && score.Mark > 49 {
			t.Fatalf("seed %d: mark %v with %d failures", seed, score.Mark, len(score.Failures))
		}
	}
}

func TestAStateThatWasHandedOutNeverChanges(t *testing.T) {
	g := play(t, 1).at(5, post("en", "The ferry is safe.")...)
	before := g.state
	kept := Fold(before.Scenario, g.log)
	g.at(6, Like{"i01"}, OpenClaim{"i01", "It sank"}, Judge{Claim: "c1", Verdict: "false", Confidence: "high"}, Answer{Thread: "i02", Lang: "en", Text: "Checking."}).at(20)
	if !reflect.DeepEqual(before, kept) {
		t.Error("a later act changed an earlier state")
	}
}

func randomCommand(r *rand.Rand, w *State) Command {
	texts := []string{"The ferry is safe, says the harbour office.", "Nobody was hurt.", "Kestria did this", "We do not guess.", "لم تغرق العبارة"}
	text, id := texts[r.IntN(len(texts))], []string{"i01", "i02", "i05", "i07", "p12", "d1"}[r.IntN(6)]
	lang := []string{"en", "ta"}[r.IntN(2)]
	draft := []string{"d1", "d2", "i02"}[r.IntN(3)]
	all := []Command{
		SaveDraft{Draft: draft, Channel: []string{"warbler", "page", ""}[r.IntN(3)], Texts: map[string]string{lang: text}, Promise: Minute(r.IntN(20)), ReplyTo: []string{"", "i01"}[r.IntN(2)]},
		Publish{draft}, AskClearance{draft}, WithdrawClearance{draft}, DropDraft{draft}, Like{id}, Hide{id}, Restore{id},
		Answer{Thread: id, Lang: lang, Text: text, Refuse: r.IntN(2) == 0, Evidence: []string{"log"}},
		OpenClaim{id, text}, Judge{Claim: "c1", Verdict: verdicts[r.IntN(4)], Confidence: confidences[r.IntN(3)], Evidence: []string{"old", "log"}},
		UseTool{Tools[r.IntN(len(Tools))].ID, []string{"wreck", "seagull"}[r.IntN(2)]}, WriteNote{text}, Ask{"i08"},
		SendReport{Posts: []string{id}, Clause: "media", Harm: text, Lang: lang}, Pause{"asked"}, Pause{"away"}, Resume{}, Resume{},
		SetSpeed{[]float64{0.5, 1, 3}[r.IntN(3)]}, OpenThread{id}, Write{To: "boss", Channel: "cable", Lang: lang, Text: text},
	}
	if r.IntN(200) == 0 {
		return End{}
	}
	return all[r.IntN(len(all))]
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
