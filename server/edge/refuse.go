package edge

import (
	"crypto/rand"
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

var titles = map[fault.Kind]string{
	fault.Invalid:   "fault.invalid",
	fault.Missing:   "fault.missing_title",
	fault.Forbidden: "fault.forbidden_title",
	fault.Conflict:  "fault.conflict_title",
	fault.TooMany:   "fault.too_many_title",
}

// Refuse is the only place where an error becomes an answer. A fault is said in the reader's language;
// a failure of ours is written to the log and shown as "something went wrong".
func (g *Guard) Refuse(err error, c echo.Context) {
	if c.Response().Committed { // the answer broke off half-way: the browser must see that, not a shorter answer
		if c.Request().Context().Err() == nil {
			slog.ErrorContext(c.Request().Context(), "answer broken off", "method", c.Request().Method, "path", c.Path(), "err", err)
		}
		panic(http.ErrAbortHandler)
	}
	if c.Get(guardKey) == nil { // no route matched, so nobody has been introduced
		g.introduce(c)
	}
	ctx := c.Request().Context()
	status, title, said := http.StatusInternalServerError, "fault.failure_title", ""
	var refused *echo.HTTPError
	if f := fault.Of(err); f != nil {
		status, title, said = statuses[f.Kind], titles[f.Kind], i18n.T(ctx, f.Key, f.Args...)
	} else if errors.As(err, &refused) && refused.Code < 500 {
		status, title, said = http.StatusNotFound, titles[fault.Missing], i18n.T(ctx, "fault.missing")
		if refused.Code == http.StatusMethodNotAllowed {
			status = refused.Code
		}
	} else {
		ref := rand.Text()[:8]
		said = i18n.T(ctx, "fault.failure", "ref", ref)
		if ctx.Err() == nil { // nobody went away: it is our failure
			slog.ErrorContext(ctx, "request failed", "ref", ref, "method", c.Request().Method, "path", c.Path(), "err", err)
		}
	}
	if err := show(c, status, views.Refusal(Viewer(c), i18n.T(ctx, title), said)); err != nil {
		slog.ErrorContext(ctx, "refusal failed", "path", c.Path(), "err", err)
	}
}
