package pages

import (
	"encoding/csv"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"credence/modules/identity"
	"credence/server/edge"
	"credence/web/i18n"
)

// exportPeople streams the list of people with the columns of an import.
func (p *Pages) exportPeople(c echo.Context) error {
	return p.streamCSV(c, "people", func(write func(...string) error) error {
		if err := write(identity.ImportColumns...); err != nil {
			return err
		}
		return p.Identity.EachPerson(c.Request().Context(), edge.Who(c), peopleQuery(c), func(cells []string) error { return write(cells...) })
	})
}

// exportAudit streams the part of the trail that the filter shows.
func (p *Pages) exportAudit(c echo.Context) error {
	ctx := c.Request().Context()
	return p.streamCSV(c, "audit", func(write func(...string) error) error {
		if err := write(i18n.T(ctx, "identity.audit_when"), i18n.T(ctx, "identity.audit_who"), i18n.T(ctx, "identity.audit_what"),
			i18n.T(ctx, "identity.audit_about"), i18n.T(ctx, "identity.audit_detail")); err != nil {
			return err
		}
		return p.Identity.EachAudited(ctx, edge.Who(c), auditFilter(c).Query, func(r identity.AuditRow) error {
			about := r.About
			if about == "" {
				about = r.Object
			}
			return write(r.At.Format(time.RFC3339), r.Person, r.Verb, about, r.Said())
		})
	})
}

// streamCSV sends lines as they come, with cells made harmless. The first line goes out before the rest is known.
func (p *Pages) streamCSV(c echo.Context, name string, lines func(write func(...string) error) error) error {
	h := c.Response().Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="credence-`+name+"-"+p.Now().UTC().Format(time.DateOnly)+`.csv"`)
	h.Set("Cache-Control", "no-store")
	c.Response().WriteHeader(http.StatusOK)
	if _, err := c.Response().Write([]byte("\ufeff")); err != nil { // spreadsheets read UTF-8 only with this mark
		return err
	}
	w := csv.NewWriter(c.Response())
	err := lines(func(cells ...string) error {
		safe := make([]string, len(cells))
		for i := range cells {
			safe[i] = edge.HarmlessCell(cells[i])
		}
		return w.Write(safe)
	})
	w.Flush()
	if err != nil {
		return err
	}
	return w.Error()
}
