package views

import (
	"context"
	"strings"

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
		{Term: i18n.T(ctx, "learning.competences"), Body: competenceList(c)},
	}
	if c.Recertify > 0 {
		facts = append(facts, ui.Fact{Term: i18n.T(ctx, "learning.valid_for"), Text: i18n.T(ctx, "learning.months", "n", c.Recertify)})
	} else {
		facts = append(facts, ui.Fact{Term: i18n.T(ctx, "learning.valid_for"), Text: i18n.T(ctx, "learning.for_good")})
	}
	return append(facts, ui.Fact{Term: i18n.T(ctx, "learning.version"), Text: i18n.Number(ctx, c.Version)})
}

// levelsIn are the levels of one domain that a course teaches.
func levelsIn(ctx context.Context, c *learning.Course, domain string) string {
	var levels []string
	for _, one := range c.Competences {
		if level, ok := strings.CutPrefix(one, domain+"-"); ok {
			levels = append(levels, i18n.T(ctx, "learning.level_letter."+level))
		}
	}
	return strings.Join(levels, " · ")
}
