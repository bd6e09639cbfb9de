package pages

import (
	"context"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"credence/modules/identity"
	"credence/modules/kernel/actor"
	"credence/server/edge"
	"credence/web/ui"
	"credence/web/views"
)

func (p *Pages) showCohorts(c echo.Context) error {
	who := edge.Who(c)
	cohorts, err := p.Identity.Cohorts(c.Request().Context(), who)
	if err != nil {
		return err
	}
	return edge.Show(c, views.CohortsPage(edge.Viewer(c), cohorts, p.Access.May(who, may("cohort", "write"))))
}

func (p *Pages) showNewCohort(c echo.Context) error { return p.newCohort(c, ui.Form{}, edge.Show) }

func (p *Pages) newCohort(c echo.Context, f ui.Form, show show) error {
	places, err := p.Identity.PlacesFor(c.Request().Context(), edge.Who(c), "cohort", "write")
	if err != nil {
		return err
	}
	return show(c, views.CohortFormPage(edge.Viewer(c), f, places))
}

func (p *Pages) addCohort(c echo.Context) error {
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	cohort, err := p.Identity.AddCohort(c.Request().Context(), edge.Who(c), form.Get("name"), formNumber(form, "place"))
	if again(err) {
		return p.newCohort(c, ui.Again(form, err), edge.ShowAgain)
	}
	if err != nil {
		return err
	}
	edge.Flash(c, "identity.said.cohort_added")
	return edge.Back(c, cohortURL(cohort.ID))
}

func cohortURL(id int64) string { return "/cohorts/" + text(id) }

// showCohort shows the people of a cohort, and with ?q= whom a search finds to add.
func (p *Pages) showCohort(c echo.Context) error {
	ctx, who := c.Request().Context(), edge.Who(c)
	id, err := edge.ID(c, "cohort")
	if err != nil {
		return err
	}
	view := views.CohortView{Search: c.QueryParam("q"), MayWrite: p.Access.May(who, may("cohort", "write"))}
	if view.Cohort, err = p.Identity.OpenCohort(ctx, who, id); err != nil {
		return err
	}
	if view.Members, err = p.Identity.Members(ctx, who, id); err != nil {
		return err
	}
	if view.Places, err = p.Identity.PlacesFor(ctx, who, "person", "read"); err != nil {
		return err
	}
	if view.Search != "" {
		if view.Found, _, err = p.Identity.List(ctx, who, identity.PeopleQuery{Search: view.Search}); err != nil {
			return err
		}
	}
	return edge.Show(c, views.CohortPage(edge.Viewer(c), view))
}

func (p *Pages) joinCohort(c echo.Context) error {
	return p.cohortAct(c, func(ctx context.Context, who actor.Actor, id int64, form url.Values) error {
		var people []int64
		for _, value := range form["person"] {
			if person, err := strconv.ParseInt(value, 10, 64); err == nil {
				people = append(people, person)
			}
		}
		_, err := p.Identity.Join(ctx, who, id, people)
		return err
	}, "identity.said.cohort_joined")
}

func (p *Pages) joinMission(c echo.Context) error {
	return p.cohortAct(c, func(ctx context.Context, who actor.Actor, id int64, form url.Values) error {
		_, err := p.Identity.JoinMission(ctx, who, id, formNumber(form, "place"))
		return err
	}, "identity.said.cohort_joined")
}

func (p *Pages) leaveCohort(c echo.Context) error {
	return p.cohortAct(c, func(ctx context.Context, who actor.Actor, id int64, form url.Values) error {
		return p.Identity.Leave(ctx, who, id, formNumber(form, "person"))
	}, "identity.said.cohort_left")
}

// cohortAct does one thing to the cohort of the URL, and says so on the cohort's page.
func (p *Pages) cohortAct(c echo.Context, act func(ctx context.Context, who actor.Actor, id int64, form url.Values) error, said string) error {
	id, err := edge.ID(c, "cohort")
	if err != nil {
		return err
	}
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	if err := act(c.Request().Context(), edge.Who(c), id, form); err != nil {
		return err
	}
	edge.Flash(c, said)
	return edge.Back(c, cohortURL(id))
}
