package learning_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"credence/modules/access"
	"credence/modules/activity"
	"credence/modules/identity"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/database"
	"credence/modules/kernel/event"
	"credence/modules/kernel/fault"
	"credence/modules/kernel/pgtest"
	"credence/modules/learning"
)

// academy is a ministry with two missions, a few people and two courses, on a database of its own.
type academy struct {
	*testing.T
	db        *database.DB
	bus       *event.Bus
	learn     *learning.Module
	now       time.Time
	completed chan learning.Completed
	enrolled  chan learning.Enrolled
	versions  map[activity.Ref]int
	text      string // of the first course's second lesson
}

var (
	quiz     = activity.Ref{Kind: activity.Quiz, ID: "final"}
	exercise = activity.Ref{Kind: activity.Simulation, ID: "bridge"}
)

const (
	ministry = "/1/"
	quessa   = "/1/2/"
)

// The cast: Nadia and Omar in Quessa, Lena in Lima, Ivo teaches.
var (
	nadia = actor.Actor{ID: 1, Zone: identity.Zone("Asia/Riyadh")}
	omar  = actor.Actor{ID: 2}
	lena  = actor.Actor{ID: 3}
	ivo   = actor.Actor{ID: 4, Held: []actor.Held{{Role: "instructor", Path: ministry}}}
)

func open(t *testing.T) *academy {
	t.Helper()
	a := &academy{T: t, db: pgtest.New(t), now: time.Date(2026, 11, 17, 9, 0, 0, 0, time.UTC), text: "Two.",
		completed: make(chan learning.Completed, 9), enrolled: make(chan learning.Enrolled, 99), versions: map[activity.Ref]int{quiz: 3, exercise: 5}}
	a.sql(`INSERT INTO identity.places (parent_id, path, kind, name, time_zone) VALUES
		(NULL, '/1/', 'ministry', 'Ministry', 'UTC'), (1, '/1/2/', 'embassy', 'Quessa', 'Asia/Riyadh'), (1, '/1/3/', 'embassy', 'Lima', 'America/Lima')`)
	a.sql(`INSERT INTO identity.people (name, email, staff_type, created_at) VALUES
		('Nadia', 'nadia@x.example', 'diplomat', now()), ('Omar', 'omar@x.example', 'locally_engaged', now()),
		('Lena', 'lena@x.example', 'diplomat', now()), ('Ivo', 'ivo@x.example', 'diplomat', now())`)
	a.sql(`INSERT INTO identity.postings (person_id, place_id, role_at_post, starts_on) VALUES
		(1, 2, 'consular_officer', '2026-01-01'), (2, 2, '', '2026-01-01'), (3, 3, 'consular_officer', '2026-01-01'), (4, 1, '', '2026-01-01')`)
	a.bus = event.NewBus(a.db)
	may, err := access.New()
	a.must(err)
	clock := func() time.Time { return a.now }
	people := identity.New(a.db, a.bus, may, identity.Settings{Secret: []byte(strings.Repeat("s", 32))}, clock)
	a.learn = learning.New(a.db, a.bus, people, func(r activity.Ref) int { return a.versions[r] }, clock)
	event.On(a.bus, "test.completed", func(_ context.Context, e learning.Completed) error { a.completed <- e; return nil })
	event.On(a.bus, "test.enrolled", func(_ context.Context, e learning.Enrolled) error { a.enrolled <- e; return nil })
	a.must(a.bus.Open())
	a.must(a.bus.Start(context.WithoutCancel(t.Context())))
	t.Cleanup(func() { a.bus.Stop(context.Background()) })
	a.load()
	return a
}

func (a *academy) load() {
	a.Helper()
	course := func(code, before, uses string) string {
		return `code: ` + code + `
title: T
summary: S
audience: A
level: foundation
languages: [en]
competences: [CY-F]
objectives: [O]
prerequisites: [` + before + `]
recertify: 12 months
modules:
  - code: ` + code + `.1
    title: M
    lessons:
      - {code: ` + code + `.1.1, title: L1, objective: O, minutes: 10}
      - {code: ` + code + `.1.2, title: L2, objective: O, minutes: 20}
activities: [` + uses + `]
completion: {all: [{lessons: all}, ` + strings.ReplaceAll(uses, ", mode: solo", "") + `]}
`
	}
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"hygiene/course.yaml": course("C2", "", "{quiz: final}"), "hygiene/lessons/c2.1.1.en.md": "One.", "hygiene/lessons/c2.1.2.en.md": a.text,
		"truth/course.yaml": course("C6", "hygiene", "{simulation: bridge, mode: solo}"), "truth/lessons/c6.1.1.en.md": "One.", "truth/lessons/c6.1.2.en.md": "Two.",
	} {
		files["courses/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	a.must(a.learn.Load(a.Context(), files))
}

func (a *academy) sql(statement string, args ...any) {
	a.Helper()
	a.must(a.db.In(a.Context()).Exec(statement, args...).Error)
}

func (a *academy) must(err error) {
	a.Helper()
	if err != nil {
		a.Fatal(err)
	}
}

func (a *academy) refused(err error, key string) {
	a.Helper()
	if f := fault.Of(err); f == nil || f.Key != key {
		a.Errorf("want the refusal %s, got %v", key, err)
	}
}

func (a *academy) announce(e event.Event) {
	a.Helper()
	a.must(a.db.Tx(a.Context(), func(ctx context.Context) error { return a.bus.Announce(ctx, e) }))
}

func (a *academy) finish(who actor.Actor, ref activity.Ref, mode string, passed bool) {
	a.Helper()
	a.announce(activity.Finished{Activity: ref, Version: 1, Person: who.ID, Attempt: 1, Mode: mode, Score: .8, Passed: passed, At: a.now})
}

func (a *academy) read(who actor.Actor, course string, lessons ...string) {
	a.Helper()
	for _, l := range lessons {
		_, err := a.learn.MarkRead(a.Context(), who, course, l, "en")
		a.must(err)
	}
}

func (a *academy) standing(who actor.Actor, course string) *learning.Standing {
	a.Helper()
	s, err := a.learn.Standing(a.Context(), who, course)
	a.must(err)
	return s
}

func (a *academy) status(who actor.Actor, course string) string {
	a.Helper()
	return a.standing(who, course).Enrolment.Status(a.now)
}

func (a *academy) eventually(what string, done func() bool) {
	a.Helper()
	for range 400 {
		if done() {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	a.Fatal("it did not happen: " + what)
}

func TestADiplomatCompletesACourseFromTheFirstLessonToTheQuiz(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.must(a.learn.Enrol(t.Context(), nadia, "hygiene"))
	a.must(a.learn.Enrol(t.Context(), nadia, "hygiene"))
	if e := <-a.enrolled; e.Person != nadia.ID || e.Course != "hygiene" || e.Version != 1 || e.Source != learning.BySelf {
		t.Errorf("announced %+v", e)
	}
	if got := a.status(nadia, "hygiene"); got != learning.Assigned {
		t.Errorf("enrolled: %s", got)
	}
	s, lesson, err := a.learn.OpenLesson(t.Context(), nadia, "hygiene", "c2.1.2")
	a.must(err)
	if lesson.Code != "C2.1.2" || s.Enrolment.LastLesson != "" {
		t.Errorf("opened %+v", lesson)
	}
	if s := a.standing(nadia, "hygiene"); s.Enrolment.LastLesson != "c2.1.2" || s.Enrolment.Status(a.now) != learning.InProgress {
		t.Errorf("where she was: %+v", s.Enrolment)
	}
	a.read(nadia, "hygiene", "c2.1.1", "c2.1.1", "c2.1.2")
	a.finish(nadia, quiz, activity.Online, false)
	a.eventually("failing is seen", func() bool { return a.status(nadia, "hygiene") == learning.Failed })
	a.finish(nadia, quiz, activity.Online, true)
	e := <-a.completed
	if e.Person != nadia.ID || e.Course != "hygiene" || e.Expires == nil || !e.Expires.Equal(a.now.AddDate(1, 0, 0)) {
		t.Errorf("announced %+v", e)
	}
	a.eventually("passed", func() bool { return a.status(nadia, "hygiene") == learning.Passed })
}

func TestTheLastLessonCompletesACourseWhoseQuizWasPassedBefore(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.must(a.learn.Enrol(t.Context(), nadia, "hygiene"))
	a.finish(nadia, quiz, activity.Online, true)
	a.eventually("the result is kept", func() bool { return len(a.standing(nadia, "hygiene").Enrolment.Progress.Results) == 1 })
	a.read(nadia, "hygiene", "c2.1.1")
	done, err := a.learn.MarkRead(t.Context(), nadia, "hygiene", "c2.1.2", "en")
	if err != nil || !done {
		t.Errorf("the last lesson: %v, %v", done, err)
	}
	if e := <-a.completed; e.Course != "hygiene" {
		t.Errorf("announced %+v", e)
	}
}

func TestAnActivityOpensToWhoIsEnrolledAndHasDoneWhatComesFirst(t *testing.T) {
	t.Parallel()
	a := open(t)
	_, err := a.learn.MayOpen(t.Context(), nadia, exercise)
	a.refused(err, "learning.not_enrolled")
	if v, err := a.learn.MayOpen(t.Context(), nadia, activity.Ref{Kind: activity.Simulation, ID: "elsewhere"}); v != 0 || err != nil {
		t.Errorf("what no course uses is open: %d, %v", v, err)
	}
	a.must(a.learn.Enrol(t.Context(), nadia, "truth"))
	_, err = a.learn.MayOpen(t.Context(), nadia, exercise)
	a.refused(err, "learning.prerequisite_open")
	if s := a.standing(nadia, "truth"); len(s.Missing) != 1 || s.Missing[0].Code != "C2" {
		t.Errorf("missing %+v", s.Missing)
	}
	a.must(a.learn.Enrol(t.Context(), nadia, "hygiene"))
	a.read(nadia, "hygiene", "c2.1.1", "c2.1.2")
	a.finish(nadia, quiz, activity.Online, true)
	<-a.completed
	if v, err := a.learn.MayOpen(t.Context(), nadia, exercise); v != 5 || err != nil {
		t.Errorf("open: %d, %v", v, err)
	}
	a.versions[exercise] = 6
	a.load()
	if v, _ := a.learn.MayOpen(t.Context(), nadia, exercise); v != 5 {
		t.Errorf("her enrolment keeps version 5, got %d", v)
	}
	a.must(a.learn.Leave(t.Context(), nadia, "truth"))
	_, err = a.learn.MayOpen(t.Context(), nadia, exercise)
	a.refused(err, "learning.not_enrolled")
	a.now = a.now.AddDate(2, 0, 0)
	_, err = a.learn.MayOpen(t.Context(), nadia, quiz)
	a.refused(err, "learning.renew_first")
}

func TestANewVersionIsOfferedAndNeverForced(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.must(a.learn.Enrol(t.Context(), nadia, "hygiene"))
	a.read(nadia, "hygiene", "c2.1.1", "c2.1.2")
	a.load()
	if s := a.standing(nadia, "hygiene"); s.Newest.Version != 1 || s.OffersNewest() {
		t.Errorf("nothing changed, but there is version %d", s.Newest.Version)
	}
	a.refused(a.learn.TakeNewest(t.Context(), nadia, "hygiene"), "learning.not_offered")
	a.text = "Two, with what we learnt since."
	a.load()
	s := a.standing(nadia, "hygiene")
	if s.Course.Version != 1 || s.Newest.Version != 2 || !s.OffersNewest() || s.Course.Lesson("c2.1.2").Body["en"] != "Two." {
		t.Errorf("she reads version %d of %d", s.Course.Version, s.Newest.Version)
	}
	a.must(a.learn.TakeNewest(t.Context(), nadia, "hygiene"))
	s = a.standing(nadia, "hygiene")
	if s.Course.Version != 2 || s.Enrolment.Round != 2 || !s.Enrolment.Progress.HasRead("c2.1.1") || s.Enrolment.Progress.HasRead("c2.1.2") {
		t.Errorf("the changed lesson is to be read again: %+v", s.Enrolment)
	}
	again := learning.New(a.db, event.NewBus(a.db), nil, nil, nil)
	if c, err := again.Course(t.Context(), "hygiene", 1); err != nil || c.Lesson("c2.1.2").Body["en"] != "Two." {
		t.Errorf("the old version is kept in the database: %v", err)
	}
}

func TestARenewalKeepsTheRunningCompletionUntilItLapses(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.must(a.learn.Enrol(t.Context(), nadia, "hygiene"))
	a.read(nadia, "hygiene", "c2.1.1", "c2.1.2")
	a.finish(nadia, quiz, activity.Online, true)
	<-a.completed
	a.refused(a.learn.Renew(t.Context(), nadia, "hygiene"), "learning.not_offered")
	a.now = a.now.AddDate(0, 11, 0)
	a.must(a.learn.Renew(t.Context(), nadia, "hygiene"))
	if s := a.standing(nadia, "hygiene"); s.Enrolment.Round != 2 || s.Enrolment.Status(a.now) != learning.Expiring || s.Next().Code != "C2.1.1" {
		t.Errorf("renewing: %+v", s.Enrolment)
	}
	a.read(nadia, "hygiene", "c2.1.1", "c2.1.2")
	a.finish(nadia, quiz, activity.Online, true)
	if e := <-a.completed; !e.Expires.Equal(a.now.AddDate(1, 0, 0)) {
		t.Errorf("renewed until %v", e.Expires)
	}
	a.eventually("passed again", func() bool { return a.status(nadia, "hygiene") == learning.Passed })
}

func TestSoloRunsCountOnlyWhereTheCourseSaysSo(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.must(a.learn.Enrol(t.Context(), nadia, "truth"))
	a.announce(activity.Started{Activity: exercise, Version: 5, Person: nadia.ID, Attempt: 7, Mode: activity.Solo, At: a.now})
	a.eventually("begun", func() bool { return a.status(nadia, "truth") == learning.InProgress })
	a.read(nadia, "truth", "c6.1.1", "c6.1.2")
	a.finish(nadia, exercise, activity.Solo, true)
	if e := <-a.completed; e.Course != "truth" {
		t.Errorf("completed %+v", e)
	}
}

func TestARequirementReachesWhoIsPostedThereNowAndLater(t *testing.T) {
	t.Parallel()
	a := open(t)
	on := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	a.must(a.learn.Enrol(t.Context(), omar, "hygiene"))
	draft := learning.RequirementDraft{Course: "hygiene", PlaceID: 2, DueOn: &on}
	if n, err := a.learn.CountRequirement(t.Context(), draft, []string{ministry}); n.People != 2 || n.Enrolled != 1 || n.New() != 1 || err != nil {
		t.Errorf("reaches %+v, %v", n, err)
	}
	_, err := a.learn.AddRequirement(t.Context(), ivo, draft, []string{"/1/3/"})
	a.refused(err, "learning.place_needed")
	r, err := a.learn.AddRequirement(t.Context(), ivo, draft, []string{ministry})
	a.must(err)
	due := time.Date(2026, 11, 30, 20, 59, 59, 0, time.UTC) // 23:59:59 in Quessa
	for _, who := range []actor.Actor{nadia, omar} {
		a.eventually("due in Quessa", func() bool {
			e := a.standing(who, "hygiene").Enrolment
			return e != nil && e.DueAt != nil && e.DueAt.Equal(due)
		})
	}
	if a.standing(lena, "hygiene").Enrolment != nil {
		t.Error("Lima is not meant")
	}
	a.sql("INSERT INTO identity.postings (person_id, place_id, starts_on) VALUES (3, 2, '2026-11-17')")
	for range 2 {
		a.announce(identity.Posted{People: []int64{lena.ID}, At: a.now})
	}
	a.eventually("Lena came to Quessa", func() bool { return a.standing(lena, "hygiene").Enrolment != nil })
	a.refused(a.learn.EndRequirement(t.Context(), ivo, r.ID, []string{"/1/3/"}), "learning.requirement_missing")
	a.must(a.learn.EndRequirement(t.Context(), ivo, r.ID, []string{quessa}))
	list, err := a.learn.Requirements(t.Context(), []string{quessa})
	if err != nil || len(list) != 1 || list[0].EndedAt == nil || list[0].Place.Name != "Quessa" || list[0].Course.Code != "C2" {
		t.Errorf("listed %+v, %v", list, err)
	}
	if list, _ := a.learn.Requirements(t.Context(), []string{"/1/3/"}); len(list) != 0 {
		t.Errorf("Lima sees %+v", list)
	}
}

func TestAnInstructorEnrolsAMissionACohortOrOnePerson(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.sql("INSERT INTO identity.cohorts (place_id, name, created_at) VALUES (1, 'Autumn', now())")
	a.sql("INSERT INTO identity.cohort_members VALUES (1, 1), (1, 3)")
	on := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		group  learning.Group
		reach  string
		people int
		refuse string
	}{
		"a cohort, from everywhere": {learning.Group{CohortID: 1}, ministry, 2, ""},
		"a cohort, within reach":    {learning.Group{CohortID: 1}, quessa, 1, ""},
		"a mission":                 {learning.Group{PlaceID: 2}, ministry, 2, ""},
		"a mission out of reach":    {learning.Group{PlaceID: 3}, quessa, 0, "learning.place_needed"},
		"one person":                {learning.Group{Email: "LENA@x.example"}, ministry, 1, ""},
		"one person out of reach":   {learning.Group{Email: "lena@x.example"}, quessa, 0, "learning.person_unknown"},
		"nobody said":               {learning.Group{}, ministry, 0, "learning.group_needed"},
		"two ways at once":          {learning.Group{PlaceID: 2, CohortID: 1}, ministry, 0, "learning.group_needed"},
	} {
		n, err := a.learn.CountGroup(t.Context(), "hygiene", c.group, []string{c.reach})
		if c.refuse != "" {
			a.refused(err, c.refuse)
		} else if err != nil || n.People != c.people {
			t.Errorf("%s: %+v, %v", name, n, err)
		}
	}
	if n, err := a.learn.EnrolGroup(t.Context(), ivo, "hygiene", learning.Group{CohortID: 1}, &on, []string{ministry}); n.New() != 2 || err != nil {
		t.Errorf("enrolled %+v, %v", n, err)
	}
	if n, err := a.learn.EnrolGroup(t.Context(), ivo, "hygiene", learning.Group{PlaceID: 2}, nil, []string{ministry}); n.New() != 1 || n.Enrolled != 1 || err != nil {
		t.Errorf("enrolled %+v, %v", n, err)
	}
	if e := a.standing(lena, "hygiene").Enrolment; e.DueAt.Format(time.RFC3339) != "2026-12-02T04:59:59Z" || e.Source != learning.ByInstructor || *e.EnrolledBy != ivo.ID {
		t.Errorf("Lena in Lima: %+v", e)
	}
	a.refused(a.learn.Leave(t.Context(), lena, "hygiene"), "learning.enrolled_by_staff")
	on = time.Date(2026, 11, 16, 0, 0, 0, 0, time.UTC)
	_, err := a.learn.EnrolGroup(t.Context(), ivo, "hygiene", learning.Group{PlaceID: 2}, &on, []string{ministry})
	a.refused(err, "learning.due_past")
}

func TestALessonPageCostsOneStatement(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.must(a.learn.Enrol(t.Context(), nadia, "hygiene"))
	a.must(a.learn.Enrol(t.Context(), nadia, "truth"))
	a.must(a.bus.Stop(t.Context())) // its own statements would be counted too
	open := func() {
		s, l, err := a.learn.OpenLesson(t.Context(), nadia, "hygiene", "c2.1.1")
		a.must(err)
		_, err = a.learn.Render(s.Course, l, "en", learning.Dress{})
		a.must(err)
	}
	open() // notes where she is
	for name, c := range map[string]struct {
		most int64
		page func()
	}{
		"lesson": {1, open},
		"course": {1, func() { a.standing(nadia, "truth") }},
		"mine":   {1, func() { _, err := a.learn.Agenda(t.Context(), nadia); a.must(err) }},
		"all":    {1, func() { _, err := a.learn.Standings(t.Context(), nadia); a.must(err) }},
		"gate":   {1, func() { _, err := a.learn.MayOpen(t.Context(), nadia, quiz); a.must(err) }},
	} {
		before := a.db.Statements()
		c.page()
		if n := a.db.Statements() - before; n > c.most {
			t.Errorf("%s: %d statements", name, n)
		}
	}
}

func TestNobodyMarksALessonWithoutAPlaceInTheCourse(t *testing.T) {
	t.Parallel()
	a := open(t)
	_, err := a.learn.MarkRead(t.Context(), nadia, "hygiene", "c2.1.1", "en")
	a.refused(err, "learning.not_enrolled")
	a.must(a.learn.Enrol(t.Context(), nadia, "hygiene"))
	_, err = a.learn.MarkRead(t.Context(), nadia, "hygiene", "c9.9.9", "en")
	a.refused(err, "learning.lesson_missing")
	a.refused(a.learn.Enrol(t.Context(), nadia, "nothing"), "learning.course_missing")
	if _, _, err := a.learn.OpenLesson(t.Context(), omar, "hygiene", "c2.1.1"); err != nil {
		t.Errorf("looking is free: %v", err)
	}
	if err := a.learn.Renew(t.Context(), omar, "hygiene"); !errors.Is(err, fault.New(fault.Conflict, "learning.not_enrolled")) {
		t.Error(err)
	}
}
