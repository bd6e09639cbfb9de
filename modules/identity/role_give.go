package identity

import (
	"context"
	"slices"

	"credence/modules/access"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// GiveRole lets a person hold a role at a place and everywhere below it.
func (m *Module) GiveRole(ctx context.Context, who actor.Actor, person int64, role string, placeID int64) error {
	if !slices.Contains(access.Roles, role) {
		return fault.New(fault.Invalid, "identity.role_unknown").In("role")
	}
	return m.db.Tx(ctx, func(ctx context.Context) error {
		place, err := m.roleToMove(ctx, who, person, role, placeID)
		if err != nil {
			return err
		}
		if err := m.insertRole(ctx, person, role, place.ID); err != nil {
			return err
		}
		return m.Audit(ctx, who, "role.given", personRef(person), map[string]any{"role": role, "place": place.Name})
	})
}

// TakeRole ends a role. The last administrator and the last operator of the ministry keep theirs.
func (m *Module) TakeRole(ctx context.Context, who actor.Actor, person int64, role string, placeID int64) error {
	return m.db.Tx(ctx, func(ctx context.Context) error {
		place, err := m.roleToMove(ctx, who, person, role, placeID)
		if err != nil {
			return err
		}
		if err := m.keepingKeys(ctx, func() error { return m.deleteRole(ctx, person, role, place.ID) }); err != nil {
			return err
		}
		return m.Audit(ctx, who, "role.taken", personRef(person), map[string]any{"role": role, "place": place.Name})
	})
}

// roleToMove finds the place of a role that is given or taken, when who may do that to this person.
func (m *Module) roleToMove(ctx context.Context, who actor.Actor, person int64, role string, placeID int64) (Place, error) {
	if err := m.within(ctx, m.reach(who, "role", "give"), person); err != nil {
		return Place{}, err
	}
	place, err := m.placeWithin(ctx, placeID, m.reach(who, "role", "give"))
	if err != nil {
		return place, in("place", err)
	}
	if !m.mayGive(who, role, place.Path) {
		return place, fault.New(fault.Forbidden, "identity.role_above_you").In("role")
	}
	return place, nil
}

// keepingKeys makes a change, and undoes it when it leaves the ministry without the administrator or the operator it had.
func (m *Module) keepingKeys(ctx context.Context, change func() error) error {
	had, err := m.lockKeyHolders(ctx)
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	left, err := m.lockKeyHolders(ctx)
	if err != nil {
		return err
	}
	for _, role := range keyRoles {
		if had[role] > 0 && left[role] == 0 {
			return fault.New(fault.Conflict, "identity.last_holder")
		}
	}
	return nil
}
