package edge

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"credence/modules/kernel/fault"
	"credence/web/i18n"
)

const (
	maxForm   = 1 << 20  // a form is words
	maxUpload = 12 << 20 // a file a little over the 10 MB that imports accept, for the form around it
)

// Form reads what was typed, trimmed of blanks around it and of bytes that no keyboard makes. A body over the limit is refused.
func Form(c echo.Context) (url.Values, error) {
	form, err := c.FormParams()
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return nil, fault.New(fault.Invalid, "fault.too_large").With("size", i18n.Bytes(c.Request().Context(), large.Limit))
		}
		return nil, fault.New(fault.Invalid, "fault.form")
	}
	for name, values := range form {
		if !isText(name) {
			delete(form, name)
		}
		for i, v := range values {
			values[i] = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(v, ""), "\x00", ""))
		}
	}
	return form, nil
}

// ID reads a number from the URL. Anything else names nothing.
func ID(c echo.Context, param string) (int64, error) {
	id, err := strconv.ParseInt(c.Param(param), 10, 64)
	if err != nil || id <= 0 {
		return 0, fault.New(fault.Missing, "fault.missing")
	}
	return id, nil
}

// PageNumber reads ?page=, counted from 1.
func PageNumber(c echo.Context) int {
	n, err := strconv.Atoi(c.QueryParam("page"))
	if err != nil || n < 1 || n > 1_000_000 {
		return 1
	}
	return n
}

// Local returns a path on this site, or fallback: a redirect never leads away.
func Local(to, fallback string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n") {
		return fallback
	}
	return to
}

func urlEscape(s string) string { return url.QueryEscape(s) }
