package reporting

import (
	"context"
	"strings"

	"credence/modules/kernel/database"
)

type store struct{ db *database.DB }

// target are the people a report is about: who was posted where on the day, narrowed by the filter.
const target = `
target AS (
	SELECT DISTINCT ON (pe.id) pe.id AS person_id, pl.id AS place_id, pl.path
	FROM identity.postings po
	JOIN identity.people pe ON pe.id = po.person_id
	JOIN identity.places pl ON pl.id = po.place_id
	WHERE po.starts_on <= CAST(@day AS date) AND (po.ends_on IS NULL OR po.ends_on >= CAST(@day AS date))
	  AND (pe.suspended_at IS NULL OR pe.suspended_at > CAST(@t AS timestamptz))
	  AND (CAST(@staff AS text) = '' OR pe.staff_type = @staff)
	  AND (CAST(@mission AS bigint) = 0 OR pl.id = @mission)
	  AND (CAST(@region AS bigint) = 0 OR pl.path LIKE (SELECT path FROM identity.places WHERE id = @region) || '%')
	  AND EXISTS (SELECT 1 FROM unnest(CAST(@reach AS text[])) r (p) WHERE pl.path LIKE r.p || '%')
	  AND (CAST(@search AS text) = '%%' OR pe.name ILIKE @search OR pe.email ILIKE @search)
	ORDER BY pe.id, po.starts_on DESC
)`

// current are the enrolments that count at @t.
const current = `e.enrolled_at <= CAST(@t AS timestamptz) AND (e.superseded_at IS NULL OR e.superseded_at > CAST(@t AS timestamptz))
	AND (e.withdrawn_at IS NULL OR e.withdrawn_at > CAST(@t AS timestamptz)) AND (CAST(@course AS text) = '' OR e.course = @course)`

// status is learning's Enrolment.Status said in SQL; a test holds the two against each other.
// @near and @soon are @t and the days in which a completion counts as expiring, or work as due soon.
const status = `CASE
	WHEN e.exempt_at <= CAST(@t AS timestamptz) THEN 'exempt'
	WHEN e.completed_at <= CAST(@t AS timestamptz) THEN CASE
		WHEN e.expires_at IS NULL OR e.expires_at > CAST(@near AS timestamptz) THEN 'passed'
		WHEN e.expires_at > CAST(@t AS timestamptz) THEN 'expiring'
		WHEN e.grace_until > CAST(@t AS timestamptz) THEN 'in_grace'
		ELSE 'lapsed' END
	WHEN e.renews_until IS NOT NULL THEN CASE
		WHEN e.renews_until > CAST(@near AS timestamptz) THEN 'passed'
		WHEN e.renews_until > CAST(@t AS timestamptz) THEN 'expiring'
		WHEN e.renews_grace > CAST(@t AS timestamptz) THEN 'in_grace'
		ELSE 'lapsed' END
	WHEN e.locked_at <= CAST(@t AS timestamptz) THEN 'failed_locked'
	WHEN e.due_at <= CAST(@t AS timestamptz) THEN 'overdue'
	WHEN e.submitted_at <= CAST(@t AS timestamptz) AND (e.failed_at IS NULL OR e.failed_at < e.submitted_at) THEN 'awaiting_marking'
	WHEN e.failed_at <= CAST(@t AS timestamptz) THEN 'failed'
	WHEN e.due_at <= CAST(@soon AS timestamptz) THEN 'due_soon'
	WHEN e.started_at <= CAST(@t AS timestamptz) THEN 'in_progress'
	ELSE 'assigned' END`

func (s store) places(ctx context.Context, reach []string) (list []Place, err error) {
	err = s.db.In(ctx).Raw(`
		SELECT id, name, kind, path FROM identity.places pl
		WHERE EXISTS (SELECT 1 FROM unnest(CAST(@reach AS text[])) r (p) WHERE pl.path LIKE r.p || '%')
		ORDER BY kind <> 'ministry', kind <> 'region', name`, map[string]any{"reach": database.Texts(reach)}).Scan(&list).Error
	return list, err
}

// escapeLike takes the special meaning from what a person typed into a search.
func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}
