package assessment

import (
	"context"
	"time"
)

// posted joins the place where a person is posted now, the latest posting if there are several.
const posted = ` JOIN identity.people who ON who.id = %s
	LEFT JOIN LATERAL (
		SELECT pl.name, pl.path FROM identity.postings po JOIN identity.places pl ON pl.id = po.place_id
		WHERE po.person_id = who.id AND po.starts_on <= CAST(@today AS date) AND (po.ends_on IS NULL OR po.ends_on >= CAST(@today AS date))
		ORDER BY po.starts_on DESC, po.id DESC LIMIT 1) at ON true `

// within is true for a person posted at or below one of the paths. Somebody who is posted nowhere is within
// reach of the ministry as a whole, whose path is the only one with a single step.
const within = ` EXISTS (SELECT 1 FROM unnest(CAST(@paths AS text[])) r(path)
	WHERE coalesce(at.path, '') LIKE r.path || '%%' OR (at.path IS NULL AND r.path ~ '^/[0-9]+/$')) `

const rowColumns = `a.id, a.quiz, a.version, a.person_id, who.name AS person, coalesce(at.name, '') AS place, a.number, a.state,
	a.started_at, a.deadline_at, a.submitted_at, a.timed_out, a.score, a.pass_mark, a.passed, a.locked, a.factor,
	jsonb_array_length(a.paper) AS asked,
	(SELECT count(*) FROM assessment.answers s WHERE s.attempt_id = a.id AND s.value <> 'null') AS answered`

// rows brings one page of the attempts in reach, and how many there are on all pages.
func (s store) rows(ctx context.Context, paths []string, f Filter, now time.Time) (rows []Row, total int, err error) {
	var page []struct {
		Row
		Total int
	}
	err = s.db.In(ctx).Raw(fill(`SELECT `+rowColumns+`, count(*) OVER () AS total
		FROM assessment.attempts a`+posted+` WHERE`+within+`
		AND (@quiz = '' OR a.quiz = @quiz)
		AND (@person = '' OR position(lower(@person) IN lower(who.name)) > 0 OR position(lower(@person) IN lower(who.email)) > 0)
		AND CASE @status WHEN '' THEN true
			WHEN 'in_progress' THEN a.state = 'in_progress'
			WHEN 'awaiting_marking' THEN a.state IN ('submitted', 'expired')
			WHEN 'passed' THEN a.state = 'marked' AND a.passed
			WHEN 'failed' THEN a.state = 'marked' AND NOT a.passed AND NOT a.locked
			WHEN 'failed_locked' THEN a.state = 'marked' AND a.locked
			ELSE false END
		ORDER BY a.started_at DESC, a.id DESC LIMIT @limit OFFSET @offset`, "a.person_id"), map[string]any{
		"paths": array(paths), "today": now.Format(time.DateOnly), "quiz": f.Quiz, "person": f.Person, "status": f.Status,
		"limit": PerPage, "offset": PerPage * (max(1, f.Page) - 1),
	}).Scan(&page).Error
	for _, r := range page {
		rows, total = append(rows, r.Row), r.Total
	}
	return rows, total, err
}

// row brings one attempt in reach.
func (s store) row(ctx context.Context, paths []string, id int64, now time.Time) (r Row, err error) {
	err = none(s.db.In(ctx).Raw(fill(`SELECT `+rowColumns+` FROM assessment.attempts a`+posted+` WHERE a.id = @id AND`+within, "a.person_id"),
		map[string]any{"id": id, "paths": array(paths), "today": now.Format(time.DateOnly)}).Scan(&r))
	return r, err
}

// personIn brings a person in reach.
func (s store) personIn(ctx context.Context, paths []string, person int64, now time.Time) (*Accommodated, error) {
	a := &Accommodated{}
	err := none(s.db.In(ctx).Raw(fill(`SELECT who.id AS person_id, who.name AS person, coalesce(at.name, '') AS place
		FROM (SELECT CAST(@id AS bigint) AS id) wanted`+posted+` WHERE`+within, "wanted.id"),
		map[string]any{"id": person, "paths": array(paths), "today": now.Format(time.DateOnly)}).Scan(a))
	return a, err
}

// factor is the extra-time factor of a person; 1 when nothing was set.
func (s store) factor(ctx context.Context, person int64) (float64, error) {
	var factors []float64
	err := s.db.In(ctx).Raw("SELECT factor FROM assessment.accommodations WHERE person_id = ? AND ended_at IS NULL", person).Scan(&factors).Error
	if err != nil || len(factors) == 0 {
		return 1, err
	}
	return factors[0], nil
}

func (s store) accommodations(ctx context.Context, person int64) (all []Accommodation, err error) {
	err = s.db.In(ctx).Order("set_at DESC, id DESC").Find(&all, "person_id = ?", person).Error
	return all, err
}

func (s store) endAccommodation(ctx context.Context, person int64, now time.Time) error {
	return s.db.In(ctx).Exec("UPDATE assessment.accommodations SET ended_at = ? WHERE person_id = ? AND ended_at IS NULL", now, person).Error
}

func (s store) addAccommodation(ctx context.Context, a *Accommodation) error {
	return s.db.In(ctx).Create(a).Error
}
