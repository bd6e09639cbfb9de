package assessment_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"credence/modules/assessment"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

func TestATraineeSitsAQuizAndPasses(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	a := h.start(h.ada)
	if len(a.Paper) != 8 || a.DeadlineAt != morning.Add(30*time.Minute) {
		t.Fatalf("%+v", a)
	}
	s := h.sit(h.ada, a)
	if len(s.Asked) != 8 || s.Answered != 0 || s.Title != "Final quiz" {
		t.Errorf("%+v", s)
	}
	receipt, err := h.answer(h.ada, a, "tab", 0, 1, h.entry(a, 0, true)...)
	if err != nil || receipt.Answered != 1 || receipt.Of != 8 || len(receipt.Code) != 4 || receipt.Sequence != 1 || receipt.At != morning {
		t.Errorf("%+v, %v", receipt, err)
	}
	if s = h.sit(h.ada, a); s.Asked[0].Code != receipt.Code || s.Asked[0].Blank || s.Attempt.Sequence != 1 {
		t.Errorf("the receipt cannot be checked: %+v", s.Asked[0])
	}
	h.all(h.ada, a, true)
	done := h.handIn(h.ada, a)
	if done.State != assessment.Marked || done.Score != 1 || !done.Passed || done.Locked || done.TimedOut {
		t.Errorf("%+v", done)
	}
	if again := h.handIn(h.ada, a); again.Score != 1 || !again.SubmittedAt.Equal(*done.SubmittedAt) {
		t.Errorf("handing in twice changed the result: %+v", again)
	}
	h.deliver(1)
	if f := h.finished[0]; f.Person != h.ada.ID || f.Attempt != a.ID || f.Score != 1 || !f.Passed || f.Activity.ID != "final" || f.Version != 1 {
		t.Errorf("%+v", f)
	}
	if len(h.started) != 1 || len(h.finished) != 1 {
		t.Errorf("%d starts and %d results were announced", len(h.started), len(h.finished))
	}
}

func TestFailingTwiceLocksAndTheWaitIsKept(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	first := h.start(h.ada)
	h.all(h.ada, first, false)
	done := h.handIn(h.ada, first)
	if next, ok := done.Next(); done.Passed || done.Locked || !ok || !next.Equal(morning.Add(24*time.Hour)) {
		t.Errorf("%+v", done)
	}
	_, err := h.Start(t.Context(), h.ada, "final", "en")
	refused(t, err, "assessment.wait")
	h.pass(24 * time.Hour)
	second := h.start(h.ada)
	if second.Number != 2 || second.Left() != 0 {
		t.Errorf("%+v", second)
	}
	if done = h.handIn(h.ada, second); !done.Locked || done.Passed || done.Score != 0 {
		t.Errorf("%+v", done)
	}
	h.pass(48 * time.Hour)
	_, err = h.Start(t.Context(), h.ada, "final", "en")
	refused(t, err, "assessment.none_left")
}

func TestTheClockHandsInWhatWasSaved(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	for i, look := range map[string]func(a *assessment.Attempt, who actor.Actor){
		"the job":    func(*assessment.Attempt, actor.Actor) { h.deliver(1) },
		"opening it": func(a *assessment.Attempt, who actor.Actor) { _, err := h.Sit(t.Context(), who, a.ID); closed(t, err) },
		"saving to it": func(a *assessment.Attempt, who actor.Actor) {
			_, err := h.answer(who, a, "tab", 9, 2, "1")
			closed(t, err)
		},
		"handing in":  func(a *assessment.Attempt, who actor.Actor) { h.handIn(who, a) },
		"the result":  func(a *assessment.Attempt, who actor.Actor) { h.Result(t.Context(), who, a.ID) },
		"the front":   func(a *assessment.Attempt, who actor.Actor) { h.Front(t.Context(), who, "final") },
		"a new start": func(a *assessment.Attempt, who actor.Actor) { h.Start(t.Context(), who, "final", "en") },
	} {
		who := h.person("Trainee "+i, 2, "trainee")
		a := h.start(who)
		if _, err := h.answer(who, a, "tab", 0, 1, h.entry(a, 0, true)...); err != nil {
			t.Fatal(err)
		}
		h.pass(30*time.Minute + assessment.Grace + time.Millisecond)
		look(a, who)
		done := h.handIn(who, a)
		if done.State != assessment.Marked || !done.TimedOut || !done.SubmittedAt.Equal(a.DeadlineAt) || done.Points != 1 || done.OutOf != 8 {
			t.Errorf("%s: %+v", i, done)
		}
	}
}

func closed(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, assessment.ErrClosed) {
		t.Errorf("not closed: %v", err)
	}
}

func TestAnAnswerGivenInTimeMayArriveFiveSecondsLate(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	a := h.start(h.ada)
	h.pass(30*time.Minute + assessment.Grace)
	if _, err := h.answer(h.ada, a, "tab", 0, 1, h.entry(a, 0, true)...); err != nil {
		t.Errorf("within the grace: %v", err)
	}
	h.pass(time.Millisecond)
	_, err := h.answer(h.ada, a, "tab", 1, 2, h.entry(a, 1, true)...)
	closed(t, err)
	if done := h.handIn(h.ada, a); done.Points != 1 || !done.TimedOut {
		t.Errorf("%+v", done)
	}
}

func TestAStaleTabIsRefusedAndTheNewerAnswerStays(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	a := h.start(h.ada)
	two, err := h.answer(h.ada, a, "second tab", 0, 1, h.entry(a, 0, true)...)
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.answer(h.ada, a, "first tab", 0, 1, h.entry(a, 0, false)...)
	refused(t, err, "assessment.stale")
	if _, err = h.answer(h.ada, a, "first tab", 0, 2, h.entry(a, 1, true)...); err != nil {
		t.Errorf("another question is no conflict: %v", err)
	}
	if _, err = h.answer(h.ada, a, "first tab", 0, 1, h.entry(a, 0, true)...); err != nil {
		t.Errorf("the same answer is no conflict: %v", err)
	}
	if _, err = h.answer(h.ada, a, "second tab", two.Sequence, 3, h.entry(a, 2, true)...); err != nil {
		t.Error(err)
	}
	// The receipt was lost on the way: the same page sends again, and has changed its mind.
	if _, err = h.answer(h.ada, a, "second tab", two.Sequence, 3, h.entry(a, 2, false)...); err != nil {
		t.Errorf("a page is not stale to itself: %v", err)
	}
	if s := h.sit(h.ada, a); s.Asked[0].Blank || s.Answered != 3 {
		t.Errorf("%+v", s)
	}
}

func TestTwentyParallelStartsGiveOneAttempt(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	var wait sync.WaitGroup
	ids := make(chan int64, 20)
	for range 20 {
		wait.Go(func() {
			if a, err := h.Start(t.Context(), h.ada, "final", "en"); err == nil {
				ids <- a.ID
			} else {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	close(ids)
	first := <-ids
	for id := range ids {
		if id != first {
			t.Errorf("attempts %d and %d", first, id)
		}
	}
	if n := h.count("SELECT count(*) FROM assessment.attempts"); n != 1 {
		t.Errorf("%d attempts", n)
	}
	h.handIn(h.ada, h.start(h.ada))
	h.deliver(1)
	if len(h.started) != 1 {
		t.Errorf("%d starts were announced", len(h.started))
	}
}

func TestParallelSavesAndHandInsLoseNothingThatHasAReceipt(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	a := h.start(h.ada)
	var wait sync.WaitGroup
	var mu sync.Mutex
	receipts := map[int]int{}
	for place := 1; place <= 8; place++ {
		for range 3 {
			wait.Go(func() {
				r, err := h.answer(h.ada, a, fmt.Sprint("tab", place), 0, place, h.entry(a, place-1, true)...)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					receipts[r.Sequence]++
				case !errors.Is(err, assessment.ErrClosed):
					t.Error(err)
				}
			})
		}
	}
	wait.Wait()
	if len(receipts) != 24 {
		t.Errorf("24 saves have %d sequence numbers", len(receipts))
	}
	if s := h.sit(h.ada, a); s.Answered != 8 || s.Attempt.Sequence != 24 {
		t.Errorf("%d answers, sequence %d", s.Answered, s.Attempt.Sequence)
	}
	for range 10 {
		wait.Go(func() {
			if done, err := h.HandIn(t.Context(), h.ada, a.ID); err != nil || done.Score != 1 {
				t.Errorf("%+v, %v", done, err)
			}
		})
	}
	wait.Wait()
	h.deliver(1)
	if len(h.finished) != 1 {
		t.Errorf("the result was announced %d times", len(h.finished))
	}
}

func TestASaveTakesTwoStatementsAndAPageOne(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	a := h.start(h.ada)
	h.sit(h.ada, a)
	before := h.db.Statements()
	h.sit(h.ada, a)
	if n := h.db.Statements() - before; n > 1 {
		t.Errorf("a page takes %d statements", n)
	}
	before = h.db.Statements()
	h.all(h.ada, a, true)
	if n := h.db.Statements() - before; n > 2 {
		t.Errorf("a save of the whole page takes %d statements", n)
	}
}

func TestAnAbsurdAnswerIsRefusedAndForgedQuestionsAreIgnored(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	a := h.start(h.ada)
	for i := range a.Paper {
		_, err := h.answer(h.ada, a, "tab", 99, i+1, strings.Repeat("x", 5000))
		if f := fault.Of(err); f != nil && f.Key != "assessment.too_long" {
			t.Error(err)
		}
	}
	for _, place := range []int{0, -1, 9, 1 << 30} {
		if r, err := h.answer(h.ada, a, "tab", 99, place, "1"); err != nil || len(r.Places) != 0 {
			t.Errorf("place %d: %+v, %v", place, r, err)
		}
	}
	if done := h.handIn(h.ada, a); done.Score != 0 {
		t.Errorf("earned %v", done.Score)
	}
	if n := h.count("SELECT count(*) FROM assessment.answers WHERE mark->>'reason' = 'blank'"); n < 6 {
		t.Errorf("%d questions count as blank", n)
	}
}

func TestNobodyReachesTheAttemptOfAnother(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	a := h.start(h.ada)
	h.all(h.ada, a, true)
	for _, who := range []actor.Actor{h.ben, h.ines, h.admin, h.auditor, {}} {
		_, err := h.Sit(t.Context(), who, a.ID)
		refused(t, err, "assessment.attempt_missing")
		_, err = h.answer(who, a, "tab", 99, 1, "1")
		refused(t, err, "assessment.attempt_missing")
		_, err = h.HandIn(t.Context(), who, a.ID)
		refused(t, err, "assessment.attempt_missing")
		_, err = h.Result(t.Context(), who, a.ID)
		refused(t, err, "assessment.attempt_missing")
	}
	h.handIn(h.ada, a)
	for who, sees := range map[string]bool{"ines": true, "admin": false, "auditor": false, "ben": false} {
		someone := map[string]actor.Actor{"ines": h.ines, "admin": h.admin, "auditor": h.auditor, "ben": h.ben}[who]
		r, _, err := h.Marks(t.Context(), someone, a.ID)
		if sees && (err != nil || len(r.Asked) != 8 || r.Asked[0].Mark == nil) {
			t.Errorf("%s cannot read the marks: %v", who, err)
		}
		if !sees {
			refused(t, err, "assessment.attempt_missing")
		}
	}
	other := h.start(h.cem)
	_, _, err := h.Marks(t.Context(), h.ines, other.ID)
	refused(t, err, "assessment.attempt_missing")
}

func TestTheListHoldsThePeopleInReach(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	h.all(h.ada, h.start(h.ada), true)
	h.handIn(h.ada, h.start(h.ada))
	h.handIn(h.ben, h.start(h.ben))
	h.start(h.cem)
	for _, c := range []struct {
		who    actor.Actor
		filter assessment.Filter
		names  string
	}{
		{h.ines, assessment.Filter{}, "Ben Ada"},
		{h.admin, assessment.Filter{}, "Cem Ben Ada"},
		{h.admin, assessment.Filter{Status: "in_progress"}, "Cem"},
		{h.admin, assessment.Filter{Status: "passed", Quiz: "final"}, "Ada"},
		{h.admin, assessment.Filter{Status: "failed"}, "Ben"},
		{h.admin, assessment.Filter{Person: "CEM@"}, "Cem"},
		{h.admin, assessment.Filter{Person: "%"}, ""},
		{h.admin, assessment.Filter{Quiz: "other"}, ""},
		{h.admin, assessment.Filter{Page: 2}, ""},
		{h.ada, assessment.Filter{}, ""},
		{h.auditor, assessment.Filter{}, ""},
	} {
		rows, _, err := h.Attempts(t.Context(), c.who, c.filter)
		var names []string
		for _, r := range rows {
			names = append(names, r.Person)
		}
		if got := strings.Join(names, " "); err != nil || got != c.names {
			t.Errorf("%s with %+v sees %q, %v", c.who.Name, c.filter, got, err)
		}
	}
	h.sql("UPDATE identity.postings SET ends_on = '2026-02-01' WHERE person_id = ?", h.ben.ID)
	if rows, total, _ := h.Attempts(t.Context(), h.ines, assessment.Filter{}); len(rows) != 1 || total != 1 {
		t.Error("somebody who has left the mission is still in its list")
	}
	if rows, _, _ := h.Attempts(t.Context(), h.admin, assessment.Filter{}); len(rows) != 3 {
		t.Error("somebody posted nowhere is not in the ministry's list")
	}
}

func TestExtraTimeIsGivenInReachAndKeptInTheAttempt(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	if err := h.Accommodate(t.Context(), h.ines, h.ada.ID, 1.5, "Reads with a magnifier"); err != nil {
		t.Fatal(err)
	}
	a := h.start(h.ada)
	if a.DeadlineAt != morning.Add(45*time.Minute) || a.Factor != 1.5 {
		t.Errorf("%+v", a)
	}
	if err := h.Accommodate(t.Context(), h.admin, h.ada.ID, 1, "No longer needed"); err != nil {
		t.Fatal(err)
	}
	if s := h.sit(h.ada, a); !s.Attempt.DeadlineAt.Equal(a.DeadlineAt) {
		t.Error("a running attempt lost its time")
	}
	if seen, err := h.Accommodated(t.Context(), h.ines, h.ada.ID); err != nil || seen.Now.Factor != 1 || len(seen.Past) != 1 || seen.Past[0].Reason != "Reads with a magnifier" {
		t.Errorf("%+v, %v", seen, err)
	}
	for _, who := range []actor.Actor{h.ada, h.ben, h.auditor} {
		_, err := h.Accommodated(t.Context(), who, h.ada.ID)
		refused(t, err, "assessment.attempt_missing")
		refused(t, h.Accommodate(t.Context(), who, h.ada.ID, 2, "please"), "assessment.attempt_missing")
	}
	refused(t, h.Accommodate(t.Context(), h.ines, h.cem.ID, 2, "elsewhere"), "assessment.attempt_missing")
	refused(t, h.Accommodate(t.Context(), h.ines, h.ines.ID, 2, "mine"), "assessment.not_yourself")
	refused(t, h.Accommodate(t.Context(), h.ines, h.ada.ID, 9, "much"), "assessment.factor_range")
	refused(t, h.Accommodate(t.Context(), h.ines, h.ada.ID, 2, " "), "assessment.reason_needed")
	if len(h.audits) != 2 || strings.Contains(h.audits[0], "magnifier") {
		t.Errorf("%q", h.audits)
	}
}

func TestTheGateDecidesWhoMayBegin(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	h.shut = fault.New(fault.Forbidden, "learning.not_enrolled")
	_, err := h.Start(t.Context(), h.ada, "final", "en")
	refused(t, err, "learning.not_enrolled")
	_, err = h.Front(t.Context(), h.ada, "final")
	refused(t, err, "learning.not_enrolled")
	h.shut = nil
	a := h.start(h.ada)
	h.shut = fault.New(fault.Forbidden, "learning.not_enrolled")
	if again := h.start(h.ada); again.ID != a.ID {
		t.Error("an open attempt was lost when the gate closed")
	}
	if f, err := h.Front(t.Context(), h.ada, "final"); err != nil || f.Open == nil {
		t.Errorf("%+v, %v", f, err)
	}
	_, err = h.Start(t.Context(), h.ada, "no-such-quiz", "en")
	refused(t, err, "assessment.quiz_missing")
}
