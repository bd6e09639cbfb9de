package reporting

import (
	"context"
)

// missionsSQL counts once over everybody in target, ranks the missions by need, and brings the cells of one page.
// Numbers of small groups never leave the database but as "fewer than five".
const missionsSQL = `
WITH ` + target + `,
people AS (SELECT place_id, count(*) AS people FROM target GROUP BY place_id),
cells AS (
	SELECT place_id, course,
		count(*) AS in_target,
		count(*) FILTER (WHERE status IN ('passed', 'expiring', 'in_grace', 'exempt')) AS compliant,
		count(*) FILTER (WHERE status = 'overdue') AS overdue,
		count(*) FILTER (WHERE status IN ('failed', 'failed_locked')) AS failed,
		count(*) FILTER (WHERE status IN ('expiring', 'in_grace')) AS expiring,
		count(*) FILTER (WHERE status = 'lapsed') AS lapsed,
		count(*) FILTER (WHERE status IN ('in_progress', 'submitted', 'awaiting_marking', 'due_soon')) AS under_way,
		count(*) FILTER (WHERE status = 'exempt') AS exempt,
		coalesce(sum(late) FILTER (WHERE status = 'overdue'), 0) AS late,
		bool_or(CAST(@status AS text) = '' OR status = @status) AS wanted
	FROM (
		SELECT t.place_id, e.course, ` + status + ` AS status, extract(epoch FROM CAST(@t AS timestamptz) - e.due_at) / 86400 AS late
		FROM target t JOIN learning.enrolments e ON e.person_id = t.person_id
		WHERE ` + current + `
	) x GROUP BY place_id, course
),
ranked AS (
	SELECT p.place_id, p.people, coalesce(sum(c.overdue + c.lapsed + c.failed), 0) AS need,
		coalesce(sum(c.in_target - c.compliant), 0) AS open, bool_or(c.wanted) AS wanted
	FROM people p LEFT JOIN cells c USING (place_id) GROUP BY p.place_id, p.people
),
page AS (
	SELECT r.*, pl.name, pl.kind, pl.city, pl.country, pl.bandwidth,
		row_number() OVER (ORDER BY r.people < 5, r.need DESC, r.open DESC, pl.name) AS place, count(*) OVER () AS total
	FROM ranked r JOIN identity.places pl ON pl.id = r.place_id
	WHERE CAST(@status AS text) = '' OR r.wanted
),
sums AS (
	SELECT coalesce(sum(c.in_target) FILTER (WHERE shown), 0) AS in_target, coalesce(sum(c.compliant) FILTER (WHERE shown), 0) AS compliant,
		coalesce(sum(c.overdue) FILTER (WHERE shown), 0) AS overdue, count(DISTINCT c.place_id) FILTER (WHERE shown AND c.overdue > 0) AS overdue_at,
		coalesce(sum(c.late) FILTER (WHERE shown) / nullif(sum(c.overdue) FILTER (WHERE shown), 0), 0) AS days_late,
		coalesce(sum(c.expiring) FILTER (WHERE shown), 0) AS expiring, count(*) FILTER (WHERE NOT shown) AS small_hides
	FROM (SELECT c.*, c.in_target >= 5 AND p.people >= 5 AS shown FROM cells c JOIN people p USING (place_id) JOIN page g USING (place_id)) c
)
SELECT p.place_id, p.name, p.kind, p.city, p.country, p.bandwidth, p.people, p.place, p.total,
	coalesce(c.course, '') AS course, coalesce(c.in_target, 0) AS in_target, coalesce(c.compliant, 0) AS compliant, coalesce(c.overdue, 0) AS overdue,
	coalesce(c.failed, 0) AS failed, coalesce(c.expiring, 0) AS expiring, coalesce(c.lapsed, 0) AS lapsed, coalesce(c.under_way, 0) AS under_way, coalesce(c.exempt, 0) AS exempt,
	s.in_target AS sum_in_target, s.compliant AS sum_compliant, s.overdue AS sum_overdue, s.overdue_at AS sum_overdue_at,
	s.days_late AS sum_days_late, s.expiring AS sum_expiring, s.small_hides AS sum_small_hides
FROM page p LEFT JOIN cells c USING (place_id) CROSS JOIN sums s
WHERE p.place > CAST(@skip AS bigint) AND p.place <= CAST(@skip AS bigint) + CAST(@take AS bigint)
ORDER BY p.place`

func (s store) missions(ctx context.Context, f Filter, skip, take int) (rows []MissionRow, total int, sum Sum, err error) {
	var lines []struct {
		MissionRow
		MissionCell
		Course string
		Total  int
		Sum    Sum `gorm:"embedded;embeddedPrefix:sum_"`
	}
	args := f.args()
	args["skip"], args["take"] = skip, take
	if err := s.db.In(ctx).Raw(missionsSQL, args).Scan(&lines).Error; err != nil {
		return nil, 0, Sum{}, err
	}
	for _, l := range lines {
		total, sum = l.Total, l.Sum
		if len(rows) == 0 || rows[len(rows)-1].PlaceID != l.PlaceID {
			l.MissionRow.Cells = map[string]MissionCell{}
			rows = append(rows, l.MissionRow)
		}
		if l.Course != "" {
			rows[len(rows)-1].Cells[l.Course] = l.MissionCell
		}
	}
	return rows, total, sum, nil
}
