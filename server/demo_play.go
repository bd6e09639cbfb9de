package main

import (
	"context"
	"time"

	"credence/modules/simulation"
)

const (
	bridge    = "the-bridge-that-never-fell"
	playSpeed = 20              // exercise seconds in a second of the story
	stepWall  = 4 * time.Second // shorter than a driver's lease, or exercise time would stand still
)

// move is what a player does at a minute of the exercise, knowing the world as it is then.
type move struct {
	minute float64
	do     func(w *simulation.State) []simulation.Command
}

// exercise plays the bridge to its end. What the player does is what the model answers of the scenario say; how much of
// it they do is how thorough they are.
func (s *story) exercise(c *character, at time.Time, thorough float64) {
	s.at(at, func(ctx context.Context) error {
		run, err := s.p.simulation.Start(ctx, c.Actor, bridge, playSpeed)
		if err != nil {
			return refused(err)
		}
		scenario, err := s.p.simulation.Scenario(bridge)
		if err != nil {
			return err
		}
		var moves []move
		for _, part := range modelPlay(scenario) {
			if s.random.Float64() < thorough {
				moves = append(moves, part...)
			}
		}
		begun := s.clock.at
		until := func(minute float64) error {
			for end := begun.Add(time.Duration(minute * float64(time.Minute) / playSpeed)); s.clock.at.Before(end); {
				s.clock.at = s.clock.at.Add(min(stepWall, end.Sub(s.clock.at)))
				if err := s.p.simulation.Step(ctx); err != nil {
					return err
				}
			}
			return nil
		}
		world, err := s.p.simulation.Do(ctx, c.Actor, run.ID)
		if err != nil {
			return err
		}
		for _, m := range moves {
			if err := until(m.minute); err != nil {
				return err
			}
			if world, err = s.p.simulation.Do(ctx, c.Actor, run.ID, m.do(world)...); err != nil {
				return err
			}
		}
		return until(float64(scenario.Minutes) + 1)
	})
}

// say is a move without a question to the world.
func say(minute float64, commands ...simulation.Command) move {
	return move{minute, func(*simulation.State) []simulation.Command { return commands }}
}

// modelPlay is everything that is expected, part by part, in time and with the texts of the scenario's model answers.
func modelPlay(scenario *simulation.Scenario) (parts [][]move) {
	model := func(expectation, lang string) string {
		for _, m := range scenario.Models {
			if m.Expectation == expectation && m.Lang == lang {
				return m.Text
			}
		}
		return ""
	}
	answer := func(minute float64, thread, expectation string, refuse bool, evidence ...string) move {
		return say(minute, simulation.Answer{Thread: thread, Lang: "en", Text: model(expectation, "en"), Refuse: refuse, Evidence: evidence})
	}
	// public asks for clearance at a minute and publishes two minutes later.
	public := func(minute float64, expectation, channel string, replyTo []string, evidence ...string) []move {
		texts := map[string]string{"en": model(expectation, "en")}
		if text := model(expectation, "ta"); text != "" {
			texts["ta"] = text
		}
		draft := simulation.SaveDraft{Draft: expectation, Channel: channel, Texts: texts, Evidence: evidence}
		return []move{{minute, func(w *simulation.State) []simulation.Command {
			for _, post := range replyTo {
				if _, there := w.Post(post); there {
					draft.ReplyTo = post
				}
			}
			return []simulation.Command{draft, simulation.AskClearance{Draft: expectation}}
		}}, say(minute+2, simulation.Publish{Draft: expectation})}
	}
	tool := func(minute float64, name, target string) move {
		return say(minute, simulation.UseTool{Tool: name, Target: target})
	}
	restored := func(w *simulation.State) (commands []simulation.Command) {
		for _, p := range w.Posts {
			if p.Hidden && p.Persona == "irvik" {
				commands = append(commands, simulation.Restore{Post: p.ID})
			}
		}
		return commands
	}
	judged := func(w *simulation.State) (commands []simulation.Command) {
		for _, claim := range w.Claims {
			verdict, evidence := "false", []string{"stills", "host-statement", "resident-picture"}
			if claim.Post == "i12" {
				verdict, evidence = "wrong_caption", []string{"clip-film"}
			}
			commands = append(commands, simulation.Judge{Claim: claim.ID, Verdict: verdict, Confidence: "high", Limits: "Who made it is not known.", Evidence: evidence})
		}
		return commands
	}
	add := func(moves ...move) { parts = append(parts, moves) }
	add(say(3, simulation.OpenClaim{Post: "i02", Sentence: "The new bridge in Tarnis collapsed this morning and people died."}))
	add(tool(3.5, "reverse-image", "image-a"), tool(4, "account-check", "truth"), tool(4.5, "archive", "image-a"))
	add(say(5, simulation.WriteNote{Text: model("e2", "en")}))
	add(answer(12, "i04", "e1", false))
	add(public(18, "e3", "warbler", nil, "one-still", "older-album")...)
	add(tool(24, "archive", "image-b"))
	add(answer(28, "i09", "e6", true))
	add(public(30, "e5", "warbler", nil)...)
	add(public(35, "e4", "commonry", []string{"i11"})...)
	add(answer(38, "i10", "e13", false))
	add(say(39, simulation.OpenClaim{Post: "i12", Sentence: "The clip shows bodies being taken out of the river."}), tool(39.2, "reverse-image", "clip-c"))
	add(public(43, "e10", "warbler", nil)...)
	add(move{46, judged}, answer(47, "i13", "e7", false, "stills", "older-album"))
	add(public(52, "e15", "page", nil, "stills")...)
	add(say(55, simulation.Write{To: "hq", Channel: "cable", Title: "Coordination", Lang: "en", Text: model("e14", "en")}))
	add(move{56, restored})
	add(public(57, "e8", "warbler", []string{"i16", "i16-late"})...) // she asks in other words if the first correction was late
	add(say(66, simulation.SendReport{Posts: []string{"i02", "i08", "i12"}, Clause: "false-media", Harm: model("e9", "en"), Lang: "en"}))
	add(public(71, "e11", "lumeo", nil)...)
	add(answer(80, "i20", "e16", false))
	add(say(86, simulation.Write{To: "hq", Channel: "cable", Title: "Incident note", Lang: "en", Text: model("e12", "en")}))
	return parts
}
