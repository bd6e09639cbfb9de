package pages

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"credence/modules/kernel/fault"
	"credence/modules/simulation"
	"credence/server/edge"
	"credence/web/ui"
)

// act carries out what a form of the stage asks for and shows the stage again: with what is new in it, or with what
// is wrong and everything that was typed. form is the form's name on the stage.
func (p *Pages) act(c echo.Context, name string, commands func(form url.Values) []simulation.Command) error {
	id, err := edge.ID(c, "run")
	if err != nil {
		return err
	}
	form, err := typed(c)
	if err != nil {
		return err
	}
	_, err = p.Simulation.Do(c.Request().Context(), edge.Who(c), id, commands(form)...)
	if errors.Is(err, simulation.ErrOver) {
		return edge.Back(c, fmt.Sprintf("/runs/%d/debrief", id))
	}
	if err == nil {
		if part := c.QueryParam("part"); part != "" && edge.Partial(c) {
			st, err := p.stage(c)
			if err != nil {
				return err
			}
			return p.showStage(c, st)
		}
		return edge.Back(c, stageURL(c, id))
	}
	f := fault.Of(err)
	if f == nil || f == simulation.ErrNoRun {
		return err
	}
	st, lookErr := p.stage(c)
	if lookErr != nil {
		return lookErr
	}
	st.Form, st.Refused, st.Judged = ui.Again(form, err), name, c.Param("claim")
	st.Write, st.Claim = name == "write", form.Get("post")
	if name == "report" && len(form["posts"]) > 0 {
		st.Report = form["posts"][0]
	} else if name == "report" {
		st.Report = "none"
	}
	if name == "compose" {
		st.Draft, _ = st.State.Draft(form.Get("draft"))
		st.Channel, st.Fresh = form.Get("channel"), form.Get("draft")
		if !publicChannel(st.Scenario(), st.Channel) {
			st.Channel = firstChannel(st.Scenario())
		}
	}
	return p.showStage(c, st)
}

// typed reads a form, with line ends as the log keeps them.
func typed(c echo.Context) (url.Values, error) {
	form, err := edge.Form(c)
	for _, values := range form {
		for i := range values {
			values[i] = strings.ReplaceAll(values[i], "\r\n", "\n")
		}
	}
	return form, err
}

// stageURL leads back to what was open when the form was sent.
func stageURL(c echo.Context, run int64) string {
	q := url.Values{}
	for _, key := range []string{"ch", "thread", "tab"} {
		if v := c.QueryParam(key); v != "" {
			q.Set(key, v)
		}
	}
	if len(q) == 0 {
		return fmt.Sprintf("/runs/%d", run)
	}
	return fmt.Sprintf("/runs/%d?%s", run, q.Encode())
}

func (p *Pages) setClock(c echo.Context) error {
	return p.act(c, "other", func(form url.Values) []simulation.Command {
		if speed, err := strconv.ParseFloat(form.Get("speed"), 64); err == nil {
			return []simulation.Command{simulation.SetSpeed{Speed: speed}}
		}
		switch form.Get("do") {
		case "pause":
			return []simulation.Command{simulation.Pause{Reason: "asked"}}
		case "resume":
			return []simulation.Command{simulation.Resume{}}
		case "end":
			return []simulation.Command{simulation.End{}}
		}
		return nil
	})
}

func (p *Pages) markPost(c echo.Context) error {
	return p.act(c, "other", func(form url.Values) []simulation.Command {
		switch post := c.Param("post"); form.Get("do") {
		case "like":
			return []simulation.Command{simulation.Like{Post: post}}
		case "hide":
			return []simulation.Command{simulation.Hide{Post: post}}
		case "restore":
			return []simulation.Command{simulation.Restore{Post: post}}
		}
		return nil
	})
}

func (p *Pages) openClaim(c echo.Context) error {
	return p.act(c, "claim", func(form url.Values) []simulation.Command {
		return []simulation.Command{simulation.OpenClaim{Post: form.Get("post"), Sentence: form.Get("sentence")}}
	})
}

func (p *Pages) judgeClaim(c echo.Context) error {
	return p.act(c, "verdict", func(form url.Values) []simulation.Command {
		return []simulation.Command{simulation.Judge{
			Claim: c.Param("claim"), Verdict: form.Get("verdict"), Confidence: form.Get("confidence"), Limits: form.Get("limits"), Evidence: form["evidence"],
		}}
	})
}

func (p *Pages) useTool(c echo.Context) error {
	return p.act(c, "desk", func(form url.Values) []simulation.Command {
		return []simulation.Command{simulation.UseTool{Tool: form.Get("tool"), Target: form.Get("target")}}
	})
}

func (p *Pages) writeNote(c echo.Context) error {
	return p.act(c, "note", func(form url.Values) []simulation.Command {
		return []simulation.Command{simulation.WriteNote{Text: form.Get("note")}}
	})
}

func (p *Pages) askInject(c echo.Context) error {
	return p.act(c, "other", func(form url.Values) []simulation.Command {
		return []simulation.Command{simulation.Ask{Inject: form.Get("inject")}}
	})
}

func (p *Pages) sendReport(c echo.Context) error {
	return p.act(c, "report", func(form url.Values) []simulation.Command {
		return []simulation.Command{simulation.SendReport{
			Posts: form["posts"], Clause: form.Get("clause"), Harm: form.Get("harm"), Lang: form.Get("lang"),
		}}
	})
}
