package main

import (
	"context"
	"time"

	"credence/modules/kernel/actor"
	"credence/modules/learning"
)

// gather lets the instructor form cohorts, enrol one of them and give extra time where it was asked for.
func (s *story) gather(context.Context) error {
	var instructor *character
	for _, c := range s.cast {
		if c.is("instructor") {
			instructor = c
		}
	}
	as := func() actor.Actor {
		who := instructor.Actor
		who.Held = append(who.Held, actor.Held{Role: "instructor", Path: s.admin.Held[0].Path})
		return who
	}
	form := func(name string, at time.Time, is func(c *character) bool, then func(ctx context.Context, cohort int64) error) {
		s.at(at, func(ctx context.Context) error {
			cohort, err := s.p.identity.AddCohort(ctx, as(), name, s.admin.PlaceID)
			if err != nil {
				return err
			}
			var people []int64
			for _, c := range s.cast {
				if c.ID != 0 && is(c) {
					people = append(people, c.ID)
				}
			}
			if _, err := s.p.identity.Join(ctx, as(), cohort.ID, people); err != nil {
				return err
			}
			return then(ctx, cohort.ID)
		})
	}
	form("Press and account officers", s.now.Add(-20*week), func(c *character) bool {
		return c.post == "press_officer" || c.post == "account_manager"
	}, func(context.Context, int64) error { return nil })
	form("Autumn intake 2026", s.daytime(s.now.Add(-4*week)), func(c *character) bool {
		return c.joined.After(s.now.Add(-14 * week))
	}, func(ctx context.Context, cohort int64) error {
		due := s.now.Add(5 * week).Truncate(day)
		_, err := s.p.learning.EnrolGroup(ctx, as(), verification, learning.Group{CohortID: cohort}, &due, []string{s.admin.Held[0].Path})
		return err
	})
	for i, extra := range []struct {
		factor float64
		reason string
	}{{1.25, "Works with a screen reader."}, {1.5, "Broken wrist, until spring. Agreed with the medical service."}} {
		s.at(s.now.Add(-time.Duration(18-i)*week), func(ctx context.Context) error {
			for _, c := range s.cast[10+20*i:] {
				if c.ID != 0 && c.account == nil && c.diligence > .3 {
					return s.p.assessment.Accommodate(ctx, as(), c.ID, extra.factor, extra.reason)
				}
			}
			return nil
		})
	}
	return nil
}
