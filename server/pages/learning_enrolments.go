package pages

import (
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"credence/modules/kernel/fault"
	"credence/modules/learning"
	"credence/server/edge"
	"credence/web/ui"
	"credence/web/views"
)

var enrolOthers = may("enrolment", "write")

func (p *Pages) showEnrolments(c echo.Context) error {
	f, err := p.enrolForm(c, ui.Form{})
	if err != nil {
		return err
	}
	f.Course = c.QueryParam("course")
	if n, err := strconv.Atoi(c.QueryParam("enrolled")); err == nil && n >= 0 {
		f.Enrolled = &n
	}
	return edge.Show(c, views.EnrolmentsPage(edge.Viewer(c), f))
}

// enrolGroup counts whom the form reaches, or enrols them. A refusal shows the form again.
func (p *Pages) enrolGroup(c echo.Context) error {
	typed, err := edge.Form(c)
	if err != nil {
		return err
	}
	ctx, who := c.Request().Context(), edge.Who(c)
	reach, group, course := p.Access.Reach(who, enrolOthers), groupOf(typed), typed.Get("course")
	due, err := dateIn(typed, "due_on")
	var count learning.Count
	if err == nil && typed.Get("do") == "enrol" {
		if count, err = p.Learning.EnrolGroup(ctx, who, course, group, due, reach); err == nil {
			return edge.Back(c, "/enrolments?course="+url.QueryEscape(course)+"&enrolled="+strconv.Itoa(count.New()))
		}
	} else if err == nil {
		count, err = p.Learning.CountGroup(ctx, course, group, reach)
	}
	if err != nil && !asked(err) {
		return err
	}
	f, failed := p.enrolForm(c, ui.Again(typed, err))
	if failed != nil {
		return failed
	}
	if err != nil {
		return edge.ShowAgain(c, views.EnrolmentsPage(edge.Viewer(c), f))
	}
	f.Count = &count
	return edge.Show(c, views.EnrolmentsPage(edge.Viewer(c), f))
}

func (p *Pages) enrolForm(c echo.Context, form ui.Form) (f views.EnrolForm, err error) {
	ctx, who := c.Request().Context(), edge.Who(c)
	f = views.EnrolForm{Form: form, Courses: p.Learning.Catalogue()}
	if f.Places, err = p.Identity.PlacesFor(ctx, who, enrolOthers.Thing, enrolOthers.Verb); err != nil {
		return f, err
	}
	f.Cohorts, err = p.Identity.Cohorts(ctx, who)
	return f, err
}

func groupOf(typed url.Values) learning.Group {
	return learning.Group{CohortID: numberIn(typed, "cohort"), PlaceID: numberIn(typed, "place"), Email: typed.Get("email")}
}

// asked reports whether err is something the form can show beside its fields.
func asked(err error) bool {
	f := fault.Of(err)
	return f != nil && f.Kind == fault.Invalid
}

func numberIn(typed url.Values, field string) int64 {
	n, _ := strconv.ParseInt(typed.Get(field), 10, 64) // what is no number is no choice
	return n
}

// dateIn reads a date; an empty field is none.
func dateIn(typed url.Values, field string) (*time.Time, error) {
	if typed.Get(field) == "" {
		return nil, nil
	}
	day, err := time.Parse(time.DateOnly, typed.Get(field))
	if err != nil {
		return nil, fault.New(fault.Invalid, "fault.not_a_date").In(field)
	}
	return &day, nil
}
