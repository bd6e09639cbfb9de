package assessment_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"credence/modules/access"
	"credence/modules/activity"
	"credence/modules/assessment"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/database"
	"credence/modules/kernel/event"
	"credence/modules/kernel/fault"
	"credence/modules/kernel/pgtest"
)

// house is the module on a database of its own, with the clock in hand and a small cast:
// a ministry (/1/) with two missions, two trainees at the first and one at the second.
type house struct {
	*assessment.Module
	t   *testing.T
	db  *database.DB
	bus *event.Bus

	mu       sync.Mutex
	clock    time.Time
	shut     error // what the gate says
	audits   []string
	started  []activity.Started
	finished []activity.Finished

	ada, ben, cem actor.Actor // trainees; cem is at the other mission
	ines          actor.Actor // instructor of the first mission
	admin         actor.Actor // of the ministry
	auditor       actor.Actor
}

var morning = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

func open(t *testing.T, files fstest.MapFS) *house {
	t.Helper()
	db := pgtest.New(t)
	h := &house{t: t, db: db, bus: event.NewBus(db), clock: morning}
	may, err := access.New()
	if err != nil {
		t.Fatal(err)
	}
	audit := func(_ context.Context, who actor.Actor, verb, object string, detail map[string]any) error {
		h.audits = append(h.audits, fmt.Sprint(who.Name, " ", verb, " ", object, " ", detail))
		return nil
	}
	gate := func(context.Context, actor.Actor, activity.Ref) (int, error) { return 0, h.shut }
	h.Module = assessment.New(db, h.bus, may, audit, gate, h.now, rand.Int64)
	event.On(h.bus, "test.started", func(_ context.Context, e activity.Started) error {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.started = append(h.started, e)
		return nil
	})
	event.On(h.bus, "test.finished", func(_ context.Context, e activity.Finished) error {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.finished = append(h.finished, e)
		return nil
	})
	if err := h.bus.Open(); err != nil {
		t.Fatal(err)
	}
	if err := h.Load(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	h.sql(`INSERT INTO identity.places (parent_id, path, kind, name) VALUES (NULL, '/1/', 'ministry', 'Ministry')`)
	h.sql(`INSERT INTO identity.places (parent_id, path, kind, name) VALUES (1, '/1/2/', 'embassy', 'Quessa'), (1, '/1/3/', 'embassy', 'Tarnis')`)
	h.ada, h.ben, h.cem = h.person("Ada", 2, "trainee"), h.person("Ben", 2, "trainee"), h.person("Cem", 3, "trainee")
	h.ines, h.admin, h.auditor = h.person("Ines", 2, "instructor"), h.person("Admin", 1, "ministry_admin"), h.person("Aud", 1, "auditor")
	return h
}

func (h *house) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.clock
}

func (h *house) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.clock = h.clock.Add(d)
}

func (h *house) sql(statement string, args ...any) {
	h.t.Helper()
	if err := h.db.In(h.t.Context()).Exec(statement, args...).Error; err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) count(query string, args ...any) (n int) {
	h.t.Helper()
	if err := h.db.In(h.t.Context()).Raw(query, args...).Scan(&n).Error; err != nil {
		h.t.Fatal(err)
	}
	return n
}

func (h *house) person(name string, place int64, role string) actor.Actor {
	h.t.Helper()
	email := strings.ToLower(name) + "@arvenia.example"
	h.sql("INSERT INTO identity.people (name, email, staff_type, created_at) VALUES (?, ?, 'diplomat', ?)", name, email, morning)
	id := int64(h.count("SELECT id FROM identity.people WHERE email = ?", email))
	h.sql("INSERT INTO identity.postings (person_id, place_id, starts_on) VALUES (?, ?, '2026-01-01')", id, place)
	path := "/1/"
	if place != 1 {
		path = fmt.Sprintf("/1/%d/", place)
	}
	return actor.Actor{ID: id, Name: name, Email: email, Lang: "en", PlaceID: place, Held: []actor.Held{{Role: role, Path: path}}}
}

func (h *house) start(who actor.Actor) *assessment.Attempt {
	h.t.Helper()
	a, err := h.Start(h.t.Context(), who, "final", "en")
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

func (h *house) sit(who actor.Actor, a *assessment.Attempt) *assessment.Sitting {
	h.t.Helper()
	s, err := h.Sit(h.t.Context(), who, a.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

// answer saves one question from an open page.
func (h *house) answer(who actor.Actor, a *assessment.Attempt, page string, seen, place int, values ...string) (assessment.Receipt, error) {
	return h.Save(h.t.Context(), who, a.ID, assessment.Sheet{Page: page, Seen: seen, Given: []assessment.Given{{Place: place, Values: values}}})
}

// all answers every question rightly, or wrongly, as the person would enter it.
func (h *house) all(who actor.Actor, a *assessment.Attempt, right bool) {
	h.t.Helper()
	sheet := assessment.Sheet{Page: "all", Seen: 1 << 20}
	for i := range a.Paper {
		sheet.Given = append(sheet.Given, assessment.Given{Place: i + 1, Values: h.entry(a, i, right)})
	}
	if _, err := h.Save(h.t.Context(), who, a.ID, sheet); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) entry(a *assessment.Attempt, i int, right bool) []string {
	quiz, err := h.Quiz(a.Quiz)
	if err != nil {
		h.t.Fatal(err)
	}
	item := quiz.Item(a.Paper[i].Item)
	kind := assessment.Kinds()[kindAt(item.Kind)]
	answer := kind.Wrong
	if right {
		answer = kind.Right
	}
	return a.Paper[i].GivenFor(item, answer)
}

func (h *house) handIn(who actor.Actor, a *assessment.Attempt) *assessment.Attempt {
	h.t.Helper()
	done, err := h.HandIn(h.t.Context(), who, a.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return done
}

// deliver waits until so many results have reached the listener.
func (h *house) deliver(finished int) {
	h.t.Helper()
	if err := h.bus.Start(context.WithoutCancel(h.t.Context())); err != nil {
		h.t.Fatal(err)
	}
	defer h.bus.Stop(context.Background())
	for range 400 {
		h.mu.Lock()
		n := len(h.finished)
		h.mu.Unlock()
		if n >= finished {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	h.t.Fatalf("%d results did not arrive", finished)
}

func refused(t *testing.T, err error, key string) {
	t.Helper()
	if f := fault.Of(err); f == nil || f.Key != key {
		t.Errorf("refused with %v, not with %s", err, key)
	}
}

// marker begins every sentence that nobody may read before the policy allows it.
const marker = "SECRET-"

// course is a course with two modules; its bank repeats the example of every kind, secrets marked.
func course() fstest.MapFS {
	return fstest.MapFS{
		"courses/safe/course.yaml": file(`
languages: [en, ar]
competences: [CY-F]
modules:
  - code: S1
    title: {en: Accounts, ar: الحسابات}
    lessons:
      - {code: S1.1, title: {en: Passwords, ar: كلمات المرور}}
  - code: S2
    title: {en: Breaches, ar: الاختراقات}
    lessons:
      - {code: S2.1, title: {en: First hour, ar: الساعة الأولى}}
`),
		"courses/safe/bank/s1.yaml": file("items:" + items("s1", "S1.1", 6, single) + items("s1", "S1.1", 3, multiple) + items("s1", "S1.1", 1, short)),
		"courses/safe/bank/s2.yaml": file("items:" + items("s2", "S2.1", 2, matching) + items("s2", "S2.1", 2, ordering) + items("s2", "S2.1", 1, numeric) + items("s2", "S2.1", 1, verdict)),
		"courses/safe/quiz-final.yaml": file(`
title: {en: Final quiz, ar: الاختبار النهائي}
intro: {en: Eight questions., ar: ثمانية أسئلة.}
minutes: 30
pass-mark: 80
attempts: 2
wait-hours: 24
shuffle: true
review:
  after-attempt: [answers, marks]
  after-last: [correctness, feedback, right-answers]
draw:
  - {kind: single, module: S1, count: 2}
  - {kind: multiple, module: S1, count: 1}
  - {kind: short-text, module: S1, count: 1}
  - {kind: matching, module: S2, count: 1}
  - {kind: ordering, module: S2, count: 1}
  - {kind: numeric, module: S2, count: 1}
  - {kind: true-false, module: S2, count: 1}
`),
	}
}

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

// items repeats a question n times under ids of its own.
func items(module, lesson string, n int, body string) (yaml string) {
	kind := strings.Fields(body)[1]
	for i := range n {
		yaml += fmt.Sprintf(`
  - id: %s-%s-%d
    lesson: %s
    competence: CY-F
    thinking: apply
    reviewer: Board
    reviewed: 2026-11-20
    stem: {en: "Question %d of %s?", ar: "السؤال %d؟"}
    because: {en: "%sbecause", ar: "%sbecause"}
%s`, module, kind, i, lesson, i, kind, i, marker, marker, body)
	}
	return yaml
}

// The bodies have the shape of the examples on the shelf, so that the examples' answers fit.
const (
	single = `    kind: single
    options:
      - {text: {en: Report it, ar: أبلّغ}, right: true, because: {en: SECRET-1, ar: SECRET-1}}
      - {text: {en: Follow the link, ar: أتبع}, because: {en: SECRET-2, ar: SECRET-2}}
      - {text: {en: Answer, ar: أردّ}, because: {en: SECRET-3, ar: SECRET-3}}`
	multiple = `    kind: multiple
    options:
      - {text: {en: Haste, ar: عجلة}, right: true, because: {en: SECRET-1, ar: SECRET-1}}
      - {text: {en: Secrecy, ar: سرّية}, right: true, because: {en: SECRET-2, ar: SECRET-2}}
      - {text: {en: A poor line, ar: خطّ}, because: {en: SECRET-3, ar: SECRET-3}}
      - {text: {en: Politeness, ar: تهذيب}, because: {en: SECRET-4, ar: SECRET-4}}`
	short = `    kind: short-text
    accept: {en: [second factor, SECRET-form], ar: [عامل ثان]}`
	matching = `    kind: matching
    pairs:
      - {left: {en: Lost phone, ar: هاتف}, right: {en: Lock it, ar: أقفله}}
      - {left: {en: Strange mail, ar: رسالة}, right: {en: Report it, ar: أبلّغ}}
      - {left: {en: Leaving, ar: مغادرة}, right: {en: Hand over, ar: أسلّم}}
    extra:
      - {en: Wait, ar: أنتظر}`
	ordering = `    kind: ordering
    steps:
      - {en: Stop, ar: أوقف}
      - {en: Tell, ar: أخبر}
      - {en: Write, ar: أكتب}
      - {en: Review, ar: أراجع}`
	numeric = `    kind: numeric
    value: 72
    tolerance: 0.5
    unit: {en: hours, ar: ساعة}`
	verdict = `    kind: true-false
    answer: true`
)
