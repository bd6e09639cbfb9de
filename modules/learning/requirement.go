package learning

import (
	"time"

	"credence/modules/identity"
	"credence/modules/kernel/fault"
)

// Requirement says: this course, these people, by then. It holds for who is chosen now and for who comes later.
type Requirement struct {
	ID         int64
	Course     string
	PlaceID    int64      // everybody posted there or below
	StaffType  string     // empty: any
	RoleAtPost string     // empty: any
	DueOn      *time.Time // a date, or …
	DueDays    *int       // … days after the posting starts
	CreatedBy  int64
	CreatedAt  time.Time
	EndedAt    *time.Time
}

// TableName is where requirements are kept.
func (Requirement) TableName() string { return "learning.requirements" }

const longest = 3650 // days after the start of a posting

func (r *Requirement) criteria() identity.Criteria {
	return identity.Criteria{PlaceID: r.PlaceID, StaffType: r.StaffType, RoleAtPost: r.RoleAtPost}
}

// Due is the instant by which a person must be done: the end of the day where the person is. Days count from the
// start of the posting, and for those who were there before from the day the requirement was made.
func (r *Requirement) Due(m identity.Member) time.Time {
	if r.DueOn != nil {
		return endOfDay(*r.DueOn, m.Zone)
	}
	from := r.CreatedAt.In(zoneOf(m))
	if m.PostingStart.After(from) {
		from = m.PostingStart
	}
	return endOfDay(from.AddDate(0, 0, *r.DueDays), m.Zone)
}

func zoneOf(m identity.Member) *time.Location {
	if m.Zone == nil {
		return time.UTC
	}
	return m.Zone
}

// endOfDay is the last second of a calendar day in a zone.
func endOfDay(day time.Time, zone *time.Location) time.Time {
	if zone == nil {
		zone = time.UTC
	}
	y, m, d := day.Date()
	return time.Date(y, m, d, 23, 59, 59, 0, zone)
}

// RequirementDraft is what the form says about a new requirement. Exactly one of DueOn and DueDays is set.
type RequirementDraft struct {
	Course     string
	PlaceID    int64
	StaffType  string
	RoleAtPost string
	DueOn      *time.Time
	DueDays    *int
}

// check says what is wrong with the draft, field by field. Today is a date where the author is.
func (d RequirementDraft) check(today time.Time) error {
	var f fault.Fields
	if d.PlaceID == 0 {
		f.Add("place", "learning.place_needed")
	}
	switch {
	case (d.DueOn == nil) == (d.DueDays == nil):
		f.Add("due", "learning.due_needed")
	case d.DueOn != nil && d.DueOn.Format(time.DateOnly) < today.Format(time.DateOnly):
		f.Add("due_on", "learning.due_past")
	case d.DueDays != nil && (*d.DueDays < 1 || *d.DueDays > longest):
		f.Add("due_days", "learning.due_days_range", "n", longest)
	}
	return f.Err()
}

func (d RequirementDraft) by(person int64, now time.Time) *Requirement {
	return &Requirement{
		Course: d.Course, PlaceID: d.PlaceID, StaffType: d.StaffType, RoleAtPost: d.RoleAtPost,
		DueOn: d.DueOn, DueDays: d.DueDays, CreatedBy: person, CreatedAt: now,
	}
}
