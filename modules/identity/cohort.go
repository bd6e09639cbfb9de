package identity

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// Cohort is a group of people who learn together, kept at a place.
type Cohort struct {
	ID        int64
	PlaceID   int64
	Name      string
	CreatedAt time.Time
}

// TableName is where cohorts are kept.
func (Cohort) TableName() string { return "identity.cohorts" }

var (
	noCohort    = fault.New(fault.Missing, "identity.cohort_missing")
	cohortTaken = fault.New(fault.Invalid, "identity.cohort_taken").In("name")
)

// AddCohort begins an empty cohort at a place.
func (m *Module) AddCohort(ctx context.Context, who actor.Actor, name string, placeID int64) (c Cohort, err error) {
	name = strings.Join(strings.Fields(name), " ")
	if key := nameFault(name); key != "" {
		return c, fault.New(fault.Invalid, key).In("name")
	}
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		place, err := m.placeWithin(ctx, placeID, m.reach(who, "cohort", "write"))
		if err != nil {
			return in("place", err)
		}
		c = Cohort{PlaceID: place.ID, Name: name, CreatedAt: m.now()}
		if err := m.insertCohort(ctx, &c); err != nil {
			return err
		}
		return m.Audit(ctx, who, "cohort.added", cohortRef(c.ID), map[string]any{"name": name})
	})
	return c, err
}

// Join puts people into a cohort; who is in already stays in. It reports how many are new.
func (m *Module) Join(ctx context.Context, who actor.Actor, cohort int64, people []int64) (joined int, err error) {
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		if _, err := m.Cohort(ctx, m.cohortReach(who, "write"), cohort); err != nil {
			return err
		}
		seen, err := m.countWithin(ctx, m.reach(who, "person", "read"), people)
		if err != nil {
			return err
		}
		if seen != len(slices.Compact(slices.Sorted(slices.Values(people)))) {
			return nobody
		}
		if joined, err = m.insertMembers(ctx, cohort, people); err != nil {
			return err
		}
		return m.Audit(ctx, who, "cohort.joined", cohortRef(cohort), map[string]any{"people": joined})
	})
	return joined, err
}

// JoinMission puts everybody posted at a place or below it today into a cohort, as far as who can see them.
func (m *Module) JoinMission(ctx context.Context, who actor.Actor, cohort, placeID int64) (joined int, err error) {
	if _, err := m.placeWithin(ctx, placeID, m.reach(who, "person", "read")); err != nil {
		return 0, in("place", err)
	}
	members, err := m.Matching(ctx, Criteria{PlaceID: placeID})
	if err != nil {
		return 0, err
	}
	people := make([]int64, len(members))
	for i, member := range members {
		people[i] = member.PersonID
	}
	return m.Join(ctx, who, cohort, people)
}

// Leave takes one person out of a cohort.
func (m *Module) Leave(ctx context.Context, who actor.Actor, cohort, person int64) error {
	return m.db.Tx(ctx, func(ctx context.Context) error {
		if _, err := m.Cohort(ctx, m.cohortReach(who, "write"), cohort); err != nil {
			return err
		}
		if err := m.deleteMember(ctx, cohort, person); err != nil {
			return err
		}
		return m.Audit(ctx, who, "cohort.left", cohortRef(cohort), map[string]any{"person": person})
	})
}

func cohortRef(id int64) string { return fmt.Sprintf("cohort:%d", id) }
