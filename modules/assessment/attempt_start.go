package assessment

import (
	"context"
	"time"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// Start begins an attempt at a quiz, or returns the one that is already open. Of parallel starts all get the same.
func (m *Module) Start(ctx context.Context, who actor.Actor, quizID, lang string) (*Attempt, error) {
	if _, err := m.Quiz(quizID); err != nil {
		return nil, err
	}
	for {
		attempts, err := m.settled(ctx, who, quizID)
		if err != nil {
			return nil, err
		}
		if n := len(attempts); n > 0 && attempts[n-1].State == InProgress {
			return &attempts[n-1], nil
		}
		quiz, err := m.admitted(ctx, who, quizID)
		if err != nil {
			return nil, err
		}
		factor, err := m.store.factor(ctx, who.ID)
		if err != nil {
			return nil, err
		}
		a, err := begin(quiz, who.ID, attempts, lang, factor, m.seed(), m.now())
		if err != nil {
			return nil, err
		}
		var added bool
		err = m.db.Tx(ctx, func(ctx context.Context) error {
			if added, err = m.store.addAttempt(ctx, a); err != nil || !added {
				return err
			}
			return m.bus.Announce(ctx, a.started())
		})
		if err != nil || added {
			return a, err
		}
	} // somebody else was quicker: look again
}

// begin is the attempt that follows these, if the rules of the quiz allow one.
func begin(quiz *Quiz, person int64, before []Attempt, lang string, factor float64, seed int64, now time.Time) (*Attempt, error) {
	try := 1
	for i := range before {
		try++
		if before[i].Passed {
			try = 1
		}
	}
	if try > 1 {
		last := before[len(before)-1]
		if next, ok := last.Next(); try > quiz.Attempts || !ok {
			return nil, fault.New(fault.Conflict, "assessment.none_left")
		} else if now.Before(next) {
			return nil, fault.New(fault.Conflict, "assessment.wait")
		}
	}
	limit := time.Duration(float64(quiz.Minutes)*factor*60) * time.Second
	return &Attempt{
		Quiz: quiz.ID, Version: quiz.Version, PersonID: person, Number: len(before) + 1, Try: try,
		Lang: quiz.Speaks(lang), Seed: seed, Paper: quiz.draw(seed),
		PassMark: quiz.PassMark, Allowed: quiz.Attempts, WaitHours: quiz.WaitHours, Factor: factor,
		StartedAt: now, DeadlineAt: now.Add(limit), State: InProgress,
	}, nil
}

// admitted asks the gate and finds the version that it names.
func (m *Module) admitted(ctx context.Context, who actor.Actor, quizID string) (*Quiz, error) {
	newest, err := m.Quiz(quizID)
	if err != nil {
		return nil, err
	}
	version, err := m.gate(ctx, who, newest.Ref())
	if err != nil {
		return nil, err
	}
	return m.version(ctx, quizID, version)
}

// settled brings a person's attempts at a quiz, after closing one whose time is up.
func (m *Module) settled(ctx context.Context, who actor.Actor, quizID string) ([]Attempt, error) {
	attempts, err := m.store.ownAttempts(ctx, who.ID, quizID)
	if err != nil {
		return nil, err
	}
	if n := len(attempts); n > 0 && attempts[n-1].State == InProgress && attempts[n-1].Closed(m.now()) {
		done, _, err := m.finish(ctx, attempts[n-1].ID, false)
		if err != nil {
			return nil, err
		}
		attempts[n-1] = *done
	}
	return attempts, nil
}
