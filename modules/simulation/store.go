package simulation

import (
	"context"
	"encoding/json"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"credence/modules/kernel/database"
)

type store struct{ db *database.DB }

// keepVersion returns the version that has this hash, after adding it as the newest when there is none.
// Two programs that start together wait for each other.
func (s store) keepVersion(ctx context.Context, scenario, hash string, doc []byte, now time.Time) (version int, err error) {
	err = s.db.Tx(ctx, func(ctx context.Context) error {
		if err := s.db.In(ctx).Exec("SELECT pg_advisory_xact_lock(hashtext('simulation.scenario_versions'))").Error; err != nil {
			return err
		}
		var versions []struct {
			Version int
			Hash    string
		}
		if err := s.db.In(ctx).Raw("SELECT version, hash FROM simulation.scenario_versions WHERE scenario = ? ORDER BY version", scenario).
			Scan(&versions).Error; err != nil {
			return err
		}
		for _, v := range versions {
			version = v.Version
			if v.Hash == hash {
				return nil
			}
		}
		version++
		return s.db.In(ctx).Exec("INSERT INTO simulation.scenario_versions (scenario, version, hash, doc, created_at) VALUES (?, ?, ?, ?, ?)",
			scenario, version, hash, string(doc), now).Error
	})
	return version, err
}

func (s store) version(ctx context.Context, scenario string, version int) (doc []byte, err error) {
	var row struct{ Doc json.RawMessage }
	err = s.db.In(ctx).Raw("SELECT doc FROM simulation.scenario_versions WHERE scenario = ? AND version = ?", scenario, version).Take(&row).Error
	return row.Doc, database.Missing(err, ErrNoScenario.Key)
}

// openRun brings the person's unfinished solo run of a scenario; nil when there is none.
func (s store) openRun(ctx context.Context, person int64, scenario string) (*Run, error) {
	var runs []Run
	err := s.db.In(ctx).Find(&runs, "created_by = ? AND scenario = ? AND mode = 'solo' AND state <> ?", person, scenario, stateFinished).Error
	if err != nil || len(runs) == 0 {
		return nil, err
	}
	return &runs[0], nil
}

// addRun adds a run unless the person has an open one of this scenario.
func (s store) addRun(ctx context.Context, r *Run) (added bool, err error) {
	done := s.db.In(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(r)
	return done.RowsAffected == 1, done.Error
}

func (s store) addWorld(ctx context.Context, w *World, seat Seat, events []Event) error {
	if err := s.db.In(ctx).Create(w).Error; err != nil {
		return err
	}
	seat.WorldID = w.ID
	if err := s.db.In(ctx).Create(&seat).Error; err != nil {
		return err
	}
	return s.insert(ctx, w.ID, events)
}

func (s store) run(ctx context.Context, id int64) (*Run, error) {
	var r Run
	err := s.db.In(ctx).Take(&r, "id = ?", id).Error
	return &r, database.Missing(err, ErrNoRun.Key)
}

func (s store) saveRun(ctx context.Context, r *Run) error { return s.db.In(ctx).Save(r).Error }

func (s store) ownRuns(ctx context.Context, person int64, scenario string) (runs []Run, err error) {
	err = s.db.In(ctx).Raw(`SELECT * FROM simulation.runs WHERE created_by = ? AND (? = '' OR scenario = ?) ORDER BY created_at DESC, id DESC LIMIT 100`,
		person, scenario, scenario).Scan(&runs).Error
	return runs, err
}

// seat brings the person's seat in a run; without one there is no such run for them.
func (s store) seat(ctx context.Context, run, person int64) (seat Seat, err error) {
	err = s.db.In(ctx).Raw(`SELECT s.* FROM simulation.seats s JOIN simulation.worlds w ON w.id = s.world_id WHERE w.run_id = ? AND s.person_id = ?`,
		run, person).Take(&seat).Error
	return seat, database.Missing(err, ErrNoRun.Key)
}

func (s store) seats(ctx context.Context, world int64) (seats []Seat, err error) {
	err = s.db.In(ctx).Order("person_id").Find(&seats, "world_id = ?", world).Error
	return seats, err
}

// none reports that a query with Scan found nothing.
func none(r *gorm.DB) error {
	if r.Error == nil && r.RowsAffected == 0 {
		return ErrNoRun
	}
	return r.Error
}
