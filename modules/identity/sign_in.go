package identity

import (
	"context"
	"strings"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// SignIn finds the person with this e-mail and password. address is where the request came from.
// Whoever cannot sign in gets one answer after the same work, whatever the reason.
func (m *Module) SignIn(ctx context.Context, email, password, address string) (Person, error) {
	email = strings.TrimSpace(email)
	if !m.from.allow(address, m.now()) || !m.of.allow(strings.ToLower(email), m.now()) {
		return Person{}, fault.New(fault.TooMany, "identity.too_many")
	}
	p, err := m.PersonByEmail(ctx, email)
	if err != nil && fault.Of(err) == nil {
		return p, err
	}
	if len(password) > 4*longest {
		password = "" // too long to be anybody's
	}
	ok, err := m.verify(ctx, password, p.PasswordHash)
	if err != nil {
		return Person{}, err
	}
	if !ok || p.Suspended() {
		if err := m.Audit(ctx, actor.Actor{}, "sign_in.refused", refOrNone(p), map[string]any{"address": address}); err != nil {
			return Person{}, err
		}
		return Person{}, fault.New(fault.Invalid, "identity.sign_in_wrong")
	}
	err = m.Audit(ctx, actor.Actor{ID: p.ID}, "sign_in.done", personRef(p.ID), map[string]any{"address": address})
	return p, err
}

// refOrNone keeps what was typed out of the audit when it is nobody's e-mail: people type passwords there.
func refOrNone(p Person) string {
	if p.ID == 0 {
		return ""
	}
	return personRef(p.ID)
}
