package reporting_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"credence/modules/kernel/database"
	"credence/modules/kernel/pgtest"
	"credence/modules/learning"
	"credence/modules/reporting"
)

var now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// ministry is a tree of one region with missions of the given sizes; people are numbered from 1 in the order of the missions.
func ministry(t *testing.T, db *database.DB, sizes ...int) *reporting.Module {
	t.Helper()
	exec(t, db, `INSERT INTO identity.places (path, kind, name) VALUES ('/1/', 'ministry', 'Ministry')`)
	exec(t, db, `INSERT INTO identity.places (parent_id, path, kind, name) VALUES (1, '/1/2/', 'region', 'Basin')`)
	for i, size := range sizes {
		place := i + 3
		exec(t, db, `INSERT INTO identity.places (parent_id, path, kind, name) VALUES (2, ?, 'embassy', ?)`, fmt.Sprintf("/1/2/%d/", place), fmt.Sprintf("Mission %d", place))
		for range size {
			var id int64
			if err := db.In(t.Context()).Raw(`INSERT INTO identity.people (name, email, staff_type, created_at)
				VALUES ('Person', gen_random_uuid()::text || '@x.example', 'diplomat', ?) RETURNING id`, now).Scan(&id).Error; err != nil {
				t.Fatal(err)
			}
			exec(t, db, `INSERT INTO identity.postings (person_id, place_id, starts_on) VALUES (?, ?, '2025-01-01')`, id, place)
		}
	}
	outlines := func() []reporting.Outline { return []reporting.Outline{{Slug: "cyber", Code: "C2"}} }
	return reporting.New(db, outlines, func() time.Time { return now })
}

func exec(t *testing.T, db *database.DB, q string, args ...any) {
	t.Helper()
	if err := db.In(t.Context()).Exec(q, args...).Error; err != nil {
		t.Fatal(err)
	}
}

func everywhere() reporting.Filter { return reporting.Filter{Reach: []string{"/1/"}, AsOf: now} }

func TestReportsAndScreensUseTheSameWordForHowSomebodyStands(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	const people = 400
	m := ministry(t, db, people)
	dice := rand.New(rand.NewPCG(1, 2))
	moment := func(share float64) *time.Time {
		if dice.Float64() > share {
			return nil
		}
		at := now.Add(time.Duration(dice.IntN(180*24)-90*24) * time.Hour)
		return &at
	}
	past := func(share float64) *time.Time {
		if at := moment(share); at != nil && !at.After(now) {
			return at
		}
		return nil
	}
	want := map[int64]string{}
	for id := int64(1); id <= people; id++ {
		e := &learning.Enrolment{PersonID: id, Course: "cyber", Version: 1, Round: 1, Source: learning.BySelf, EnrolledAt: now.AddDate(0, -4, 0),
			DueAt: moment(.7), StartedAt: past(.6), SubmittedAt: past(.3), FailedAt: past(.3), LockedAt: past(.1), CompletedAt: past(.5), ExemptAt: past(.05)}
		if e.CompletedAt != nil {
			e.ExpiresAt, e.GraceUntil = moment(.8), moment(.8)
		} else if dice.Float64() < .2 {
			e.RenewsUntil, e.RenewsGrace = moment(1), moment(.9)
		}
		if err := db.In(t.Context()).Create(e).Error; err != nil {
			t.Fatal(err)
		}
		want[id] = e.Status(now)
	}
	seen := map[string]int{}
	if err := m.EachPerson(t.Context(), everywhere(), func(row reporting.PersonRow) error {
		got := row.Cells["cyber"].Status
		if got != want[row.PersonID] {
			t.Errorf("person %d: the report says %q, the screen %q", row.PersonID, got, want[row.PersonID])
		}
		seen[got]++
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, word := range reporting.Statuses {
		if word != "submitted" && seen[word] == 0 {
			t.Errorf("the dice never gave %q", word)
		}
	}
}

func TestAMissionOfFewIsNeitherShownNorCountedIn(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	m := ministry(t, db, 6, 4)
	for id := int64(1); id <= 10; id++ {
		enrol(t, db, id, now.AddDate(0, -1, 0), now.AddDate(0, 0, -3))
	}
	matrix, err := m.Missions(t.Context(), everywhere(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(matrix.Rows) != 2 || matrix.Rows[0].People != 6 || !matrix.Rows[1].Few() {
		t.Fatalf("rows %+v", matrix.Rows)
	}
	if cell := matrix.Rows[0].Cells["cyber"]; cell.Status() != "overdue" || cell.Overdue != 6 {
		t.Errorf("cell %+v", cell)
	}
	if matrix.Sum.InTarget != 6 || matrix.Sum.Overdue != 6 || matrix.Sum.OverdueAt != 1 || matrix.Sum.SmallHides != 1 {
		t.Errorf("sum %+v", matrix.Sum)
	}
	if d := matrix.Sum.DaysLate; d < 2.9 || d > 3.1 {
		t.Errorf("%v days late on average", d)
	}
}

func TestAReportShowsOnlyWhatTheReaderReaches(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	m := ministry(t, db, 6, 7)
	own := reporting.Filter{Reach: []string{"/1/2/3/"}, AsOf: now}
	if people, err := m.People(t.Context(), own, 1); err != nil || people.Total != 6 {
		t.Errorf("%v, %v", people, err)
	}
	if people, err := m.People(t.Context(), reporting.Filter{AsOf: now}, 1); err != nil || people.Total != 0 {
		t.Errorf("somebody without a reach sees %v, %v", people, err)
	}
	if places, err := m.Places(t.Context(), own.Reach); err != nil || len(places) != 1 {
		t.Errorf("%v, %v", places, err)
	}
}

func TestAReportAsOfADaySaysWhatWasTrueThen(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	m := ministry(t, db, 5, 5)
	enrol(t, db, 1, now.AddDate(0, -2, 0), now.AddDate(0, 0, -10))
	exec(t, db, `UPDATE learning.enrolments SET completed_at = ?`, now.AddDate(0, 0, -5))
	exec(t, db, `UPDATE identity.postings SET ends_on = '2026-02-01' WHERE person_id = 1`)
	exec(t, db, `INSERT INTO identity.postings (person_id, place_id, starts_on) VALUES (1, 4, '2026-02-02')`)
	for _, c := range []struct {
		at            time.Time
		status, where string
	}{
		{now, "passed", "Mission 4"},
		{now.AddDate(0, 0, -7), "overdue", "Mission 4"},
		{now.AddDate(0, 0, -40), "assigned", "Mission 3"},
		{now.AddDate(0, -3, 0), "", "Mission 3"},
	} {
		f := everywhere()
		f.AsOf = c.at
		matrix, err := m.People(t.Context(), f, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range matrix.Rows {
			if row.PersonID == 1 && (row.Cells["cyber"].Status != c.status || row.Mission != c.where) {
				t.Errorf("on %s: %q at %q", c.at.Format(time.DateOnly), row.Cells["cyber"].Status, row.Mission)
			}
		}
	}
}

func TestTheOverdueListBeginsWithTheLatest(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	m := ministry(t, db, 6)
	for id := int64(1); id <= 6; id++ {
		enrol(t, db, id, now.AddDate(0, -2, 0), now.AddDate(0, 0, int(id)-4))
	}
	list, total, err := m.Overdue(t.Context(), everywhere(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if total != 4 || list[0].DaysLate != 3 || list[3].DaysLate != 0 {
		t.Errorf("%d: %+v", total, list)
	}
	n := 0
	if err := m.EachOverdue(context.Background(), everywhere(), func(reporting.OverdueRow) error { n++; return nil }); err != nil || n != 4 {
		t.Errorf("streamed %d, %v", n, err)
	}
}

func enrol(t *testing.T, db *database.DB, person int64, at, due time.Time) {
	t.Helper()
	e := &learning.Enrolment{PersonID: person, Course: "cyber", Version: 1, Round: 1, Source: learning.ByAdmin, EnrolledAt: at, DueAt: &due}
	if err := db.In(t.Context()).Create(e).Error; err != nil {
		t.Fatal(err)
	}
}
