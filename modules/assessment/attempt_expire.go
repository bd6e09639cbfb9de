package assessment

import "context"

// overdue names an attempt whose time is up.
type overdue struct {
	Attempt int64 `json:"attempt"`
}

// expireDue puts a task on the list for every open attempt whose time is up, so that one that cannot be marked
// holds up no other. Whoever looks at such an attempt first closes it too; the outcome is the same.
func (m *Module) expireDue(ctx context.Context) error {
	ids, err := m.store.due(ctx, m.now().Add(-Grace), 500)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := m.bus.Enqueue(ctx, "assessment.expire_one", overdue{id}); err != nil {
			return err
		}
	}
	return nil
}

func (m *Module) expireOne(ctx context.Context, o overdue) error {
	_, _, err := m.finish(ctx, o.Attempt, false)
	return err
}
