package reporting

import (
	"context"
	"time"
)

// OverdueRow is a person who is late with a course.
type OverdueRow struct {
	PersonID  int64
	Name      string
	Email     string
	StaffType string
	Mission   string
	Course    string
	Due       time.Time
	Zone      string // the person's time zone, in which the due day ended
	Status    string // how far they are: assigned, in progress, failed …
	DaysLate  int
}

// Overdue is one page of the people who are late, the longest first, and how many there are in all.
func (m *Module) Overdue(ctx context.Context, f Filter, page int) ([]OverdueRow, int, error) {
	return m.store.overdue(ctx, f, (page-1)*PageSize, PageSize)
}

// EachOverdue walks through all of them without holding them in memory.
func (m *Module) EachOverdue(ctx context.Context, f Filter, row func(OverdueRow) error) error {
	return m.store.eachOverdue(ctx, f, row)
}
