package pages

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"credence/server/edge"
	"credence/web/views"
)

func (p *Pages) showRecord(c echo.Context) error {
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64)
	list, more, err := p.Tracking.Record(c.Request().Context(), edge.Who(c), before)
	if err != nil {
		return err
	}
	return edge.Show(c, views.RecordPage(edge.Viewer(c), list, p.title, more))
}
