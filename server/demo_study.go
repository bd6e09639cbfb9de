package main

import (
	"context"
	"slices"
	"time"

	"credence/modules/assessment"
	"credence/modules/kernel/fault"
)

// study plans what everybody does with what is asked of them.
func (s *story) study(context.Context) error {
	for _, c := range s.cast {
		s.studyCyber(c)
		s.studyVerification(c)
	}
	return nil
}

// studyCyber is everybody's course: soon, late or never; a year later it is renewed, or not.
func (s *story) studyCyber(c *character) {
	begins, final := c.joined.Add(2*week), cyber+"-final"
	switch {
	case c.is("trainee"), c.is("author"):
		done := s.now.Add(-46 * week) // so that the renewal is due soon, and still to do
		s.read(c, cyber, done, 9)
		s.sit(c, final, done.Add(2*day), 1)
	case c.diligence < .04: // has not begun
	case c.diligence < .1: // stuck half-way
		s.read(c, cyber, s.between(begins, begins.Add(9*week)), 5)
	case c.diligence < .15: // sat the quiz too soon, and once let the time run out
		s.read(c, cyber, begins, 9)
		s.forget(c, final, begins.Add(week))
		s.sit(c, final, begins.Add(2*week), .6)
	case c.diligence < .18: // no attempt is left
		s.read(c, cyber, begins, 9)
		for i := range 3 {
			s.sit(c, final, begins.Add(week+time.Duration(3*i)*day), .5)
		}
	default:
		done := s.between(begins, begins.Add(time.Duration(9-int(c.diligence*7))*week))
		s.read(c, cyber, done, 9)
		s.sit(c, final, done.Add(2*day), .97)
		s.sit(c, final, done.Add(5*day), .99) // those who failed try again
		if lapses := done.Add(52 * week); c.diligence > .3 || lapses.Before(s.now.Add(-9*week)) {
			s.renew(c, cyber, done.Add(48*week), 9)
		}
	}
}

// studyVerification is for some posts only. It ends with the exercise, which is still before most of them.
func (s *story) studyVerification(c *character) {
	begins := s.now.Add(-9 * week)
	switch {
	case c.is("trainee"): // in the middle of a lesson
		s.read(c, verification, s.now.Add(-2*day), 8)
		s.at(s.daytime(s.now.Add(-day)), func(ctx context.Context) error {
			_, _, err := s.p.learning.OpenLesson(ctx, c.Actor, verification, "c6.3.2")
			return refused(err)
		})
	case c.is("head"): // everything but the exercise, and that is late
		s.read(c, verification, s.daytime(begins), 13)
		s.sit(c, verification+"-final", begins.Add(2*week), .98)
	case c.diligence < .3 || !slices.Contains(publicPosts, c.post):
	case c.diligence < .6:
		s.read(c, verification, s.between(begins, s.now.Add(-week)), 1+int(c.diligence*14))
	default:
		s.read(c, verification, s.between(begins, begins.Add(2*week)), 13)
		s.sit(c, verification+"-final", s.between(begins.Add(3*week), begins.Add(5*week)), .93)
		s.sit(c, verification+"-final", begins.Add(6*week), .98)
		if s.players < 12 {
			s.players++
			s.exercise(c, s.between(begins.Add(6*week+day), begins.Add(8*week)), .95-.4*float64(s.players%4/3))
		}
	}
}

// daytime is a moment of that day when people work where they are not too far from the ministry.
func (s *story) daytime(t time.Time) time.Time {
	return t.Truncate(day).Add(8*time.Hour + time.Duration(s.random.IntN(540))*time.Minute)
}

// read marks the first lessons of a course as read, one a day until the last.
func (s *story) read(c *character, course string, last time.Time, lessons int) {
	for i := range lessons {
		s.at(s.daytime(last.Add(-time.Duration(lessons-i-1)*day)), func(ctx context.Context) error {
			newest, err := s.p.learning.Newest(course)
			if err != nil {
				return err
			}
			all := newest.Lessons()
			if i >= len(all) {
				return nil
			}
			if i == lessons-1 {
				if _, _, err := s.p.learning.OpenLesson(ctx, c.Actor, course, all[i].ID()); err != nil {
					return refused(err)
				}
			}
			return allowed(s.p.learning.MarkRead(ctx, c.Actor, course, all[i].ID(), c.person.Lang))
		})
	}
}

// forget begins an attempt, saves a few answers and never hands in.
func (s *story) forget(c *character, quiz string, at time.Time) {
	s.at(at, func(ctx context.Context) error {
		a, err := s.p.assessment.Start(ctx, c.Actor, quiz, c.person.Lang)
		if err != nil {
			return refused(err)
		}
		asked, err := s.p.assessment.Quiz(quiz)
		if err != nil {
			return err
		}
		s.clock.at = s.clock.at.Add(9 * time.Minute)
		if _, err := s.p.assessment.Save(ctx, c.Actor, a.ID, assessment.Sheet{Page: "demo", Given: s.answer(a, asked, .8)[:7]}); err != nil {
			return err
		}
		s.clock.at = s.clock.at.Add(2 * time.Hour)
		_, err = s.p.assessment.Front(ctx, c.Actor, quiz) // looks at what became of it
		return refused(err)
	})
}

// sit takes a quiz and knows a share of the answers.
func (s *story) sit(c *character, quiz string, at time.Time, knows float64) {
	s.at(at, func(ctx context.Context) error {
		front, err := s.p.assessment.Front(ctx, c.Actor, quiz)
		if err != nil || front.Refused != nil || passedLately(front.Attempts, s.clock.at) {
			return refused(err)
		}
		a, err := s.p.assessment.Start(ctx, c.Actor, quiz, c.person.Lang)
		if err != nil {
			return refused(err)
		}
		asked, err := s.p.assessment.Quiz(quiz)
		if err != nil {
			return err
		}
		s.clock.at = s.clock.at.Add(time.Duration(14+s.random.IntN(18)) * time.Minute)
		if _, err := s.p.assessment.Save(ctx, c.Actor, a.ID, assessment.Sheet{Page: "demo", Given: s.answer(a, asked, knows)}); err != nil {
			return err
		}
		_, err = s.p.assessment.HandIn(ctx, c.Actor, a.ID)
		return err
	})
}

// passedLately reports whether nothing is left to prove: a pass of last year does not renew a course.
func passedLately(attempts []assessment.Attempt, now time.Time) bool {
	for _, a := range attempts {
		if a.Passed && now.Sub(a.StartedAt) < 26*week {
			return true
		}
	}
	return false
}

// renew opens the next round and goes through it.
func (s *story) renew(c *character, course string, at time.Time, lessons int) {
	s.at(at, func(ctx context.Context) error { return refused(s.p.learning.Renew(ctx, c.Actor, course)) })
	s.read(c, course, at.Add(2*week), lessons)
	s.sit(c, course+"-final", at.Add(2*week+day), .98)
}

// refused drops what a person of the story could not do, and keeps failures.
func refused(err error) error {
	if fault.Of(err) != nil {
		return nil
	}
	return err
}

func allowed(_ bool, err error) error { return refused(err) }
