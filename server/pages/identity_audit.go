package pages

import (
	"time"

	"github.com/labstack/echo/v4"

	"credence/modules/identity"
	"credence/server/edge"
	"credence/web/views"
)

func (p *Pages) showAudit(c echo.Context) error {
	ctx := c.Request().Context()
	filter := auditFilter(c)
	rows, more, err := p.Identity.Trail(ctx, edge.Who(c), filter.Query)
	if err != nil {
		return err
	}
	if filter.Verbs, err = p.Identity.Verbs(ctx); err != nil {
		return err
	}
	return edge.Show(c, views.AuditPage(edge.Viewer(c), filter, rows, more))
}

// auditFilter reads the filter from the URL. Days begin and end where the reader is.
func auditFilter(c echo.Context) views.AuditFilter {
	f := views.AuditFilter{
		Query: identity.AuditQuery{Verb: c.QueryParam("verb"), Person: c.QueryParam("person"), Before: number(c, "before")},
		From:  c.QueryParam("from"), To: c.QueryParam("to"),
	}
	zone := edge.Who(c).Location()
	if from, err := time.ParseInLocation(time.DateOnly, f.From, zone); err == nil {
		f.Query.From = from
	}
	if to, err := time.ParseInLocation(time.DateOnly, f.To, zone); err == nil {
		f.Query.To = to.AddDate(0, 0, 1)
	}
	return f
}
