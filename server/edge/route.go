// Package edge is where HTTP ends: routes with permissions, sessions, forms in, pages out.
// Nothing here knows a module's business.
package edge

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"credence/modules/access"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
	"credence/web/i18n"
	"credence/web/ui"
)

// Route is one door: what it answers to, who may use it, and what happens.
type Route struct {
	Method, Path string
	Permission   access.Permission
	Handle       echo.HandlerFunc
	Upload       bool // takes a file; its body may be larger
}

// Door is an entry of the navigation: shown to those who may use it.
type Door struct {
	ui.NavItem
	Permission access.Permission
}

// Guard knows who is asking, what they may do, and how the frame around a page looks.
type Guard struct {
	Who  func(c echo.Context) (who actor.Actor, theme string)
	May  func(who actor.Actor, p access.Permission) bool
	Now  func() time.Time
	Nav  []Door
	Home func(ctx context.Context) ui.Home // the ministry's own clock
}

const whoKey, themeKey, guardKey = "who", "theme", "guard"

// Mount opens the doors. A route without a permission refuses to open, and so does the program.
func Mount(e *echo.Echo, g *Guard, routes []Route) {
	for _, r := range routes {
		if r.Permission == (access.Permission{}) {
			panic("route without a permission: " + r.Method + " " + r.Path)
		}
		e.Add(r.Method, r.Path, g.watch(r))
	}
}

// watch lets in who may come in, and tells the handler who it is.
func (g *Guard) watch(r Route) echo.HandlerFunc {
	return func(c echo.Context) error {
		who := g.introduce(c)
		if !g.May(who, r.Permission) {
			if !who.Visitor() {
				return fault.New(fault.Forbidden, "fault.forbidden")
			}
			if r.Method == http.MethodGet {
				return c.Redirect(http.StatusSeeOther, "/sign-in?to="+urlEscape(c.Request().URL.RequestURI()))
			}
			return c.Redirect(http.StatusSeeOther, "/sign-in")
		}
		if r.Method != http.MethodGet {
			limit := int64(maxForm)
			if r.Upload {
				limit = maxUpload
			}
			c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, limit)
		}
		return r.Handle(c)
	}
}

// introduce notes who asks and in which language the answer will be.
func (g *Guard) introduce(c echo.Context) actor.Actor {
	who, theme := g.Who(c)
	if who.Visitor() {
		theme = themeOf(c)
	}
	c.Set(whoKey, who)
	c.Set(themeKey, theme)
	c.Set(guardKey, g)
	c.SetRequest(c.Request().WithContext(i18n.With(c.Request().Context(), language(c, who))))
	return who
}

// language is the person's own; a visitor's is what they picked on this device, then what the browser asks for.
func language(c echo.Context, who actor.Actor) string {
	if who.Lang != "" {
		return who.Lang
	}
	if picked, err := c.Cookie(LangCookie); err == nil && i18n.Known(picked.Value) {
		return picked.Value
	}
	return i18n.Match(c.Request().Header.Get("Accept-Language"))
}

// LangCookie keeps the language that a visitor picked before signing in.
const LangCookie = "lang"

// Who is the person behind the request; the zero Actor is a visitor.
func Who(c echo.Context) actor.Actor {
	who, _ := c.Get(whoKey).(actor.Actor)
	return who
}

// Viewer is what the frame around a page needs to know about the person who looks at it.
func Viewer(c echo.Context) ui.Viewer {
	who := Who(c)
	theme, _ := c.Get(themeKey).(string)
	v := ui.Viewer{Who: who, Path: c.Request().URL.Path, Theme: theme, Flash: takeFlash(c)}
	g, ok := c.Get(guardKey).(*Guard)
	if !ok {
		return v
	}
	v.Now, v.Home = g.Now(), g.Home(c.Request().Context())
	for _, d := range g.Nav {
		if !who.Visitor() && g.May(who, d.Permission) {
			v.Nav = append(v.Nav, d.NavItem)
		}
	}
	return v
}
