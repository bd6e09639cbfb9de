package learning

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
)

// Load reads every course under courses/ and stores what is new as the next version. A course that did not
// change keeps its version. Quizzes and scenarios must be loaded before, since a version pins theirs.
func (m *Module) Load(ctx context.Context, files fs.FS) error {
	dirs, err := fs.Glob(files, "courses/*/course.yaml")
	if err != nil {
		return err
	}
	var courses []*Course
	for _, file := range dirs {
		course, problems := readCourse(files, path.Base(path.Dir(file)))
		if len(problems) > 0 {
			said := make([]error, len(problems))
			for i, p := range problems {
				said[i] = errors.New(p.String())
			}
			return errors.Join(said...)
		}
		for i := range course.Activities {
			a := &course.Activities[i]
			if a.Version = m.versionOf(a.Ref); a.Version == 0 {
				return fmt.Errorf("%s: there is no %s called %s", file, a.Kind, a.ID)
			}
		}
		courses = append(courses, course)
	}
	if err := m.db.Tx(ctx, func(ctx context.Context) error { return m.keep(ctx, courses) }); err != nil {
		return err
	}
	for _, c := range courses {
		m.shelf.put(c, true)
	}
	return nil
}

// keep stores what is new and gives every course its version.
func (m *Module) keep(ctx context.Context, courses []*Course) error {
	if err := m.store.lockCourses(ctx); err != nil {
		return err
	}
	stored, err := m.store.newestVersions(ctx)
	if err != nil {
		return err
	}
	for _, c := range courses {
		doc, err := json.Marshal(c)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(doc)
		had, hash := stored[c.Slug], hex.EncodeToString(sum[:])
		c.Version = had.Version
		if had.Hash == hash {
			continue
		}
		c.Version++
		if err := m.store.addVersion(ctx, c.Slug, c.Version, hash, doc, m.now()); err != nil {
			return err
		}
	}
	return nil
}
