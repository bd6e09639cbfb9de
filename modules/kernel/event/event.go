// Package event carries facts from the module they happened in to the modules that care.
// A fact is written in the same transaction as the change it reports; River brings it to each
// listener, which handles it in a transaction of its own, once, with retries.
package event

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"credence/modules/kernel/database"
)

// Event is a fact in the past tense, for example activity.Finished.
type Event interface{ Name() string }

// Bus knows who listens to what, and who does which task.
type Bus struct {
	db        *database.DB
	listeners map[string][]string // event name → listeners
	handlers  map[string]func(ctx context.Context, payload []byte) error
	timetable []*river.PeriodicJob
	river     *river.Client[pgx.Tx]
}

// NewBus returns a bus on db with nobody listening yet.
func NewBus(db *database.DB) *Bus {
	return &Bus{
		db: db, listeners: map[string][]string{},
		handlers: map[string]func(context.Context, []byte) error{},
	}
}

// On makes handle run once for every E, in a transaction of its own. The listener's name
// is kept in the database, so it stays the same when code moves.
func On[E Event](b *Bus, listener string, handle func(ctx context.Context, e E) error) {
	var zero E
	b.listeners[zero.Name()] = append(b.listeners[zero.Name()], listener)
	Task(b, listener, handle)
}

// Task names work that is put off with Enqueue. It runs once, in a transaction of its own.
func Task[T any](b *Bus, name string, do func(ctx context.Context, args T) error) {
	if _, taken := b.handlers[name]; taken {
		panic("two listeners or tasks are called " + name)
	}
	b.handlers[name] = func(ctx context.Context, payload []byte) error {
		var args T
		if err := json.Unmarshal(payload, &args); err != nil {
			return err
		}
		return do(ctx, args)
	}
}

// Every does something again and again, on one process at a time.
func (b *Bus) Every(name string, pause time.Duration, do func(ctx context.Context) error) {
	Task(b, name, func(ctx context.Context, _ struct{}) error { return do(ctx) })
	b.timetable = append(b.timetable, river.NewPeriodicJob(river.PeriodicInterval(pause),
		func() (river.JobArgs, *river.InsertOpts) {
			return delivery{To: name, Payload: json.RawMessage("{}")}, &river.InsertOpts{MaxAttempts: 1}
		}, &river.PeriodicJobOpts{RunOnStart: true}))
}

// Announce writes e beside the change it reports. It must be called inside a Tx.
func (b *Bus) Announce(ctx context.Context, e Event) error {
	return b.insert(ctx, b.listeners[e.Name()], e)
}

// AnnounceAll announces many facts of one kind in one statement.
func AnnounceAll[E Event](ctx context.Context, b *Bus, all []E) error {
	if len(all) == 0 {
		return nil
	}
	facts := make([]any, len(all))
	for i, e := range all {
		facts[i] = e
	}
	return b.insert(ctx, b.listeners[all[0].Name()], facts...)
}

// Enqueue puts off the task called name. It must be called inside a Tx.
func (b *Bus) Enqueue(ctx context.Context, name string, args any) error {
	return b.insert(ctx, []string{name}, args)
}

// crowd is how many facts at once let single ones overtake them: a quiz that is handed in does not wait behind an import.
const crowd = 20

// insert writes a delivery of every fact to every listener.
func (b *Bus) insert(ctx context.Context, to []string, facts ...any) error {
	if len(to) == 0 {
		return nil
	}
	tx, ok := b.db.PgxTx(ctx)
	if !ok {
		return errors.New("events are announced inside a transaction")
	}
	opts := &river.InsertOpts{Priority: river.PriorityDefault}
	if len(facts) > crowd {
		opts.Priority = river.PriorityDefault + 2
	}
	var jobs []river.InsertManyParams
	for _, fact := range facts {
		payload, err := json.Marshal(fact)
		if err != nil {
			return err
		}
		for _, name := range to {
			jobs = append(jobs, river.InsertManyParams{Args: delivery{To: name, Payload: payload}, InsertOpts: opts})
		}
	}
	_, err := b.river.InsertManyFastTx(ctx, tx, jobs)
	return err
}

// Open prepares the bus for announcing. Start also delivers.
func (b *Bus) Open() (err error) {
	workers := river.NewWorkers()
	river.AddWorker(workers, &deliverer{bus: b})
	b.river, err = river.NewClient(riverpgxv5.New(b.db.Pool), &river.Config{
		Logger:            slog.New(slog.DiscardHandler),
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 4}},
		Workers:           workers,
		PeriodicJobs:      b.timetable,
		FetchCooldown:     20 * time.Millisecond,
		FetchPollInterval: time.Second,
		JobTimeout:        time.Minute,
		// What a killed process was delivering is taken up again soon, not after River's hour.
		RescueStuckJobsAfter: 2 * time.Minute,
		ErrorHandler:         logged{},
	})
	return err
}

// Start delivers in the background until Stop.
func (b *Bus) Start(ctx context.Context) error { return b.river.Start(ctx) }

// Stop lets what is being delivered finish until ctx ends. What takes longer is cut off; its transaction undoes it, and
// it is delivered after the next start.
func (b *Bus) Stop(ctx context.Context) error {
	if b.river.Stop(ctx) == nil {
		return nil
	}
	cutting, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return b.river.StopAndCancel(cutting)
}

// delivery is one fact on its way to one listener, or one task.
type delivery struct {
	To      string          `json:"to"`
	Payload json.RawMessage `json:"payload"`
}

// Kind is River's name for it; it never changes.
func (delivery) Kind() string { return "delivery" }

type deliverer struct {
	river.WorkerDefaults[delivery]
	bus *Bus
}

// Work hands the payload over and marks the job done in the same transaction, so it happens exactly once.
func (d *deliverer) Work(ctx context.Context, job *river.Job[delivery]) error {
	handle, known := d.bus.handlers[job.Args.To]
	if !known {
		return river.JobCancel(fmt.Errorf("nobody is called %s", job.Args.To))
	}
	return d.bus.db.Tx(ctx, func(ctx context.Context) error {
		if err := handle(ctx, job.Args.Payload); err != nil {
			return err
		}
		tx, _ := d.bus.db.PgxTx(ctx)
		_, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job)
		return err
	})
}
