package learning

import (
	"testing"
	"time"

	"credence/modules/activity"
	"credence/modules/identity"
)

var noon = time.Date(2026, 11, 17, 12, 0, 0, 0, time.UTC)

func in(days int) *time.Time {
	t := noon.AddDate(0, 0, days)
	return &t
}

func TestStatusIsOneWordForEverySituation(t *testing.T) {
	for word, situations := range map[string][]Enrolment{
		Assigned:        {{}, {DueAt: in(15)}},
		InProgress:      {{StartedAt: in(-1)}, {StartedAt: in(-1), DueAt: in(15)}},
		DueSoon:         {{DueAt: in(14)}, {DueAt: in(1), StartedAt: in(-1)}},
		Overdue:         {{DueAt: in(0)}, {DueAt: in(-1), StartedAt: in(-9), FailedAt: in(-2)}},
		Failed:          {{StartedAt: in(-2), FailedAt: in(-1), DueAt: in(3)}},
		FailedLocked:    {{FailedAt: in(-1), LockedAt: in(-1)}, {FailedAt: in(-1), LockedAt: in(-1), DueAt: in(-1)}},
		AwaitingMarking: {{StartedAt: in(-2), SubmittedAt: in(-1)}, {SubmittedAt: in(-1), FailedAt: in(-3)}},
		Passed:          {{CompletedAt: in(-1)}, {CompletedAt: in(-300), ExpiresAt: in(61), DueAt: in(-9)}},
		Expiring:        {{CompletedAt: in(-300), ExpiresAt: in(60)}, {RenewsUntil: in(1), RenewsGrace: in(31), DueAt: in(1)}},
		InGrace:         {{CompletedAt: in(-400), ExpiresAt: in(0), GraceUntil: in(30)}, {RenewsUntil: in(-1), RenewsGrace: in(29)}},
		Lapsed:          {{CompletedAt: in(-400), ExpiresAt: in(-30), GraceUntil: in(0)}, {RenewsUntil: in(-9), RenewsGrace: in(-1), FailedAt: in(-1)}},
		Exempt:          {{ExemptAt: in(-1), DueAt: in(-3)}},
		NotAssigned:     {{WithdrawnAt: in(-1), CompletedAt: in(-2)}},
	} {
		for i := range situations {
			if got := situations[i].Status(noon); got != word {
				t.Errorf("situation %d of %s is %s", i, word, got)
			}
		}
	}
	var nobody *Enrolment
	if got := nobody.Status(noon); got != NotAssigned {
		t.Errorf("no enrolment is %s", got)
	}
}

// course has two lessons, a quiz and a simulation.
func course(rule Rule) *Course {
	return &Course{
		Slug: "c", Code: "C1", Recertify: 12, Grace: 30, Languages: []string{"en"}, Completion: rule,
		Modules: []CourseModule{{Code: "C1.1", Lessons: []Lesson{
			{Code: "C1.1.1", Minutes: 10, Body: Text{"en": "one"}}, {Code: "C1.1.2", Minutes: 20, Body: Text{"en": "two"}}}}},
		Activities: []Activity{
			{Ref: activity.Ref{Kind: activity.Quiz, ID: "q"}, Version: 1},
			{Ref: activity.Ref{Kind: activity.Simulation, ID: "s"}, Version: 1, Mode: activity.Solo}},
	}
}

var everything = Rule{All: []Rule{{Lessons: []string{"all"}}, {Quiz: "q"}, {Simulation: "s"}}}

func done(lessons []string, passed ...string) (p Progress) {
	for _, l := range lessons {
		p.Read = append(p.Read, Read{Lesson: l})
	}
	for _, a := range passed {
		kind := activity.Quiz
		if a == "s" {
			kind = activity.Simulation
		}
		p.Results = append(p.Results, Result{Kind: kind, Activity: a, Passed: true})
	}
	return p
}

func TestACourseIsCompleteWhenItsRuleIsMet(t *testing.T) {
	one, both := []string{"c1.1.1"}, []string{"c1.1.1", "c1.1.2"}
	for name, c := range map[string]struct {
		rule Rule
		with Progress
		met  bool
	}{
		"all lessons, all read":            {Rule{Lessons: []string{"all"}}, done(both), true},
		"all lessons, one read":            {Rule{Lessons: []string{"all"}}, done(one), false},
		"named lessons, read":              {Rule{Lessons: one}, done(one), true},
		"named lessons, another read":      {Rule{Lessons: one}, done([]string{"c1.1.2"}), false},
		"quiz passed":                      {Rule{Quiz: "q"}, done(nil, "q"), true},
		"quiz not taken":                   {Rule{Quiz: "q"}, done(both, "s"), false},
		"simulation passed":                {Rule{Simulation: "s"}, done(nil, "s"), true},
		"everything":                       {everything, done(both, "q", "s"), true},
		"everything but the simulation":    {everything, done(both, "q"), false},
		"any of two, one":                  {Rule{Any: []Rule{{Quiz: "q"}, {Simulation: "s"}}}, done(nil, "s"), true},
		"any of two, none":                 {Rule{Any: []Rule{{Quiz: "q"}, {Simulation: "s"}}}, done(both), false},
		"two of three":                     {Rule{AtLeast: &AtLeast{2, everything.All}}, done(both, "s"), true},
		"two of three, one":                {Rule{AtLeast: &AtLeast{2, everything.All}}, done(one, "s"), false},
		"a rule inside a rule":             {Rule{All: []Rule{{Lessons: one}, {Any: []Rule{{Quiz: "q"}, {Simulation: "s"}}}}}, done(one, "q"), true},
		"no rule is never met by accident": {Rule{}, done(both, "q", "s"), false},
	} {
		if got := c.rule.Met(course(c.rule), c.with); got != c.met {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestTheBestOutcomeIsKept(t *testing.T) {
	quiz := activity.Ref{Kind: activity.Quiz, ID: "q"}
	e, c := &Enrolment{}, course(everything)
	finish := func(score float64, passed, locked bool, attempt int64) {
		e.record(c, activity.Finished{Activity: quiz, Attempt: attempt, Score: score, Passed: passed, Locked: locked, At: noon})
	}
	finish(.5, false, false, 1)
	if e.Status(noon) != Failed {
		t.Errorf("after one failed attempt: %s", e.Status(noon))
	}
	finish(.4, false, true, 2)
	if r := e.Progress.Result(quiz); e.Status(noon) != FailedLocked || r.Score != .5 || r.AttemptID != 1 {
		t.Errorf("after the last one: %s, %+v", e.Status(noon), r)
	}
	finish(.9, true, false, 3) // an instructor gave one more
	if r := e.Progress.Result(quiz); e.FailedAt != nil || e.LockedAt != nil || r.AttemptID != 3 || r.Locked {
		t.Errorf("after passing: %+v, %+v", e, r)
	}
	finish(.7, false, true, 4)
	if r := e.Progress.Result(quiz); e.FailedAt != nil || !r.Passed || r.Score != .9 || r.Locked {
		t.Errorf("a fail after a pass took it away: %+v", r)
	}
}

func TestLockedMeansThatTheCourseCannotBeCompletedAnyMore(t *testing.T) {
	either := Rule{Any: []Rule{{Quiz: "q"}, {Simulation: "s"}}}
	locked := activity.Finished{Activity: activity.Ref{Kind: activity.Quiz, ID: "q"}, Locked: true, At: noon}
	e := &Enrolment{}
	e.record(course(either), locked)
	if e.Status(noon) != Failed {
		t.Errorf("there is still the simulation, but it is %s", e.Status(noon))
	}
	e = &Enrolment{}
	e.record(course(everything), locked)
	if e.Status(noon) != FailedLocked {
		t.Errorf("nothing else helps, but it is %s", e.Status(noon))
	}
}

func TestSoloIsPracticeUnlessTheCourseSaysThatItCounts(t *testing.T) {
	for _, c := range []struct {
		asks, done string
		counts     bool
	}{{"", activity.Solo, false}, {activity.Solo, activity.Solo, true}, {activity.Live, activity.Solo, false}, {activity.Solo, activity.Live, true}, {"", activity.Online, true}} {
		if got := (Activity{Mode: c.asks}).Counts(c.done); got != c.counts {
			t.Errorf("%q done %q: %v", c.asks, c.done, got)
		}
	}
}

func TestACompletionLapsesAndIsRenewedInTime(t *testing.T) {
	c := course(Rule{Lessons: []string{"all"}})
	e := &Enrolment{PersonID: 7, Course: "c", Version: 1, Round: 1, Source: ByAdmin, Progress: done([]string{"c1.1.1", "c1.1.2"}, "q")}
	if !e.conclude(c, noon) || e.conclude(c, noon) {
		t.Fatal("completes once")
	}
	lapses := noon.AddDate(0, 12, 0)
	if !e.ExpiresAt.Equal(lapses) || !e.GraceUntil.Equal(lapses.AddDate(0, 0, 30)) {
		t.Errorf("lapses %v, grace until %v", e.ExpiresAt, e.GraceUntil)
	}
	if e.MayRenew(lapses.AddDate(0, 0, -61)) || !e.MayRenew(lapses.AddDate(0, 0, -60)) || !e.MayRenew(lapses.AddDate(0, 0, 90)) {
		t.Error("a renewal is offered from 60 days before")
	}
	newer := course(c.Completion)
	newer.Version = 2
	r := e.next(c, newer, lapses.AddDate(0, 0, -20))
	if r.Round != 2 || r.Version != 2 || len(r.Progress.Read) != 0 || r.Source != BySelf || !r.DueAt.Equal(lapses) {
		t.Errorf("the renewal: %+v", r)
	}
	if r.Status(lapses.AddDate(0, 0, -1)) != Expiring || r.Status(lapses) != InGrace || r.Status(*e.GraceUntil) != Lapsed {
		t.Error("the old completion holds while the renewal is under way")
	}
	never := course(c.Completion)
	never.Recertify = 0
	e = &Enrolment{Progress: done([]string{"c1.1.1", "c1.1.2"})}
	e.conclude(never, noon)
	if e.Status(noon.AddDate(50, 0, 0)) != Passed || e.MayRenew(noon.AddDate(50, 0, 0)) {
		t.Error("a course without recertification is done for good")
	}
}

func TestANewerVersionKeepsWhatReadsAndCountsTheSame(t *testing.T) {
	from, to := course(everything), course(everything)
	to.Version = 2
	to.Modules[0].Lessons[1].Body = Text{"en": "two, rewritten"}
	to.Activities[1].Version = 2
	e := &Enrolment{Version: 1, Round: 1, Source: ByRequirement, DueAt: in(9), StartedAt: in(-3), LastLesson: "c1.1.2", LastAt: in(-1),
		Progress: done([]string{"c1.1.1", "c1.1.2"}, "q", "s")}
	n := e.next(from, to, noon)
	if !n.Progress.HasRead("c1.1.1") || n.Progress.HasRead("c1.1.2") {
		t.Errorf("read %+v", n.Progress.Read)
	}
	if !n.Progress.passed(to.Activities[0].Ref) || n.Progress.passed(to.Activities[1].Ref) {
		t.Errorf("results %+v", n.Progress.Results)
	}
	if n.DueAt != e.DueAt || n.Source != ByRequirement || n.LastLesson != "c1.1.2" || n.Status(noon) != DueSoon {
		t.Errorf("%+v", n)
	}
	if !e.MayTake(2) || e.MayTake(1) || (&Enrolment{Version: 1, CompletedAt: in(-1)}).MayTake(2) {
		t.Error("offered while the course is under way, and only when there is one")
	}
}

func TestADayEndsWhereThePersonIs(t *testing.T) {
	day := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	for zone, instant := range map[string]string{"Pacific/Auckland": "2026-11-20T10:59:59Z", "UTC": "2026-11-20T23:59:59Z", "America/Lima": "2026-11-21T04:59:59Z"} {
		r := Requirement{DueOn: &day}
		due := r.Due(identity.Member{Zone: identity.Zone(zone)})
		if got := due.UTC().Format(time.RFC3339); got != instant {
			t.Errorf("%s: %s", zone, got)
		}
		e := Enrolment{DueAt: &due}
		if e.Status(due.Add(-time.Second)) != DueSoon || e.Status(due.Add(time.Second)) != Overdue {
			t.Errorf("%s: overdue from the wrong moment", zone)
		}
	}
}

func TestDaysCountFromThePostingAndNeverFromBeforeTheRequirement(t *testing.T) {
	days := 30
	r := Requirement{DueDays: &days, CreatedAt: noon}
	for name, c := range map[string]struct {
		starts time.Time
		due    string
	}{
		"posted long ago":   {noon.AddDate(-3, 0, 0), "2026-12-17"},
		"posted next month": {time.Date(2026, 12, 10, 0, 0, 0, 0, time.UTC), "2027-01-09"},
		"nowhere":           {time.Time{}, "2026-12-17"},
	} {
		if got := r.Due(identity.Member{PostingStart: c.starts}).Format(time.DateOnly); got != c.due {
			t.Errorf("%s: due %s", name, got)
		}
	}
}

func TestPrerequisitesAreMetByWhatIsStillValid(t *testing.T) {
	c := &Course{Prerequisites: []string{"first"}}
	for name, one := range map[string]struct {
		mine *Enrolment
		open bool
	}{
		"never begun": {nil, false},
		"under way":   {&Enrolment{StartedAt: in(-1)}, false},
		"done":        {&Enrolment{CompletedAt: in(-1)}, true},
		"in grace":    {&Enrolment{CompletedAt: in(-400), ExpiresAt: in(-1), GraceUntil: in(9)}, true},
		"lapsed":      {&Enrolment{CompletedAt: in(-400), ExpiresAt: in(-30), GraceUntil: in(-1)}, false},
		"exempt":      {&Enrolment{ExemptAt: in(-1)}, true},
	} {
		mine := map[string]*Enrolment{}
		if one.mine != nil {
			mine["first"] = one.mine
		}
		if got := len(missing(c, mine, noon)) == 0; got != one.open {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestTheAgendaPutsWhatIsNearestFirst(t *testing.T) {
	make := func(code string, e Enrolment) *Standing {
		c := course(everything)
		c.Code = code
		return &Standing{Course: c, Newest: c, Enrolment: &e}
	}
	a := agenda([]*Standing{
		make("C1", Enrolment{DueAt: in(9), LastAt: in(-3)}),
		make("C2", Enrolment{CompletedAt: in(-300), ExpiresAt: in(20)}),
		make("C3", Enrolment{LastAt: in(-1)}),
		make("C4", Enrolment{CompletedAt: in(-9)}),
		make("C5", Enrolment{CompletedAt: in(-9), ExpiresAt: in(300)}),
		make("C6", Enrolment{DueAt: in(-1)}),
		make("C7", Enrolment{RenewsUntil: in(2), RenewsGrace: in(32), DueAt: in(2)}),
		make("C8", Enrolment{ExemptAt: in(-1), DueAt: in(1)}),
	}, noon)
	for name, list := range map[string][]*Standing{"C6 C7 C1 C2 ": a.Due, "C3 ": a.Open, "C7 C2 C5 C4 C8 ": a.Done, "C3  ": {a.Resume, nil}} {
		got := ""
		for _, s := range list {
			if s != nil {
				got += s.Course.Code
			}
			got += " "
		}
		if got != name {
			t.Errorf("%s, want %s", got, name)
		}
	}
}

func TestReadingGoesOnAtTheFirstUnreadLessonFromWhereOneWas(t *testing.T) {
	for _, c := range []struct {
		last string
		read []string
		next string
	}{
		{"", nil, "c1.1.1"},
		{"c1.1.2", nil, "c1.1.2"},
		{"c1.1.1", []string{"c1.1.1"}, "c1.1.2"},
		{"c1.1.2", []string{"c1.1.2"}, "c1.1.1"},
		{"c1.1.2", []string{"c1.1.2", "c1.1.1"}, ""},
	} {
		s := Standing{Course: course(everything), Enrolment: &Enrolment{LastLesson: c.last, Progress: done(c.read)}}
		got := ""
		if l := s.Next(); l != nil {
			got = l.ID()
		}
		if got != c.next {
			t.Errorf("after %+v: %q", c, got)
		}
	}
}
