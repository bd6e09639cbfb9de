package assessment

import (
	"context"
	"time"

	"credence/modules/access"
	"credence/modules/kernel/actor"
)

// Row is an attempt in a list.
type Row struct {
	ID          int64
	Quiz        string
	Version     int
	PersonID    int64
	Person      string
	Place       string // where the person is posted now
	Number      int
	State       State
	StartedAt   time.Time
	DeadlineAt  time.Time
	SubmittedAt *time.Time
	TimedOut    bool
	Score       float64
	PassMark    float64
	Passed      bool
	Locked      bool
	Factor      float64
	Answered    int
	Asked       int
}

// Status is the row's status word.
func (r Row) Status() string {
	switch {
	case r.State == InProgress:
		return "in_progress"
	case r.State != Marked:
		return "awaiting_marking"
	case r.Passed:
		return "passed"
	case r.Locked:
		return "failed_locked"
	}
	return "failed"
}

// Filter narrows a list of attempts. Empty fields do not.
type Filter struct {
	Quiz   string
	Status string // in_progress, awaiting_marking, passed, failed, failed_locked
	Person string // part of a name or e-mail
	Page   int    // from 1
}

// PerPage is the length of a page of the list.
const PerPage = 50

// listAttempts is who may see who has sat what, and with which outcome.
var listAttempts = access.Permission{Thing: "attempts", Verb: "list"}

// Attempts lists attempts of people in reach, the latest first, and says how many there are.
func (m *Module) Attempts(ctx context.Context, who actor.Actor, f Filter) (rows []Row, total int, err error) {
	return m.store.rows(ctx, m.may.Reach(who, listAttempts), f, m.now())
}

// MayRead reports whether who may open attempts of others.
func (m *Module) MayRead(who actor.Actor) bool { return m.may.May(who, readAttempts) }
