package identity

import (
	"context"
	"fmt"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// AddPlace puts a place below another one.
func (m *Module) AddPlace(ctx context.Context, who actor.Actor, parent int64, d PlaceDetails) (p Place, err error) {
	d = d.tidy()
	if err := d.check(false); err != nil {
		return p, err
	}
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		above, err := m.placeWithin(ctx, parent, m.reach(who, "place", "write"))
		if err != nil {
			return in("parent", err)
		}
		p.ParentID = &above.ID
		p.take(d)
		if err := m.insertPlace(ctx, &p, above.Path); err != nil {
			return err
		}
		return m.Audit(ctx, who, "place.added", placeRef(p.ID), map[string]any{"name": p.Name})
	})
	return p, err
}

// EditPlace changes what is said about a place. It stays where it is in the tree.
func (m *Module) EditPlace(ctx context.Context, who actor.Actor, id int64, d PlaceDetails) error {
	d = d.tidy()
	return m.db.Tx(ctx, func(ctx context.Context) error {
		p, err := m.placeWithin(ctx, id, m.reach(who, "place", "write"))
		if err != nil {
			return err
		}
		if err := d.check(p.ParentID == nil); err != nil {
			return err
		}
		p.take(d)
		if err := m.savePlace(ctx, &p); err != nil {
			return err
		}
		return m.Audit(ctx, who, "place.edited", placeRef(id), map[string]any{"name": p.Name})
	})
}

// Found begins the tree with the ministry, or returns the one that is there.
func (m *Module) Found(ctx context.Context, d PlaceDetails) (p Place, err error) {
	d = d.tidy()
	d.Kind = "ministry"
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		if p, err = m.root(ctx); fault.Of(err) == nil {
			return err // it stands, or the database failed
		}
		if err := d.check(true); err != nil {
			return err
		}
		p.take(d)
		return m.insertPlace(ctx, &p, "/")
	})
	return p, err
}

// Home is the ministry itself, whose clock stands second on every page.
func (m *Module) Home(ctx context.Context) (Place, error) { return m.root(ctx) }

// placeRef is how audit rows name a place.
func placeRef(id int64) string { return fmt.Sprintf("place:%d", id) }
