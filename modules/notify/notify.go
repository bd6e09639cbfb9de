package notify

import (
	"context"
	"time"

	"credence/modules/identity"
	"credence/modules/kernel/database"
	"credence/modules/kernel/event"
)

// Settings are what the process decides.
type Settings struct {
	SMTP string // smtp://user:password@host:587 or smtps://host:465; empty: nothing is sent
	From string // sender's address
}

// Letter is a mail as it goes out.
type Letter struct{ Subject, Text, HTML string }

// Write turns a mail into words in its reader's language.
type Write func(ctx context.Context, mail Mail) (Letter, error)

// Module is the notify module.
type Module struct {
	db     *database.DB
	bus    *event.Bus
	people *identity.Module
	post   *post // nil: no mail here
	write  Write
	link   func(token string) string
	now    func() time.Time
}

// New builds the module. An error says what is wrong with the SMTP address, without its password.
func New(db *database.DB, bus *event.Bus, people *identity.Module, set Settings, write Write, link func(token string) string, now func() time.Time) (*Module, error) {
	m := &Module{db: db, bus: bus, people: people, write: write, link: link, now: func() time.Time { return now().UTC() }}
	if set.SMTP != "" {
		var err error
		if m.post, err = newPost(set); err != nil {
			return nil, err
		}
	}
	event.On(bus, "notify.link_mail", m.linkIssued)
	event.Task(bus, "notify.mail", m.send)
	return m, nil
}
