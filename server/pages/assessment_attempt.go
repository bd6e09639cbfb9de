package pages

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"credence/modules/assessment"
	"credence/modules/kernel/fault"
	"credence/server/edge"
	"credence/web/i18n"
	"credence/web/views"
)

// showAttempt is one question of an open attempt, or all of them; an attempt that is over leads to its result.
func (p *Pages) showAttempt(c echo.Context) error {
	view, err := p.attempt(c)
	if err != nil {
		return p.over(c, err, "")
	}
	return edge.Show(c, views.AttemptPage(edge.Viewer(c), view))
}

// showAttemptReview is the last look before handing in.
func (p *Pages) showAttemptReview(c echo.Context) error {
	view, err := p.attempt(c)
	if err != nil {
		return p.over(c, err, "")
	}
	return edge.Show(c, views.AttemptReview(edge.Viewer(c), view))
}

// saveAnswers keeps what a page sends: a form that goes on to a page, or the script, which gets its receipt as JSON.
func (p *Pages) saveAnswers(c echo.Context) error {
	id, err := edge.ID(c, "attempt")
	if err != nil {
		return err
	}
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	receipt, err := p.Assessment.Save(c.Request().Context(), edge.Who(c), id, sheet(form))
	if strings.Contains(c.Request().Header.Get("Accept"), "application/json") {
		return p.answerScript(c, id, receipt, err)
	}
	if err != nil {
		return p.notSaved(c, id, form, err)
	}
	next := form.Get("go")
	if next == "review" {
		return edge.Back(c, attemptPath(id, "/review"))
	}
	saved := ""
	if n := len(receipt.Places); n > 0 {
		saved = strconv.Itoa(receipt.Places[n-1])
	}
	if form.Get("all") != "" {
		return edge.Back(c, attemptPath(id, "?q=all&saved="+saved+"#q"+url.QueryEscape(next)))
	}
	return edge.Back(c, attemptPath(id, "?q="+url.QueryEscape(next)+"&saved="+saved))
}

// notSaved leads to the newer answer, to the result, or shows the page again with what was typed.
func (p *Pages) notSaved(c echo.Context, id int64, form url.Values, err error) error {
	f := fault.Of(err)
	if f == nil || errors.Is(err, assessment.ErrClosed) {
		return p.over(c, err, "?late=1")
	}
	question := questionOf(f)
	if question == 0 {
		return err
	}
	if f.Kind == fault.Conflict {
		return edge.Back(c, attemptPath(id, "?q="+strconv.Itoa(question)+"&stale=1"))
	}
	view, err := p.attempt(c)
	if err != nil {
		return p.over(c, err, "?late=1")
	}
	if form.Get("all") == "" {
		view.Place = question
	} else {
		view.Place = 0
	}
	view.Wrong, view.Said = question, i18n.T(c.Request().Context(), f.Key, f.Args...)
	for _, given := range sheet(form).Given {
		if given.Place >= 1 && given.Place <= len(view.Asked) {
			view.Asked[given.Place-1].Given = given.Values
		}
	}
	return edge.ShowAgain(c, views.AttemptPage(edge.Viewer(c), view))
}

// answerScript is the receipt, or the refusal, for a page that saves by itself.
func (p *Pages) answerScript(c echo.Context, id int64, r assessment.Receipt, err error) error {
	ctx := c.Request().Context()
	c.Response().Header().Set("Cache-Control", "no-store")
	f := fault.Of(err)
	switch {
	case errors.Is(err, assessment.ErrClosed):
		return c.JSON(http.StatusConflict, map[string]any{"to": attemptPath(id, "/result?late=1")})
	case f != nil && f.Kind == fault.Conflict && questionOf(f) > 0:
		return c.JSON(http.StatusConflict, map[string]any{"to": attemptPath(id, "?q="+strconv.Itoa(questionOf(f))+"&stale=1")})
	case f != nil && f.Kind != fault.Missing:
		return c.JSON(http.StatusUnprocessableEntity, map[string]any{"text": i18n.T(ctx, f.Key, f.Args...), "question": questionOf(f)})
	case err != nil:
		return err
	}
	texts := make([]string, len(r.Places))
	for i, place := range r.Places {
		texts[i] = i18n.T(ctx, "assessment.saved", "question", place)
	}
	return c.JSON(http.StatusOK, map[string]any{
		"sequence": r.Sequence, "places": r.Places, "texts": texts, "code": r.Code,
		"time": i18n.Seconds(ctx, r.At, edge.Who(c).Location()), "answered": r.Answered, "open": r.Of - r.Answered,
	})
}

// handInAttempt closes an attempt; a second time it only leads to the result.
func (p *Pages) handInAttempt(c echo.Context) error {
	id, err := edge.ID(c, "attempt")
	if err != nil {
		return err
	}
	if _, err := p.Assessment.HandIn(c.Request().Context(), edge.Who(c), id); err != nil {
		return err
	}
	return edge.Back(c, attemptPath(id, "/result"))
}

// showResult is what the review policy lets the owner see.
func (p *Pages) showResult(c echo.Context) error {
	id, err := edge.ID(c, "attempt")
	if err != nil {
		return err
	}
	result, err := p.Assessment.Result(c.Request().Context(), edge.Who(c), id)
	if errors.Is(err, assessment.ErrOpen) {
		return edge.Back(c, attemptPath(id, ""))
	}
	if err != nil {
		return err
	}
	return edge.Show(c, views.ResultPage(edge.Viewer(c), result, c.QueryParam("late") != ""))
}

// attempt opens the attempt that the URL names, at the question it names: by default the first that has no answer.
func (p *Pages) attempt(c echo.Context) (views.AttemptView, error) {
	id, err := edge.ID(c, "attempt")
	if err != nil {
		return views.AttemptView{}, err
	}
	sitting, err := p.Assessment.Sit(c.Request().Context(), edge.Who(c), id)
	if err != nil {
		return views.AttemptView{}, err
	}
	view := views.AttemptView{Sitting: sitting, Page: rand.Text()[:10]}
	of := len(sitting.Asked)
	view.SavedAt = within(c.QueryParam("saved"), of)
	if view.SavedAt > 0 && sitting.Asked[view.SavedAt-1].SavedAt.IsZero() {
		view.SavedAt = 0
	}
	if c.QueryParam("q") == "all" {
		return view, nil
	}
	if view.Place = within(c.QueryParam("q"), of); view.Place == 0 {
		view.Place = firstBlank(sitting)
	}
	if c.QueryParam("stale") != "" && !sitting.Asked[view.Place-1].SavedAt.IsZero() {
		view.Stale = view.Place
	}
	return view, nil
}

// over leads to the result of an attempt that takes nothing more.
func (p *Pages) over(c echo.Context, err error, query string) error {
	id, bad := edge.ID(c, "attempt")
	if bad != nil || !errors.Is(err, assessment.ErrClosed) {
		return err
	}
	return edge.Back(c, attemptPath(id, "/result"+query))
}

// sheet reads the questions that are on a page: "on" names them, "a7" or "a7-1", "a7-2" … answer them.
func sheet(form url.Values) assessment.Sheet {
	s := assessment.Sheet{Page: form.Get("page")}
	s.Seen, _ = strconv.Atoi(form.Get("seen"))
	if len(s.Page) > 40 {
		s.Page = s.Page[:40]
	}
	for i, on := range form["on"] {
		place, err := strconv.Atoi(on)
		if err != nil || i >= 500 {
			continue
		}
		name := "a" + strconv.Itoa(place)
		g := assessment.Given{Place: place, Values: form[name], Flagged: form.Get("flag-"+strconv.Itoa(place)) != ""}
		for line := 1; form.Has(name + "-" + strconv.Itoa(line)); line++ {
			g.Values = append(g.Values, form.Get(name+"-"+strconv.Itoa(line)))
		}
		s.Given = append(s.Given, g)
	}
	return s
}

func firstBlank(s *assessment.Sitting) int {
	for _, q := range s.Asked {
		if q.Blank {
			return q.Place
		}
	}
	return 1
}

func questionOf(f *fault.Fault) int {
	for i := 0; i+1 < len(f.Args); i += 2 {
		if n, ok := f.Args[i+1].(int); ok && f.Args[i] == "question" {
			return n
		}
	}
	return 0
}

// within reads a number from 1 to most; anything else is 0.
func within(s string, most int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > most {
		return 0
	}
	return n
}

func attemptPath(id int64, rest string) string {
	return "/attempts/" + strconv.FormatInt(id, 10) + rest
}
