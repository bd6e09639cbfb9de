package identity

import (
	"time"
	"unicode/utf8"

	"credence/modules/kernel/fault"
)

// Posting is a stretch of time that a person spends at a place. Postings are history: they end, they are not deleted.
type Posting struct {
	ID         int64
	PersonID   int64
	PlaceID    int64
	RoleAtPost string
	StartsOn   time.Time
	EndsOn     *time.Time // the last day; nil: open
}

// TableName is where postings are kept.
func (Posting) TableName() string { return "identity.postings" }

// Posted announces that these people have a posting that may bring duties with it: new people, new postings, an import.
type Posted struct {
	People []int64
	At     time.Time
}

// Name is how the event is kept.
func (Posted) Name() string { return "identity.posted" }

// NewPosting is what a form says about a posting.
type NewPosting struct {
	PlaceID          int64
	RoleAtPost       string
	StartsOn, EndsOn time.Time // zero: not said
}

func (n NewPosting) check(f *fault.Fields) {
	if n.PlaceID == 0 {
		f.Add("place", "identity.place_missing")
	}
	if utf8.RuneCountInString(n.RoleAtPost) > 80 {
		f.Add("role_at_post", "identity.too_long", "n", 80)
	}
	switch {
	case n.StartsOn.IsZero():
		f.Add("starts_on", "identity.starts_on_missing")
	case !n.EndsOn.IsZero() && n.EndsOn.Before(n.StartsOn):
		f.Add("ends_on", "identity.ends_before_start")
	}
}

func (n NewPosting) of(person int64) Posting {
	p := Posting{PersonID: person, PlaceID: n.PlaceID, RoleAtPost: n.RoleAtPost, StartsOn: n.StartsOn}
	if !n.EndsOn.IsZero() {
		p.EndsOn = &n.EndsOn
	}
	return p
}

// End sets the last day of the posting.
func (p *Posting) End(on time.Time) error {
	if on.IsZero() {
		return fault.New(fault.Invalid, "identity.ends_on_missing").In("ends_on")
	}
	if on.Before(p.StartsOn) {
		return fault.New(fault.Invalid, "identity.ends_before_start").In("ends_on")
	}
	p.EndsOn = &on
	return nil
}
