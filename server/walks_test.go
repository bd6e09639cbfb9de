package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"credence/modules/assessment"
)

// The main job, from HTTP to rows: a lesson, a quiz, the course, and the ministry's matrix.
func TestATraineeCompletesACourseAndTheMatrixSaysSo(t *testing.T) {
	t.Parallel()
	s := openStage(t)
	trainee, admin, instructor := s.as(t, "trainee"), s.as(t, "ministry_admin"), s.as(t, "instructor")

	trainee.follow("/courses/cyber-hygiene/enrol", url.Values{})
	course, err := s.learning.Newest("cyber-hygiene")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range course.Lessons() {
		page := trainee.get("/courses/cyber-hygiene/lessons/" + l.ID())
		if page.status != http.StatusOK || page.page().Find("h1").Text() != l.Title["en"] {
			t.Fatalf("%s: %d %q", l.Code, page.status, page.page().Find("h1").Text())
		}
		trainee.follow("/courses/cyber-hygiene/lessons/"+l.ID()+"/read", url.Values{"lang": {"en"}})
	}
	s.settle(t)
	if got := s.status(t, admin, "The trainee"); got != "in_progress" {
		t.Errorf("after the lessons the matrix says %q", got)
	}

	attempt := trainee.post("/quizzes/cyber-hygiene-final/attempts", url.Values{"lang": {"en"}}).to
	attempt, _, _ = strings.Cut(attempt, "?")
	saved := trainee.post(attempt+"/answers", s.rightAnswers(t, attempt))
	if saved.status != http.StatusSeeOther {
		t.Fatalf("answers: %d %s", saved.status, saved.text())
	}
	for range 2 { // handing in twice is harmless
		if result := trainee.follow(attempt+"/hand-in", url.Values{}); result.status != http.StatusOK || !strings.Contains(result.text(), "100%") {
			t.Fatalf("result: %d %s", result.status, result.text())
		}
	}
	s.settle(t)
	if got := s.status(t, admin, "The trainee"); got != "passed" {
		t.Errorf("at the end the matrix says %q", got)
	}
	if marks := instructor.get(attempt + "/marks"); marks.status != http.StatusOK {
		t.Errorf("the instructor cannot read the marks: %d", marks.status)
	}
	if peek := s.as(t, "other").get(attempt + "/result"); peek.status != http.StatusNotFound {
		t.Errorf("somebody else's result: %d", peek.status)
	}
	record := trainee.get("/record").text()
	for _, said := range []string{"Course completed", "Passed", "Lesson read", "Enrolled"} {
		if !strings.Contains(record, said) {
			t.Errorf("the record does not say %q", said)
		}
	}
}

// status is the word in a person's cell of the completion matrix, as the browser of b shows it.
func (s *stage) status(t *testing.T, b *browser, name string) string {
	t.Helper()
	page := b.get("/reports/completion?by=person&course=cyber-hygiene&q=" + url.QueryEscape(name))
	if page.status != http.StatusOK {
		t.Fatalf("matrix: %d %s", page.status, page.text())
	}
	word, _ := page.page().Find("#matrix tbody tr td").First().Attr("data-status")
	return word
}

// rightAnswers fills in the whole attempt as the quiz wants it.
func (s *stage) rightAnswers(t *testing.T, attempt string) url.Values {
	t.Helper()
	quiz, err := s.assessment.Quiz("cyber-hygiene-final")
	if err != nil {
		t.Fatal(err)
	}
	var kept []byte
	if err := s.house.db.In(context.Background()).Raw("SELECT paper FROM assessment.attempts WHERE id = ?", strings.TrimPrefix(attempt, "/attempts/")).Row().Scan(&kept); err != nil {
		t.Fatal(err)
	}
	var paper []assessment.Place
	if err := json.Unmarshal(kept, &paper); err != nil {
		t.Fatal(err)
	}
	form := url.Values{"page": {"walk"}, "seen": {"0"}, "all": {"1"}}
	for i, place := range paper {
		item := quiz.Item(place.Item)
		form.Add("on", fmt.Sprint(i+1))
		for line, v := range place.Given(item, item.Question.Solution("en").Right) {
			switch item.Prompt("en").Input {
			case assessment.Match, assessment.Arrange:
				form.Set(fmt.Sprintf("a%d-%d", i+1, line+1), v)
			default:
				form.Add(fmt.Sprintf("a%d", i+1), v)
			}
		}
	}
	return form
}

func TestAProgramWithoutAnythingSaysItIsReady(t *testing.T) {
	t.Parallel()
	visitor := openStage(t).as(t, "visitor")
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusOK, "/learning": http.StatusSeeOther, "/nothing": http.StatusNotFound} {
		if got := visitor.get(path); got.status != want {
			t.Errorf("%s: %d", path, got.status)
		}
	}
}
