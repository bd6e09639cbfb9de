package simulation

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"credence/modules/access"
	"credence/modules/activity"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/database"
	"credence/modules/kernel/event"
)

// Gate says whether a person may begin an activity now, and on which version (0: the newest).
type Gate func(ctx context.Context, who actor.Actor, ref activity.Ref) (version int, err error)

// Module is the simulation module.
type Module struct {
	db     *database.DB
	bus    *event.Bus
	may    *access.Module
	gate   Gate
	now    func() time.Time
	store  store
	driver string // this process, as worlds know it

	scenarios sync.RWMutex
	newest    map[string]*Scenario
	kept      map[kept]*Scenario // versions never change, so they are never stale

	worlds sync.Map // world id → *cached
	seen   sync.Map // world id → when a page was last noted
}

type kept struct {
	scenario string
	version  int
}

// New builds the module. Drive must run for exercise time to pass.
func New(db *database.DB, bus *event.Bus, may *access.Module, gate Gate, now func() time.Time) *Module {
	return &Module{
		db: db, bus: bus, may: may, gate: gate, store: store{db}, driver: rand.Text(),
		now:    func() time.Time { return now().UTC().Truncate(time.Microsecond) }, // as PostgreSQL keeps it
		newest: map[string]*Scenario{}, kept: map[kept]*Scenario{},
	}
}
