package identity

import (
	"context"
	"time"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// AddPosting posts a person somewhere. A posting that would still run when the new one begins ends the day before.
func (m *Module) AddPosting(ctx context.Context, who actor.Actor, person int64, n NewPosting) error {
	var f fault.Fields
	if n.check(&f); f.Err() != nil {
		return f.Err()
	}
	return m.db.Tx(ctx, func(ctx context.Context) error {
		if _, err := m.governed(ctx, who, person); err != nil {
			return err
		}
		place, err := m.placeWithin(ctx, n.PlaceID, m.reach(who, "person", "write"))
		if err != nil {
			return in("place", err)
		}
		posting := n.of(person)
		if err := m.closePostings(ctx, person, posting.StartsOn); err != nil {
			return err
		}
		if err := m.savePosting(ctx, &posting); err != nil {
			return err
		}
		if err := m.Audit(ctx, who, "posting.added", personRef(person), map[string]any{"place": place.Name, "starts_on": n.StartsOn.Format(time.DateOnly)}); err != nil {
			return err
		}
		return m.bus.Announce(ctx, Posted{People: []int64{person}, At: m.now()})
	})
}

// EndPosting sets the last day of a posting.
func (m *Module) EndPosting(ctx context.Context, who actor.Actor, person, posting int64, on time.Time) error {
	return m.db.Tx(ctx, func(ctx context.Context) error {
		if _, err := m.governed(ctx, who, person); err != nil {
			return err
		}
		p, err := m.postingOf(ctx, person, posting)
		if err != nil {
			return err
		}
		if err := p.End(on); err != nil {
			return err
		}
		if err := m.savePosting(ctx, &p); err != nil {
			return err
		}
		place, err := m.Place(ctx, p.PlaceID)
		if err != nil {
			return err
		}
		return m.Audit(ctx, who, "posting.ended", personRef(person), map[string]any{"place": place.Name, "ends_on": on.Format(time.DateOnly)})
	})
}
