package learning

import (
	"context"

	"credence/modules/identity"
)

// applyTask is the name of the job that enrols whom a requirement reaches; it never changes.
const applyTask = "learning.apply"

type applyArgs struct {
	Requirement int64 `json:"requirement"`
}

// apply enrols everybody whom a requirement reaches and who is not enrolled yet, and gives the others its date if
// theirs is later. Doing it twice changes nothing.
func (m *Module) apply(ctx context.Context, id int64) error {
	r, err := m.store.requirement(ctx, id)
	if err != nil || r.EndedAt != nil {
		return err
	}
	members, err := m.people.Matching(ctx, r.criteria())
	if err != nil {
		return err
	}
	return m.require(ctx, r, members)
}

// applyToPosted brings people who are newly posted what their new place requires.
func (m *Module) applyToPosted(ctx context.Context, e identity.Posted) error {
	all, err := m.store.inForce(ctx)
	if err != nil || len(e.People) == 0 {
		return err
	}
	for _, r := range all {
		whom := r.criteria()
		whom.Among = e.People
		members, err := m.people.Matching(ctx, whom)
		if err != nil {
			return err
		}
		if err := m.require(ctx, r, members); err != nil {
			return err
		}
	}
	return nil
}

func (m *Module) require(ctx context.Context, r *Requirement, members []identity.Member) error {
	course, err := m.Newest(r.Course)
	if err != nil {
		return nil // the course is no longer offered; nobody can be asked to take it
	}
	b := &batch{course: course, source: ByRequirement, requirement: &r.ID, by: &r.CreatedBy, at: m.now()}
	for _, member := range members {
		b.add(member, r.Due(member))
	}
	_, err = m.enrolBatch(ctx, b)
	return err
}
