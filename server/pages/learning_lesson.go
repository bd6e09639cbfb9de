package pages

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"credence/server/edge"
	"credence/web/i18n"
	"credence/web/views"
)

// showLesson is the reading page. With ?check= it also answers a question of the lesson: in the page, or alone when
// a script asked.
func (p *Pages) showLesson(c echo.Context) error {
	ctx := c.Request().Context()
	s, lesson, err := p.Learning.OpenLesson(ctx, edge.Who(c), c.Param("course"), c.Param("lesson"))
	if err != nil {
		return err
	}
	usual := s.Course.Language(i18n.Lang(ctx))
	lang := s.Course.Language(c.QueryParam("lang"), usual)
	rendered, err := p.Learning.Render(s.Course, lesson, lang, views.LessonDress(ctx, lang))
	if err != nil {
		return err
	}
	view := views.NewLessonView(s, lesson, rendered, usual)
	if check := rendered.Check(c.QueryParam("check")); check != nil {
		view.Check, view.Picks = check.ID, picks(c)
		if edge.Partial(c) {
			return edge.Show(c, views.CheckBlock(view, check))
		}
	}
	return edge.Show(c, views.LessonPage(edge.Viewer(c), view))
}

// picks are the answers in ?pick=; what is no number is none.
func picks(c echo.Context) (all []int) {
	for _, v := range c.QueryParams()["pick"] {
		if n, err := strconv.Atoi(v); err == nil {
			all = append(all, n)
		}
	}
	return all
}

// readLesson marks a lesson as read and leads on: to the next lesson, or to what is left of the course.
func (p *Pages) readLesson(c echo.Context) error {
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	ctx, course, lang := c.Request().Context(), c.Param("course"), form.Get("lang")
	done, err := p.Learning.MarkRead(ctx, edge.Who(c), course, c.Param("lesson"), lang)
	if err != nil {
		return err
	}
	s, err := p.Learning.Standing(ctx, edge.Who(c), course)
	if err != nil {
		return err
	}
	if _, _, _, after := s.Course.Around(c.Param("lesson")); after != nil && !done {
		return edge.Back(c, string(views.LessonURL(s.Course, after.ID(), lang, s.Course.Language(i18n.Lang(ctx)))))
	}
	return edge.Back(c, "/courses/"+course)
}
