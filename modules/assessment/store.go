package assessment

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"credence/modules/kernel/database"
)

type store struct{ db *database.DB }

// keepVersion returns the version that has this hash, after adding it as the newest when there is none.
// Two programs that start together wait for each other.
func (s store) keepVersion(ctx context.Context, quiz, hash string, doc []byte, now time.Time) (version int, err error) {
	err = s.db.Tx(ctx, func(ctx context.Context) error {
		if err := s.db.In(ctx).Exec("SELECT pg_advisory_xact_lock(hashtext('assessment.quiz_versions'))").Error; err != nil {
			return err
		}
		var versions []struct {
			Version int
			Hash    string
		}
		if err := s.db.In(ctx).Raw("SELECT version, hash FROM assessment.quiz_versions WHERE quiz = ? ORDER BY version", quiz).
			Scan(&versions).Error; err != nil {
			return err
		}
		for _, v := range versions {
			if v.Hash == hash {
				version = v.Version
				return nil
			}
			version = v.Version
		}
		version++
		return s.db.In(ctx).Exec("INSERT INTO assessment.quiz_versions (quiz, version, hash, doc, created_at) VALUES (?, ?, ?, ?, ?)",
			quiz, version, hash, string(doc), now).Error
	})
	return version, err
}

func (s store) version(ctx context.Context, quiz string, version int) (doc []byte, err error) {
	var row struct{ Doc json.RawMessage }
	err = s.db.In(ctx).Raw("SELECT doc FROM assessment.quiz_versions WHERE quiz = ? AND version = ?", quiz, version).Take(&row).Error
	return row.Doc, database.Missing(err, "assessment.quiz_missing")
}

// none reports that a query with Scan found nothing.
func none(r *gorm.DB) error {
	if r.Error == nil && r.RowsAffected == 0 {
		return ErrMissing
	}
	return r.Error
}

// fill puts the column that names the person into a statement.
func fill(statement, person string) string { return fmt.Sprintf(statement, person) }

// array is how a list of paths is sent; paths hold only digits and slashes.
func array(paths []string) string { return "{" + strings.Join(paths, ",") + "}" }
