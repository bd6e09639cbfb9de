package views

import (
	"context"

	"credence/modules/tracking"
	"credence/web/i18n"
)

// recordMode says in which mode something was done, or in which language it was read.
func recordMode(ctx context.Context, s tracking.Statement) string {
	if s.Mode == "" {
		return ""
	}
	if s.Verb == tracking.Read {
		for _, l := range i18n.Languages {
			if l.Code == s.Mode {
				return l.Name
			}
		}
	}
	return i18n.T(ctx, "tracking.mode."+s.Mode)
}
