package identity

import (
	"context"

	"credence/modules/kernel/actor"
)

// EachPerson hands over the people of a query one by one, as the cells of an import. The audit trail knows of it before the first.
func (m *Module) EachPerson(ctx context.Context, who actor.Actor, q PeopleQuery, each func(cells []string) error) error {
	if err := m.Audit(ctx, who, "people.exported", "", map[string]any{
		"search": q.Search, "place": q.PlaceID, "staff_type": q.StaffType, "role": q.Role,
	}); err != nil {
		return err
	}
	return m.eachListed(ctx, m.reach(who, "person", "export"), q, each)
}

// EachAudited hands over the audit rows of a query one by one, newest first. The trail knows of it before the first.
func (m *Module) EachAudited(ctx context.Context, who actor.Actor, q AuditQuery, each func(AuditRow) error) error {
	if err := m.Audit(ctx, who, "audit.exported", "", map[string]any{"verb": q.Verb, "person": q.Person}); err != nil {
		return err
	}
	for more := true; more; {
		var rows []AuditRow
		var err error
		if rows, more, err = m.Trail(ctx, who, q); err != nil {
			return err
		}
		for _, r := range rows {
			if err := each(r); err != nil {
				return err
			}
			q.Before = r.ID
		}
	}
	return nil
}
