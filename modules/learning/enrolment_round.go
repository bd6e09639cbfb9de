package learning

import (
	"time"
)

// next opens the round after this one in course version c. A renewal starts afresh and keeps the running validity;
// a newer version keeps the date and what reads and counts the same in both.
func (e *Enrolment) next(from, to *Course, now time.Time) *Enrolment {
	n := &Enrolment{
		PersonID: e.PersonID, Course: e.Course, Version: to.Version, Round: e.Round + 1,
		Source: e.Source, RequirementID: e.RequirementID, EnrolledBy: e.EnrolledBy, EnrolledAt: now,
		RenewsUntil: e.RenewsUntil, RenewsGrace: e.RenewsGrace,
	}
	if e.CompletedAt != nil {
		n.Source, n.EnrolledBy, n.RequirementID, n.DueAt = BySelf, &e.PersonID, nil, e.ExpiresAt
		n.RenewsUntil, n.RenewsGrace = e.ExpiresAt, e.GraceUntil
		return n
	}
	n.DueAt, n.StartedAt = e.DueAt, e.StartedAt
	for _, r := range e.Progress.Read {
		if from.SameLesson(to, r.Lesson) {
			n.Progress.Read = append(n.Progress.Read, r)
		}
	}
	for _, r := range e.Progress.Results {
		before, after := from.Uses(r.Ref()), to.Uses(r.Ref())
		if before != nil && after != nil && before.Version == after.Version {
			n.Progress.Results = append(n.Progress.Results, r)
		}
	}
	n.FailedAt, n.LockedAt = n.Progress.failing(to)
	if to.Lesson(e.LastLesson) != nil {
		n.LastLesson, n.LastAt = e.LastLesson, e.LastAt
	}
	return n
}
