package learning

import (
	"cmp"
	"context"
	"slices"

	"credence/modules/identity"
)

// RollLength is how many people a roll names; reports show all of them.
const RollLength = 50

// Roll is who is enrolled in a course among the people within somebody's reach, those in need first.
type Roll struct {
	People int // within reach
	Total  int // of them, enrolled
	Rows   []RollRow
}

// RollRow is one person on a roll.
type RollRow struct {
	Name      string
	Enrolment *Enrolment
}

// need is the order of a roll: what calls for somebody's help comes first.
var need = []string{Overdue, Lapsed, FailedLocked, Failed, InGrace, DueSoon, Expiring, AwaitingMarking, InProgress, Assigned, Passed, Exempt}

// Roll reads the roll of a course for the people posted below the given paths.
func (m *Module) Roll(ctx context.Context, slug string, reach []string) (*Roll, error) {
	members, err := m.within(ctx, reach, identity.Criteria{})
	if err != nil {
		return nil, err
	}
	enrolled, err := m.store.enrolledIn(ctx, slug, ids(members))
	if err != nil {
		return nil, err
	}
	now := m.now()
	slices.SortFunc(enrolled, func(a, b *Enrolment) int {
		return cmp.Or(cmp.Compare(slices.Index(need, a.Status(now)), slices.Index(need, b.Status(now))), cmp.Compare(a.PersonID, b.PersonID))
	})
	roll := &Roll{People: len(members), Total: len(enrolled)}
	shown := enrolled[:min(RollLength, len(enrolled))]
	people := make([]int64, len(shown))
	for i, e := range shown {
		people[i] = e.PersonID
	}
	names, err := m.people.People(ctx, people)
	if err != nil {
		return nil, err
	}
	for _, e := range shown {
		roll.Rows = append(roll.Rows, RollRow{Name: names[e.PersonID].Name, Enrolment: e})
	}
	return roll, nil
}
