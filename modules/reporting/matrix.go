package reporting

import (
	"context"
	"time"
)

// FewestShown is the smallest group whose numbers are shown, so that a number never points at one person.
const FewestShown = 5

// PageSize is how many rows of the matrix one page shows.
const PageSize = 50

// Missions is the matrix with a row per mission, those with most to do first.
type Missions struct {
	Filter  Filter
	Courses []Outline
	Rows    []MissionRow
	Total   int // missions in all
	Page    int
	Sum     Sum
}

// Sum are the numbers above the matrix, over everything the filter leaves and not this page alone.
// Groups that are too small to be shown are left out, so that nothing can be had by subtraction.
type Sum struct {
	InTarget   int // pairs of a person and a course that the person should have
	Compliant  int // of these: passed, expiring, in grace or exempt
	Overdue    int
	OverdueAt  int     // missions with something overdue
	DaysLate   float64 // on average, over what is overdue
	Expiring   int
	SmallHides int // missions or cells left out
}

// MissionRow is a mission with a cell per course.
type MissionRow struct {
	PlaceID   int64
	Name      string
	Kind      string
	City      string
	Country   string
	Bandwidth string
	People    int
	Cells     map[string]MissionCell `gorm:"-"` // by course
}

// Few reports whether the whole mission is too small to show numbers of.
func (r MissionRow) Few() bool { return r.People < FewestShown }

// MissionCell counts the people of a mission in one course by how they stand.
type MissionCell struct {
	InTarget, Compliant, Overdue, Failed, Expiring, Lapsed, UnderWay, Exempt int
}

// Few reports whether too few people are in the cell to show its numbers.
func (c MissionCell) Few() bool { return c.InTarget < FewestShown }

// Status is the one word for the cell: the neediest that somebody in it has.
func (c MissionCell) Status() string {
	switch {
	case c.InTarget == 0:
		return "not_assigned"
	case c.Overdue > 0:
		return "overdue"
	case c.Lapsed > 0:
		return "lapsed"
	case c.Failed > 0:
		return "failed"
	case c.Expiring > 0:
		return "expiring"
	case c.Compliant == c.InTarget:
		return "passed"
	case c.UnderWay > 0:
		return "in_progress"
	}
	return "assigned"
}

// Missions reads one page of the matrix by mission.
func (m *Module) Missions(ctx context.Context, f Filter, page int) (*Missions, error) {
	out := &Missions{Filter: f, Courses: m.Columns(f), Page: page}
	var err error
	if out.Rows, out.Total, out.Sum, err = m.store.missions(ctx, f, (page-1)*PageSize, PageSize); err != nil {
		return nil, err
	}
	return out, nil
}

// People is the matrix with a row per person.
type People struct {
	Filter  Filter
	Courses []Outline
	Rows    []PersonRow
	Total   int
	Page    int
}

// PersonRow is a person with a cell per course.
type PersonRow struct {
	PersonID  int64
	Name      string
	Email     string
	StaffType string
	Mission   string
	Region    string
	Zone      string
	Cells     map[string]PersonCell `gorm:"-"`
}

// PersonCell is how a person stands in a course.
type PersonCell struct {
	Course    string     `json:"course"`
	Status    string     `json:"status"`
	Due       *time.Time `json:"due"`
	Completed *time.Time `json:"completed"`
	Expires   *time.Time `json:"expires"` // of this completion, or of the one that is being renewed
	Version   int        `json:"version"`
}

// People reads one page of the matrix by person.
func (m *Module) People(ctx context.Context, f Filter, page int) (*People, error) {
	out := &People{Filter: f, Courses: m.Columns(f), Page: page}
	var err error
	if out.Rows, out.Total, err = m.store.people(ctx, f, (page-1)*PageSize, PageSize); err != nil {
		return nil, err
	}
	return out, nil
}

// EachPerson walks through the whole matrix by person without holding it in memory.
func (m *Module) EachPerson(ctx context.Context, f Filter, row func(PersonRow) error) error {
	return m.store.eachPerson(ctx, f, row)
}

// Places are the regions and missions that the reader may narrow a report to.
func (m *Module) Places(ctx context.Context, reach []string) ([]Place, error) {
	return m.store.places(ctx, reach)
}

// Place is a choice in the filter.
type Place struct {
	ID   int64
	Name string
	Kind string
	Path string
}

// Columns are the courses that a report with this filter is about.
func (m *Module) Columns(f Filter) (columns []Outline) {
	for _, c := range m.outlines() {
		if f.Course == "" || f.Course == c.Slug {
			columns = append(columns, c)
		}
	}
	return columns
}
