package assessment

import (
	"context"
	"slices"
	"time"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// Sheet is what one open page sends: the answers to some of its questions, in shown positions.
type Sheet struct {
	Page  string // names the open page; every load has its own
	Seen  int    // the sequence that the page knows
	Given []Given
}

// Given is what a person entered for one question. Values holds the picks, one entry for each shown option of
// a match or an arrangement, or the one string that was typed.
type Given struct {
	Place   int
	Values  []string
	Flagged bool
}

// Receipt proves that the server holds what was sent.
type Receipt struct {
	At       time.Time
	Sequence int
	Places   []int  // the questions that were saved
	Code     string // of the last of them
	Answered int    // questions with an answer, after this save
	Of       int
}

// Save keeps the answers of a page and returns a receipt after they are committed. When the attempt is closed the
// error is ErrClosed; when another page has saved one of the questions since, nothing is kept and the error says so.
func (m *Module) Save(ctx context.Context, who actor.Actor, id int64, sheet Sheet) (Receipt, error) {
	for range 100 { // saves of other pages may come between; each round at least one of them is done
		a, held, err := m.store.ownAttempt(ctx, who.ID, id)
		if err != nil {
			return Receipt{}, err
		}
		now := m.now()
		if a.State == InProgress && a.Closed(now) {
			if _, _, err := m.finish(ctx, id, false); err != nil {
				return Receipt{}, err
			}
		}
		if a.Closed(now) {
			return Receipt{}, ErrClosed
		}
		quiz, err := m.version(ctx, a.Quiz, a.Version)
		if err != nil {
			return Receipt{}, err
		}
		answers, err := a.read(quiz, sheet.Given)
		if err != nil {
			return Receipt{}, err
		}
		if err := a.Accept(held, answers, sheet.Page, sheet.Seen, now); err != nil {
			return Receipt{}, err
		}
		saved := true
		if len(answers) > 0 {
			if saved, err = m.store.saveAnswers(ctx, a, answers); err != nil {
				return Receipt{}, err
			}
		}
		if saved {
			return a.receipt(held, answers, now), nil
		}
	}
	return Receipt{}, fault.New(fault.Conflict, "assessment.busy")
}

// read turns what came in into answers in the questions' own ids. Questions that are not in the paper are ignored.
func (a *Attempt) read(quiz *Quiz, given []Given) (answers []Saved, err error) {
	seen := map[int]bool{}
	for _, g := range given {
		if g.Place < 1 || g.Place > len(a.Paper) || seen[g.Place] {
			continue
		}
		seen[g.Place] = true
		place := a.Paper[g.Place-1]
		value, err := place.answer(quiz.Item(place.Item), g.Values)
		if err != nil {
			f := fault.Of(err)
			return nil, f.With(append(slices.Clone(f.Args), "question", g.Place)...)
		}
		answers = append(answers, Saved{Place: g.Place, Value: value, Flagged: g.Flagged})
	}
	return answers, nil
}

func (a *Attempt) receipt(held map[int]Saved, answers []Saved, now time.Time) Receipt {
	r := Receipt{At: now, Sequence: a.Sequence, Of: len(a.Paper)}
	for _, s := range answers {
		held[s.Place] = s
		r.Sequence, r.Code = s.Sequence, s.Code()
		r.Places = append(r.Places, s.Place)
	}
	r.Answered = answered(held)
	return r
}

func answered(held map[int]Saved) (n int) {
	for _, s := range held {
		if !s.Value.Blank() {
			n++
		}
	}
	return n
}
