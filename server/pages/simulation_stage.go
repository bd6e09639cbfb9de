package pages

import (
	"crypto/rand"
	"fmt"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"credence/modules/simulation"
	"credence/server/edge"
	"credence/web/views"
)

// showRun is the exercise itself. Opening a conversation notes that it was read.
func (p *Pages) showRun(c echo.Context) error {
	st, err := p.stage(c)
	if err != nil {
		return err
	}
	if st.Run.Finished() {
		return edge.Back(c, fmt.Sprintf("/runs/%d/debrief", st.Run.ID))
	}
	if t, open := st.State.Thread(st.Thread); open && st.State.Unread(t) {
		state, err := p.Simulation.Do(c.Request().Context(), edge.Who(c), st.Run.ID, simulation.OpenThread{Thread: t.ID})
		if err == nil {
			st.State = state
		}
	}
	return p.showStage(c, st)
}

// stage reads what is open from the URL, and the world from its log.
func (p *Pages) stage(c echo.Context) (*views.Stage, error) {
	id, err := edge.ID(c, "run")
	if err != nil {
		return nil, err
	}
	look, err := p.Simulation.Look(c.Request().Context(), edge.Who(c), id)
	if err != nil {
		return nil, err
	}
	st := &views.Stage{
		Look: look, Tab: c.QueryParam("tab"), Channel: c.QueryParam("ch"), Thread: c.QueryParam("thread"), Write: c.QueryParam("write") != "",
		To: c.QueryParam("to"), Report: c.QueryParam("report"), Claim: c.QueryParam("claim"), Question: c.QueryParam("ask"), Older: c.QueryParam("older") != "",
		Fresh: strings.ToLower(rand.Text()[:10]),
	}
	if st.Tab != "inbox" && st.Tab != "claims" && st.Tab != "compose" {
		st.Tab = "feed"
	}
	if post, known := look.State.Post(c.QueryParam("reply") + c.QueryParam("repost") + st.Report); known {
		st.Channel = post.Channel
	}
	if draft, known := look.State.Draft(c.QueryParam("draft")); known && draft.Channel != "" {
		st.Draft, st.Channel = draft, draft.Channel
	}
	if !publicChannel(look.State.Scenario, st.Channel) {
		st.Channel = firstChannel(look.State.Scenario)
	}
	if st.Draft.ID == "" {
		p.openDraft(c, st)
	}
	return st, nil
}

// openDraft goes on with the newest draft of the channel, unless an answer to something else is begun.
func (p *Pages) openDraft(c echo.Context, st *views.Stage) {
	reply, repost := c.QueryParam("reply"), c.QueryParam("repost")
	for _, d := range st.State.PublicDrafts() {
		if d.Channel == st.Channel && d.ReplyTo == reply && d.RepostOf == repost || d.Channel == st.Channel && reply+repost == "" && c.QueryParam("new") == "" {
			st.Draft = d
			return
		}
	}
	st.Draft = simulation.Draft{ReplyTo: reply, RepostOf: repost}
}

// showStage sends the whole page, or the part that a script asked for.
func (p *Pages) showStage(c echo.Context, st *views.Stage) error {
	var page templ.Component
	switch c.QueryParam("part") {
	case "main":
		page = views.StageMiddle(*st)
	case "refused":
		page = views.Refused(*st)
	case "claims":
		page = views.Claims(*st)
	case "desk":
		page = views.Desk(*st)
	case "log":
		page = views.LogBook(*st)
	default:
		page = views.StagePage(edge.Viewer(c), *st)
	}
	if st.Refused != "" {
		return edge.ShowAgain(c, page)
	}
	return edge.Show(c, page)
}

func publicChannel(s *simulation.Scenario, id string) bool {
	for _, ch := range s.Channels {
		if ch.ID == id {
			return ch.Public()
		}
	}
	return false
}

func firstChannel(s *simulation.Scenario) string {
	for _, ch := range s.Channels {
		if ch.Public() {
			return ch.ID
		}
	}
	return ""
}
