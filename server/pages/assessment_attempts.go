package pages

import (
	"cmp"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"credence/modules/assessment"
	"credence/server/edge"
	"credence/web/i18n"
	"credence/web/ui"
	"credence/web/views"
)

// listAttempts is who in reach has sat what.
func (p *Pages) listAttempts(c echo.Context) error {
	ctx, who := c.Request().Context(), edge.Who(c)
	page := edge.PageNumber(c)
	filter := assessment.Filter{
		Quiz: c.QueryParam("quiz"), Status: oneOf(c.QueryParam("status"), views.AttemptStatuses),
		Person: strings.TrimSpace(c.QueryParam("person")), Page: page,
	}
	rows, total, err := p.Assessment.Attempts(ctx, who, filter)
	if err != nil {
		return err
	}
	list := views.AttemptsView{
		Filter: filter, Rows: rows, Total: total, MayRead: p.Assessment.MayRead(who),
		MayGive: p.Access.May(who, may("accommodation", "set")), Titles: views.QuizTitles(ctx, p.Assessment.Quizzes()),
		Quizzes: []ui.Option{{Label: i18n.T(ctx, "common.all")}},
	}
	for id, title := range list.Titles {
		list.Quizzes = append(list.Quizzes, ui.Option{Value: id, Label: title})
	}
	slices.SortFunc(list.Quizzes[1:], func(a, b ui.Option) int { return cmp.Compare(a.Label, b.Label) })
	return edge.Show(c, views.AttemptsPage(edge.Viewer(c), list, page))
}

// showMarks is an attempt of somebody in reach, with marks and right answers.
func (p *Pages) showMarks(c echo.Context) error {
	id, err := edge.ID(c, "attempt")
	if err != nil {
		return err
	}
	result, row, err := p.Assessment.Marks(c.Request().Context(), edge.Who(c), id)
	if err != nil {
		return err
	}
	return edge.Show(c, views.MarksPage(edge.Viewer(c), result, row))
}
