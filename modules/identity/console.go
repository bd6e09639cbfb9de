package identity

import (
	"context"

	"credence/modules/kernel/actor"
)

// Console is whoever sits at the machine itself: administrator and operator of the whole ministry.
// It begins the tree when there is none, under the given name.
func (m *Module) Console(ctx context.Context, ministry string) (actor.Actor, error) {
	root, err := m.Found(ctx, PlaceDetails{Name: ministry})
	if err != nil {
		return actor.Actor{}, err
	}
	return actor.Actor{Name: "console", Lang: Languages[0], PlaceID: root.ID, Held: []actor.Held{
		{Role: "ministry_admin", Path: root.Path}, {Role: "operator", Path: root.Path},
	}}, nil
}

// AddUser adds somebody from the console, posted at the ministry from today and holding role there, and returns the
// token of an invitation. It is the way to the first administrator.
func (m *Module) AddUser(ctx context.Context, ministry, name, email, role string) (token string, err error) {
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		who, err := m.Console(ctx, ministry)
		if err != nil {
			return err
		}
		p, err := m.AddPerson(ctx, who, Details{Name: name, Email: email, StaffType: "administrative"},
			NewPosting{PlaceID: who.PlaceID, StartsOn: m.today()})
		if err != nil {
			return err
		}
		if err := m.GiveRole(ctx, who, p.ID, role, who.PlaceID); err != nil {
			return err
		}
		l, err := m.issue(ctx, who, p)
		token = l.token(m.set.Secret)
		return err
	})
	return token, err
}

// ResetUser makes a link from the console for whoever has this e-mail.
func (m *Module) ResetUser(ctx context.Context, email string) (token string, err error) {
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		p, err := m.PersonByEmail(ctx, email)
		if err != nil {
			return err
		}
		l, err := m.issue(ctx, actor.Actor{}, p)
		if err != nil {
			return err
		}
		token = l.token(m.set.Secret)
		return m.Audit(ctx, actor.Actor{}, "link.issued", personRef(p.ID), map[string]any{"purpose": l.Purpose, "on": "console"})
	})
	return token, err
}
