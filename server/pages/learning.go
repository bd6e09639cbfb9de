package pages

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"credence/modules/activity"
	"credence/modules/learning"
	"credence/server/edge"
	"credence/web/i18n"
	"credence/web/views"
)

// showLearning is a person's own page: what is due, where they were, what is done.
func (p *Pages) showLearning(c echo.Context) error {
	agenda, err := p.Learning.Agenda(c.Request().Context(), edge.Who(c))
	if err != nil {
		return err
	}
	return edge.Show(c, views.LearningPage(edge.Viewer(c), agenda))
}

// showCourses is the catalogue, narrowed to a level or a domain of competence.
func (p *Pages) showCourses(c echo.Context) error {
	all, err := p.Learning.Standings(c.Request().Context(), edge.Who(c))
	if err != nil {
		return err
	}
	list := views.Catalogue{Level: oneOf(c.QueryParam("level"), learning.Levels)}
	for _, s := range all {
		list.Domains = append(list.Domains, s.Course.Domains()...)
	}
	slices.Sort(list.Domains)
	list.Domains = slices.Compact(list.Domains)
	list.Domain = oneOf(c.QueryParam("domain"), list.Domains)
	for _, s := range all {
		if (list.Level == "" || s.Course.Level == list.Level) && (list.Domain == "" || slices.Contains(s.Course.Domains(), list.Domain)) {
			list.Courses = append(list.Courses, s)
		}
	}
	return edge.Show(c, views.CataloguePage(edge.Viewer(c), list))
}

// showCourse is one course. Who enrols others also sees who is enrolled within their reach.
func (p *Pages) showCourse(c echo.Context) error {
	ctx, who := c.Request().Context(), edge.Who(c)
	s, err := p.Learning.Standing(ctx, who, c.Param("course"))
	if err != nil {
		return err
	}
	var roll *learning.Roll
	if reach := p.Access.Reach(who, may("enrolment", "write")); len(reach) > 0 {
		if roll, err = p.Learning.Roll(ctx, s.Course.Slug, reach); err != nil {
			return err
		}
	}
	return edge.Show(c, views.CoursePage(edge.Viewer(c), s, p.title, roll))
}

// showFigure is a light image of a lesson. Its address holds the version, so a browser keeps it.
func (p *Pages) showFigure(c echo.Context) error {
	version, err := strconv.Atoi(c.Param("version"))
	if err != nil {
		return echo.ErrNotFound
	}
	course, err := p.Learning.Course(c.Request().Context(), c.Param("course"), version)
	if err != nil {
		return err
	}
	content, kind := course.Picture(c.Param("name"))
	if content == nil {
		return echo.ErrNotFound
	}
	c.Response().Header().Set("Cache-Control", "private, max-age=31536000, immutable")
	return c.Blob(http.StatusOK, kind, content)
}

func (p *Pages) enrol(c echo.Context) error {
	if err := p.Learning.Enrol(c.Request().Context(), edge.Who(c), c.Param("course")); err != nil {
		return err
	}
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	return edge.Back(c, edge.Local("/courses/"+c.Param("course")+lessonPath(form.Get("lesson")), "/courses"))
}

func lessonPath(lesson string) string {
	if lesson == "" {
		return ""
	}
	return "/lessons/" + lesson
}

func (p *Pages) renewCourse(c echo.Context) error {
	if err := p.Learning.Renew(c.Request().Context(), edge.Who(c), c.Param("course")); err != nil {
		return err
	}
	return edge.Back(c, "/courses/"+c.Param("course"))
}

func (p *Pages) takeNewest(c echo.Context) error {
	if err := p.Learning.TakeNewest(c.Request().Context(), edge.Who(c), c.Param("course")); err != nil {
		return err
	}
	return edge.Back(c, "/courses/"+c.Param("course"))
}

func (p *Pages) leaveCourse(c echo.Context) error {
	if err := p.Learning.Leave(c.Request().Context(), edge.Who(c), c.Param("course")); err != nil {
		return err
	}
	return edge.Back(c, "/courses/"+c.Param("course"))
}

// title is what a course, lesson, quiz or scenario is called.
func (p *Pages) title(kind, object, lang string) string {
	switch kind {
	case activity.Quiz:
		if quiz, err := p.Assessment.Quiz(object); err == nil {
			return i18n.Text(quiz.Title, lang)
		}
	case activity.Simulation:
		if scenario, err := p.Simulation.Scenario(object); err == nil {
			return i18n.Text(scenario.Title, lang)
		}
	}
	return p.Learning.Title(kind, object, lang)
}
