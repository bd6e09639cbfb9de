package simulation

import (
	"os"
	"strings"
	"testing"
)

// TestTheBridgeCanBePlayedWithItsModelTexts: a player who does what the model texts show earns merit; whoever only
// watches earns next to nothing.
func TestTheBridgeCanBePlayedWithItsModelTexts(t *testing.T) {
	s, problems := readScenario(os.DirFS("../../content"), "scenarios/the-bridge-that-never-fell")
	for _, p := range problems {
		t.Error(p)
	}
	if s == nil || t.Failed() {
		t.FailNow()
	}
	model := func(id, lang string) string {
		for _, m := range s.Models {
			if m.Expectation == id && m.Lang == lang {
				return m.Text
			}
		}
		t.Fatalf("no model text for %s in %s", id, lang)
		return ""
	}
	begin := func() *game {
		g := &game{t: t, wall: begun}
		g.log, g.state = start(s, begun, 7, 2)
		return g
	}
	write := func(draft, channel, reply string, evidence List, texts map[string]string) SaveDraft {
		return SaveDraft{Draft: draft, Channel: channel, Texts: texts, ReplyTo: reply, Evidence: evidence}
	}
	en := func(id string) map[string]string { return map[string]string{"en": model(id, "en")} }
	claim, log, _ := strings.Cut(model("e2", "en"), "Log ")

	g := begin()
	g.at(3, OpenClaim{"i02", strings.TrimPrefix(claim, "Claim: ")}, UseTool{"reverse-image", "image-a"}, UseTool{"account-check", "truth"}, WriteNote{"Log " + log})
	g.at(12, Answer{Thread: "i04", Lang: "en", Text: model("e1", "en")})
	g.at(15, write("d1", "warbler", "", List{"one-still"}, map[string]string{"en": model("e3", "en"), "ta": model("e3", "ta")}), AskClearance{"d1"})
	g.at(20, Publish{"d1"})
	g.at(24, write("d2", "lumeo", "", nil, en("e5")), Publish{"d2"})
	g.at(28, Answer{Thread: "i09", Lang: "en", Text: model("e6", "en"), Refuse: true})
	g.at(32, Answer{Thread: "i10", Lang: "en", Text: model("e13", "en")})
	g.at(38.2, write("d3", "commonry", "i11", nil, en("e4")), Publish{"d3"})
	g.at(39, OpenClaim{"i12", "The clip shows bodies being taken out of the river"}, UseTool{"archive", "clip-c"})
	g.at(44, Judge{Claim: "c2", Verdict: "wrong_caption", Confidence: "high", Evidence: []string{"clip-film"}}, write("d4", "warbler", "", nil, en("e10")), Publish{"d4"})
	g.at(46, Answer{Thread: "i13", Lang: "en", Text: model("e7", "en"), Evidence: []string{"stills"}})
	g.at(49, Write{To: "hq", Channel: "cable", Title: "Coordination", Lang: "en", Text: model("e14", "en")})
	g.at(52, write("d5", "page", "", nil, en("e15")), Publish{"d5"})
	for _, p := range g.at(55).state.Posts {
		if p.Hidden && p.Persona == "irvik" {
			must(t, g.do(Restore{p.ID}))
		}
	}
	g.at(56, write("d6", "warbler", firstOf(g.state, "i16", "i16-late"), nil, en("e8")), Publish{"d6"})
	g.at(62, SendReport{Posts: []string{"i02", "i08", "i12"}, Clause: "false-media", Harm: model("e9", "en"), Lang: "en"})
	g.at(66, write("d7", "lumeo", "", nil, en("e11")), Publish{"d7"})
	g.at(76, Answer{Thread: "i20", Lang: "en", Text: model("e16", "en")})
	g.at(85, Answer{Thread: firstThread(g.state, "s-note", "i22"), Lang: "en", Text: model("e12", "en")})
	g.at(90)
	score := g.state.Score(g.state.At)
	for _, r := range score.Results {
		if r.Credit < 0.999 {
			t.Logf("%s %s: credit %.2f", r.Expectation.ID, r.Status, r.Credit)
			for _, l := range append(r.Langs, LangResult{Parts: r.Parts}) {
				for _, p := range l.Parts {
					if !p.There || p.MustNo {
						t.Logf("   %s %s %s there %v", l.Lang, p.Key, p.Label["en"], p.There)
					}
				}
			}
		}
	}
	for _, f := range score.Failures {
		t.Errorf("critical: %s by %q", f.Critical.ID, f.Quote.Text)
	}
	if score.Mark < s.Merit {
		t.Errorf("the model texts earn %v", score.Mark)
	}
	if idle := begin().at(90).state.Score(5400); idle.Mark > 10 || idle.Passed {
		t.Errorf("whoever only watches earns %v", idle.Mark)
	}
}

func firstOf(w *State, ids ...string) string {
	for _, id := range ids {
		if _, there := w.Post(id); there {
			return id
		}
	}
	return ""
}

func firstThread(w *State, ids ...string) string {
	for _, id := range ids {
		if _, there := w.Thread(id); there {
			return id
		}
	}
	return ""
}
