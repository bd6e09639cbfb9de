package simulation

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"credence/modules/access"
	"credence/modules/activity"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/database"
	"credence/modules/kernel/event"
	"credence/modules/kernel/pgtest"
)

// house is the module on a database of its own, with the clock in hand and a small cast:
// a ministry (/1/) with two missions, a trainee at each, and the instructor of the first.
type house struct {
	*Module
	t   *testing.T
	db  *database.DB
	bus *event.Bus

	mu       sync.Mutex
	clock    time.Time
	shut     error // what the gate says
	started  []activity.Started
	finished []activity.Finished

	ada, cem, ines actor.Actor
}

const slug = "the-late-ferry"

func open(t *testing.T) *house {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	h := &house{t: t, db: db, bus: event.NewBus(db), clock: begun}
	h.Module = h.process()
	event.On(h.bus, "test.started", func(_ context.Context, e activity.Started) error {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.started = append(h.started, e)
		return nil
	})
	event.On(h.bus, "test.finished", func(_ context.Context, e activity.Finished) error {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.finished = append(h.finished, e)
		return nil
	})
	must(t, h.bus.Open())
	must(t, h.Load(t.Context(), os.DirFS("testdata")))
	h.sql(`INSERT INTO identity.places (parent_id, path, kind, name) VALUES (NULL, '/1/', 'ministry', 'Ministry')`)
	h.sql(`INSERT INTO identity.places (parent_id, path, kind, name) VALUES (1, '/1/2/', 'embassy', 'Quessa'), (1, '/1/3/', 'embassy', 'Tarnis')`)
	h.ada, h.cem, h.ines = h.person("Ada", 2, "trainee"), h.person("Cem", 3, "trainee"), h.person("Ines", 2, "instructor")
	return h
}

// process is a further server on the same database.
func (h *house) process() *Module {
	h.t.Helper()
	may, err := access.New()
	must(h.t, err)
	return New(h.db, h.bus, may, func(context.Context, actor.Actor, activity.Ref) (int, error) { return 0, h.shut }, h.now)
}

func (h *house) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.clock
}

// pass lets wall time go by in small steps, with the drivers running.
func (h *house) pass(d time.Duration, drivers ...*Module) {
	h.t.Helper()
	for end := h.now().Add(d); h.now().Before(end); {
		h.mu.Lock()
		h.clock = h.clock.Add(min(2*time.Second, end.Sub(h.clock)))
		h.mu.Unlock()
		for _, m := range drivers {
			must(h.t, m.Step(h.t.Context()))
		}
	}
}

// stay is pass with the player's page open.
func (h *house) stay(run *Run, d time.Duration, m *Module) {
	h.t.Helper()
	for ; d > 0; d -= min(d, time.Minute) {
		_, err := m.Look(h.t.Context(), h.ada, run.ID)
		must(h.t, err)
		h.pass(min(d, time.Minute), m)
	}
}

func (h *house) sql(statement string, args ...any) {
	h.t.Helper()
	must(h.t, h.db.In(h.t.Context()).Exec(statement, args...).Error)
}

func (h *house) count(query string, args ...any) (n int) {
	h.t.Helper()
	must(h.t, h.db.In(h.t.Context()).Raw(query, args...).Scan(&n).Error)
	return n
}

func (h *house) person(name string, place int64, role string) actor.Actor {
	h.t.Helper()
	email := strings.ToLower(name) + "@arvenia.example"
	h.sql("INSERT INTO identity.people (name, email, staff_type, created_at) VALUES (?, ?, 'diplomat', ?)", name, email, begun)
	id := int64(h.count("SELECT id FROM identity.people WHERE email = ?", email))
	h.sql("INSERT INTO identity.postings (person_id, place_id, starts_on) VALUES (?, ?, '2026-01-01')", id, place)
	return actor.Actor{ID: id, Name: name, Lang: "en", PlaceID: place, Held: []actor.Held{{Role: role, Path: fmt.Sprintf("/1/%d/", place)}}}
}

func (h *house) begin(who actor.Actor, speed float64) *Run {
	h.t.Helper()
	run, err := h.Start(h.t.Context(), who, slug, speed)
	must(h.t, err)
	return run
}

func (h *house) do(m *Module, run *Run, commands ...Command) *State {
	h.t.Helper()
	state, err := m.Do(h.t.Context(), h.ada, run.ID, commands...)
	must(h.t, err)
	return state
}

func (h *house) look(run *Run) *Look {
	h.t.Helper()
	look, err := h.Look(h.t.Context(), h.ada, run.ID)
	must(h.t, err)
	return look
}

func (h *house) log(run *Run) []Event {
	h.t.Helper()
	world := int64(h.count("SELECT id FROM simulation.worlds WHERE run_id = ?", run.ID))
	events, err := h.store.events(h.t.Context(), world, 0, 1<<62)
	must(h.t, err)
	return events
}
