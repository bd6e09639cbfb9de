package simulation

import (
	"context"

	"credence/modules/kernel/actor"
)

// RunRow is a run in a list.
type RunRow struct {
	Run
	WorldID int64
	Person  string
	Place   string // where the person is posted now
}

// OwnRuns lists a person's runs of a scenario, the newest first; of all scenarios when slug is empty.
func (m *Module) OwnRuns(ctx context.Context, who actor.Actor, slug string) ([]Run, error) {
	return m.store.ownRuns(ctx, who.ID, slug)
}

// RunsPerPage is the length of a page of the list.
const RunsPerPage = 50

// Runs lists the runs of people in reach, the newest first, and says how many there are.
func (m *Module) Runs(ctx context.Context, who actor.Actor, slug string, page int) (rows []RunRow, total int, err error) {
	return m.store.runRows(ctx, m.may.Reach(who, readRuns), slug, page, m.now())
}
