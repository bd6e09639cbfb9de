package reporting

import (
	"context"

	"gorm.io/gorm"
)

const overdueSQL = `
WITH ` + target + `
SELECT pe.id AS person_id, pe.name, pe.email, pe.staff_type, pl.name AS mission, e.course, e.due_at AS due,
	CASE WHEN pe.time_zone <> '' THEN pe.time_zone ELSE pl.time_zone END AS zone,
	CASE WHEN e.failed_at <= CAST(@t AS timestamptz) THEN 'failed' WHEN e.started_at <= CAST(@t AS timestamptz) THEN 'in_progress' ELSE 'assigned' END AS status,
	ceil(extract(epoch FROM CAST(@t AS timestamptz) - e.due_at) / 86400)::int AS days_late, count(*) OVER () AS total
FROM target t
JOIN identity.people pe ON pe.id = t.person_id
JOIN identity.places pl ON pl.id = t.place_id
JOIN learning.enrolments e ON e.person_id = t.person_id
WHERE ` + current + ` AND e.due_at <= CAST(@t AS timestamptz) AND ` + status + ` = 'overdue'
ORDER BY e.due_at, lower(pe.name), e.course
OFFSET CAST(@skip AS bigint) LIMIT CAST(@take AS bigint)`

type overdueLine struct {
	OverdueRow
	Total int
}

func (s store) overdueQuery(ctx context.Context, f Filter, skip int, take any) *gorm.DB {
	args := f.args()
	args["skip"], args["take"] = skip, take
	return s.db.In(ctx).Raw(overdueSQL, args)
}

func (s store) overdue(ctx context.Context, f Filter, skip, take int) (list []OverdueRow, total int, err error) {
	var lines []overdueLine
	err = s.overdueQuery(ctx, f, skip, take).Scan(&lines).Error
	for _, l := range lines {
		list, total = append(list, l.OverdueRow), l.Total
	}
	return list, total, err
}

func (s store) eachOverdue(ctx context.Context, f Filter, give func(OverdueRow) error) error {
	rows, err := s.overdueQuery(ctx, f, 0, nil).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var l overdueLine
		if err := s.db.In(ctx).ScanRows(rows, &l); err != nil {
			return err
		}
		if err := give(l.OverdueRow); err != nil {
			return err
		}
	}
	return rows.Err()
}
