package simulation

import (
	"context"
	"time"

	"credence/modules/activity"
)

// changed keeps the run's row in step with its world. When the clock has stopped, the run is marked and the mark announced.
func (m *Module) changed(ctx context.Context, world *World, before, after *State, now time.Time) error {
	if before.word() == after.word() {
		return nil
	}
	run, err := m.store.run(ctx, world.RunID)
	if err != nil {
		return err
	}
	run.State = after.word()
	if !run.Finished() {
		return m.store.saveRun(ctx, run)
	}
	score := after.Score(after.At)
	run.Score, run.Passed, run.FinishedAt = score.Mark, score.Passed, &now
	if err := m.store.saveRun(ctx, run); err != nil {
		return err
	}
	seats, err := m.store.seats(ctx, world.ID)
	if err != nil {
		return err
	}
	for _, seat := range seats {
		err := m.bus.Announce(ctx, activity.Finished{
			Activity: run.Ref(), Version: run.Version, Person: seat.PersonID, Attempt: run.ID, Mode: run.Mode,
			Score: score.Mark / 100, Passed: score.Passed, At: now,
		})
		if err != nil {
			return err
		}
	}
	return nil
}
