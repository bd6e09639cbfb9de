package notify

import (
	"context"

	"credence/modules/kernel/fault"
)

// sendMail is the task that empties the outbox.
type sendMail struct{ ID int64 }

// send writes and sends one mail. A server that is away is an error, and the mail is tried again later;
// what will never succeed is noted as refused.
func (m *Module) send(ctx context.Context, task sendMail) error {
	mail, err := m.lockMail(ctx, task.ID)
	if err != nil || !mail.Open() || m.post == nil {
		return err
	}
	if err := m.complete(ctx, &mail); fault.Of(err) != nil {
		return m.refuse(ctx, mail, fault.Of(err).Key)
	} else if err != nil {
		return err
	}
	letter, err := m.write(ctx, mail)
	if err != nil {
		return err
	}
	forGood, err := m.post.deliver(ctx, mail, mail.mark(letter), m.now())
	if forGood {
		return m.refuse(ctx, mail, err.Error())
	}
	if err != nil {
		return err
	}
	at := m.now()
	mail.SentAt = &at
	return m.saveMail(ctx, &mail)
}

// complete looks up what the mail is about as things stand now. A fault says that there is nothing to send any more.
func (m *Module) complete(ctx context.Context, mail *Mail) (err error) {
	if mail.Kind == "link" {
		link, person, token, err := m.people.LinkToSend(ctx, mail.Facts.Link)
		if err != nil {
			return err
		}
		mail.Kind, mail.Person, mail.URL, mail.Until = link.Purpose, person, m.link(token), link.ExpiresAt
	} else if mail.Person, err = m.people.Person(ctx, mail.PersonID); err != nil {
		return err
	}
	if mail.Person.Suspended() {
		return fault.New(fault.Conflict, "identity.is_suspended")
	}
	zone, err := m.people.ZoneOf(ctx, mail.PersonID)
	mail.Until = mail.Until.In(zone)
	return err
}

func (m *Module) refuse(ctx context.Context, mail Mail, reason string) error {
	at := m.now()
	mail.RefusedAt, mail.Reason = &at, reason
	return m.saveMail(ctx, &mail)
}
