package assessment

import (
	"context"
	"time"

	"credence/modules/access"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// ErrOpen says that there is no result yet.
var ErrOpen = fault.New(fault.Conflict, "assessment.still_open")

// Result shows a closed attempt to its owner, as far as the review policy of the quiz goes.
func (m *Module) Result(ctx context.Context, who actor.Actor, id int64) (*Result, error) {
	a, held, err := m.store.ownAttempt(ctx, who.ID, id)
	if err != nil {
		return nil, err
	}
	if a.State == InProgress && a.Closed(m.now()) {
		if a, held, err = m.finish(ctx, id, false); err != nil {
			return nil, err
		}
	}
	if a.State == InProgress {
		return nil, ErrOpen
	}
	quiz, err := m.version(ctx, a.Quiz, a.Version)
	if err != nil {
		return nil, err
	}
	all, err := m.settled(ctx, who, a.Quiz)
	if err != nil {
		return nil, err
	}
	return a.result(quiz, held, all), nil
}

// readAttempts is who may read the marks and answers of others.
var readAttempts = access.Permission{Thing: "attempts", Verb: "read"}

// Marks shows an attempt of somebody in reach, right answers included. An open one shows no questions yet.
func (m *Module) Marks(ctx context.Context, who actor.Actor, id int64) (*Result, Row, error) {
	row, err := m.store.row(ctx, m.may.Reach(who, readAttempts), id, m.now())
	if err != nil {
		return nil, row, err
	}
	a, held, err := m.store.ownAttempt(ctx, row.PersonID, id)
	if err != nil {
		return nil, row, err
	}
	quiz, err := m.version(ctx, a.Quiz, a.Version)
	if err != nil {
		return nil, row, err
	}
	r := &Result{Shows: showsAll}
	if a.State != Marked {
		r.Shows = Shows{}
	}
	r.fill(a, quiz, held)
	return r, row, nil
}

// Front is what a person sees of a quiz before and between attempts.
type Front struct {
	Quiz     *Quiz
	Attempts []Attempt // own, the first one first
	Open     *Attempt  // the one in progress
	Factor   float64   // of the time limit
	Minutes  int       // with the extra time
	Left     int
	Refused  error     // why none can be started now; nil when one can
	NextAt   time.Time // when Refused will pass by itself; zero otherwise
}

// Front opens a quiz for who.
func (m *Module) Front(ctx context.Context, who actor.Actor, quizID string) (*Front, error) {
	newest, err := m.Quiz(quizID)
	if err != nil {
		return nil, err
	}
	f := &Front{Quiz: newest}
	if f.Attempts, err = m.settled(ctx, who, quizID); err != nil {
		return nil, err
	}
	if f.Factor, err = m.store.factor(ctx, who.ID); err != nil {
		return nil, err
	}
	if n := len(f.Attempts); n > 0 && f.Attempts[n-1].State == InProgress {
		f.Open = &f.Attempts[n-1]
		f.Left = f.Open.Left() + 1 // the open one counts as left
	}
	quiz, err := m.admitted(ctx, who, quizID)
	switch {
	case fault.Of(err) != nil && len(f.Attempts) == 0:
		return nil, err // somebody who may not begin and never did sees nothing
	case fault.Of(err) != nil:
		f.Refused = err
	case err != nil:
		return nil, err
	default:
		f.Quiz = quiz
		next, err := begin(quiz, who.ID, f.Attempts, who.Lang, f.Factor, 1, m.now())
		f.Refused = err
		if err == nil {
			f.Left = next.Left() + 1
		}
	}
	if n := len(f.Attempts); n > 0 && f.Open == nil && f.Refused != nil {
		f.NextAt, _ = f.Attempts[n-1].Next()
		f.Left = f.Attempts[n-1].Left()
	}
	f.Minutes = int(float64(f.Quiz.Minutes) * f.Factor)
	return f, nil
}
