package edge

import (
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// Compress sends pages gzipped. Streams must arrive at once and assets are compressed when they are built, so both are left alone.
func Compress() echo.MiddlewareFunc {
	return middleware.GzipWithConfig(middleware.GzipConfig{
		Level:     5,
		MinLength: 1024,
		Skipper: func(c echo.Context) bool {
			path := c.Request().URL.Path
			return strings.HasSuffix(path, "/stream") || strings.HasPrefix(path, "/assets/")
		},
	})
}
