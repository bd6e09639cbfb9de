package learning

import (
	"context"

	"credence/modules/identity"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// EndRequirement stops a requirement. Who is enrolled already stays enrolled, with the date.
func (m *Module) EndRequirement(ctx context.Context, who actor.Actor, id int64, reach []string) error {
	return m.db.Tx(ctx, func(ctx context.Context) error {
		r, err := m.store.lockRequirement(ctx, id)
		if err != nil {
			return err
		}
		if m.placeInReach(ctx, r.PlaceID, reach) != nil {
			return fault.New(fault.Missing, "learning.requirement_missing")
		}
		return m.store.endRequirement(ctx, id, m.now())
	})
}

// PlacedRequirement is a requirement with the place that it holds for and the course that it asks for.
type PlacedRequirement struct {
	Requirement
	Place  identity.Place
	Course *Course // nil when the course is no longer offered
}

// Requirements lists the requirements for places within reach, those in force first.
func (m *Module) Requirements(ctx context.Context, reach []string) ([]PlacedRequirement, error) {
	all, err := m.store.requirements(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	places, err := m.people.Places(ctx)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]identity.Place, len(places))
	for _, p := range places {
		if inReach(p, reach) {
			byID[p.ID] = p
		}
	}
	var list []PlacedRequirement
	for _, r := range all {
		if place, ok := byID[r.PlaceID]; ok {
			course, _ := m.Newest(r.Course) // a course that is gone leaves a line without a title
			list = append(list, PlacedRequirement{*r, place, course})
		}
	}
	return list, nil
}
