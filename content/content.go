// Package content teaches: the built-in courses, questions and scenarios, as an instructor could have written them.
package content

import "embed"

// FS holds courses/<slug>/… and scenarios/<slug>/….
//
//go:embed all:courses all:scenarios
var FS embed.FS
