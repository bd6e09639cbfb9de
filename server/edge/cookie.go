package edge

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// SetCookie keeps a small word on this device for so many seconds; none forgets it. No script reads it, no other site
// sends it, and behind TLS it travels over TLS alone.
func SetCookie(c echo.Context, name, value string, seconds int) {
	g, _ := c.Get(guardKey).(*Guard)
	if seconds == 0 {
		seconds = -1
	}
	c.SetCookie(&http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: seconds,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: g != nil && g.Secure,
	})
}
