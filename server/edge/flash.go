package edge

import (
	"github.com/labstack/echo/v4"

	"credence/web/i18n"
	"credence/web/ui"
)

// flashCookie carries what an act has to say to the page that is shown next. It holds a message key, never a text.
const flashCookie = "flash"

// Flash makes the next page say that something was done, by the key of a message.
func Flash(c echo.Context, key string) {
	SetCookie(c, flashCookie, key, 60)
}

// takeFlash reads what the last act said, and forgets it.
func takeFlash(c echo.Context) (f ui.Flash) {
	cookie, err := c.Cookie(flashCookie)
	if err != nil || !i18n.Has(cookie.Value) {
		return f
	}
	SetCookie(c, flashCookie, "", 0)
	return ui.Flash{Kind: "ok", Text: i18n.T(c.Request().Context(), cookie.Value)}
}
