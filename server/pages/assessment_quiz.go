package pages

import (
	"github.com/labstack/echo/v4"

	"credence/modules/kernel/fault"
	"credence/server/edge"
	"credence/web/views"
)

// showQuiz is a quiz before and between attempts.
func (p *Pages) showQuiz(c echo.Context) error {
	front, err := p.Assessment.Front(c.Request().Context(), edge.Who(c), c.Param("quiz"))
	if err != nil {
		return err
	}
	return edge.Show(c, views.QuizFront(edge.Viewer(c), front))
}

// startAttempt begins an attempt, or leads to the one that is open. A refusal is told on the quiz's own page.
func (p *Pages) startAttempt(c echo.Context) error {
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	who, quiz := edge.Who(c), c.Param("quiz")
	lang := form.Get("lang")
	if lang == "" {
		lang = who.Lang
	}
	attempt, err := p.Assessment.Start(c.Request().Context(), who, quiz, lang)
	if f := fault.Of(err); f != nil && f.Kind == fault.Conflict {
		return edge.Back(c, "/quizzes/"+quiz)
	}
	if err != nil {
		return err
	}
	return edge.Back(c, attemptPath(attempt.ID, "?q=1"))
}
