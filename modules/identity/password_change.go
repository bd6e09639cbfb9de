package identity

import (
	"context"
	"strings"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// ChangePassword sets a new password for who knows the old one, and ends every session but the present one.
func (m *Module) ChangePassword(ctx context.Context, who actor.Actor, old, new, again string, session int64) error {
	if !m.of.allow(strings.ToLower(who.Email), m.now()) {
		return fault.New(fault.TooMany, "identity.too_many")
	}
	p, err := m.Person(ctx, who.ID)
	if err != nil {
		return err
	}
	ok, err := m.verify(ctx, old, p.PasswordHash)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.Invalid, "identity.password_old_wrong").In("old")
	}
	if err := checkPassword(new, again, p.Email); err != nil {
		return err
	}
	hash, err := m.HashPassword(ctx, new)
	if err != nil {
		return err
	}
	return m.db.Tx(ctx, func(ctx context.Context) error {
		if err := m.setPassword(ctx, p.ID, hash, session); err != nil {
			return err
		}
		return m.Audit(ctx, who, "password.changed", personRef(p.ID), nil)
	})
}

// setPassword stores the hash, ends the sessions of the person except one (0: all) and voids open links.
func (m *Module) setPassword(ctx context.Context, person int64, hash string, except int64) error {
	if err := m.SetPasswordHash(ctx, []int64{person}, hash); err != nil {
		return err
	}
	if err := m.endSessions(ctx, person, except); err != nil {
		return err
	}
	return m.voidLinks(ctx, person)
}
