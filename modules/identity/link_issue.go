package identity

import (
	"context"
	"strings"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// IssueLink makes a link for a person: an invitation when there is no password yet, else a reset. Earlier links stop working.
// The token comes back only when mail is not set up, for the one who asked to hand over; otherwise it goes out by mail.
func (m *Module) IssueLink(ctx context.Context, who actor.Actor, person int64) (l Link, token string, err error) {
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		p, err := m.governed(ctx, who, person)
		if err != nil {
			return err
		}
		if p.Suspended() {
			return fault.New(fault.Conflict, "identity.is_suspended")
		}
		if l, err = m.issue(ctx, who, p); err != nil {
			return err
		}
		return m.Audit(ctx, who, "link.issued", personRef(person), map[string]any{"purpose": l.Purpose})
	})
	if err == nil && !m.set.Mails {
		token = l.token(m.set.Secret)
	}
	return l, token, err
}

func (m *Module) issue(ctx context.Context, who actor.Actor, p Person) (l Link, err error) {
	if err := m.voidLinks(ctx, p.ID); err != nil {
		return l, err
	}
	l = Link{PersonID: p.ID, Purpose: Reset, IssuedAt: m.now(), ExpiresAt: m.now().Add(linkLife)}
	if !p.Joined() {
		l.Purpose = Invitation
	}
	if who.ID != 0 {
		l.IssuedBy = &who.ID
	}
	if err := m.insertLink(ctx, &l); err != nil || !m.set.Mails {
		return l, err
	}
	return l, m.bus.Announce(ctx, LinkIssued{Link: l.ID, Person: p.ID})
}

// resetAsked is the task behind AskReset.
type resetAsked struct{ Email string }

// AskReset answers everybody alike and at once: whether there is such a person is found out later, by a task.
func (m *Module) AskReset(ctx context.Context, email, address string) error {
	email = strings.TrimSpace(email)
	if !m.from.allow(address, m.now()) || !m.of.allow(strings.ToLower(email), m.now()) {
		return fault.New(fault.TooMany, "identity.too_many")
	}
	if !m.set.Mails || !goodEmail(email) {
		return nil
	}
	return m.db.Tx(ctx, func(ctx context.Context) error {
		return m.bus.Enqueue(ctx, "identity.reset", resetAsked{Email: email})
	})
}

func (m *Module) sendReset(ctx context.Context, asked resetAsked) error {
	p, err := m.PersonByEmail(ctx, asked.Email)
	if fault.Of(err) != nil || err == nil && p.Suspended() {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := m.issue(ctx, actor.Actor{}, p); err != nil {
		return err
	}
	return m.Audit(ctx, actor.Actor{}, "link.asked", personRef(p.ID), nil)
}

// LinkToSend brings a link, its token and its person for the mail. A link that no longer works is fault.Missing.
func (m *Module) LinkToSend(ctx context.Context, id int64) (l Link, p Person, token string, err error) {
	if l, err = m.link(ctx, id); err != nil {
		return l, p, "", err
	}
	if !l.Works(m.now()) {
		return l, p, "", linkDead
	}
	p, err = m.Person(ctx, l.PersonID)
	return l, p, l.token(m.set.Secret), err
}
