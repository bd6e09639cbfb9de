package pages

import (
	"strings"

	"github.com/labstack/echo/v4"

	"credence/modules/identity"
	"credence/server/edge"
	"credence/web/ui"
	"credence/web/views"
)

func (p *Pages) showProfile(c echo.Context) error {
	own, err := p.Identity.Person(c.Request().Context(), edge.Who(c).ID)
	if err != nil {
		return err
	}
	return edge.Show(c, views.ProfilePage(edge.Viewer(c), ui.Form{}, own))
}

func (p *Pages) editProfile(c echo.Context) error {
	ctx, who := c.Request().Context(), edge.Who(c)
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	theme := strings.TrimPrefix(form.Get("theme"), "system")
	if err := p.Identity.EditSelf(ctx, who, form.Get("name"), form.Get("lang"), form.Get("time_zone"), theme); again(err) {
		return edge.ShowAgain(c, views.ProfilePage(edge.Viewer(c), ui.Again(form, err), identity.Person{}))
	} else if err != nil {
		return err
	}
	edge.Flash(c, "identity.said.saved")
	return edge.Back(c, ui.PathProfile)
}

func (p *Pages) showPassword(c echo.Context) error {
	return edge.Show(c, views.PasswordPage(edge.Viewer(c), ui.Form{}))
}

func (p *Pages) changePassword(c echo.Context) error {
	ctx, who := c.Request().Context(), edge.Who(c)
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	err = p.Identity.ChangePassword(ctx, who, form.Get("old"), form.Get("password"), form.Get("again"), p.session(c))
	if again(err) {
		return edge.ShowAgain(c, views.PasswordPage(edge.Viewer(c), ui.Again(form, err)))
	}
	if err != nil {
		return err
	}
	edge.Flash(c, "identity.said.password_changed")
	return edge.Back(c, ui.PathProfile)
}

// session is the id of the session that this request belongs to.
func (p *Pages) session(c echo.Context) int64 {
	return identity.Who(p.Sessions, c.Request().Context()).Session
}

func (p *Pages) showSessions(c echo.Context) error {
	list, err := p.Identity.OwnSessions(c.Request().Context(), edge.Who(c))
	if err != nil {
		return err
	}
	return edge.Show(c, views.SessionsPage(edge.Viewer(c), list, p.session(c)))
}

func (p *Pages) endOwnSession(c echo.Context) error {
	id, err := edge.ID(c, "session")
	if err != nil {
		return err
	}
	if err := p.Identity.Revoke(c.Request().Context(), edge.Who(c), id); err != nil {
		return err
	}
	edge.Flash(c, "identity.said.session_ended")
	return edge.Back(c, ui.PathSessions)
}

// endOwnSessions signs out everywhere, here too.
func (p *Pages) endOwnSessions(c echo.Context) error {
	ctx, who := c.Request().Context(), edge.Who(c)
	if err := p.Identity.SignOutEverywhere(ctx, who, who.ID); err != nil {
		return err
	}
	if err := identity.End(p.Sessions, ctx); err != nil {
		return err
	}
	edge.Flash(c, "identity.said.signed_out_everywhere")
	return edge.Back(c, ui.PathSignIn)
}
