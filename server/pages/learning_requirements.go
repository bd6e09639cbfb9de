package pages

import (
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"credence/modules/kernel/fault"
	"credence/modules/learning"
	"credence/server/edge"
	"credence/web/ui"
	"credence/web/views"
)

var manageRequirements = may("requirement", "manage")

func (p *Pages) listRequirements(c echo.Context) error {
	list, err := p.Learning.Requirements(c.Request().Context(), p.Access.Reach(edge.Who(c), manageRequirements))
	if err != nil {
		return err
	}
	return edge.Show(c, views.RequirementsPage(edge.Viewer(c), list, c.QueryParam("saved") != ""))
}

func (p *Pages) newRequirement(c echo.Context) error {
	f, err := p.requirementForm(c, ui.Form{})
	if err != nil {
		return err
	}
	return edge.Show(c, views.RequirementPage(edge.Viewer(c), f))
}

// addRequirement saves a requirement, or counts whom it would reach. A refusal shows the form again.
func (p *Pages) addRequirement(c echo.Context) error {
	typed, err := edge.Form(c)
	if err != nil {
		return err
	}
	ctx, who := c.Request().Context(), edge.Who(c)
	reach := p.Access.Reach(who, manageRequirements)
	draft, err := requirementIn(typed)
	var count learning.Count
	if err == nil && typed.Get("do") == "save" {
		if _, err = p.Learning.AddRequirement(ctx, who, draft, reach); err == nil {
			return edge.Back(c, "/requirements?saved=1")
		}
	} else if err == nil {
		count, err = p.Learning.CountRequirement(ctx, draft, reach)
	}
	if err != nil && !asked(err) {
		return err
	}
	f, failed := p.requirementForm(c, ui.Again(typed, err))
	if failed != nil {
		return failed
	}
	if err != nil {
		return edge.ShowAgain(c, views.RequirementPage(edge.Viewer(c), f))
	}
	f.Count = &count
	return edge.Show(c, views.RequirementPage(edge.Viewer(c), f))
}

// countRequirement is the number of people alone, while the form is being filled in; nothing until it can be said.
func (p *Pages) countRequirement(c echo.Context) error {
	typed, err := edge.Form(c)
	if err != nil {
		return err
	}
	draft, err := requirementIn(typed)
	if err == nil {
		var count learning.Count
		if count, err = p.Learning.CountRequirement(c.Request().Context(), draft, p.Access.Reach(edge.Who(c), manageRequirements)); err == nil {
			return edge.Show(c, views.RequirementCount(&count))
		}
	}
	if !asked(err) {
		return err
	}
	return edge.Show(c, views.RequirementCount(nil))
}

func (p *Pages) endRequirement(c echo.Context) error {
	id, err := edge.ID(c, "requirement")
	if err != nil {
		return err
	}
	if err := p.Learning.EndRequirement(c.Request().Context(), edge.Who(c), id, p.Access.Reach(edge.Who(c), manageRequirements)); err != nil {
		return err
	}
	return edge.Back(c, "/requirements")
}

func (p *Pages) requirementForm(c echo.Context, form ui.Form) (f views.RequirementForm, err error) {
	f = views.RequirementForm{Form: form, Courses: p.Learning.Catalogue()}
	f.Places, err = p.Identity.PlacesFor(c.Request().Context(), edge.Who(c), manageRequirements.Thing, manageRequirements.Verb)
	return f, err
}

// requirementIn reads the form. What cannot be read is refused beside its field.
func requirementIn(typed url.Values) (d learning.RequirementDraft, err error) {
	d = learning.RequirementDraft{
		Course: typed.Get("course"), PlaceID: numberIn(typed, "place"),
		StaffType: typed.Get("staff_type"), RoleAtPost: typed.Get("role_at_post"),
	}
	if d.DueOn, err = dateIn(typed, "due_on"); err != nil {
		return d, err
	}
	if days := typed.Get("due_days"); days != "" {
		n, err := strconv.Atoi(days)
		if err != nil {
			return d, fault.New(fault.Invalid, "fault.not_a_number").In("due_days")
		}
		d.DueDays = &n
	}
	return d, nil
}
