package pages_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/labstack/echo/v4"

	"credence/modules/access"
	"credence/modules/activity"
	"credence/modules/assessment"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/database"
	"credence/modules/kernel/event"
	"credence/modules/kernel/pgtest"
	"credence/server/edge"
	"credence/server/pages"
	"credence/web/ui"
)

// exam is the assessment part over HTTP: real handlers, views and PostgreSQL; who asks stands in a header.
type exam struct {
	t      *testing.T
	db     *database.DB
	module *assessment.Module
	server *httptest.Server
	people map[string]actor.Actor
	clock  time.Time
	heard  strings.Builder // everything that any response said, headers too
}

func newExam(t *testing.T) *exam {
	t.Helper()
	x := &exam{t: t, db: pgtest.New(t), people: map[string]actor.Actor{}, clock: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}
	now := func() time.Time { return x.clock }
	policy, err := access.New()
	if err != nil {
		t.Fatal(err)
	}
	bus := event.NewBus(x.db)
	audit := func(context.Context, actor.Actor, string, string, map[string]any) error { return nil }
	gate := func(context.Context, actor.Actor, activity.Ref) (int, error) { return 0, nil }
	seed := int64(0)
	x.module = assessment.New(x.db, bus, policy, audit, gate, now, func() int64 { seed++; return seed })
	if err := bus.Open(); err != nil {
		t.Fatal(err)
	}
	if err := x.module.Load(t.Context(), examFiles()); err != nil {
		t.Fatal(err)
	}
	x.sql("INSERT INTO identity.places (path, kind, name) VALUES ('/1/', 'ministry', 'Ministry')")
	for i, role := range []string{"trainee", "instructor", "ministry_admin", "head_of_mission", "auditor", "author"} {
		x.sql("INSERT INTO identity.people (name, email, staff_type, created_at) VALUES (?, ?, 'diplomat', ?)", role, role, x.clock)
		x.sql("INSERT INTO identity.postings (person_id, place_id, starts_on) VALUES (?, 1, '2026-01-01')", i+1)
		x.people[role] = actor.Actor{ID: int64(i + 1), Name: role, Lang: "en", PlaceID: 1, City: "Quessa", Held: []actor.Held{{Role: role, Path: "/1/"}}}
	}
	p := &pages.Pages{Access: policy, Assessment: x.module, Now: now}
	guard := &edge.Guard{
		Who: func(c echo.Context) (actor.Actor, string) {
			who := x.people[c.Request().Header.Get("X-Who")]
			if lang := c.Request().Header.Get("X-Lang"); lang != "" {
				who.Lang = lang
			}
			return who, ""
		},
		May: policy.May, Now: now, Home: func(context.Context) ui.Home { return ui.Home{} },
	}
	e := echo.New()
	e.HTTPErrorHandler = guard.Refuse
	edge.Mount(e, guard, p.Routes())
	x.server = httptest.NewServer(e)
	t.Cleanup(x.server.Close)
	return x
}

func (x *exam) sql(statement string, args ...any) {
	x.t.Helper()
	if err := x.db.In(x.t.Context()).Exec(statement, args...).Error; err != nil {
		x.t.Fatal(err)
	}
}

// ask sends a request without following redirects and returns status, body and where it leads.
func (x *exam) ask(who, method, path string, form url.Values, header ...string) (status int, body, to string) {
	x.t.Helper()
	r, err := http.NewRequestWithContext(x.t.Context(), method, x.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		x.t.Fatal(err)
	}
	r.Header.Set("X-Who", who)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		x.t.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		x.t.Fatal(err)
	}
	fmt.Fprintln(&x.heard, answer.Header, string(said))
	return answer.StatusCode, string(said), answer.Header.Get("Location")
}

func (x *exam) get(who, path string) string {
	x.t.Helper()
	status, body, to := x.ask(who, http.MethodGet, path, nil)
	if status != http.StatusOK {
		x.t.Fatalf("GET %s: %d %s", path, status, to)
	}
	return body
}

func (x *exam) post(who, path string, form url.Values) (to string) {
	x.t.Helper()
	status, body, to := x.ask(who, http.MethodPost, path, form)
	if status != http.StatusSeeOther {
		x.t.Fatalf("POST %s: %d %s", path, status, body)
	}
	return to
}

// typed is what a browser without a script would send from a page: every control with its present value,
// then what the person enters.
func typed(page string, enter url.Values) url.Values {
	form := url.Values{}
	for _, hidden := range regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !slices.Contains([]string{"back"}, hidden[1]) {
			form.Add(hidden[1], hidden[2])
		}
	}
	for name, values := range enter {
		form[name] = values
	}
	return form
}

// enter gives the wrong, or the right answer to every question, by the words on the page.
func (x *exam) enter(attempt *assessment.Attempt, i int, right bool) url.Values {
	quiz, err := x.module.Quiz(attempt.Quiz)
	if err != nil {
		x.t.Fatal(err)
	}
	place := attempt.Paper[i]
	item := quiz.Item(place.Item)
	answer := item.Question.Solution("en").Right
	if !right {
		kinds := assessment.Kinds()
		answer = kinds[slices.IndexFunc(kinds, func(k assessment.Kind) bool { return k.Name == item.Kind })].Wrong
	}
	given, name := place.Given(item, answer), fmt.Sprintf("a%d", i+1)
	form := url.Values{}
	if input := item.Prompt("en").Input; input == assessment.Match || input == assessment.Arrange {
		for line, value := range given {
			form.Set(fmt.Sprintf("%s-%d", name, line+1), value)
		}
		return form
	}
	form[name] = given
	return form
}

func (x *exam) attempt(who string) *assessment.Attempt {
	x.t.Helper()
	a, err := x.module.Start(x.t.Context(), x.people[who], "final", "en")
	if err != nil {
		x.t.Fatal(err)
	}
	return a
}

func TestATraineeSitsAQuizWithoutAScript(t *testing.T) {
	t.Parallel()
	x := newExam(t)
	if front := x.get("trainee", "/quizzes/final"); !strings.Contains(front, "Start now") || !strings.Contains(front, "80%") {
		t.Error("the front says too little")
	}
	at := x.post("trainee", "/quizzes/final/attempts", url.Values{"lang": {"en"}})
	if again := x.post("trainee", "/quizzes/final/attempts", nil); again != at {
		t.Errorf("a second start leads to %s, not to %s", again, at)
	}
	a := x.attempt("trainee")
	for i := range a.Paper {
		page := x.get("trainee", at)
		next := "review"
		if i+1 < len(a.Paper) {
			next = fmt.Sprint(i + 2)
		}
		form := typed(page, x.enter(a, i, true))
		form.Set("go", next)
		at = x.post("trainee", fmt.Sprintf("/attempts/%d/answers", a.ID), form)
		if i+1 < len(a.Paper) && !strings.Contains(x.get("trainee", at), fmt.Sprintf("Question %d saved at 09:00:00. %d of 7 answered", i+1, i+1)) {
			t.Errorf("no receipt for question %d", i+1)
		}
	}
	review := x.get("trainee", at)
	if !strings.Contains(review, "7 of 7 questions answered") || strings.Count(review, `class="rcpt"`) != 7 {
		t.Error("the review does not show every receipt")
	}
	if to := x.post("trainee", fmt.Sprintf("/attempts/%d/hand-in", a.ID), nil); to != fmt.Sprintf("/attempts/%d/result", a.ID) {
		t.Errorf("handing in leads to %s", to)
	}
	result := x.get("trainee", fmt.Sprintf("/attempts/%d/result", a.ID))
	for _, said := range []string{"You have passed", "100%", "7 of 7", "/courses/safe/lessons/s1.1", "SECRET-because", "2 of 2 right choices, less 0 wrong: 2 of 2 shares."} {
		if !strings.Contains(result, said) {
			t.Errorf("the result does not say %q", said)
		}
	}
	if to := x.post("trainee", fmt.Sprintf("/attempts/%d/hand-in", a.ID), nil); !strings.HasSuffix(to, "/result") {
		t.Error("handing in twice is refused")
	}
	if status, _, to := x.ask("trainee", http.MethodGet, fmt.Sprintf("/attempts/%d", a.ID), nil); status != http.StatusSeeOther || !strings.HasSuffix(to, "/result") {
		t.Errorf("a closed attempt leads to %d %s", status, to)
	}
}

func TestNoResponseOfTheWholeWalkSaysWhatPolicyHides(t *testing.T) {
	t.Parallel()
	x := newExam(t)
	x.get("trainee", "/quizzes/final")
	x.post("trainee", "/quizzes/final/attempts", nil)
	a := x.attempt("trainee")
	answers := fmt.Sprintf("/attempts/%d/answers", a.ID)
	base := fmt.Sprintf("/attempts/%d", a.ID)
	page := x.get("trainee", base+"?q=all")
	form := url.Values{"page": {"tab"}, "seen": {"0"}}
	for i := range a.Paper {
		x.get("trainee", fmt.Sprintf("%s?q=%d", base, i+1))
		x.ask("trainee", http.MethodGet, fmt.Sprintf("%s?q=%d", base, i+1), nil, "X-Lang", "ar")
		form.Add("on", fmt.Sprint(i+1))
		for name, values := range x.enter(a, i, false) {
			form[name] = values
		}
	}
	x.ask("trainee", http.MethodPost, answers, form, "Accept", "application/json")
	form.Set("a1", strings.Repeat("x", 999))
	form.Set("a2", strings.Repeat("x", 999))
	form.Set("a3", strings.Repeat("x", 999))
	x.ask("trainee", http.MethodPost, answers, form)
	stale := typed(page, url.Values{"page": {"another"}, "a1": {"1"}, "a2": {"1"}, "a3": {"2"}})
	x.ask("trainee", http.MethodPost, answers, stale)
	x.ask("trainee", http.MethodPost, answers, stale, "Accept", "application/json")
	x.get("trainee", base+"/review")
	x.ask("trainee", http.MethodGet, base+"/result", nil)
	x.ask("trainee", http.MethodGet, base+"/marks", nil)
	for _, who := range []string{"instructor", "ministry_admin", "head_of_mission", "auditor", "author"} {
		for _, path := range []string{base, base + "/review", base + "/result", base + "/marks", "/attempts", "/quizzes/final"} {
			x.ask(who, http.MethodGet, path, nil)
		}
	}
	x.post("trainee", base+"/hand-in", nil)
	x.get("trainee", base+"/result")
	for _, who := range []string{"ministry_admin", "head_of_mission", "auditor", "author"} {
		for _, path := range []string{base, base + "/result", base + "/marks", "/attempts"} {
			x.ask(who, http.MethodGet, path, nil)
		}
	}
	heard := x.heard.String()
	for _, secret := range []string{"SECRET", "verdict", ">Right<", ">Wrong<", "st-missed", "tolerance", "Tolerance", "71.125"} {
		if strings.Contains(heard, secret) {
			at := strings.Index(heard, secret)
			t.Errorf("some response says %q: …%s…", secret, heard[max(0, at-200):min(len(heard), at+100)])
		}
	}

	x.clock = x.clock.Add(24 * time.Hour)
	second := x.attempt("trainee")
	x.post("trainee", fmt.Sprintf("/attempts/%d/hand-in", second.ID), nil)
	if result := x.get("trainee", base+"/result"); !strings.Contains(result, "SECRET") || !strings.Contains(result, "71.125") {
		t.Error("after the last attempt the right answers stay hidden")
	}
}

func TestAScriptGetsItsReceiptAndAStaleTabItsRefusal(t *testing.T) {
	t.Parallel()
	x := newExam(t)
	a := x.attempt("trainee")
	answers := fmt.Sprintf("/attempts/%d/answers", a.ID)
	form := url.Values{"page": {"one"}, "seen": {"0"}, "on": {"1"}}
	for name, values := range x.enter(a, 0, true) {
		form[name] = values
	}
	status, body, _ := x.ask("trainee", http.MethodPost, answers, form, "Accept", "application/json")
	var receipt struct {
		Sequence, Answered, Open int
		Code, Time               string
		Places                   []int
		Texts                    []string
	}
	if err := json.Unmarshal([]byte(body), &receipt); err != nil || status != http.StatusOK {
		t.Fatal(status, body, err)
	}
	if receipt.Sequence != 1 || receipt.Answered != 1 || receipt.Open != 6 || receipt.Time != "09:00:00" || receipt.Texts[0] != "1 saved" || len(receipt.Code) != 4 {
		t.Errorf("%+v", receipt)
	}
	form = url.Values{"page": {"two"}, "seen": {"0"}, "on": {"1"}}
	status, body, _ = x.ask("trainee", http.MethodPost, answers, form, "Accept", "application/json")
	if to := fmt.Sprintf(`"/attempts/%d?q=1\u0026stale=1"`, a.ID); status != http.StatusConflict || !strings.Contains(body, to) {
		t.Errorf("%d %s", status, body)
	}
	if to := x.post("trainee", answers, form); !strings.HasSuffix(to, "?q=1&stale=1") {
		t.Errorf("a stale page leads to %s", to)
	}
	if page := x.get("trainee", fmt.Sprintf("/attempts/%d?q=1&stale=1", a.ID)); !strings.Contains(page, "was answered on another page") || !strings.Contains(page, receipt.Code) {
		t.Error("the newer answer is not shown")
	}
	x.clock = x.clock.Add(31 * time.Minute)
	status, body, _ = x.ask("trainee", http.MethodPost, answers, form, "Accept", "application/json")
	if status != http.StatusConflict || !strings.Contains(body, "/result?late=1") {
		t.Errorf("%d %s", status, body)
	}
	if page := x.get("trainee", fmt.Sprintf("/attempts/%d/result?late=1", a.ID)); !strings.Contains(page, "by the clock") || !strings.Contains(page, "came after the time was over") {
		t.Error("the result does not say that time was up")
	}
}

func TestAPageOfAllQuestionsIsSavedAtOnceAndRefusedWithWhatWasTyped(t *testing.T) {
	t.Parallel()
	x := newExam(t)
	a := x.attempt("trainee")
	answers := fmt.Sprintf("/attempts/%d/answers", a.ID)
	page := x.get("trainee", fmt.Sprintf("/attempts/%d?q=all", a.ID))
	form := typed(page, nil)
	for i := range a.Paper {
		for name, values := range x.enter(a, i, true) {
			form[name] = values
		}
	}
	form.Set("go", "3")
	if to := x.post("trainee", answers, form); !strings.HasSuffix(to, "?q=all&saved=7#q3") {
		t.Errorf("leads to %s", to)
	}
	x.sql("SELECT 1/(count(*) - 6) FROM assessment.answers WHERE value <> 'null'")
	long := 0
	for i, place := range a.Paper {
		if strings.Contains(place.Item, "numeric") {
			long = i + 1
		}
	}
	form.Set(fmt.Sprintf("a%d", long), strings.Repeat("7", 99))
	status, body, _ := x.ask("trainee", http.MethodPost, answers, form)
	if status != http.StatusUnprocessableEntity || !strings.Contains(body, "at most 40 characters") || !strings.Contains(body, strings.Repeat("7", 99)) {
		t.Errorf("%d: the refusal loses what was typed", status)
	}
}

func TestInstructorsReadMarksAndGiveTimeAuditorsDoNot(t *testing.T) {
	t.Parallel()
	x := newExam(t)
	a := x.attempt("trainee")
	x.post("trainee", fmt.Sprintf("/attempts/%d/hand-in", a.ID), nil)
	marks := fmt.Sprintf("/attempts/%d/marks", a.ID)
	if list := x.get("instructor", "/attempts?status=failed&quiz=final&person=train"); !strings.Contains(list, "trainee") || !strings.Contains(list, marks) {
		t.Error("the instructor's list is empty")
	}
	if list := x.get("ministry_admin", "/attempts"); strings.Contains(list, marks) || !strings.Contains(list, "/accommodations/1") {
		t.Error("the admin's list does not follow the policy")
	}
	if page := x.get("instructor", marks); !strings.Contains(page, "SECRET-because") || !strings.Contains(page, "71.125") {
		t.Error("the instructor does not see the right answers")
	}
	for _, who := range []string{"trainee", "ministry_admin", "head_of_mission", "auditor", "author"} {
		if status, _, _ := x.ask(who, http.MethodGet, marks, nil); status != http.StatusForbidden {
			t.Errorf("%s reads marks: %d", who, status)
		}
	}
	for _, who := range []string{"trainee", "head_of_mission", "auditor", "author"} {
		if status, _, _ := x.ask(who, http.MethodGet, "/attempts", nil); status != http.StatusForbidden {
			t.Errorf("%s reads the list: %d", who, status)
		}
		if status, _, _ := x.ask(who, http.MethodGet, "/accommodations/1", nil); status != http.StatusForbidden {
			t.Errorf("%s reads why: %d", who, status)
		}
	}
	x.post("instructor", "/accommodations/1", url.Values{"factor": {"1.5"}, "reason": {"<b>Dyslexia</b>"}})
	if page := x.get("ministry_admin", "/accommodations/1"); !strings.Contains(page, "1.5 × the time") || !strings.Contains(page, "&lt;b&gt;Dyslexia") {
		t.Error("extra time is not shown, or not safely")
	}
	if status, page, _ := x.ask("instructor", http.MethodPost, "/accommodations/1", url.Values{"factor": {"9"}, "reason": {""}}); status != http.StatusUnprocessableEntity || !strings.Contains(page, "between 1 and 4") {
		t.Errorf("%d", status)
	}
	x.clock = x.clock.Add(24 * time.Hour)
	if front := x.get("trainee", "/quizzes/final"); !strings.Contains(front, "1.5 × the time") || strings.Contains(front, "Dyslexia") {
		t.Error("the trainee does not see the extra time, or sees the reason")
	}
}

// examFiles is a course whose bank marks every sentence that nobody may read too early.
func examFiles() fstest.MapFS {
	item := func(id, kind, body string) string {
		return fmt.Sprintf(`
  - id: %s
    kind: %s
    lesson: S1.1
    competence: CY-F
    thinking: apply
    reviewer: Board
    reviewed: 2026-11-20
    stem: {en: "What about %s?", ar: "سؤال %s؟"}
    because: {en: SECRET-because, ar: SECRET-because}
%s`, id, kind, id, id, body)
	}
	options := func(right ...bool) (yaml string) {
		yaml = "    options:"
		for i, r := range right {
			yaml += fmt.Sprintf("\n      - {text: {en: Option %d, ar: خيار %d}, right: %v, because: {en: SECRET-%d, ar: SECRET-%d}}", i, i, r, i, i)
		}
		return yaml
	}
	bank := "items:"
	for i := range 4 {
		bank += item(fmt.Sprintf("single-%d", i), "single", options(true, false, false))
	}
	for i := range 2 {
		bank += item(fmt.Sprintf("multiple-%d", i), "multiple", options(true, true, false, false))
	}
	bank += item("truth", "true-false", "    answer: true")
	bank += item("match", "matching", `    pairs:
      - {left: {en: L1, ar: L1}, right: {en: R1, ar: R1}}
      - {left: {en: L2, ar: L2}, right: {en: R2, ar: R2}}
      - {left: {en: L3, ar: L3}, right: {en: R3, ar: R3}}
    extra: [{en: R4, ar: R4}]`)
	bank += item("order", "ordering", "    steps: [{en: S1, ar: S1}, {en: S2, ar: S2}, {en: S3, ar: S3}, {en: S4, ar: S4}]")
	bank += item("numeric", "numeric", "    value: 71.125\n    tolerance: 0.5\n    unit: {en: hours, ar: ساعة}")
	bank += item("short", "short-text", "    accept: {en: [SECRET-form], ar: [SECRET-form]}")
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"courses/safe/course.yaml": file(`
languages: [en, ar]
competences: [CY-F]
modules:
  - {code: S1, title: {en: Accounts, ar: الحسابات}, lessons: [{code: S1.1, title: {en: Passwords, ar: كلمات المرور}}]}
`),
		"courses/safe/bank/s1.yaml": file(bank),
		"courses/safe/quiz-final.yaml": file(`
title: {en: Final quiz, ar: الاختبار النهائي}
intro: {en: Seven questions., ar: سبعة أسئلة.}
minutes: 30
pass-mark: 80
attempts: 2
wait-hours: 24
shuffle: true
review:
  after-attempt: [answers, marks]
  after-last: [correctness, feedback, right-answers]
draw:
  - {kind: single, module: S1, count: 1}
  - {kind: multiple, module: S1, count: 1}
  - {kind: true-false, module: S1, count: 1}
  - {kind: matching, module: S1, count: 1}
  - {kind: ordering, module: S1, count: 1}
  - {kind: numeric, module: S1, count: 1}
  - {kind: short-text, module: S1, count: 1}
`),
	}
}
