package identity

import (
	"context"
	"time"

	"credence/modules/access"
	"credence/modules/kernel/actor"
)

// Criteria choose people: those posted at a place or below it, of a staff type, with a role at post, in a cohort,
// with an e-mail, or among some that are known.
// Zero values do not narrow. Suspended people never match.
type Criteria struct {
	PlaceID    int64
	StaffType  string
	RoleAtPost string
	CohortID   int64
	Email      string
	Among      []int64
}

// Member is somebody whom criteria choose.
type Member struct {
	PersonID     int64
	Zone         *time.Location // where the person's days end
	PostingStart time.Time      // of the present posting; zero when there is none
}

// Matching brings the people whom c chooses, by their posting of today (or the next one).
func (m *Module) Matching(ctx context.Context, c Criteria) ([]Member, error) {
	return m.matching(ctx, c)
}

// InReach reports whether a person is posted at or below one of the places with these paths.
// Somebody without a posting is within reach of the ministry as a whole only.
func (m *Module) InReach(ctx context.Context, paths []string, person int64) (bool, error) {
	patterns := make([]string, len(paths))
	for i, path := range paths {
		patterns[i] = path + "%"
	}
	n, err := m.countWithin(ctx, patterns, []int64{person})
	return n > 0, err
}

// within is fault.Missing unless the person is within the reach of these patterns.
func (m *Module) within(ctx context.Context, patterns []string, person int64) error {
	n, err := m.countWithin(ctx, patterns, []int64{person})
	if err == nil && n == 0 {
		return nobody
	}
	return err
}

// PlacesFor brings the places at and below those where who may do the verb to the thing, in the order of the tree.
func (m *Module) PlacesFor(ctx context.Context, who actor.Actor, thing, verb string) ([]Place, error) {
	return m.placesWithin(ctx, m.reach(who, thing, verb))
}

// PeopleQuery narrows the list of people. Zero values do not.
type PeopleQuery struct {
	Search    string // part of the name or e-mail
	PlaceID   int64  // posted there or below
	StaffType string
	Role      string // holds it anywhere
	Suspended bool   // only those who are kept out
	Page      int    // from 1
}

// PeoplePage is how many people a page of the list holds.
const PeoplePage = 50

// Listed is a person as the list shows them.
type Listed struct {
	ID          int64
	Name        string
	Email       string
	StaffType   string
	Rank        string
	Joined      bool
	SuspendedAt *time.Time
	PlaceID     int64
	Place       string
	RoleAtPost  string
	Present     bool   // the posting has begun
	Roles       string // codes, with blanks between
	Total       int    // of the whole list
}

// List brings a page of the people within the reach of who, and how many there are in all.
func (m *Module) List(ctx context.Context, who actor.Actor, q PeopleQuery) (people []Listed, total int, err error) {
	people, err = m.listPeople(ctx, m.reach(who, "person", "read"), q)
	if len(people) > 0 {
		total = people[0].Total
	}
	return people, total, err
}

// File is everything the ministry knows about one person's place in it, and what the one who looks may do about it.
type File struct {
	Person    Person
	Postings  []PostingAt // latest first
	Roles     []HeldRole
	Sessions  int
	Cohorts   []Cohort
	MayChange bool
	MayGive   []string // roles; empty: none
}

// PostingAt is a posting with the name of its place.
type PostingAt struct {
	Posting
	Place string
}

// Open brings the file of a person within the reach of who.
func (m *Module) Open(ctx context.Context, who actor.Actor, id int64) (f File, err error) {
	if err := m.within(ctx, m.reach(who, "person", "read"), id); err != nil {
		return f, err
	}
	if f.Person, err = m.Person(ctx, id); err != nil {
		return f, err
	}
	if f.Postings, err = m.postingsOf(ctx, id); err != nil {
		return f, err
	}
	if f.Roles, err = m.rolesOf(ctx, id); err != nil {
		return f, err
	}
	sessions, err := m.openSessions(ctx, id)
	if err != nil {
		return f, err
	}
	f.Sessions = len(sessions)
	if f.Cohorts, err = m.cohortsOf(ctx, id); err != nil {
		return f, err
	}
	return f, m.addPowers(ctx, who, &f)
}

// addPowers notes what who may do about the person of the file.
func (m *Module) addPowers(ctx context.Context, who actor.Actor, f *File) error {
	write, err := m.countWithin(ctx, m.reach(who, "person", "write"), []int64{f.Person.ID})
	if err != nil {
		return err
	}
	give, err := m.countWithin(ctx, m.reach(who, "role", "give"), []int64{f.Person.ID})
	if err != nil {
		return err
	}
	f.MayChange = write > 0 && m.outranks(who, f.Person.ID, f.Roles)
	for i, h := range f.Roles {
		f.Roles[i].Mine = give > 0 && m.mayGive(who, h.Role, h.Path)
	}
	for _, role := range access.Roles {
		if give > 0 && (role != "operator" || who.Is("operator")) {
			f.MayGive = append(f.MayGive, role)
		}
	}
	return nil
}

// ZoneOf is the time zone of a person: the own one, else that of the present posting.
func (m *Module) ZoneOf(ctx context.Context, person int64) (*time.Location, error) {
	name, err := m.zoneName(ctx, person)
	return Zone(name), err
}
