package views

import (
	"context"

	"credence/modules/learning"
	"credence/web/i18n"
	"credence/web/ui"
)

// courseFacts are the plain facts about a course.
func courseFacts(ctx context.Context, s *learning.Standing) []ui.Fact {
	c := s.Course
	facts := []ui.Fact{
		{Term: i18n.T(ctx, "learning.audience"), Text: said(ctx, c.Audience)},
		{Term: i18n.T(ctx, "learning.level"), Text: i18n.T(ctx, "learning.levels."+c.Level)},
		{Term: i18n.T(ctx, "learning.time"), Text: i18n.Duration(ctx, c.Minutes())},
		{Term: i18n.T(ctx, "learning.languages"), Text: languagesOf(c.Languages)},
		{Term: i18n.T(ctx, "learning.competences"), Text: competences(ctx, c.Competences)},
	}
	if c.Recertify > 0 {
		facts = append(facts, ui.Fact{Term: i18n.T(ctx, "learning.valid_for"), Text: i18n.T(ctx, "learning.months", "n", c.Recertify)})
	} else {
		facts = append(facts, ui.Fact{Term: i18n.T(ctx, "learning.valid_for"), Text: i18n.T(ctx, "learning.for_good")})
	}
	return append(facts, ui.Fact{Term: i18n.T(ctx, "learning.version"), Text: i18n.Number(ctx, c.Version)})
}
