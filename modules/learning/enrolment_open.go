package learning

import (
	"context"

	"credence/modules/activity"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// MayOpen says whether the actor may begin an activity now, and in which version: their course keeps the one it was
// published with. An activity that no course uses is open to everybody, in its newest version, 0.
func (m *Module) MayOpen(ctx context.Context, who actor.Actor, ref activity.Ref) (version int, err error) {
	mine, err := m.store.enrolmentsOf(ctx, who.ID)
	if err != nil {
		return 0, err
	}
	refusal := fault.New(fault.Conflict, "learning.not_enrolled")
	used := len(m.usedBy(ref)) > 0
	for slug, e := range mine {
		c, err := m.Course(ctx, slug, e.Version)
		if err != nil {
			return 0, err
		}
		a := c.Uses(ref)
		if a == nil {
			continue
		}
		used = true
		if refusal = m.refusal(c, e, mine); refusal == nil {
			return a.Version, nil
		}
	}
	if !used {
		return 0, nil
	}
	return 0, refusal
}

// refusal is why an activity of the course may not begin, or nil.
func (m *Module) refusal(c *Course, e *Enrolment, mine map[string]*Enrolment) *fault.Fault {
	if before := missing(c, mine, m.now()); len(before) > 0 {
		return fault.New(fault.Conflict, "learning.prerequisite_open").With("course", m.codeOf(before[0]))
	}
	if e.CompletedAt != nil && e.Status(m.now()) == Lapsed {
		return fault.New(fault.Conflict, "learning.renew_first").With("course", c.Code)
	}
	return nil
}

func (m *Module) codeOf(slug string) string {
	if c, err := m.Newest(slug); err == nil {
		return c.Code
	}
	return slug
}
