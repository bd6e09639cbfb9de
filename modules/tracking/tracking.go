package tracking

import (
	"context"
	"time"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/database"
	"credence/modules/kernel/event"
)

// PlaceOn says where a person was posted at an instant; 0 when nowhere.
type PlaceOn func(ctx context.Context, person int64, at time.Time) (int64, error)

// Module is the tracking module.
type Module struct {
	store   store
	placeOn PlaceOn
}

// New wires the module and begins to listen.
func New(db *database.DB, bus *event.Bus, placeOn PlaceOn) *Module {
	m := &Module{store: store{db}, placeOn: placeOn}
	m.listen(bus)
	return m
}

// PageSize is how many statements one page of a record shows.
const PageSize = 50

// Record is one page of a person's own statements, newest first, and whether more follow.
// before is the id of the last statement seen, 0 for the first page.
func (m *Module) Record(ctx context.Context, who actor.Actor, before int64) ([]Statement, bool, error) {
	list, err := m.store.newestOf(ctx, who.ID, before, PageSize+1)
	if err != nil || len(list) <= PageSize {
		return list, false, err
	}
	return list[:PageSize], true, nil
}
