package learning

import (
	"context"

	"credence/modules/activity"
)

// noteStarted marks the courses that use an activity as begun.
func (m *Module) noteStarted(ctx context.Context, s activity.Started) error {
	return m.eachUsing(ctx, s.Person, s.Activity, func(e *Enrolment, _ *Course, _ *Activity) error {
		if e.StartedAt != nil {
			return nil
		}
		e.start(s.At)
		return m.store.saveEnrolment(ctx, e)
	})
}

// noteFinished keeps the best outcome in every course that uses the activity, and completes those whose rule is met.
func (m *Module) noteFinished(ctx context.Context, f activity.Finished) error {
	return m.eachUsing(ctx, f.Person, f.Activity, func(e *Enrolment, c *Course, a *Activity) error {
		if !a.Counts(f.Mode) {
			return nil
		}
		e.start(f.At)
		if err := m.store.keepResult(ctx, e.ID, e.record(c, f)); err != nil {
			return err
		}
		_, err := m.settle(ctx, e, c)
		return err
	})
}

// eachUsing visits the person's enrolments in courses that use an activity, and keeps others waiting meanwhile.
func (m *Module) eachUsing(ctx context.Context, person int64, ref activity.Ref, visit func(*Enrolment, *Course, *Activity) error) error {
	return m.db.Tx(ctx, func(ctx context.Context) error {
		mine, err := m.store.lockEnrolmentsOf(ctx, person)
		if err != nil {
			return err
		}
		for slug, e := range mine {
			c, err := m.Course(ctx, slug, e.Version)
			if err != nil {
				return err
			}
			if a := c.Uses(ref); a != nil {
				if err := visit(e, c, a); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
