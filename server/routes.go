package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"credence/server/pages"
)

type routesCommand struct{}

// Run lists every URL of the platform with its method and permission.
func (routesCommand) Run(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, r := range (&pages.Pages{}).Routes() {
		fmt.Fprintf(w, "%s\t%s\t%s\n", r.Method, r.Path, r.Permission)
	}
	return w.Flush()
}
