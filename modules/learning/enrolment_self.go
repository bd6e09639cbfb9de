package learning

import (
	"context"
	"time"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

var (
	notEnrolled = fault.New(fault.Conflict, "learning.not_enrolled")
	notOffered  = fault.New(fault.Conflict, "learning.not_offered")
	keptByStaff = fault.New(fault.Conflict, "learning.enrolled_by_staff")
)

// Enrol gives the actor a place in the newest version of a course. Asking twice changes nothing.
func (m *Module) Enrol(ctx context.Context, who actor.Actor, slug string) error {
	course, err := m.Newest(slug)
	if err != nil {
		return err
	}
	b := &batch{course: course, source: BySelf, by: &who.ID, at: m.now()}
	b.people, b.dues = []int64{who.ID}, []time.Time{{}}
	_, err = m.enrolBatch(ctx, b)
	return err
}

// Renew begins the round that renews a completion which lapses soon or has lapsed. The running validity stays.
func (m *Module) Renew(ctx context.Context, who actor.Actor, slug string) error {
	return m.follow(ctx, who, slug, func(e *Enrolment, newest *Course) bool { return e.MayRenew(m.now()) })
}

// TakeNewest goes on in the newest version of the course. What reads the same in both stays read.
func (m *Module) TakeNewest(ctx context.Context, who actor.Actor, slug string) error {
	return m.follow(ctx, who, slug, func(e *Enrolment, newest *Course) bool { return e.MayTake(newest.Version) })
}

// follow opens the next round after the current one, if that is offered.
func (m *Module) follow(ctx context.Context, who actor.Actor, slug string, offered func(*Enrolment, *Course) bool) error {
	newest, err := m.Newest(slug)
	if err != nil {
		return err
	}
	return m.db.Tx(ctx, func(ctx context.Context) error {
		e, err := m.store.lockEnrolment(ctx, who.ID, slug)
		if err != nil {
			return err
		}
		if e == nil {
			return notEnrolled
		}
		if !offered(e, newest) {
			return notOffered
		}
		mine, err := m.Course(ctx, slug, e.Version)
		if err != nil {
			return err
		}
		next := e.next(mine, newest, m.now())
		if err := m.store.supersede(ctx, e.ID, m.now()); err != nil {
			return err
		}
		done := next.conclude(newest, m.now())
		if err := m.store.addEnrolment(ctx, next); err != nil {
			return err
		}
		if err := m.bus.Announce(ctx, Enrolled{next.PersonID, slug, next.Version, next.Source, next.EnrolledAt}); err != nil || !done {
			return err
		}
		return m.bus.Announce(ctx, next.completed())
	})
}

// Leave gives up a place that the actor took and did not finish.
func (m *Module) Leave(ctx context.Context, who actor.Actor, slug string) error {
	return m.db.Tx(ctx, func(ctx context.Context) error {
		e, err := m.store.lockEnrolment(ctx, who.ID, slug)
		switch {
		case err != nil:
			return err
		case e == nil:
			return nil
		case !e.MayLeave():
			return keptByStaff
		}
		now := m.now()
		e.WithdrawnAt = &now
		return m.store.saveEnrolment(ctx, e)
	})
}
