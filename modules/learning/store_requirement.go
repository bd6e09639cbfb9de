package learning

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"credence/modules/kernel/database"
)

func (s store) addRequirement(ctx context.Context, r *Requirement) error {
	return s.db.In(ctx).Create(r).Error
}

func (s store) requirement(ctx context.Context, id int64) (*Requirement, error) {
	var r Requirement
	err := s.db.In(ctx).Take(&r, "id = ?", id).Error
	return &r, database.Missing(err, "learning.requirement_missing")
}

func (s store) lockRequirement(ctx context.Context, id int64) (*Requirement, error) {
	var r Requirement
	err := s.db.In(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Take(&r, "id = ?", id).Error
	return &r, database.Missing(err, "learning.requirement_missing")
}

// requirements brings all of them, those in force first.
func (s store) requirements(ctx context.Context) (list []*Requirement, err error) {
	err = s.db.In(ctx).Order("ended_at IS NOT NULL, created_at DESC, id DESC").Find(&list).Error
	return list, err
}

// inForce brings those that have not ended.
func (s store) inForce(ctx context.Context) (list []*Requirement, err error) {
	err = s.db.In(ctx).Where("ended_at IS NULL").Order("id").Find(&list).Error
	return list, err
}

func (s store) endRequirement(ctx context.Context, id int64, at time.Time) error {
	return s.db.In(ctx).Exec("UPDATE learning.requirements SET ended_at = ? WHERE id = ? AND ended_at IS NULL", at, id).Error
}
