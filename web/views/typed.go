package views

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// typed is a line of content in which `an address` between backticks stands as it is typed.
func typed(text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var out strings.Builder
		for i, part := range strings.Split(text, "`") {
			if i%2 == 1 {
				out.WriteString("<code>" + templ.EscapeString(part) + "</code>")
			} else {
				out.WriteString(templ.EscapeString(part))
			}
		}
		_, err := io.WriteString(w, out.String())
		return err
	})
}
