package identity

import (
	"context"
	"crypto/hmac"

	"credence/modules/kernel/actor"
)

// OpenLink finds what a token is for, without using it up: mail scanners open links too.
func (m *Module) OpenLink(ctx context.Context, token string) (l Link, p Person, err error) {
	id, signature, ok := readToken(token)
	if !ok {
		return l, p, linkDead
	}
	if l, err = m.link(ctx, id); err != nil {
		return l, p, err
	}
	if !hmac.Equal(signature, l.sign(m.set.Secret)) || !l.Works(m.now()) {
		return l, p, linkDead
	}
	if p, err = m.Person(ctx, l.PersonID); err == nil && p.Suspended() {
		err = linkDead
	}
	return l, p, err
}

// UseLink sets the password and uses the link up. Every session that was open ends.
func (m *Module) UseLink(ctx context.Context, token, password, again string) (p Person, err error) {
	l, p, err := m.OpenLink(ctx, token)
	if err != nil {
		return p, err
	}
	if err := checkPassword(password, again, p.Email); err != nil {
		return p, err
	}
	hash, err := m.HashPassword(ctx, password)
	if err != nil {
		return p, err
	}
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		used, err := m.useLink(ctx, l.ID)
		if err != nil {
			return err
		}
		if !used { // somebody was faster
			return linkDead
		}
		if err := m.setPassword(ctx, p.ID, hash, 0); err != nil {
			return err
		}
		return m.Audit(ctx, actor.Actor{ID: p.ID}, "link.used", personRef(p.ID), map[string]any{"purpose": l.Purpose})
	})
	return p, err
}
