package assessment

import (
	"context"
	"time"

	"credence/modules/kernel/actor"
)

// Sitting is an open attempt as its owner sees it. It holds nothing that tells right from wrong.
type Sitting struct {
	Attempt  *Attempt
	Title    string
	Asked    []Asked
	Answered int
	Now      time.Time // the server's, for the page's timer
}

// Asked is one question of an open attempt.
type Asked struct {
	Place   int // from 1
	Points  float64
	Prompt  Prompt
	Given   []string // in shown positions
	Blank   bool
	Flagged bool
	SavedAt time.Time // zero: never saved
	Code    string    // of the receipt
}

// Sit opens the owner's attempt. When it is over the error is ErrClosed and the result can be read.
func (m *Module) Sit(ctx context.Context, who actor.Actor, id int64) (*Sitting, error) {
	a, held, err := m.store.ownAttempt(ctx, who.ID, id)
	if err != nil {
		return nil, err
	}
	now := m.now()
	if a.Closed(now) {
		if a.State == InProgress {
			if _, _, err := m.finish(ctx, id, false); err != nil {
				return nil, err
			}
		}
		return nil, ErrClosed
	}
	quiz, err := m.version(ctx, a.Quiz, a.Version)
	if err != nil {
		return nil, err
	}
	return a.sitting(quiz, held, now), nil
}

func (a *Attempt) sitting(quiz *Quiz, held map[int]Saved, now time.Time) *Sitting {
	s := &Sitting{Attempt: a, Title: quiz.Title.In(a.Lang), Answered: answered(held), Now: now}
	for i, place := range a.Paper {
		item := quiz.Item(place.Item)
		asked := Asked{Place: i + 1, Points: item.Points, Prompt: place.shown(item, a.Lang), Blank: true}
		if saved, ok := held[i+1]; ok {
			asked.Given, asked.Blank, asked.Flagged = place.Given(item, saved.Value), saved.Value.Blank(), saved.Flagged
			asked.SavedAt, asked.Code = saved.SavedAt, saved.Code()
		}
		s.Asked = append(s.Asked, asked)
	}
	return s
}
