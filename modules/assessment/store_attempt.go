package assessment

import (
	"context"
	"encoding/json"
	"time"
)

// withAnswers is an attempt with everything it holds, in one statement.
const withAnswers = `SELECT a.*, (SELECT jsonb_agg(to_jsonb(s)) FROM assessment.answers s WHERE s.attempt_id = a.id) AS held
	FROM assessment.attempts a WHERE `

type attemptRow struct {
	Attempt
	Held []byte
}

func (r attemptRow) split() (*Attempt, map[int]Saved, error) {
	var list []Saved
	if len(r.Held) > 0 {
		if err := json.Unmarshal(r.Held, &list); err != nil {
			return nil, nil, err
		}
	}
	held := make(map[int]Saved, len(list))
	for _, s := range list {
		s.AttemptID = r.ID
		held[s.Place] = s
	}
	return &r.Attempt, held, nil
}

// ownAttempt brings an attempt of this person with its answers.
func (s store) ownAttempt(ctx context.Context, person, id int64) (*Attempt, map[int]Saved, error) {
	var row attemptRow
	if err := none(s.db.In(ctx).Raw(withAnswers+"a.id = ? AND a.person_id = ?", id, person).Scan(&row)); err != nil {
		return nil, nil, err
	}
	return row.split()
}

// lockAttempt brings an attempt with its answers and keeps other changes waiting until the transaction ends.
// The lock comes first, so the answers are read after whoever held it has committed.
func (s store) lockAttempt(ctx context.Context, id int64) (*Attempt, map[int]Saved, error) {
	if err := none(s.db.In(ctx).Exec("SELECT 1 FROM assessment.attempts WHERE id = ? FOR UPDATE", id)); err != nil {
		return nil, nil, err
	}
	var row attemptRow
	if err := none(s.db.In(ctx).Raw(withAnswers+"a.id = ?", id).Scan(&row)); err != nil {
		return nil, nil, err
	}
	return row.split()
}

// ownAttempts brings a person's attempts at one quiz, the first one first, without answers.
func (s store) ownAttempts(ctx context.Context, person int64, quiz string) (attempts []Attempt, err error) {
	err = s.db.In(ctx).Order("number").Find(&attempts, "person_id = ? AND quiz = ?", person, quiz).Error
	return attempts, err
}

// addAttempt adds a, unless the person has an open attempt at this quiz or another one took its number.
func (s store) addAttempt(ctx context.Context, a *Attempt) (added bool, err error) {
	paper, err := json.Marshal(a.Paper)
	if err != nil {
		return false, err
	}
	r := s.db.In(ctx).Raw(`INSERT INTO assessment.attempts
		(quiz, version, person_id, number, try, lang, seed, paper, pass_mark, allowed, wait_hours, factor, started_at, deadline_at, state)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
		a.Quiz, a.Version, a.PersonID, a.Number, a.Try, a.Lang, a.Seed, string(paper), a.PassMark, a.Allowed, a.WaitHours,
		a.Factor, a.StartedAt, a.DeadlineAt, a.State).Scan(&a.ID)
	return r.RowsAffected == 1, r.Error
}

// saveAnswers keeps the answers if nothing was saved or handed in since a was read. One statement, so it is
// committed when it returns.
func (s store) saveAnswers(ctx context.Context, a *Attempt, answers []Saved) (saved bool, err error) {
	list, err := json.Marshal(answers)
	if err != nil {
		return false, err
	}
	r := s.db.In(ctx).Exec(`WITH open AS (
			UPDATE assessment.attempts SET sequence = sequence + 1
			WHERE id = ? AND sequence = ? AND state = 'in_progress' RETURNING id)
		INSERT INTO assessment.answers (attempt_id, place, value, flagged, sequence, page, saved_at)
		SELECT open.id, g.place, coalesce(g.value, 'null'), g.flagged, g.sequence, g.page, g.saved_at
		FROM open, jsonb_to_recordset(?::jsonb) AS g(place int, value jsonb, flagged boolean, sequence int, page text, saved_at timestamptz)
		ON CONFLICT (attempt_id, place) DO UPDATE SET value = excluded.value, flagged = excluded.flagged,
			sequence = excluded.sequence, page = excluded.page, saved_at = excluded.saved_at`,
		a.ID, a.Sequence, string(list))
	return r.RowsAffected > 0, r.Error
}

// saveMarks keeps the outcome of an attempt and the mark of each of its questions.
func (s store) saveMarks(ctx context.Context, a *Attempt, marks []Saved) error {
	list, err := json.Marshal(marks)
	if err != nil {
		return err
	}
	if err := s.db.In(ctx).Exec(`UPDATE assessment.attempts SET state = ?, timed_out = ?, submitted_at = ?, marked_at = ?,
		points = ?, out_of = ?, score = ?, passed = ?, locked = ? WHERE id = ?`,
		a.State, a.TimedOut, a.SubmittedAt, a.MarkedAt, a.Points, a.OutOf, a.Score, a.Passed, a.Locked, a.ID).Error; err != nil {
		return err
	}
	return s.db.In(ctx).Exec(`INSERT INTO assessment.answers (attempt_id, place, value, saved_at, points, mark)
		SELECT ?, g.place, coalesce(g.value, 'null'), g.saved_at, g.points, g.mark
		FROM jsonb_to_recordset(?::jsonb) AS g(place int, value jsonb, saved_at timestamptz, points double precision, mark jsonb)
		ON CONFLICT (attempt_id, place) DO UPDATE SET points = excluded.points, mark = excluded.mark`,
		a.ID, string(list)).Error
}

// due brings attempts that are open although their time is up.
func (s store) due(ctx context.Context, before time.Time, most int) (ids []int64, err error) {
	err = s.db.In(ctx).Raw(`SELECT id FROM assessment.attempts WHERE state = 'in_progress' AND deadline_at < ?
		ORDER BY deadline_at LIMIT ?`, before, most).Scan(&ids).Error
	return ids, err
}
