package pages

import (
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"credence/modules/reporting"
	"credence/server/edge"
	"credence/web/views"
)

// showCompletion is the matrix: by mission for those who see several, by person for those who ask or see one.
func (p *Pages) showCompletion(c echo.Context) error {
	ctx := c.Request().Context()
	f := p.reportFilter(c)
	places, err := p.Reporting.Places(ctx, f.Reach)
	if err != nil {
		return err
	}
	form := views.CompletionForm{Filter: f, Places: places, Courses: p.Reporting.Courses(), ByPerson: byPerson(c, places), AsOf: asOf(c, f)}
	if form.ByPerson {
		matrix, err := p.Reporting.People(ctx, f, edge.PageNumber(c))
		if err != nil {
			return err
		}
		return edge.Show(c, views.CompletionByPerson(edge.Viewer(c), form, matrix))
	}
	matrix, err := p.Reporting.Missions(ctx, f, edge.PageNumber(c))
	if err != nil {
		return err
	}
	return edge.Show(c, views.CompletionByMission(edge.Viewer(c), form, matrix))
}

func (p *Pages) showOverdue(c echo.Context) error {
	ctx := c.Request().Context()
	f := p.reportFilter(c)
	places, err := p.Reporting.Places(ctx, f.Reach)
	if err != nil {
		return err
	}
	page := edge.PageNumber(c)
	list, total, err := p.Reporting.Overdue(ctx, f, page)
	if err != nil {
		return err
	}
	form := views.CompletionForm{Filter: f, Places: places, Courses: p.Reporting.Courses(), AsOf: asOf(c, f)}
	return edge.Show(c, views.OverduePage(edge.Viewer(c), form, list, total, page))
}

// reportFilter reads the filter from the URL; what it does not understand does not narrow.
func (p *Pages) reportFilter(c echo.Context) reporting.Filter {
	who := edge.Who(c)
	now := p.Now()
	f := reporting.Filter{
		Reach: p.Access.Reach(who, may("report", "read")), AsOf: now,
		RegionID: number(c, "region"), MissionID: number(c, "mission"),
		StaffType: oneOf(c.QueryParam("staff"), reporting.StaffTypes), Status: oneOf(c.QueryParam("status"), reporting.Statuses),
		Course: c.QueryParam("course"), Search: strings.TrimSpace(c.QueryParam("q")),
	}
	if day, err := time.ParseInLocation(time.DateOnly, c.QueryParam("as-of"), who.Location()); err == nil {
		if end := day.AddDate(0, 0, 1).Add(-time.Second); end.Before(now) {
			f.AsOf = end // the end of that day where the reader is
		}
	}
	return f
}

// byPerson is asked for, or the only sensible way for somebody who sees a single mission.
func byPerson(c echo.Context, places []reporting.Place) bool {
	return c.QueryParam("by") == "person" || c.QueryParam("mission") != "" || len(places) == 1
}

// asOf is the day asked for when the filter took it, else nothing: the report speaks of now.
func asOf(c echo.Context, f reporting.Filter) string {
	if asked := c.QueryParam("as-of"); f.AsOf.In(edge.Who(c).Location()).Format(time.DateOnly) == asked {
		return asked
	}
	return ""
}

func number(c echo.Context, name string) int64 {
	n, _ := strconv.ParseInt(c.QueryParam(name), 10, 64)
	return n
}

func oneOf(value string, known []string) string {
	for _, k := range known {
		if k == value {
			return value
		}
	}
	return ""
}
