package tracking

import (
	"context"

	"credence/modules/kernel/database"
)

type store struct{ db *database.DB }

func (s store) add(ctx context.Context, one *Statement) error { return s.db.In(ctx).Create(one).Error }

func (s store) newestOf(ctx context.Context, person, before int64, limit int) (list []Statement, err error) {
	q := s.db.In(ctx).Where("person_id = ?", person)
	if before > 0 {
		q = q.Where("(at, id) < (SELECT at, id FROM tracking.statements WHERE id = ? AND person_id = ?)", before, person)
	}
	err = q.Order("at DESC, id DESC").Limit(limit).Find(&list).Error
	return list, err
}
