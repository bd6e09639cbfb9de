package assessment

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"credence/modules/access"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// Accommodation gives a person more time in every quiz started from now on. Its reason is for those who may set it.
type Accommodation struct {
	ID       int64
	PersonID int64
	Factor   float64 // of the time limit, 1 to 4
	Reason   string
	SetBy    int64
	SetAt    time.Time
	EndedAt  *time.Time
}

// TableName is where accommodations are kept.
func (Accommodation) TableName() string { return "assessment.accommodations" }

var setAccommodation = access.Permission{Thing: "accommodation", Verb: "set"}

// Accommodated is a person in reach with the present accommodation, and those before it, newest first.
type Accommodated struct {
	PersonID int64
	Person   string
	Place    string
	Now      *Accommodation  `gorm:"-"`
	Past     []Accommodation `gorm:"-"`
}

// Accommodated shows what a person in reach has been given.
func (m *Module) Accommodated(ctx context.Context, who actor.Actor, person int64) (*Accommodated, error) {
	a, err := m.store.personIn(ctx, m.may.Reach(who, setAccommodation), person, m.now())
	if err != nil {
		return nil, err
	}
	all, err := m.store.accommodations(ctx, person)
	for i := range all {
		if all[i].EndedAt == nil {
			a.Now = &all[i]
		} else {
			a.Past = append(a.Past, all[i])
		}
	}
	return a, err
}

// Accommodate sets the extra-time factor of a person in reach; 1 takes it back. Attempts under way keep theirs.
func (m *Module) Accommodate(ctx context.Context, who actor.Actor, person int64, factor float64, reason string) error {
	reason = clean(reason)
	var f fault.Fields
	if math.IsNaN(factor) || factor < 1 || factor > 4 {
		f.Add("factor", "assessment.factor_range")
	}
	switch {
	case strings.TrimSpace(reason) == "":
		f.Add("reason", "assessment.reason_needed")
	case utf8.RuneCountInString(reason) > 500:
		f.Add("reason", "assessment.too_long", "limit", 500)
	}
	if err := f.Err(); err != nil {
		return err
	}
	if _, err := m.store.personIn(ctx, m.may.Reach(who, setAccommodation), person, m.now()); err != nil {
		return err
	}
	if person == who.ID {
		return fault.New(fault.Forbidden, "assessment.not_yourself")
	}
	now := m.now()
	return m.db.Tx(ctx, func(ctx context.Context) error {
		if err := m.store.endAccommodation(ctx, person, now); err != nil {
			return err
		}
		if err := m.store.addAccommodation(ctx, &Accommodation{
			PersonID: person, Factor: factor, Reason: reason, SetBy: who.ID, SetAt: now,
		}); err != nil {
			return err
		}
		return m.audit(ctx, who, "accommodation.set", fmt.Sprintf("person:%d", person), map[string]any{"factor": factor})
	})
}
