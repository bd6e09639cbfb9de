// Package content teaches: the built-in courses, questions and scenarios, as an instructor could have written them.
package content

import "embed"

// FS holds courses/<slug>/…, scenarios/<slug>/… and demo/….
//
//go:embed all:courses all:scenarios demo
var FS embed.FS
