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

// streamRun brings what is new to an open page: posts one by one, and the parts of the stage that have changed.
func (p *Pages) streamRun(c echo.Context) error {
	st, err := p.stage(c)
	if err != nil {
		return err
	}
	who, sent := edge.Who(c), map[string]string{}
	topic := strconv.FormatInt(st.World, 10)
	return p.Hub.Stream(c, topic, c.QueryParam("since"), func(ctx context.Context, since string) ([]edge.Frame, bool, error) {
		look, err := p.Simulation.Look(ctx, who, st.Run.ID)
		if err != nil {
			return nil, true, err
		}
		now := *st
		now.Look = look
		now.Draft, _ = look.State.Draft(c.QueryParam("draft"))
		seen, _ := strconv.ParseInt(since, 10, 64)
		if look.State.Seq == seen && len(sent) == 0 { // the page shows exactly this
			_, err := changed(ctx, now, sent)
			return nil, look.State.Clock.Stopped, err
		}
		if look.State.Seq == seen {
			return nil, look.State.Clock.Stopped, nil
		}
		frames, err := news(ctx, now, seen, sent)
		return frames, look.State.Clock.Stopped, err
	})
}

// news are the frames that bring a screen from one seq to the present.
func news(ctx context.Context, st views.Stage, seen int64, sent map[string]string) ([]edge.Frame, error) {
	var frames []edge.Frame
	id := strconv.FormatInt(st.State.Seq, 10)
	for _, post := range st.State.Posts {
		if post.Channel != st.Channel {
			continue
		}
		event := ""
		switch {
		case post.Seq > seen && !post.Hidden:
			event = "post"
		case post.Touched > seen:
			event = "repost"
		default:
			continue
		}
		html, err := render(ctx, views.Post(st, post, true))
		if err != nil {
			return nil, err
		}
		frames = append(frames, edge.Frame{ID: id, Event: event, Data: html})
	}
	parts, err := changed(ctx, st, sent)
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		part.ID = id
		frames = append(frames, part)
	}
	clock := st.State.Clock
	state, _ := json.Marshal(map[string]any{
		"ms": clock.Millis(st.Wall), "speed": clock.Speed, "running": clock.Running, "stopped": clock.Stopped,
	})
	return append(frames, edge.Frame{ID: id, Event: "clock", Data: string(state)}), nil
}

// changed draws the parts of the stage and returns those that differ from what was sent before.
func changed(ctx context.Context, st views.Stage, sent map[string]string) (frames []edge.Frame, err error) {
	for _, part := range []struct {
		id   string
		view templ.Component
	}{
		{"promise", views.Promise(st)}, {"controls", views.Controls(st)}, {"standing", views.Standing(st)}, {"inbox", views.Inbox(st)},
		{"mood", views.Mood(st)}, {"house", views.MessageHouse(st.Scenario(), st.Now, false)}, {"tabs", views.ChannelTabs(st)}, {"claims", views.Claims(st)},
		{"desk", views.Desk(st)}, {"evidence", views.EvidenceTray(st)}, {"log", views.LogBook(st)}, {"ladder", ladder(st)}, {"messages", messages(st)},
	} {
		if part.view == nil {
			continue
		}
		html, err := render(ctx, part.view)
		if err != nil {
			return nil, err
		}
		if before, drawn := sent[part.id]; !drawn || before != html {
			sent[part.id] = html
			frames = append(frames, edge.Frame{Event: "part:" + part.id, Data: html})
		}
	}
	return frames, nil
}

func ladder(st views.Stage) templ.Component {
	if st.Draft.ID == "" {
		return nil
	}
	return views.Ladder(st)
}

func messages(st views.Stage) templ.Component {
	t, open := st.State.Thread(st.Thread)
	if !open {
		return nil
	}
	return views.Messages(st, t)
}

func render(ctx context.Context, view templ.Component) (string, error) {
	var out bytes.Buffer
	err := view.Render(ctx, &out)
	return out.String(), err
}
