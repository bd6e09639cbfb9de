package learning

import (
	"cmp"
	"context"
	"slices"
	"time"

	"credence/modules/kernel/actor"
)

// Standing is a course as one person meets it: the version that is theirs, and how far they are.
type Standing struct {
	Course    *Course    // the version of the enrolment, or the newest
	Newest    *Course    // what the catalogue offers; nil when the course is no longer offered
	Enrolment *Enrolment // nil: not enrolled
	Missing   []*Course  // courses that come first and are not done
}

// standing puts a course and an enrolment in it together.
func (m *Module) standing(ctx context.Context, slug string, e *Enrolment) (*Standing, error) {
	newest, err := m.Newest(slug)
	s := &Standing{Course: newest, Newest: newest, Enrolment: e}
	if e != nil {
		s.Course, err = m.Course(ctx, slug, e.Version)
	}
	return s, err
}

// Standing is one course for the actor, with what must come first.
func (m *Module) Standing(ctx context.Context, who actor.Actor, slug string) (*Standing, error) {
	mine, err := m.store.enrolmentsOf(ctx, who.ID)
	if err != nil {
		return nil, err
	}
	s, err := m.standing(ctx, slug, mine[slug])
	if err != nil {
		return nil, err
	}
	for _, before := range missing(s.Course, mine, m.now()) {
		if c, err := m.Newest(before); err == nil {
			s.Missing = append(s.Missing, c)
		}
	}
	return s, nil
}

// Standings are all courses: those in the catalogue, with the actor's own way through them.
func (m *Module) Standings(ctx context.Context, who actor.Actor) ([]*Standing, error) {
	mine, err := m.store.enrolmentsOf(ctx, who.ID)
	if err != nil {
		return nil, err
	}
	var all []*Standing
	for _, c := range m.Catalogue() {
		s, err := m.standing(ctx, c.Slug, mine[c.Slug])
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// Agenda is what a person has to do and has done, in the order in which it matters.
type Agenda struct {
	Resume *Standing   // where the person was last
	Due    []*Standing // with a date, the nearest first: to finish, or to renew
	Open   []*Standing // without a date
	Done   []*Standing // complete, the next to lapse first
}

// Agenda sorts the actor's courses into what is due, open and done.
func (m *Module) Agenda(ctx context.Context, who actor.Actor) (*Agenda, error) {
	mine, err := m.store.enrolmentsOf(ctx, who.ID)
	if err != nil {
		return nil, err
	}
	var all []*Standing
	for slug, e := range mine {
		s, err := m.standing(ctx, slug, e)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return agenda(all, m.now()), nil
}

func agenda(all []*Standing, now time.Time) *Agenda {
	a := &Agenda{}
	for _, s := range all {
		e := s.Enrolment
		switch {
		case s.Deadline(now) != nil:
			a.Due = append(a.Due, s)
		case e.Open():
			a.Open = append(a.Open, s)
		}
		if !e.Open() || e.Renewing() {
			a.Done = append(a.Done, s)
		}
		if e.Open() && e.LastAt != nil && (a.Resume == nil || e.LastAt.After(*a.Resume.Enrolment.LastAt)) {
			a.Resume = s
		}
	}
	byCode := func(x, y *Standing) int { return cmp.Compare(x.Course.Code, y.Course.Code) }
	slices.SortFunc(a.Due, func(x, y *Standing) int { return cmp.Or(x.Deadline(now).Compare(*y.Deadline(now)), byCode(x, y)) })
	slices.SortFunc(a.Open, byCode)
	slices.SortFunc(a.Done, func(x, y *Standing) int { return cmp.Or(later(x, y), byCode(x, y)) })
	return a
}

// later puts what lapses first before what lapses later or never.
func later(x, y *Standing) int {
	a, _ := x.Enrolment.Validity()
	b, _ := y.Enrolment.Validity()
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Compare(*b)
}

// Deadline is the instant by which the person must act: the due date of what is not complete, or the day on which a
// completion lapses once its renewal is offered. Nil: there is none.
func (s *Standing) Deadline(now time.Time) *time.Time {
	e := s.Enrolment
	switch {
	case e == nil:
		return nil
	case e.Renewing() || e.MayRenew(now):
		until, _ := e.Validity()
		return until
	case e.Open():
		return e.DueAt
	}
	return nil
}

// Next is the lesson to go on with: where the person was if it is not read yet, else the next unread one, else nil.
func (s *Standing) Next() *Lesson {
	lessons := s.Course.Lessons()
	if s.Enrolment == nil {
		return lessons[0]
	}
	at := max(slices.IndexFunc(lessons, func(l *Lesson) bool { return l.ID() == s.Enrolment.LastLesson }), 0)
	for _, l := range slices.Concat(lessons[at:], lessons[:at]) {
		if !s.Enrolment.Progress.HasRead(l.ID()) {
			return l
		}
	}
	return nil
}

// MinutesLeft is the time that the unread lessons take.
func (s *Standing) MinutesLeft() (sum int) {
	for _, l := range s.Course.Lessons() {
		if s.Enrolment == nil || !s.Enrolment.Progress.HasRead(l.ID()) {
			sum += l.Minutes
		}
	}
	return sum
}

// OffersNewest reports whether the person may go on in a newer version.
func (s *Standing) OffersNewest() bool {
	return s.Enrolment != nil && s.Newest != nil && s.Enrolment.MayTake(s.Newest.Version)
}
