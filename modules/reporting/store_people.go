package reporting

import (
	"context"
	"encoding/json"

	"gorm.io/gorm"
)

// peopleSQL brings people with all their cells as one JSON value each; %s is the page, or nothing for all of it.
const peopleSQL = `
WITH ` + target + `,
page AS (
	SELECT t.person_id, t.place_id, pe.name, pe.email, pe.staff_type,
		CASE WHEN pe.time_zone <> '' THEN pe.time_zone ELSE pl.time_zone END AS zone,
		pl.name AS mission, pl.parent_id, count(*) OVER () AS total
	FROM target t JOIN identity.people pe ON pe.id = t.person_id JOIN identity.places pl ON pl.id = t.place_id
	WHERE CAST(@status AS text) = '' OR EXISTS (SELECT 1 FROM learning.enrolments e WHERE e.person_id = t.person_id AND ` + current + ` AND ` + status + ` = @status)
	ORDER BY lower(pe.name), pe.id
	OFFSET CAST(@skip AS bigint) LIMIT CAST(@take AS bigint)
)
SELECT p.person_id, p.name, p.email, p.staff_type, p.zone, p.mission, coalesce(r.name, '') AS region, p.total,
	coalesce((SELECT json_agg(json_build_object('course', e.course, 'version', e.version, 'status', ` + status + `, 'due', e.due_at,
		'completed', CASE WHEN e.completed_at <= CAST(@t AS timestamptz) THEN e.completed_at END, 'expires', CASE WHEN e.completed_at <= CAST(@t AS timestamptz) THEN e.expires_at ELSE e.renews_until END))
		FROM learning.enrolments e WHERE e.person_id = p.person_id AND ` + current + `), '[]') AS cells
FROM page p LEFT JOIN identity.places r ON r.id = p.parent_id
ORDER BY lower(p.name), p.person_id`

type personLine struct {
	PersonRow
	Total int
	Cells []byte
}

func (l personLine) row() (PersonRow, error) {
	var cells []PersonCell
	if err := json.Unmarshal(l.Cells, &cells); err != nil {
		return PersonRow{}, err
	}
	l.PersonRow.Cells = make(map[string]PersonCell, len(cells))
	for _, c := range cells {
		l.PersonRow.Cells[c.Course] = c
	}
	return l.PersonRow, nil
}

func (s store) peopleQuery(ctx context.Context, f Filter, skip int, take any) *gorm.DB {
	args := f.args()
	args["skip"], args["take"] = skip, take
	return s.db.In(ctx).Raw(peopleSQL, args)
}

func (s store) people(ctx context.Context, f Filter, skip, take int) (rows []PersonRow, total int, err error) {
	var lines []personLine
	if err := s.peopleQuery(ctx, f, skip, take).Scan(&lines).Error; err != nil {
		return nil, 0, err
	}
	for _, l := range lines {
		row, err := l.row()
		if err != nil {
			return nil, 0, err
		}
		rows, total = append(rows, row), l.Total
	}
	return rows, total, nil
}

// eachPerson streams: a row at a time, whatever the size of the ministry.
func (s store) eachPerson(ctx context.Context, f Filter, give func(PersonRow) error) error {
	q := s.peopleQuery(ctx, f, 0, nil)
	rows, err := q.Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var l personLine
		if err := s.db.In(ctx).ScanRows(rows, &l); err != nil {
			return err
		}
		row, err := l.row()
		if err != nil {
			return err
		}
		if err := give(row); err != nil {
			return err
		}
	}
	return rows.Err()
}
