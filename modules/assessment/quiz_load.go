package assessment

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"

	"credence/modules/kernel/fault"
)

// Load reads the quizzes of all courses and keeps each one that changed as a new version.
// It is called at start; content with a mistake in it is not loaded at all.
func (m *Module) Load(ctx context.Context, files fs.FS) error {
	quizzes, problems := read(files)
	if len(problems) > 0 {
		return fmt.Errorf("%d mistakes in the question banks, the first: %s", len(problems), problems[0])
	}
	for _, q := range quizzes {
		doc, err := json.Marshal(q)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(doc)
		if q.Version, err = m.store.keepVersion(ctx, q.ID, hex.EncodeToString(sum[:]), doc, m.now()); err != nil {
			return fmt.Errorf("keep quiz %s: %w", q.ID, err)
		}
		m.remember(q, true)
	}
	return nil
}

// Quiz is the newest version of a quiz.
func (m *Module) Quiz(id string) (*Quiz, error) {
	m.quizzes.RLock()
	defer m.quizzes.RUnlock()
	if q := m.newest[id]; q != nil {
		return q, nil
	}
	return nil, fault.New(fault.Missing, "assessment.quiz_missing")
}

// Quizzes are the newest versions of all quizzes, in no order.
func (m *Module) Quizzes() (all []*Quiz) {
	m.quizzes.RLock()
	defer m.quizzes.RUnlock()
	for _, q := range m.newest {
		all = append(all, q)
	}
	return all
}

// Newest is the number of the newest version of a quiz; 0 when there is no such quiz.
func (m *Module) Newest(id string) int {
	q, err := m.Quiz(id)
	if err != nil {
		return 0
	}
	return q.Version
}

// version finds one version of a quiz, in memory after the first time; 0 is the newest.
func (m *Module) version(ctx context.Context, id string, version int) (*Quiz, error) {
	if version == 0 {
		return m.Quiz(id)
	}
	m.quizzes.RLock()
	q := m.kept[kept{id, version}]
	m.quizzes.RUnlock()
	if q != nil {
		return q, nil
	}
	doc, err := m.store.version(ctx, id, version)
	if err != nil {
		return nil, err
	}
	if q, err = quizFrom(doc, version); err != nil {
		return nil, fmt.Errorf("read quiz %s version %d: %w", id, version, err)
	}
	m.remember(q, false)
	return q, nil
}

func (m *Module) remember(q *Quiz, newest bool) {
	m.quizzes.Lock()
	defer m.quizzes.Unlock()
	m.kept[kept{q.ID, q.Version}] = q
	if newest {
		m.newest[q.ID] = q
	}
}
