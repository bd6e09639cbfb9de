package views

import (
	"context"
	"fmt"

	"credence/modules/simulation"
	"credence/web/i18n"
)

// Debrief is a finished run, looked at at one second of it.
type Debrief struct {
	*simulation.Debrief
	T int // exercise second that the timeline shows
}

func (d Debrief) here() string { return fmt.Sprintf("/runs/%d/debrief", d.Run.ID) }

func (d Debrief) moment(at int) string { return fmt.Sprintf("%s?t=%d#timeline", d.here(), at) }

// leave is the way out: the player's to the exercise, the instructor's to the list.
func (d Debrief) leave() string {
	if d.Own {
		return "/exercises/" + d.Run.Scenario
	}
	return "/runs"
}

func (d Debrief) stage() Stage {
	state := d.At(d.T)
	return Stage{Look: &simulation.Look{Run: d.Run, State: state, Now: d.T}}
}

// before and after are the seconds of the player's acts around the one shown.
func (d Debrief) before() int {
	at := 0
	for _, a := range d.State.Acts {
		if a.At < d.T {
			at = max(at, a.At)
		}
	}
	return at
}

func (d Debrief) after() int {
	for _, a := range d.State.Acts {
		if a.At > d.T {
			return a.At
		}
	}
	return d.State.At
}

func passWord(s simulation.Score) string {
	switch {
	case s.Merit:
		return "simulation.with_merit"
	case s.Passed:
		return "simulation.passed"
	}
	return "simulation.not_passed"
}

// window says when something was expected.
func (d Debrief) window(ctx context.Context, r simulation.Result) string {
	if r.Opens < 0 {
		return i18n.T(ctx, "simulation.never_opened")
	}
	line := i18n.T(ctx, "simulation.window", "from", simulation.ShortStamp(r.Opens), "due", simulation.ShortStamp(r.Due))
	if len(r.Langs) == 0 && len(r.Evidence) > 0 && r.Expectation.Kind != "hold" {
		line += " " + d.timeLine(ctx, r.Evidence[0].At, r.Time)
	}
	return line
}

func (d Debrief) timeLine(ctx context.Context, at int, credit float64) string {
	switch {
	case at < 0:
		return i18n.T(ctx, "simulation.nothing_in_log")
	case credit >= 1:
		return i18n.T(ctx, "simulation.on_time", "at", simulation.ShortStamp(at))
	}
	return i18n.T(ctx, "simulation.late_credit", "at", simulation.ShortStamp(at), "credit", i18n.Percent(ctx, credit))
}

func (d Debrief) quoteLine(ctx context.Context, q simulation.Quote) string {
	return i18n.T(ctx, "simulation.act_"+q.Kind)
}

// partText says one thing that was looked for.
func (d Debrief) partText(ctx context.Context, p simulation.Part) string {
	label := say(ctx, p.Label)
	switch p.Key {
	case "reported", "opinion":
		if post, known := d.State.Post(label); known {
			label = excerpt(post.Text, 60)
			if gloss := say(ctx, post.Gloss); gloss != "" {
				label = excerpt(gloss, 60)
			}
		}
	}
	return i18n.T(ctx, "simulation.part_"+p.Key, "label", label)
}

// verdictOn is the player's last verdict on a claim of the scenario.
func (d Debrief) verdictOn(t simulation.Truth) (verdict simulation.Verdict, judged bool) {
	for _, c := range d.State.Claims {
		for _, about := range d.State.About(c.Post) {
			if v := c.Verdict(); t.About.Has(about) && v.Seq > verdict.Seq {
				verdict, judged = v, true
			}
		}
	}
	return verdict, judged
}

func (d Debrief) truths(ctx context.Context) (list []simulation.Persona) {
	for _, p := range d.State.Scenario.Personas {
		if say(ctx, p.Truth) != "" {
			list = append(list, p)
		}
	}
	return list
}

// line is an event as the list says it.
type line struct {
	At   int
	Own  bool
	Who  string
	What string
}

// lines is the exercise as a list: everything that arrived and everything the player did.
func (d Debrief) lines(ctx context.Context) (lines []line) {
	st := Stage{Look: &simulation.Look{Run: d.Run, State: d.State}}
	for _, e := range d.Story() {
		if e.Inject != nil {
			who, what := st.persona(e.Inject.From).Name, e.Inject.Text
			if gloss := say(ctx, e.Inject.Gloss); gloss != "" {
				what = gloss
			}
			if e.Inject.Title != "" {
				what = e.Inject.Title + ". " + what
			}
			lines = append(lines, line{At: e.At, Who: st.channelName(ctx, e.Inject.Channel) + " " + who, What: excerpt(what, 140)})
			continue
		}
		lines = append(lines, line{At: e.At, Own: true, Who: i18n.T(ctx, "simulation.act_"+e.Act.Kind), What: excerpt(st.actWords(ctx, e.Act), 140)})
	}
	return lines
}

// actWords say what an act was about: its text, or what it was done to.
func (st Stage) actWords(ctx context.Context, a simulation.Act) string {
	switch a.Kind {
	case "tool":
		return i18n.T(ctx, "simulation.tool_"+a.Tool) + ": " + st.targetName(ctx, a.Target)
	case "verdict":
		return i18n.T(ctx, "simulation.verdict_"+a.Verdict) + ". " + i18n.T(ctx, "simulation.confidence_is", "level", i18n.T(ctx, "simulation.confidence_"+a.Confidence)) + ". " + a.Text
	case "like", "hide", "restore", "repost":
		if a.Text == "" && len(a.To) > 0 {
			return st.persona(a.To[0]).Name
		}
	case "request":
		return st.channelName(ctx, a.Channel)
	}
	return a.Text
}

func runState(ctx context.Context, r simulation.Run) string {
	switch {
	case !r.Finished():
		return i18n.T(ctx, "status.in_progress")
	case r.Passed:
		return i18n.T(ctx, "status.passed")
	}
	return i18n.T(ctx, "status.failed")
}
