package pages

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"credence/server/edge"
	"credence/web/views"
)

// streamRun brings what is new to an open page, whatever it shows: posts one by one, and the parts of the stage that
// have changed. The script puts in what has a place on the page.
func (p *Pages) streamRun(c echo.Context) error {
	st, err := p.stage(c)
	if err != nil {
		return err
	}
	who, sent := edge.Who(c), map[string]string{}
	return p.Hub.Stream(c, strconv.FormatInt(st.World, 10), c.QueryParam("since"), func(ctx context.Context, since string) ([]edge.Frame, bool, error) {
		look, err := p.Simulation.Look(ctx, who, st.Run.ID)
		if err != nil {
			return nil, true, err
		}
		now := views.Stage{Look: look, Tab: st.Tab}
		seen, _ := strconv.ParseInt(since, 10, 64)
		if look.State.Seq == seen { // the page shows exactly this
			if len(sent) == 0 {
				_, err = changed(ctx, now, sent)
			}
			return nil, look.State.Clock.Stopped, err
		}
		frames, err := news(ctx, now, seen, sent)
		return frames, look.State.Clock.Stopped, err
	})
}

// news are the frames that bring a screen from one seq to the present.
func news(ctx context.Context, st views.Stage, seen int64, sent map[string]string) ([]edge.Frame, error) {
	var frames []edge.Frame
	counts := map[string]int{}
	for _, post := range st.State.Posts {
		counts[post.Channel]++
		event := ""
		switch {
		case post.Seq > seen && !post.Hidden:
			event = "post"
		case post.Touched > seen:
			event = "mended"
		default:
			continue
		}
		at := st
		at.Channel = post.Channel
		html, err := render(ctx, views.Post(at, post, true))
		if err != nil {
			return nil, err
		}
		frames = append(frames, edge.Frame{Event: event, Data: html})
	}
	parts, err := changed(ctx, st, sent)
	if err != nil {
		return nil, err
	}
	frames = append(frames, parts...)
	clock := st.State.Clock
	state, err := json.Marshal(map[string]any{
		"ms": clock.Millis(st.Wall), "speed": clock.Speed, "running": clock.Running, "stopped": clock.Stopped, "posts": counts,
		"state": views.ClockState(ctx, clock),
	})
	frames = append(frames, edge.Frame{Event: "clock", Data: string(state)})
	for i := range frames {
		frames[i].ID = strconv.FormatInt(st.State.Seq, 10)
	}
	return frames, err
}

// changed draws the parts of the stage and returns those that differ from what was drawn before.
func changed(ctx context.Context, st views.Stage, sent map[string]string) (frames []edge.Frame, err error) {
	draw := func(id string, view templ.Component) {
		html, failed := render(ctx, view)
		if failed != nil {
			err = failed
			return
		}
		if before, drawn := sent[id]; !drawn || before != html {
			sent[id] = html
			frames = append(frames, edge.Frame{Event: "part", Data: id + "\n" + html})
		}
	}
	draw("promise", views.Promise(st))
	draw("controls", views.Controls(st))
	draw("standing", views.Standing(st))
	draw("inbox", views.Inbox(st))
	draw("mood", views.Mood(st))
	draw("house", views.MessageHouse(st.Scenario(), st.Now, false))
	draw("claims", views.Claims(st))
	draw("desk", views.Desk(st))
	draw("evidence", views.EvidenceTray(st))
	draw("log", views.LogBook(st))
	for _, d := range st.State.PublicDrafts() {
		at := st
		at.Draft = d
		draw("ladder-"+d.ID, views.Ladder(at))
	}
	for _, t := range st.State.Threads {
		draw("messages-"+t.ID, views.Messages(st, t))
	}
	return frames, err
}

func render(ctx context.Context, view templ.Component) (string, error) {
	var out bytes.Buffer
	err := view.Render(ctx, &out)
	return out.String(), err
}
