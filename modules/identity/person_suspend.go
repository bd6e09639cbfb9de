package identity

import (
	"context"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// Suspend keeps a person out from now on: open sessions end, links stop working. Nothing the person did is lost.
func (m *Module) Suspend(ctx context.Context, who actor.Actor, id int64) error {
	if id == who.ID {
		return fault.New(fault.Forbidden, "identity.not_yourself")
	}
	return m.db.Tx(ctx, func(ctx context.Context) error {
		p, err := m.governed(ctx, who, id)
		if err != nil || p.Suspended() {
			return err
		}
		at := m.now()
		p.SuspendedAt = &at
		if err := m.keepingKeys(ctx, func() error { return m.savePerson(ctx, &p) }); err != nil {
			return err
		}
		if err := m.endSessions(ctx, id, 0); err != nil {
			return err
		}
		if err := m.voidLinks(ctx, id); err != nil {
			return err
		}
		return m.Audit(ctx, who, "person.suspended", personRef(id), nil)
	})
}

// Restore lets a suspended person in again.
func (m *Module) Restore(ctx context.Context, who actor.Actor, id int64) error {
	return m.db.Tx(ctx, func(ctx context.Context) error {
		p, err := m.governed(ctx, who, id)
		if err != nil || !p.Suspended() {
			return err
		}
		p.SuspendedAt = nil
		if err := m.savePerson(ctx, &p); err != nil {
			return err
		}
		return m.Audit(ctx, who, "person.restored", personRef(id), nil)
	})
}
