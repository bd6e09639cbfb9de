package identity

import (
	"context"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/database"
)

// CohortListed is a cohort with its place and size.
type CohortListed struct {
	Cohort
	Place   string
	Members int
}

// cohortReach is where who may do the verb to cohorts.
func (m *Module) cohortReach(who actor.Actor, verb string) []string {
	return m.reach(who, "cohort", verb)
}

// Cohorts lists the cohorts kept within the reach of who.
func (m *Module) Cohorts(ctx context.Context, who actor.Actor) ([]CohortListed, error) {
	return scan[CohortListed](ctx, m, `
SELECT c.*, pl.name AS place, (SELECT count(*) FROM identity.cohort_members cm WHERE cm.cohort_id = c.id) AS members
FROM identity.cohorts c JOIN identity.places pl ON pl.id = c.place_id
WHERE pl.path LIKE ANY(@reach ) ORDER BY lower(c.name), c.id`, args{"reach": one(m.cohortReach(who, "read"))})
}

// OpenCohort brings a cohort within the reach of who.
func (m *Module) OpenCohort(ctx context.Context, who actor.Actor, id int64) (CohortListed, error) {
	return m.Cohort(ctx, m.cohortReach(who, "read"), id)
}

// Cohort brings a cohort kept within reach of the patterns.
func (m *Module) Cohort(ctx context.Context, patterns []string, id int64) (CohortListed, error) {
	rows, err := scan[CohortListed](ctx, m, `
SELECT c.*, pl.name AS place, (SELECT count(*) FROM identity.cohort_members cm WHERE cm.cohort_id = c.id) AS members
FROM identity.cohorts c JOIN identity.places pl ON pl.id = c.place_id
WHERE c.id = @id AND pl.path LIKE ANY(@reach )`, args{"id": id, "reach": one(patterns)})
	if err == nil && len(rows) == 0 {
		return CohortListed{}, noCohort
	}
	if err != nil {
		return CohortListed{}, err
	}
	return rows[0], nil
}

// Members lists the people of a cohort that who can see.
func (m *Module) Members(ctx context.Context, who actor.Actor, cohort int64) ([]Listed, error) {
	return scan[Listed](ctx, m, `
SELECT p.id, p.name, p.email, p.staff_type, p.rank, p.suspended_at, coalesce(pl.id, 0) AS place_id, coalesce(pl.name, '') AS place
FROM identity.cohort_members cm JOIN identity.people p ON p.id = cm.person_id`+postedEach+`
WHERE cm.cohort_id = @cohort AND`+reached+`
ORDER BY lower(p.name), p.id`, args{"cohort": cohort, "today": m.today(), "reach": one(m.reach(who, "person", "read"))})
}

func (m *Module) cohortsOf(ctx context.Context, person int64) ([]Cohort, error) {
	return scan[Cohort](ctx, m, `
SELECT c.* FROM identity.cohorts c JOIN identity.cohort_members cm ON cm.cohort_id = c.id
WHERE cm.person_id = @person ORDER BY lower(c.name)`, args{"person": person})
}

func (m *Module) insertCohort(ctx context.Context, c *Cohort) error {
	return database.Duplicate(m.db.In(ctx).Create(c).Error, cohortTaken)
}

func (m *Module) insertMembers(ctx context.Context, cohort int64, people []int64) (int, error) {
	return m.exec(ctx, "INSERT INTO identity.cohort_members (cohort_id, person_id) SELECT @cohort, unnest(CAST(@people AS bigint[])) ON CONFLICT DO NOTHING",
		args{"cohort": cohort, "people": one(people)})
}

func (m *Module) deleteMember(ctx context.Context, cohort, person int64) error {
	_, err := m.exec(ctx, "DELETE FROM identity.cohort_members WHERE cohort_id = @cohort AND person_id = @person ",
		args{"cohort": cohort, "person": person})
	return err
}
