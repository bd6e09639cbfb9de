package learning

import (
	"context"
	"encoding/json"
	"time"

	"credence/modules/kernel/database"
)

type storedVersion struct {
	Course  string
	Version int
	Hash    string
}

// lockCourses keeps two starting programs from storing the same version twice.
func (s store) lockCourses(ctx context.Context) error {
	return s.db.In(ctx).Exec("LOCK TABLE learning.course_versions IN SHARE ROW EXCLUSIVE MODE").Error
}

// newestVersions brings the newest stored version of every course by slug.
func (s store) newestVersions(ctx context.Context) (map[string]storedVersion, error) {
	var rows []storedVersion
	err := s.db.In(ctx).Raw(`SELECT DISTINCT ON (course) course, version, hash
		FROM learning.course_versions ORDER BY course, version DESC`).Scan(&rows).Error
	all := make(map[string]storedVersion, len(rows))
	for _, r := range rows {
		all[r.Course] = r
	}
	return all, err
}

func (s store) addVersion(ctx context.Context, course string, version int, hash string, doc []byte, at time.Time) error {
	return s.db.In(ctx).Exec(`INSERT INTO learning.course_versions (course, version, hash, doc, created_at)
		VALUES (?, ?, ?, CAST(? AS jsonb), ?)`, course, version, hash, string(doc), at).Error
}

// version brings a course as it was published.
func (s store) version(ctx context.Context, course string, version int) (*Course, error) {
	var row struct{ Doc []byte }
	err := s.db.In(ctx).Raw("SELECT doc FROM learning.course_versions WHERE course = ? AND version = ?", course, version).Take(&row).Error
	if err != nil {
		return nil, database.Missing(err, "learning.course_missing")
	}
	c := &Course{Slug: course, Version: version}
	return c, json.Unmarshal(row.Doc, c)
}
