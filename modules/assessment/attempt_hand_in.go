package assessment

import (
	"context"

	"credence/modules/kernel/actor"
)

// HandIn closes an attempt and marks it. Handing in twice, or after time is up, gives the result that is there.
func (m *Module) HandIn(ctx context.Context, who actor.Actor, id int64) (*Attempt, error) {
	a, _, err := m.store.ownAttempt(ctx, who.ID, id)
	if err != nil || a.State == Marked {
		return a, err
	}
	a, _, err = m.finish(ctx, id, true)
	return a, err
}

// finish closes and marks an attempt: because the person says so, or only if its time is up.
// Result, marks and the announcement are one transaction.
func (m *Module) finish(ctx context.Context, id int64, asked bool) (a *Attempt, held map[int]Saved, err error) {
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		if a, held, err = m.store.lockAttempt(ctx, id); err != nil {
			return err
		}
		now := m.now()
		if a.State != InProgress || (!asked && !a.Closed(now)) {
			return nil
		}
		quiz, err := m.version(ctx, a.Quiz, a.Version)
		if err != nil {
			return err
		}
		a.HandIn(now)
		marks := a.Grade(quiz, held, now)
		for _, s := range marks {
			held[s.Place] = s
		}
		if err := m.store.saveMarks(ctx, a, marks); err != nil {
			return err
		}
		return m.bus.Announce(ctx, a.finished())
	})
	return a, held, err
}
