package notify

import "context"

// Queue puts a mail into the outbox, in the caller's transaction. Without a mail server it does nothing.
func (m *Module) Queue(ctx context.Context, mail Mail) error {
	if m.post == nil {
		return nil
	}
	return m.db.Tx(ctx, func(ctx context.Context) error {
		mail.QueuedAt = m.now()
		if err := m.insertMail(ctx, &mail); err != nil {
			return err
		}
		return m.bus.Enqueue(ctx, "notify.mail", sendMail{ID: mail.ID})
	})
}
