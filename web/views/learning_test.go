package views_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"credence/modules/activity"
	"credence/modules/identity"
	"credence/modules/kernel/actor"
	"credence/modules/learning"
	"credence/web/i18n"
	"credence/web/ui"
	"credence/web/views"
)

var tuesday = time.Date(2026, 11, 17, 11, 20, 0, 0, time.UTC)

func days(n int) *time.Time {
	t := tuesday.AddDate(0, 0, n)
	return &t
}

// taught is a small course in two languages with a quiz, a solo exercise, and a check in its second lesson.
func taught() *learning.Course {
	body := "A hook.[^one]\n\n## The idea\n\n![A square](figures/square.svg \"It grows.\")\n\n" +
		"```check\nid: first\nquestion: Which?\noptions:\n  - text: This\n    right: true\n    because: Yes, this.\n  - text: That\n    because: Not that.\n```\n\n" +
		"> [!card] Keep\n> - this\n\n[^one]: Author 2021.\n"
	lesson := func(code, title string) learning.Lesson {
		return learning.Lesson{Code: code, Title: learning.Text{"en": title, "ar": "درس"}, Objective: learning.Text{"en": "Do it", "ar": "افعل"},
			Minutes: 15, Competences: []string{"CD-P"}, Body: learning.Text{"en": body, "ar": body}}
	}
	return &learning.Course{
		Slug: "truth", Version: 1, Code: "C6", Level: "practitioner", Languages: []string{"en", "ar"}, Competences: []string{"CD-F", "CD-P", "ML-P"},
		Title: learning.Text{"en": "Verification", "ar": "التحقق"}, Summary: learning.Text{"en": "Find out first."}, Audience: learning.Text{"en": "Press officers", "ar": "الصحافة"},
		Objectives: []learning.Text{{"en": "Reach a verdict", "ar": "الحكم"}}, Recertify: 24, Grace: 30,
		Modules:    []learning.CourseModule{{Code: "C6.1", Title: learning.Text{"en": "Understand", "ar": "الفهم"}, Lessons: []learning.Lesson{lesson("C6.1.1", "One"), lesson("C6.1.2", "Two"), lesson("C6.1.3", "Three")}}},
		Activities: []learning.Activity{{Ref: activity.Ref{Kind: activity.Quiz, ID: "final"}, Version: 1}, {Ref: activity.Ref{Kind: activity.Simulation, ID: "bridge"}, Version: 1, Mode: activity.Solo}},
		Completion: learning.Rule{All: []learning.Rule{{Lessons: []string{"all"}}, {Any: []learning.Rule{{Quiz: "final"}, {Simulation: "bridge"}}}}},
		Figures:    map[string][]byte{"square.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 9"><rect class="f-ok" width="9" height="9"/></svg>`)},
	}
}

// standings are a course under way with a newer version out, one to be renewed, and one not taken.
func standings() (underWay, expiring, untaken *learning.Standing) {
	newer := taught()
	newer.Version = 2
	underWay = &learning.Standing{Course: taught(), Newest: newer, Missing: []*learning.Course{{Slug: "hygiene", Code: "C2", Title: learning.Text{"en": "Cyber hygiene"}}},
		Enrolment: &learning.Enrolment{Version: 1, Round: 1, Source: learning.ByAdmin, DueAt: days(3), StartedAt: days(-9), LastLesson: "c6.1.2", LastAt: days(-1),
			Progress: learning.Progress{Read: []learning.Read{{Lesson: "c6.1.1", Lang: "en", At: *days(-2)}},
				Results: []learning.Result{{Kind: activity.Quiz, Activity: "final", Score: .6, FinishedAt: *days(-1)}}}}}
	expiring = &learning.Standing{Course: taught(), Newest: taught(), Enrolment: &learning.Enrolment{Version: 1, Round: 1, Source: learning.BySelf, CompletedAt: days(-700), ExpiresAt: days(30), GraceUntil: days(60)}}
	return underWay, expiring, &learning.Standing{Course: taught(), Newest: taught()}
}

func lessonView(t *testing.T, ctx context.Context, s *learning.Standing, lang string) views.LessonView {
	t.Helper()
	l := s.Course.Lesson("c6.1.2")
	rendered, err := learning.Render(s.Course, l, lang, views.LessonDress(ctx, lang))
	if err != nil {
		t.Fatal(err)
	}
	return views.NewLessonView(s, l, rendered, i18n.Lang(ctx))
}

var hashed = regexp.MustCompile(`(/assets/[a-z]+)-[0-9A-Za-z]+(\.(?:css|js|svg))`)

func TestTheScreensOfLearningAreDrawnAsBefore(t *testing.T) {
	underWay, expiring, untaken := standings()
	titled := func(kind, object, lang string) string { return kind + " " + object }
	for _, lang := range []string{"en", "ar"} {
		ctx := i18n.With(t.Context(), lang)
		v := ui.Viewer{Who: actor.Actor{ID: 1, Name: "Nadia Orsolen", City: "Quessa", Zone: identity.Zone("Asia/Riyadh"), Lang: lang}, Now: tuesday}
		reading := lessonView(t, ctx, underWay, lang)
		answered := reading
		answered.Check, answered.Picks = "first", []int{1}
		foreign := lessonView(t, ctx, untaken, map[string]string{"en": "ar", "ar": "en"}[lang])
		reached := learning.Count{People: 23, Enrolled: 4}
		for name, page := range map[string]templ.Component{
			"home":         views.LearningPage(v, &learning.Agenda{Resume: underWay, Due: []*learning.Standing{underWay, expiring}, Done: []*learning.Standing{expiring}}),
			"home-empty":   views.LearningPage(v, &learning.Agenda{}),
			"catalogue":    views.CataloguePage(v, views.Catalogue{Level: "advanced", Domains: []string{"CD", "ML"}, Courses: []*learning.Standing{underWay, untaken}}),
			"course":       views.CoursePage(v, underWay, titled, &learning.Roll{People: 40, Total: 2, Rows: []learning.RollRow{{Name: "Omar", Enrolment: &learning.Enrolment{DueAt: days(-3)}}}}),
			"course-done":  views.CoursePage(v, expiring, titled, nil),
			"lesson":       views.LessonPage(v, reading),
			"lesson-other": views.LessonPage(v, foreign),
			"check":        views.CheckBlock(answered, answered.Rendered.Check("first")),
			"enrolments":   views.EnrolmentsPage(v, views.EnrolForm{Courses: []*learning.Course{taught()}, Count: &reached}),
			"requirements": views.RequirementsPage(v, []learning.PlacedRequirement{{Requirement: learning.Requirement{ID: 1, Course: "truth", DueOn: days(9), CreatedAt: tuesday}, Course: taught(), Place: identity.Place{Name: "Quessa"}}}, false),
			"requirement":  views.RequirementPage(v, views.RequirementForm{Courses: []*learning.Course{taught()}, Count: &reached}),
		} {
			var drawn strings.Builder
			if err := page.Render(ctx, &drawn); err != nil {
				t.Fatal(err)
			}
			html := hashed.ReplaceAllString(drawn.String(), "$1$2")
			golden(t, "learning_"+name+"."+lang+".html", strings.ReplaceAll(html[max(strings.Index(html, "<main"), 0):], "><", ">\n<")+"\n")
		}
	}
}

func TestNothingOfTheAnswerIsInThePageBeforeItIsAsked(t *testing.T) {
	underWay, _, _ := standings()
	ctx := i18n.With(t.Context(), "en")
	shown := func(l views.LessonView) string {
		var page strings.Builder
		if err := views.LessonPage(ui.Viewer{Now: tuesday}, l).Render(ctx, &page); err != nil {
			t.Fatal(err)
		}
		return page.String()
	}
	l := lessonView(t, ctx, underWay, "en")
	secrets := []string{"Yes, this.", "Not that.", i18n.T(ctx, "learning.check_the_right")}
	for _, picks := range [][]int{nil, {7}, {-1}} {
		l.Check, l.Picks = "first", picks
		for _, secret := range secrets {
			if strings.Contains(shown(l), secret) {
				t.Errorf("picks %v: %q is in the page", picks, secret)
			}
		}
	}
	l.Picks = []int{1}
	for _, secret := range secrets {
		if !strings.Contains(shown(l), secret) {
			t.Errorf("after answering: %q is not in the page", secret)
		}
	}
}

func TestEveryWordOfLearningIsInTheCatalog(t *testing.T) {
	underWay, expiring, _ := standings()
	ctx := i18n.With(t.Context(), "en")
	v := ui.Viewer{Now: tuesday}
	for _, page := range []templ.Component{
		views.LessonPage(v, lessonView(t, ctx, underWay, "en")), views.LearningPage(v, &learning.Agenda{Due: []*learning.Standing{expiring}}),
		views.RequirementPage(v, views.RequirementForm{}), views.EnrolmentsPage(v, views.EnrolForm{}), views.CataloguePage(v, views.Catalogue{}),
	} {
		var drawn strings.Builder
		if err := page.Render(ctx, &drawn); err != nil {
			t.Fatal(err)
		}
		if key := regexp.MustCompile(`>learning\.[a-z_.]+`).FindString(drawn.String()); key != "" {
			t.Errorf("no catalog knows %s", key)
		}
	}
}
