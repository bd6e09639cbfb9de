package identity

import (
	"context"
	"errors"

	"gorm.io/gorm"
)

func (m *Module) insertLink(ctx context.Context, l *Link) error { return m.db.In(ctx).Create(l).Error }

func (m *Module) link(ctx context.Context, id int64) (l Link, err error) {
	err = m.db.In(ctx).Take(&l, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		err = linkDead
	}
	return l, err
}

// useLink uses a link up, once: of two at a time one gets false.
func (m *Module) useLink(ctx context.Context, id int64) (bool, error) {
	n, err := m.exec(ctx, "UPDATE identity.links SET used_at = @now WHERE id = @id AND used_at IS NULL AND void_at IS NULL AND expires_at > @now ",
		args{"id": id, "now": m.now()})
	return n == 1, err
}

// voidLinks ends every open link of a person.
func (m *Module) voidLinks(ctx context.Context, person int64) error {
	_, err := m.exec(ctx, "UPDATE identity.links SET void_at = @now WHERE person_id = @person AND used_at IS NULL AND void_at IS NULL",
		args{"person": person, "now": m.now()})
	return err
}
