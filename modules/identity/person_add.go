package identity

import (
	"context"
	"fmt"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// AddPerson adds somebody with a first posting. Everybody begins as a trainee.
func (m *Module) AddPerson(ctx context.Context, who actor.Actor, d Details, first NewPosting) (p Person, err error) {
	d = d.Tidy()
	if err := checkBoth(d, first); err != nil {
		return p, err
	}
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		place, err := m.placeWithin(ctx, first.PlaceID, m.reach(who, "person", "write"))
		if err != nil {
			return in("place", err)
		}
		p.CreatedAt = m.now()
		p.take(d)
		if err := m.insertPerson(ctx, &p); err != nil {
			return err
		}
		posting := first.of(p.ID)
		if err := m.savePosting(ctx, &posting); err != nil {
			return err
		}
		if err := m.insertRole(ctx, p.ID, "trainee", place.ID); err != nil {
			return err
		}
		if err := m.Audit(ctx, who, "person.added", personRef(p.ID), map[string]any{"place": place.Name}); err != nil {
			return err
		}
		return m.bus.Announce(ctx, Posted{People: []int64{p.ID}, At: m.now()})
	})
	return p, err
}

func checkBoth(d Details, first NewPosting) error {
	var f fault.Fields
	f.Faults = append(f.Faults, fault.All(d.Check())...)
	first.check(&f)
	return f.Err()
}

// in turns "no such thing" about something chosen in a form into a refusal beside its field.
func in(field string, err error) error {
	if f := fault.Of(err); f != nil && f.Kind == fault.Missing {
		return fault.New(fault.Invalid, f.Key).In(field)
	}
	return err
}

// personRef is how audit rows name a person.
func personRef(id int64) string { return fmt.Sprintf("person:%d", id) }

// emailTaken refuses a second person with the same e-mail.
var emailTaken = fault.New(fault.Invalid, "identity.email_taken").In("email")

// nobody says that there is no such person, or not within reach.
var nobody = fault.New(fault.Missing, "identity.person_missing")
