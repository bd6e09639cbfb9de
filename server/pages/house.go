package pages

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"credence/server/edge"
	"credence/web/views"
)

// health says that the process runs; a supervisor restarts it when this does not answer.
func (p *Pages) health(c echo.Context) error { return c.String(http.StatusOK, "ok\n") }

// ready says that requests can be served; a load balancer leaves it alone when this does not.
func (p *Pages) ready(c echo.Context) error {
	if err := p.Alive(); err != nil {
		return c.String(http.StatusServiceUnavailable, "the database does not answer\n")
	}
	return c.String(http.StatusOK, "ready\n")
}

func (p *Pages) showPrivacy(c echo.Context) error {
	return edge.Show(c, views.PrivacyPage(edge.Viewer(c)))
}

func (p *Pages) showAccessibility(c echo.Context) error {
	return edge.Show(c, views.AccessibilityPage(edge.Viewer(c)))
}
