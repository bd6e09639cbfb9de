package reporting

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// statusCode is status as a number.
func statusCode() string {
	var pairs []string
	for i, word := range Statuses {
		pairs = append(pairs, "'"+word+"'", strconv.Itoa(i))
	}
	return strings.NewReplacer(pairs...).Replace(status)
}

// countOf counts the rows whose status is one of these words.
func countOf(words ...string) string {
	codes := make([]string, len(words))
	for i, word := range words {
		codes[i] = strconv.Itoa(slices.Index(Statuses, word))
	}
	return " count(*) FILTER (WHERE code IN (" + strings.Join(codes, ", ") + "))"
}

// missionsSQL counts once over everybody in target, ranks the missions by need, and brings the cells of one page.
// Numbers of small groups are for the ranking only; the sums leave them out. The status is worked out once a row
// (OFFSET 0 keeps the planner from repeating it in every count), as a number: its place in Statuses.
var missionsSQL = strings.NewReplacer("CODE", statusCode(), "COUNT", countOf("passed", "expiring", "in_grace", "exempt")+" AS compliant,"+
	countOf("overdue")+" AS overdue,"+countOf("failed", "failed_locked")+" AS failed,"+countOf("expiring", "in_grace")+" AS expiring,"+
	countOf("lapsed")+" AS lapsed,"+countOf("in_progress", "submitted", "awaiting_marking", "due_soon")+" AS under_way,"+countOf("exempt")+" AS exempt",
	"IS_OVERDUE", "code = "+strconv.Itoa(slices.Index(Statuses, "overdue"))).Replace(`
WITH ` + target + `,
people AS (SELECT place_id, count(*) AS people FROM target GROUP BY place_id),
cells AS (
	SELECT t.place_id, x.course, count(*) AS in_target, COUNT,
		coalesce(sum(date_part('epoch', CAST(@t AS timestamptz) - due_at) / 86400) FILTER (WHERE IS_OVERDUE), 0) AS late,
		bool_or(CAST(@code AS int) < 0 OR code = CAST(@code AS int)) AS wanted
	FROM (SELECT e.person_id, e.course, e.due_at, CODE AS code FROM learning.enrolments e WHERE ` + current + ` OFFSET 0) x
	JOIN target t ON t.person_id = x.person_id
	GROUP BY t.place_id, x.course
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
ORDER BY p.place`)

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
	err = s.db.Tx(ctx, func(ctx context.Context) error {
		// The planner cannot guess how many rows the steps give and would join them row by row.
		if err := s.db.In(ctx).Exec("SET LOCAL enable_nestloop = off; SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0.001; SET LOCAL work_mem = '32MB'").Error; err != nil {
			return err
		}
		return s.db.In(ctx).Raw(missionsSQL, args).Scan(&lines).Error
	})
	if err != nil {
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
