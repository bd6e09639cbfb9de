package identity

import (
	"context"
	"slices"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// EditPerson changes what the ministry says about a person.
func (m *Module) EditPerson(ctx context.Context, who actor.Actor, id int64, d Details) error {
	d = d.Tidy()
	return m.db.Tx(ctx, func(ctx context.Context) error {
		p, err := m.governed(ctx, who, id)
		if err != nil {
			return err
		}
		if err := d.Check(); err != nil {
			return err
		}
		was := p.Email
		p.take(d)
		if err := m.savePerson(ctx, &p); err != nil {
			return err
		}
		detail := map[string]any{}
		if was != p.Email { // an open link went to the old address
			detail["email_was"] = was
			if err := m.voidLinks(ctx, p.ID); err != nil {
				return err
			}
		}
		return m.Audit(ctx, who, "person.edited", personRef(id), detail)
	})
}

// EditSelf changes what people say about themselves.
func (m *Module) EditSelf(ctx context.Context, who actor.Actor, name, lang, zone, theme string) error {
	d := Details{Name: name, Lang: lang, TimeZone: zone}.Tidy()
	var f fault.Fields
	if key := nameFault(d.Name); key != "" {
		f.Add("name", key)
	}
	checkLocale(&f, d.Lang, d.TimeZone)
	if !slices.Contains(Themes, theme) {
		f.Add("theme", "identity.theme_unknown")
	}
	if err := f.Err(); err != nil {
		return err
	}
	return m.db.Tx(ctx, func(ctx context.Context) error {
		p, err := m.lockPerson(ctx, who.ID)
		if err != nil {
			return err
		}
		p.Name, p.Lang, p.TimeZone, p.Theme = d.Name, d.Lang, d.TimeZone, theme
		return m.savePerson(ctx, &p)
	})
}

// governed locks a person whom who may change.
func (m *Module) governed(ctx context.Context, who actor.Actor, id int64) (p Person, err error) {
	if err := m.within(ctx, m.reach(who, "person", "write"), id); err != nil {
		return p, err
	}
	if p, err = m.lockPerson(ctx, id); err != nil {
		return p, err
	}
	held, err := m.rolesOf(ctx, id)
	if err == nil && !m.outranks(who, id, held) {
		err = fault.New(fault.Forbidden, "identity.holds_higher_role")
	}
	return p, err
}

// outranks reports whether a person holds no role that who could not give. Otherwise changing the e-mail or sending a
// link would be a way to somebody else's powers.
func (m *Module) outranks(who actor.Actor, id int64, held []HeldRole) bool {
	for _, h := range held {
		if who.ID != id && h.Role != "trainee" && !m.mayGive(who, h.Role, h.Path) {
			return false
		}
	}
	return true
}
