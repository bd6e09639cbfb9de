package assessment_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"credence/modules/assessment"
)

// said is everything that a value could tell a page.
func said(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestNothingIsSaidBeforeThePolicyAllowsIt(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	first := h.start(h.ada)
	if page := said(t, h.sit(h.ada, first).Asked); strings.Contains(page, marker) || strings.Contains(page, "Tolerance") {
		t.Errorf("an open attempt says %s", page)
	}
	h.all(h.ada, first, false)
	h.handIn(h.ada, first)

	r, err := h.Result(t.Context(), h.ada, first.ID)
	if err != nil {
		t.Fatal(err)
	}
	if page := said(t, r.Asked); strings.Contains(page, marker) || strings.Contains(page, `"Verdict":"right"`) || strings.Contains(page, `"Verdict":"wrong"`) {
		t.Errorf("after the first attempt it says %s", page)
	}
	if len(r.Asked) != 8 || r.Asked[0].Mark == nil || !r.MayRetry || !r.NextAt.Equal(morning.Add(24*time.Hour)) || r.Asked[0].Lesson == "" || len(r.ByModule) != 2 {
		t.Errorf("%+v", r)
	}

	h.pass(24 * time.Hour)
	second := h.start(h.ada)
	if r, err = h.Result(t.Context(), h.ada, first.ID); err != nil || len(r.Asked) != 0 || !r.Sitting {
		t.Errorf("the first result helps with the second attempt: %+v, %v", r, err)
	}
	_, err = h.Result(t.Context(), h.ada, second.ID)
	refused(t, err, "assessment.still_open")
	h.handIn(h.ada, second)
	r, err = h.Result(t.Context(), h.ada, first.ID)
	if page := said(t, r.Asked); err != nil || !strings.Contains(page, marker) || !strings.Contains(page, "72 ± 0.5 hours") || strings.Contains(page, `"Right":""`) && !strings.Contains(page, `"Verdict":"missed"`) {
		t.Errorf("after the last attempt it says %s, %v", page, err)
	}
}

func TestAResultSaysHowEachMarkCameAbout(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	a := h.start(h.ada)
	quiz, _ := h.Quiz("final")
	for i, place := range a.Paper {
		item := quiz.Item(place.Item)
		kind := assessment.Kinds()[kindAt(item.Kind)]
		answer := kind.Partial
		if item.Kind == "short-text" {
			answer = kind.Right
		}
		if _, err := h.answer(h.ada, a, "tab", 99, i+1, place.GivenFor(item, answer)...); err != nil {
			t.Fatal(err)
		}
	}
	h.handIn(h.ada, a)
	r, _, err := h.Marks(t.Context(), h.ines, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]int{}
	for _, q := range r.Asked {
		reasons[q.Mark.Reason]++
		if q.Prompt.Input == assessment.Write && (q.Typed == "" || q.Verdict != assessment.VerdictRight || q.Because == "") {
			t.Errorf("%+v", q)
		}
		if q.Prompt.Input == assessment.Arrange && (q.Lines[0].Given == "" || q.Lines[0].Right == "") {
			t.Errorf("%+v", q)
		}
		if q.Prompt.Input == assessment.Match && q.Lines[0].Right == "" {
			t.Errorf("%+v", q)
		}
	}
	if reasons["blank"] != 4 || reasons["shares"] != 1 || reasons["pairs"] != 1 || reasons["places"] != 1 || reasons["right"] != 1 || r.Blank != 4 {
		t.Errorf("%v, %d blank", reasons, r.Blank)
	}
}
