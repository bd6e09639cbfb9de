package assessment

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"credence/modules/activity"
	"credence/modules/kernel/fault"
)

// State of an attempt:
//
//	in_progress ─ handed in ─▶ submitted ─ marked ─▶ marked
//	in_progress ─ time is up ─▶ expired  ─ marked ─▶ marked
//
// Only the server's clock moves it.
type State string

const (
	InProgress State = "in_progress"
	Submitted  State = "submitted"
	Expired    State = "expired"
	Marked     State = "marked"
)

// Grace is how long after the deadline an answer that was given in time may still arrive.
const Grace = 5 * time.Second

var (
	ErrMissing = fault.New(fault.Missing, "assessment.attempt_missing")
	ErrClosed  = fault.New(fault.Conflict, "assessment.closed")
)

// Attempt is one person's go at a quiz. It keeps the version, the paper and the conditions it was started with.
type Attempt struct {
	ID       int64
	Quiz     string
	Version  int
	PersonID int64
	Number   int // 1 for the person's first attempt at this quiz
	Try      int // 1 for the first since the person last passed; Allowed counts these
	Lang     string
	Seed     int64
	Paper    []Place `gorm:"serializer:json"`

	PassMark   float64 // percent
	Allowed    int     // attempts
	WaitHours  int
	Factor     float64 // of the time limit; 1 for most people
	StartedAt  time.Time
	DeadlineAt time.Time

	State       State
	Sequence    int  // grows with every save
	TimedOut    bool // the clock handed it in
	SubmittedAt *time.Time
	MarkedAt    *time.Time
	Points      float64
	OutOf       float64
	Score       float64 // 0 to 1
	Passed      bool
	Locked      bool // failed, and no attempt is left
}

// TableName is where attempts are kept.
func (Attempt) TableName() string { return "assessment.attempts" }

// Saved is the answer to one question of an attempt, as the server holds it.
type Saved struct {
	AttemptID int64     `json:"-"`
	Place     int       `json:"place"` // from 1
	Value     Answer    `json:"value" gorm:"serializer:json"`
	Flagged   bool      `json:"flagged"` // to come back to
	Sequence  int       `json:"sequence"`
	Page      string    `json:"page"` // the open page that sent it
	SavedAt   time.Time `json:"saved_at"`
	Points    *float64  `json:"points"` // nil until marked
	Mark      *Mark     `json:"mark" gorm:"serializer:json"`
}

// TableName is where answers are kept.
func (Saved) TableName() string { return "assessment.answers" }

// Code is the short proof on a receipt. It follows from what is kept, so a receipt can be checked later.
func (s Saved) Code() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %d %d %d %s", s.AttemptID, s.Place, s.Sequence, s.SavedAt.UnixMilli(), strings.Join(s.Value, "\x00")))
	return hex.EncodeToString(sum[:2])
}

// Closed reports whether the attempt takes no more answers at now, whether or not somebody has noticed.
func (a *Attempt) Closed(now time.Time) bool { return a.State != InProgress || a.overdue(now) }

func (a *Attempt) overdue(now time.Time) bool { return now.After(a.DeadlineAt.Add(Grace)) }

// Accept takes answers that a page has sent: given by place, as it was when the page had seen sequence seen.
// An answer is refused when another page has saved the same question since; the newer one stays.
func (a *Attempt) Accept(held map[int]Saved, given []Saved, page string, seen int, now time.Time) error {
	if a.Closed(now) {
		return ErrClosed
	}
	for i := range given {
		s := &given[i]
		old, known := held[s.Place]
		if known && old.Sequence > seen && (page == "" || old.Page != page) && !same(old.Value, s.Value) {
			return fault.New(fault.Conflict, "assessment.stale").With("question", s.Place)
		}
		s.AttemptID, s.Sequence, s.Page, s.SavedAt = a.ID, a.Sequence+1, page, now
	}
	return nil
}

func same(a, b Answer) bool { return strings.Join(a, "\x00") == strings.Join(b, "\x00") }

// HandIn closes the attempt because the person says so, or because time is up.
func (a *Attempt) HandIn(now time.Time) {
	if a.State != InProgress {
		return
	}
	a.State, a.SubmittedAt = Submitted, &now
	if a.overdue(now) {
		at := a.DeadlineAt
		a.State, a.TimedOut, a.SubmittedAt = Expired, true, &at
	}
}

// Grade marks what was handed in and returns every question with its mark, blank ones included.
func (a *Attempt) Grade(quiz *Quiz, held map[int]Saved, now time.Time) (marks []Saved) {
	if a.State != Submitted && a.State != Expired {
		return nil
	}
	a.Points, a.OutOf = 0, 0
	for i, place := range a.Paper {
		s, known := held[i+1]
		if !known {
			s = Saved{AttemptID: a.ID, Place: i + 1, SavedAt: *a.SubmittedAt}
		}
		item := quiz.Item(place.Item)
		mark := item.Grade(s.Value)
		points := mark.Share * item.Points
		s.Mark, s.Points = &mark, &points
		a.Points, a.OutOf = a.Points+points, a.OutOf+item.Points
		marks = append(marks, s)
	}
	a.Score = a.Points / a.OutOf
	a.Passed = a.Score*100 >= a.PassMark-1e-9
	a.Locked = !a.Passed && a.Try >= a.Allowed
	a.State, a.MarkedAt = Marked, &now
	return marks
}

// Next is when the person may try again; false when this was the last attempt or is not over.
func (a *Attempt) Next() (at time.Time, ok bool) {
	if a.State != Marked || a.Passed || a.Locked {
		return at, false
	}
	return a.SubmittedAt.Add(time.Duration(a.WaitHours) * time.Hour), true
}

// Left is how many attempts remain after this one.
func (a *Attempt) Left() int { return max(0, a.Allowed-a.Try) }

func (a *Attempt) started() activity.Started {
	return activity.Started{
		Activity: activity.Ref{Kind: activity.Quiz, ID: a.Quiz}, Version: a.Version,
		Person: a.PersonID, Attempt: a.ID, Mode: activity.Online, At: a.StartedAt,
	}
}

func (a *Attempt) finished() activity.Finished {
	return activity.Finished{
		Activity: activity.Ref{Kind: activity.Quiz, ID: a.Quiz}, Version: a.Version,
		Person: a.PersonID, Attempt: a.ID, Mode: activity.Online,
		Score: a.Score, Passed: a.Passed, Locked: a.Locked, At: *a.SubmittedAt,
	}
}
