package identity

import (
	"context"
	"time"
)

func (m *Module) insertAudit(ctx context.Context, row *AuditRow) error {
	return m.db.In(ctx).Create(row).Error
}

// auditRows brings rows within reach, newest first: those of people posted there then, and of nobody for the ministry as a whole.
func (m *Module) auditRows(ctx context.Context, patterns []string, q AuditQuery, most int) (rows []AuditRow, err error) {
	from, to := q.From, q.To
	if to.IsZero() {
		to = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	err = m.db.In(ctx).Raw(`
SELECT a.*, coalesce(p.name, '') AS person, coalesce(o.name, '') AS about
FROM identity.audit a
LEFT JOIN identity.people p ON p.id = a.person_id
LEFT JOIN identity.people o ON o.id = CASE WHEN a.object ~ '^person:[0-9]+$' THEN substr(a.object, 8)::bigint END
LEFT JOIN identity.places pl ON pl.id = a.place_id
WHERE`+reached+`
  AND (@verb = '' OR a.verb = @verb )
  AND (@person = '' OR lower(p.name) LIKE @person OR lower(p.email) LIKE @person OR lower(o.name) LIKE @person OR lower(o.email) LIKE @person )
  AND a.at >= @from AND a.at < @to
  AND (@before = 0 OR a.id < @before )
ORDER BY a.id DESC LIMIT @most `, map[string]any{
		"reach": one(patterns), "verb": q.Verb, "person": contains(q.Person), "from": from, "to": to, "before": q.Before, "most": most,
	}).Scan(&rows).Error
	return rows, err
}

// auditVerbs brings the different verbs, skipping from one to the next along the index.
func (m *Module) auditVerbs(ctx context.Context) ([]string, error) {
	var verbs []string
	err := m.db.In(ctx).Raw(`
WITH RECURSIVE v AS (
    (SELECT verb FROM identity.audit ORDER BY verb LIMIT 1)
    UNION ALL
    SELECT (SELECT verb FROM identity.audit WHERE verb > v.verb ORDER BY verb LIMIT 1) FROM v WHERE v.verb IS NOT NULL)
SELECT verb FROM v WHERE verb IS NOT NULL`).Scan(&verbs).Error
	return verbs, err
}
