package learning

import (
	"time"

	"credence/modules/activity"
)

// Result is the best outcome of one activity in one enrolment.
type Result struct {
	Kind       string    `json:"kind"`
	Activity   string    `json:"activity"`
	AttemptID  int64     `json:"attempt_id"`
	Mode       string    `json:"mode"`
	Score      float64   `json:"score"`
	Passed     bool      `json:"passed"`
	Locked     bool      `json:"locked"` // failed, and no attempt is left
	FinishedAt time.Time `json:"finished_at"`
}

// Ref is the activity that the result belongs to.
func (r Result) Ref() activity.Ref { return activity.Ref{Kind: r.Kind, ID: r.Activity} }

// record keeps the outcome of an activity if it is the best so far, and says whether failing is where things stand.
func (e *Enrolment) record(c *Course, f activity.Finished) Result {
	next := Result{
		Kind: f.Activity.Kind, Activity: f.Activity.ID, AttemptID: f.Attempt, Mode: f.Mode,
		Score: f.Score, Passed: f.Passed, Locked: f.Locked && !f.Passed, FinishedAt: f.At,
	}
	if had := e.Progress.Result(f.Activity); had == nil {
		e.Progress.Results = append(e.Progress.Results, next)
	} else {
		next = had.better(next)
		*had = next
	}
	e.SubmittedAt = nil
	if e.Open() {
		e.FailedAt, e.LockedAt = e.Progress.failing(c)
	}
	return next
}

// better is the better of two outcomes: a pass beats a fail, then the higher score. Whether attempts are left is
// always what the later one says.
func (r Result) better(next Result) Result {
	best := r
	if next.Passed && !r.Passed || next.Passed == r.Passed && next.Score > r.Score {
		best = next
	}
	best.Locked = next.Locked && !best.Passed
	return best
}

// failing says since when an activity that the course asks for stands failed, and since when the course cannot be
// completed any more because no attempt is left.
func (p Progress) failing(c *Course) (failed, locked *time.Time) {
	hoped := Progress{} // all that can still be done, done
	for _, l := range c.Lessons() {
		hoped.Read = append(hoped.Read, Read{Lesson: l.ID()})
	}
	for _, a := range c.Activities {
		had := p.Result(a.Ref)
		hoped.Results = append(hoped.Results, Result{Kind: a.Kind, Activity: a.ID, Passed: had == nil || !had.Locked})
		if had == nil || had.Passed || !c.Completion.Needs(a.Ref) {
			continue
		}
		if at := had.FinishedAt; failed == nil || at.After(*failed) {
			failed = &at
		}
	}
	if failed != nil && !c.Completion.Met(c, hoped) {
		locked = failed
	}
	return failed, locked
}
