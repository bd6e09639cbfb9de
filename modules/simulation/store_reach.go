package simulation

import (
	"context"
	"strings"
	"time"
)

// rowsFrom joins a run with its player and the place where the player is posted now, the latest posting if there are several.
const rowsFrom = ` FROM simulation.runs r
	JOIN simulation.worlds w ON w.run_id = r.id
	JOIN identity.people who ON who.id = r.created_by
	LEFT JOIN LATERAL (
		SELECT pl.name, pl.path FROM identity.postings po JOIN identity.places pl ON pl.id = po.place_id
		WHERE po.person_id = who.id AND po.starts_on <= CAST(@today AS date) AND (po.ends_on IS NULL OR po.ends_on >= CAST(@today AS date))
		ORDER BY po.starts_on DESC, po.id DESC LIMIT 1) at ON true `

// within is true for a player posted at or below one of the paths. Somebody who is posted nowhere is within reach of
// the ministry as a whole, whose path is the only one with a single step.
const within = ` EXISTS (SELECT 1 FROM unnest(CAST(@paths AS text[])) p(path)
	WHERE coalesce(at.path, '') LIKE p.path || '%' OR (at.path IS NULL AND p.path ~ '^/[0-9]+/$')) `

const rowColumns = `SELECT r.*, w.id AS world_id, who.name AS person, coalesce(at.name, '') AS place`

// runRows brings one page of the runs in reach, and how many there are on all pages.
func (s store) runRows(ctx context.Context, paths []string, scenario string, page int, now time.Time) (rows []RunRow, total int, err error) {
	var found []struct {
		RunRow
		Total int
	}
	err = s.db.In(ctx).Raw(rowColumns+`, count(*) OVER () AS total`+rowsFrom+`WHERE`+within+`AND (@scenario = '' OR r.scenario = @scenario)
		ORDER BY r.created_at DESC, r.id DESC LIMIT @limit OFFSET @offset`, map[string]any{
		"paths": array(paths), "today": now.Format(time.DateOnly), "scenario": scenario,
		"limit": RunsPerPage, "offset": RunsPerPage * (max(1, page) - 1),
	}).Scan(&found).Error
	for _, f := range found {
		rows, total = append(rows, f.RunRow), f.Total
	}
	return rows, total, err
}

// runRow brings one run that is the person's own, or in reach.
func (s store) runRow(ctx context.Context, id, person int64, paths []string, now time.Time) (row RunRow, err error) {
	err = none(s.db.In(ctx).Raw(rowColumns+rowsFrom+`WHERE r.id = @id AND (r.created_by = @person OR`+within+`)`, map[string]any{
		"id": id, "person": person, "paths": array(paths), "today": now.Format(time.DateOnly),
	}).Scan(&row))
	return row, err
}

// array is how a list of paths is sent; paths hold only digits and slashes.
func array(paths []string) string { return "{" + strings.Join(paths, ",") + "}" }
