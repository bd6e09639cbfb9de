package notify

import (
	"context"

	"gorm.io/gorm/clause"
)

func (m *Module) insertMail(ctx context.Context, mail *Mail) error {
	return m.db.In(ctx).Create(mail).Error
}

func (m *Module) lockMail(ctx context.Context, id int64) (mail Mail, err error) {
	err = m.db.In(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Take(&mail, "id = ?", id).Error
	return mail, err
}

// saveMail notes what became of a mail.
func (m *Module) saveMail(ctx context.Context, mail *Mail) error {
	return m.db.In(ctx).Model(&Mail{}).Where("id = ?", mail.ID).
		Updates(map[string]any{"sent_at": mail.SentAt, "refused_at": mail.RefusedAt, "reason": mail.Reason}).Error
}
