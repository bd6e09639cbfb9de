package pages

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"credence/modules/simulation"
	"credence/server/edge"
	"credence/web/i18n"
)

// saveDraft keeps, clears or publishes a public text. The text is saved first, whatever is asked for then.
func (p *Pages) saveDraft(c echo.Context) error {
	if c.QueryParam("part") == "receipt" {
		return p.keepDraft(c)
	}
	return p.act(c, "compose", func(form url.Values) []simulation.Command {
		id := form.Get("draft")
		commands := []simulation.Command{publicDraft(form)}
		switch form.Get("do") {
		case "ask":
			return append(commands, simulation.AskClearance{Draft: id})
		case "withdraw":
			return append(commands, simulation.WithdrawClearance{Draft: id})
		case "publish":
			return append(commands, simulation.Publish{Draft: id})
		case "drop":
			return []simulation.Command{simulation.DropDraft{Draft: id}}
		}
		return commands
	})
}

// keepDraft saves while somebody types, and answers with a receipt only.
func (p *Pages) keepDraft(c echo.Context) error {
	id, err := edge.ID(c, "run")
	if err != nil {
		return err
	}
	form, err := typed(c)
	if err != nil {
		return err
	}
	save := simulation.Command(publicDraft(form))
	if form.Has("text") {
		save = threadDraft(form)
	}
	ctx := c.Request().Context()
	state, err := p.Simulation.Do(ctx, edge.Who(c), id, save)
	if errors.Is(err, simulation.ErrOver) {
		return c.NoContent(http.StatusConflict)
	}
	if err != nil {
		return err
	}
	if d, kept := state.Draft(form.Get("draft")); kept {
		return c.String(http.StatusOK, i18n.T(ctx, "simulation.draft_saved", "at", simulation.Stamp(d.SavedAt)))
	}
	return c.NoContent(http.StatusNoContent)
}

func publicDraft(form url.Values) simulation.SaveDraft {
	d := simulation.SaveDraft{
		Draft: form.Get("draft"), Channel: form.Get("channel"), Texts: map[string]string{},
		ReplyTo: form.Get("reply_to"), RepostOf: form.Get("repost_of"), Evidence: form["evidence"],
	}
	for name := range form {
		if len(name) > 5 && name[:5] == "text_" {
			d.Texts[name[5:]] = form.Get(name)
		}
	}
	minutes, _ := strconv.Atoi(form.Get("promise"))
	d.Promise = simulation.Minute(minutes)
	return d
}

func threadDraft(form url.Values) simulation.SaveDraft {
	return simulation.SaveDraft{Draft: form.Get("draft"), Texts: map[string]string{form.Get("lang"): form.Get("text")}, Evidence: form["evidence"]}
}

// writeThread answers in a conversation, opens one, or keeps what is being written for later.
func (p *Pages) writeThread(c echo.Context) error {
	name := "answer"
	if c.QueryParam("thread") == "" {
		name = "write"
	}
	return p.act(c, name, func(form url.Values) []simulation.Command {
		switch form.Get("do") {
		case "save":
			return []simulation.Command{threadDraft(form)}
		case "write":
			return []simulation.Command{simulation.Write{
				To: form.Get("to"), Channel: form.Get("channel"), Title: form.Get("title"), Lang: form.Get("lang"), Text: form.Get("text"), Evidence: form["evidence"],
			}}
		}
		return []simulation.Command{simulation.Answer{
			Thread: c.QueryParam("thread"), Lang: form.Get("lang"), Text: form.Get("text"), Evidence: form["evidence"], Refuse: form.Get("refuse") == "on",
		}}
	})
}
