package assessment

import (
	"context"
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

// Audit writes down who changed something that others must be able to look up.
type Audit func(ctx context.Context, who actor.Actor, verb, object string, detail map[string]any) error

// Module is the assessment module.
type Module struct {
	db    *database.DB
	bus   *event.Bus
	may   *access.Module
	audit Audit
	gate  Gate
	now   func() time.Time
	seed  func() int64
	store store

	quizzes sync.RWMutex
	newest  map[string]*Quiz // by id
	kept    map[kept]*Quiz   // versions never change, so they are never stale
}

type kept struct {
	quiz    string
	version int
}

// New builds the module and registers its tasks on bus. Each attempt keeps a seed that it was drawn with.
func New(db *database.DB, bus *event.Bus, may *access.Module, audit Audit, gate Gate, now func() time.Time, seed func() int64) *Module {
	m := &Module{
		db: db, bus: bus, may: may, audit: audit, gate: gate, store: store{db}, seed: seed,
		now:    func() time.Time { return now().UTC().Truncate(time.Microsecond) }, // as PostgreSQL keeps it
		newest: map[string]*Quiz{}, kept: map[kept]*Quiz{},
	}
	bus.Every("assessment.expire", 30*time.Second, m.expireDue)
	event.Task(bus, "assessment.expire_one", m.expireOne)
	return m
}
