package main

import (
	"context"
	"time"

	"credence/modules/assessment"
	"credence/modules/kernel/fault"
)

// study plans what everybody does with what is asked of them.
func (s *story) study(context.Context) error {
	for _, c := range s.cast {
		if c.account != nil && c.account.Email == "auditor@arvenia.example" {
			c.diligence = .3
		}
		s.studyCyber(c)
		s.studyVerification(c)
	}
	return nil
}

// studyCyber is everybody's course: soon, late or never; a year later it is renewed, or not.
func (s *story) studyCyber(c *character) {
	begins := c.joined.Add(2 * week)
	switch {
	case c.account != nil && c.account.Email == "trainee@arvenia.example":
		done := s.now.Add(-46 * week) // so that the renewal is due soon, and still to do
		s.read(c, cyber, done, 9)
		s.sit(c, cyber+"-final", done.Add(2*day), 1)
	case c.diligence < .08: // has not begun
	case c.diligence < .2: // stuck half-way
		s.read(c, cyber, s.between(begins, begins.Add(9*week)), 5)
	case c.diligence < .28: // sat the quiz too soon
		s.read(c, cyber, begins, 9)
		s.sit(c, cyber+"-final", begins.Add(2*week), .6)
	default:
		done := s.between(begins, begins.Add(time.Duration(12-int(c.diligence*8))*week))
		s.read(c, cyber, done, 9)
		s.sit(c, cyber+"-final", done.Add(2*day), .97)
		s.sit(c, cyber+"-final", done.Add(5*day), .99) // those who failed try again
		if c.diligence > .45 {
			s.renew(c, cyber, done.Add(48*week), 9)
		}
	}
}

// studyVerification is for some posts only. Most are under way; the exercise that ends it is still before them.
func (s *story) studyVerification(c *character) {
	begins := s.now.Add(-9 * week)
	switch {
	case c.account != nil && c.account.Email == "trainee@arvenia.example":
		s.read(c, verification, s.now.Add(-3*day), 8)
	case c.diligence < .35:
	case c.diligence < .7:
		s.read(c, verification, s.between(begins, s.now.Add(-week)), 1+int(c.diligence*12))
	default:
		s.read(c, verification, s.between(begins, begins.Add(4*week)), 13)
		s.sit(c, verification+"-final", s.between(begins.Add(5*week), s.now.Add(-week)), .9)
	}
}

// read marks the first lessons of a course as read, one a day until the last.
func (s *story) read(c *character, course string, last time.Time, lessons int) {
	for i := range lessons {
		s.at(last.Add(-time.Duration(lessons-i-1)*day), func(ctx context.Context) error {
			newest, err := s.p.learning.Newest(course)
			if err != nil {
				return err
			}
			all := newest.Lessons()
			if i >= len(all) {
				return nil
			}
			return allowed(s.p.learning.MarkRead(ctx, c.Actor, course, all[i].ID(), c.person.Lang))
		})
	}
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
		s.clock.at = s.clock.at.Add(20 * time.Minute)
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
