package main

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"credence/modules/assessment"
	"credence/modules/identity"
	"credence/modules/kernel/actor"
	"credence/modules/learning"
)

// The courses that the story is about.
const (
	cyber        = "cyber-hygiene"
	verification = "verification"
)

// day and week are lengths of the story.
const (
	day  = 24 * time.Hour
	week = 7 * day
)

// story lets the people of the demo ministry live through the last two years: they are posted, enrolled, read, sit
// quizzes, renew and fall behind, all by the acts of the modules with the clock in hand. The same start day gives the
// same story.
type story struct {
	demoMinistry
	house *house
	now   time.Time // when the story ends

	clock  demoClock
	random *rand.Rand
	p      *platform
	admin  actor.Actor
	places map[string]identity.Place // by name
	cast   []*character
	acts   []act

	players int // how many have played the exercise
}

// character is one of the people.
type character struct {
	actor.Actor
	person    identity.Details
	post      string
	place     identity.Place
	joined    time.Time
	diligence float64 // 0 to 1: how soon, and how much, they do what is asked
	account   *demoAccount
}

// is tells the accounts apart that the story has a plan for.
func (c *character) is(account string) bool {
	return c.account != nil && c.account.Email == account+"@arvenia.example"
}

// act is something that happens at a time.
type act struct {
	at time.Time
	do func(ctx context.Context) error
}

func (s *story) play(ctx context.Context) error {
	s.random = rand.New(rand.NewPCG(1914, 7))
	s.clock.at = s.now.Add(-104 * week).Truncate(day).Add(9 * time.Hour)
	if err := s.begin(ctx); err != nil {
		return err
	}
	defer s.p.bus.Stop(context.WithoutCancel(ctx))
	for _, chapter := range []func(context.Context) error{s.found, s.hire, s.require, s.gather, s.study} {
		if err := chapter(ctx); err != nil {
			return err
		}
	}
	return s.tell(ctx)
}

// begin wires the modules a second time, on the story's clock.
func (s *story) begin(ctx context.Context) (err error) {
	if s.p, err = wire(ctx, s.house, s.clock.now, s.random.Int64); err != nil {
		return err
	}
	if err := s.p.load(ctx); err != nil {
		return err
	}
	return s.p.bus.Start(context.WithoutCancel(ctx))
}

// tell does everything in the order of its time, and lets what was announced arrive week by week.
func (s *story) tell(ctx context.Context) error {
	slices.SortStableFunc(s.acts, func(a, b act) int { return a.at.Compare(b.at) })
	for i, a := range s.acts {
		if a.at.After(s.now) {
			break
		}
		if i > 0 && a.at.Sub(s.clock.at) > 0 && a.at.Truncate(week) != s.acts[i-1].at.Truncate(week) {
			if err := s.p.bus.Settle(ctx); err != nil {
				return err
			}
		}
		s.clock.at = a.at
		if err := a.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", a.at.Format(time.DateOnly), err)
		}
	}
	s.clock.at = s.now
	return s.p.bus.Settle(ctx)
}

func (s *story) at(t time.Time, do func(ctx context.Context) error) {
	s.acts = append(s.acts, act{t, do})
}

// between is a moment of a working day in a span.
func (s *story) between(from, to time.Time) time.Time {
	span := to.Sub(from)
	if span <= 0 {
		return from
	}
	t := from.Add(time.Duration(s.random.Int64N(int64(span))))
	return t.Truncate(day).Add(8*time.Hour + time.Duration(s.random.IntN(540))*time.Minute)
}

// found makes the tree: ministry, regions, missions.
func (s *story) found(ctx context.Context) error {
	m := s.Ministry
	if _, err := s.p.identity.Found(ctx, identity.PlaceDetails{Name: m.Name, Country: m.Country, City: m.City, TimeZone: m.Zone}); err != nil {
		return err
	}
	var err error
	if s.admin, err = s.p.identity.Console(ctx, m.Name); err != nil {
		return err
	}
	s.places = map[string]identity.Place{}
	for _, r := range s.Regions {
		region, err := s.p.identity.AddPlace(ctx, s.admin, s.admin.PlaceID, identity.PlaceDetails{Kind: "region", Name: r.Name, TimeZone: m.Zone})
		if err != nil {
			return err
		}
		for _, at := range r.Missions {
			place, err := s.p.identity.AddPlace(ctx, s.admin, region.ID, identity.PlaceDetails{
				Kind: at.Kind, Name: at.Name, Country: at.Country, City: at.City, TimeZone: at.Zone, Bandwidth: at.Bandwidth})
			if err != nil {
				return err
			}
			s.places[at.Name] = place
		}
	}
	return nil
}

// hire brings the people: the accounts first, then others until every mission has its number.
func (s *story) hire(ctx context.Context) error {
	for i := range s.Accounts {
		a := &s.Accounts[i]
		s.cast = append(s.cast, &character{account: a, place: s.places[a.Mission], post: a.Post, diligence: .9,
			joined: s.clock.at.Add(2 * week), person: identity.Details{Name: a.Name, Email: a.Email, StaffType: a.Staff, Rank: a.Rank}})
	}
	used := map[string]bool{}
	for _, r := range s.Regions {
		for _, at := range r.Missions {
			here := 0
			for _, c := range s.cast {
				if c.place.Name == at.Name {
					here++
				}
			}
			for i := range at.People - here {
				s.cast = append(s.cast, s.invent(s.places[at.Name], i == 0 && at.Kind != "hq_unit" && at.Name != "Embassy in Quessa", used))
			}
		}
	}
	for _, c := range s.cast {
		s.at(c.joined, func(ctx context.Context) error { return s.join(ctx, c) })
	}
	return nil
}

// invent makes up a person for a mission; one of them is its head.
func (s *story) invent(place identity.Place, head bool, used map[string]bool) *character {
	name := ""
	for name == "" || used[name] {
		name = pick(s.random, s.Given) + " " + pick(s.random, s.Family)
	}
	used[name] = true
	c := &character{place: place, diligence: s.random.Float64(), post: pick(s.random, s.Posts)}
	c.person = identity.Details{
		Name: name, Email: strings.ToLower(strings.ReplaceAll(name, " ", ".")) + "@arvenia.example",
		StaffType: pick(s.random, s.Staff), Rank: pick(s.random, s.Ranks), Lang: pick(s.random, s.Langs),
	}
	if head {
		c.post, c.person.StaffType, c.person.Rank = "head_of_mission", "diplomat", "Head of mission"
	}
	if c.person.StaffType != "diplomat" {
		c.person.Rank = ""
	}
	c.joined = s.between(s.clock.at.Add(week), s.now.Add(-5*week))
	switch {
	case c.diligence < .18: // a ministry would not wait for years
		c.joined = s.between(s.now.Add(-16*week), s.now.Add(-3*week))
	case s.random.Float64() < .6:
		c.joined = s.between(s.clock.at.Add(week), s.clock.at.Add(30*week))
	}
	return c
}

func pick[T any](random *rand.Rand, from []T) T { return from[random.IntN(len(from))] }

// join posts a person. One in five was somewhere else before, so that postings have a history.
func (s *story) join(ctx context.Context, c *character) error {
	posting := identity.NewPosting{PlaceID: c.place.ID, RoleAtPost: c.post, StartsOn: c.joined.Truncate(day)}
	if c.account == nil && s.random.Float64() < .2 {
		before := s.places[s.Regions[s.random.IntN(len(s.Regions))].Missions[0].Name]
		if before.ID != c.place.ID {
			moved := c.joined.Add(time.Duration(4+s.random.IntN(20)) * week)
			s.later(moved, func(ctx context.Context) error {
				return s.p.identity.AddPosting(ctx, s.admin, c.ID, identity.NewPosting{PlaceID: c.place.ID, RoleAtPost: c.post, StartsOn: moved.Truncate(day)})
			})
			posting.PlaceID, posting.EndsOn = before.ID, moved.Truncate(day).Add(-day)
		}
	}
	person, err := s.p.identity.AddPerson(ctx, s.admin, c.person, posting)
	if err != nil {
		return err
	}
	c.Actor = trainee(person.ID, person.Name, identity.Zone(c.place.TimeZone), c.place)
	roles, at := []string{"trainee"}, c.place.ID
	if c.account != nil {
		roles = c.account.Roles
		if c.account.At == "ministry" {
			at = s.admin.PlaceID
		}
	} else if c.post == "head_of_mission" {
		roles = append(roles, "head_of_mission")
	}
	for _, role := range roles {
		if err := s.p.identity.GiveRole(ctx, s.admin, person.ID, role, at); err != nil {
			return err
		}
	}
	return nil
}

// later is at for an act that another act decides on: it takes its place among those that are still to come.
func (s *story) later(t time.Time, do func(ctx context.Context) error) {
	if t.After(s.now.Add(-week)) {
		return
	}
	i, _ := slices.BinarySearchFunc(s.acts, t, func(a act, t time.Time) int { return cmp.Or(a.at.Compare(t), -1) })
	s.acts = slices.Insert(s.acts, i, act{t, do})
}

// publicPosts are those of people who speak in public, and of consular officers.
var publicPosts = []string{"press_officer", "account_manager", "consular_officer", "head_of_mission"}

// require asks for C2 from everybody, and for C6 from those in public posts.
func (s *story) require(context.Context) error {
	reach := []string{s.admin.Held[0].Path}
	days := 60
	s.at(s.clock.at.Add(day), func(ctx context.Context) error {
		_, err := s.p.learning.AddRequirement(ctx, s.admin, learning.RequirementDraft{Course: cyber, PlaceID: s.admin.PlaceID, DueDays: &days}, reach)
		return err
	})
	for i, post := range publicPosts {
		due := s.now.Add(time.Duration([]int{3, 24, 10, -4}[i]) * day).Truncate(day)
		s.at(s.now.Add(-14*week), func(ctx context.Context) error {
			_, err := s.p.learning.AddRequirement(ctx, s.admin, learning.RequirementDraft{Course: verification, PlaceID: s.admin.PlaceID, RoleAtPost: post, DueOn: &due}, reach)
			return err
		})
	}
	return nil
}

// answer gives the right answers to a share of the questions, and a wrong or no answer to the rest.
func (s *story) answer(a *assessment.Attempt, quiz *assessment.Quiz, knows float64) (given []assessment.Given) {
	for i, place := range a.Paper {
		if s.random.Float64() > knows {
			if s.random.Float64() < .5 {
				given = append(given, assessment.Given{Place: i + 1, Values: []string{"1"}})
			}
			continue
		}
		item := quiz.Item(place.Item)
		given = append(given, assessment.Given{Place: i + 1, Values: place.Given(item, item.Question.Solution("en").Right)})
	}
	return given
}
