package edge

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"credence/modules/kernel/fault"
	"credence/web/i18n"
	"credence/web/views"
)

var statuses = map[fault.Kind]int{
	fault.Invalid:   http.StatusUnprocessableEntity,
	fault.Missing:   http.StatusNotFound,
	fault.Forbidden: http.StatusForbidden,
	fault.Conflict:  http.StatusConflict,
	fault.TooMany:   http.StatusTooManyRequests,
}

// Refuse is the only place where an error becomes an answer. A fault is said in the reader's language;
// a failure of ours is written to the log and shown as "something went wrong".
func (g *Guard) Refuse(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	if c.Get(guardKey) == nil { // no route matched, so nobody has been introduced
		g.introduce(c)
	}
	ctx := c.Request().Context()
	status, key, args := http.StatusInternalServerError, "fault.failure", []any(nil)
	var refused *echo.HTTPError
	if f := fault.Of(err); f != nil {
		status, key, args = statuses[f.Kind], f.Key, f.Args
	} else if errors.As(err, &refused) && refused.Code < 500 {
		status, key = refused.Code, "fault.missing"
		if refused.Code == http.StatusMethodNotAllowed {
			status = http.StatusNotFound
		}
	} else if ctx.Err() == nil {
		slog.ErrorContext(ctx, "request failed", "method", c.Request().Method, "path", c.Path(), "err", err)
	}
	if err := show(c, status, views.Refusal(Viewer(c), status, i18n.T(ctx, key, args...))); err != nil {
		slog.ErrorContext(ctx, "refusal failed", "path", c.Path(), "err", err)
	}
}
