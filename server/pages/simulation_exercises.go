package pages

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"credence/modules/kernel/fault"
	"credence/modules/simulation"
	"credence/server/edge"
	"credence/web/i18n"
	"credence/web/ui"
	"credence/web/views"
)

func (p *Pages) listExercises(c echo.Context) error {
	runs, err := p.Simulation.OwnRuns(c.Request().Context(), edge.Who(c), "")
	if err != nil {
		return err
	}
	var list []views.Exercise
	for _, s := range p.Simulation.Scenarios() {
		e := views.Exercise{Scenario: s}
		for i := range runs {
			r := &runs[i]
			if r.Scenario != s.Slug {
				continue
			}
			if e.Last == nil {
				e.Last = r
			}
			if e.Best == nil || r.Finished() && (!e.Best.Finished() || r.Score > e.Best.Score) {
				e.Best = r
			}
		}
		list = append(list, e)
	}
	return edge.Show(c, views.ExercisesPage(edge.Viewer(c), list))
}

func (p *Pages) showBrief(c echo.Context) error { return p.brief(c, ui.Form{}) }

func (p *Pages) brief(c echo.Context, form ui.Form) error {
	s, err := p.Simulation.Scenario(c.Param("scenario"))
	if err != nil {
		return err
	}
	runs, err := p.Simulation.OwnRuns(c.Request().Context(), edge.Who(c), s.Slug)
	if err != nil {
		return err
	}
	page := views.BriefPage(edge.Viewer(c), s, runs, form)
	if form.Refused() {
		return edge.ShowAgain(c, page)
	}
	return edge.Show(c, page)
}

func (p *Pages) startRun(c echo.Context) error {
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	speed, _ := strconv.ParseFloat(form.Get("speed"), 64)
	run, err := p.Simulation.Start(c.Request().Context(), edge.Who(c), c.Param("scenario"), speed)
	if f := fault.Of(err); f != nil && f.Kind != fault.Missing {
		return p.brief(c, ui.Again(form, err))
	}
	if err != nil {
		return err
	}
	return edge.Back(c, fmt.Sprintf("/runs/%d", run.ID))
}

// listRuns is the instructor's list of the runs of people in reach.
func (p *Pages) listRuns(c echo.Context) error {
	page := edge.PageNumber(c)
	rows, total, err := p.Simulation.Runs(c.Request().Context(), edge.Who(c), c.QueryParam("scenario"), page)
	if err != nil {
		return err
	}
	title := func(slug string) string {
		s, err := p.Simulation.Scenario(slug)
		if err != nil {
			return slug
		}
		return i18n.Text(s.Title, i18n.Lang(c.Request().Context()))
	}
	return edge.Show(c, views.RunsPage(edge.Viewer(c), rows, title, page, total))
}

// showPicture serves a drawing of a scenario. It never changes, and nothing in it may run.
func (p *Pages) showPicture(c echo.Context) error {
	version, err := strconv.Atoi(c.Param("version"))
	if err != nil {
		return fault.New(fault.Missing, "fault.missing")
	}
	name, _ := url.PathUnescape(c.Param("name"))
	data, err := p.Simulation.Picture(c.Request().Context(), c.Param("scenario"), version, name)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Cache-Control", "private, max-age=31536000, immutable")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	return c.Blob(200, "image/svg+xml", data)
}

func (p *Pages) showDebrief(c echo.Context) error {
	id, err := edge.ID(c, "run")
	if err != nil {
		return err
	}
	d, err := p.Simulation.Debrief(c.Request().Context(), edge.Who(c), id)
	if errors.Is(err, simulation.ErrNotOver) {
		return c.Redirect(303, fmt.Sprintf("/runs/%d", id))
	}
	if err != nil {
		return err
	}
	t, err := strconv.Atoi(c.QueryParam("t"))
	if err != nil || t < 0 || t > d.State.At {
		t = d.State.At
	}
	view := views.Debrief{Debrief: d, T: t}
	if c.QueryParam("part") == "moment" {
		return edge.Show(c, views.Moment(view))
	}
	return edge.Show(c, views.DebriefPage(edge.Viewer(c), view))
}
