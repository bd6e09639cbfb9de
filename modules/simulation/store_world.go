package simulation

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"credence/modules/kernel/database"
)

func (s store) world(ctx context.Context, id int64) (*World, error) {
	var w World
	err := s.db.In(ctx).Take(&w, "id = ?", id).Error
	return &w, database.Missing(err, ErrNoRun.Key)
}

// lockWorld brings a world and keeps everybody else from appending to it until the transaction ends.
func (s store) lockWorld(ctx context.Context, id int64) (*World, error) {
	var w World
	err := s.db.In(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Take(&w, "id = ?", id).Error
	return &w, database.Missing(err, ErrNoRun.Key)
}

// events brings the log after one seq up to another, in order.
func (s store) events(ctx context.Context, world, after, upto int64) (events []Event, err error) {
	err = s.db.In(ctx).Order("seq").Find(&events, "world_id = ? AND seq > ? AND seq <= ?", world, after, upto).Error
	return events, err
}

// addEvents appends to the log and brings the world's row up to it.
func (s store) addEvents(ctx context.Context, w *World, events []Event) error {
	err := s.db.In(ctx).Exec("UPDATE simulation.worlds SET last_seq = ?, state = ?, driver = ?, driven_until = ? WHERE id = ?",
		w.LastSeq, w.State, w.Driver, w.DrivenUntil, w.ID).Error
	if err != nil {
		return err
	}
	return s.insert(ctx, w.ID, events)
}

func (s store) insert(ctx context.Context, world int64, events []Event) error {
	if len(events) == 0 {
		return nil
	}
	for i := range events {
		events[i].WorldID = world
	}
	return s.db.In(ctx).CreateInBatches(events, 200).Error
}

func (s store) noteSeen(ctx context.Context, world int64, now time.Time) error {
	return s.db.In(ctx).Exec("UPDATE simulation.worlds SET seen_at = ? WHERE id = ? AND state <> 'finished'", now, world).Error
}

// lapsedWorlds lists running worlds that nobody drives any more.
func (s store) lapsedWorlds(ctx context.Context, now time.Time) (ids []int64, err error) {
	err = s.db.In(ctx).Raw("SELECT id FROM simulation.worlds WHERE state = 'running' AND driven_until < ? ORDER BY id LIMIT 500", now).Scan(&ids).Error
	return ids, err
}

// renew extends the leases that a driver still has, and brings its worlds.
func (s store) renew(ctx context.Context, driver string, now, until time.Time) (map[int64]World, error) {
	var worlds []World
	err := s.db.In(ctx).Raw(`UPDATE simulation.worlds SET driven_until = ? WHERE state = 'running' AND driver = ? AND driven_until >= ? RETURNING *`,
		until, driver, now).Scan(&worlds).Error
	mine := make(map[int64]World, len(worlds))
	for _, w := range worlds {
		mine[w.ID] = w
	}
	return mine, err
}

// release ends a driver's leases now, so that the next one takes over at once.
func (s store) release(ctx context.Context, driver string, now time.Time) error {
	return s.db.In(ctx).Exec("UPDATE simulation.worlds SET driven_until = ? WHERE state = 'running' AND driver = ? AND driven_until > ?", now, driver, now).Error
}
