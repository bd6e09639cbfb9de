package pages_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"credence/modules/access"
	"credence/modules/activity"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/event"
	"credence/modules/kernel/pgtest"
	"credence/modules/simulation"
	"credence/server/edge"
	"credence/server/pages"
	"credence/web/ui"
)

// theatre is the simulation over HTTP: real handlers, views and PostgreSQL; who asks stands in a header, the clock in hand.
type theatre struct {
	*testing.T
	*httptest.Server
	module *simulation.Module
	hub    *edge.Hub
	clock  atomic.Int64
}

func newTheatre(t *testing.T) *theatre {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	s := &theatre{T: t, hub: edge.NewHub()}
	s.clock.Store(time.Date(2026, 11, 25, 8, 0, 0, 0, time.UTC).UnixMicro())
	now := func() time.Time { return time.UnixMicro(s.clock.Load()).UTC() }
	policy, err := access.New()
	must(err)
	bus := event.NewBus(db)
	gate := func(context.Context, actor.Actor, activity.Ref) (int, error) { return 0, nil }
	s.module = simulation.New(db, bus, policy, gate, now)
	must(bus.Open())
	must(s.module.Load(t.Context(), os.DirFS("../../modules/simulation/testdata")))
	must(db.In(t.Context()).Exec("INSERT INTO identity.places (path, kind, name) VALUES ('/1/', 'ministry', 'Ministry')").Error)
	people := map[string]actor.Actor{}
	for i, name := range []string{"ada", "cem", "ines"} {
		must(db.In(t.Context()).Exec("INSERT INTO identity.people (name, email, staff_type, created_at) VALUES (?, ?, 'diplomat', now())", name, name+"@x.example").Error)
		role := "trainee"
		if name == "ines" {
			role = "instructor"
		}
		people[name] = actor.Actor{ID: int64(i + 1), Name: name, Lang: "en", City: "Quessa", Held: []actor.Held{{Role: role, Path: "/1/"}}}
	}
	p := &pages.Pages{Access: policy, Simulation: s.module, Hub: s.hub, Now: now}
	guard := &edge.Guard{
		Who: func(c echo.Context) (actor.Actor, string) { return people[c.Request().Header.Get("X-Who")], "" },
		May: policy.May, Now: now, Home: func(context.Context) ui.Home { return ui.Home{} },
	}
	e := echo.New()
	e.HTTPErrorHandler = guard.Refuse
	edge.Mount(e, guard, p.Routes())
	s.Server = httptest.NewServer(e)
	t.Cleanup(s.Close)
	t.Cleanup(s.hub.Close)
	return s
}

// pass lets wall time go by with the driver running.
func (s *theatre) pass(d time.Duration) {
	s.Helper()
	for ; d > 0; d -= 2 * time.Second {
		s.clock.Add((2 * time.Second).Microseconds())
		if err := s.module.Step(s.Context()); err != nil {
			s.Fatal(err)
		}
	}
}

func (s *theatre) ask(who, method, path string, form url.Values) (status int, body, to string) {
	s.Helper()
	r, err := http.NewRequestWithContext(s.Context(), method, s.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.Fatal(err)
	}
	r.Header.Set("X-Who", who)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		s.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		s.Fatal(err)
	}
	return answer.StatusCode, string(said), answer.Header.Get("Location")
}

func (s *theatre) sees(path string, parts ...string) string {
	s.Helper()
	status, body, _ := s.ask("ada", http.MethodGet, path, nil)
	if status != http.StatusOK {
		s.Fatalf("GET %s: %d\n%s", path, status, body)
	}
	for _, part := range parts {
		if !strings.Contains(body, part) {
			s.Errorf("GET %s does not say %q", path, part)
		}
	}
	return body
}

// does sends a form of the stage and is led back to it.
func (s *theatre) does(path string, pairs ...string) {
	s.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	status, body, to := s.ask("ada", http.MethodPost, path, form)
	if status != http.StatusSeeOther || !strings.HasPrefix(to, "/runs/") {
		s.Errorf("POST %s: %d to %q\n%s", path, status, to, body)
	}
}

func (s *theatre) starts() (run string) {
	s.Helper()
	s.sees("/exercises", "The late ferry")
	s.sees("/exercises/the-late-ferry", "Name nobody as guilty.", "Start the exercise")
	_, _, to := s.ask("ada", http.MethodPost, "/exercises/the-late-ferry", url.Values{"speed": {"2"}})
	if !strings.HasPrefix(to, "/runs/") {
		s.Fatalf("starting leads to %q", to)
	}
	return to
}

func TestATraineePlaysAnExerciseWithoutAScript(t *testing.T) {
	s := newTheatre(t)
	run := s.starts()
	s.pass(150 * time.Second) // T+5
	s.sees(run, "غرقت العبارة", "The ferry sank.", "EXERCISE", `lang="ar" dir="rtl"`, "Sunk?", "Posts per 10 min")
	s.does(run+"/posts/i01", "do", "like")
	s.does(run+"/claims", "post", "i01", "sentence", "A ferry sank")
	s.does(run+"/claims/c1", "verdict", "false", "confidence", "high", "limits", "Not yet seen by us")
	s.does(run+"/desk", "tool", "reverse-image", "target", "wreck")
	s.does(run+"/notes", "note", "Checks begun")
	s.sees(run+"?thread=i02", "Did the ferry sink?", "Your answer to National Wire")
	s.does(run+"/threads?thread=i02", "do", "send", "lang", "en", "text", "We are checking.")
	s.sees(run+"?thread=i02", "We are checking.", "Answered")
	s.does(run+"/drafts?ch=warbler", "do", "ask", "draft", "one", "channel", "warbler",
		"text_en", "The ferry is safe, says the harbour office.", "text_ta", "العبارة سالمة بحسب مكتب الميناء")
	s.sees(run, "With Spokesperson")
	s.pass(70 * time.Second)
	s.sees(run, "Cleared.", "The same picture in 2011", "A ferry sank", "Checks begun")
	s.does(run+"/drafts?ch=warbler", "do", "publish", "draft", "one", "channel", "warbler",
		"text_en", "The ferry is safe, says the harbour office.", "text_ta", "العبارة سالمة بحسب مكتب الميناء")
	s.sees(run, "The ferry is safe, says the harbour office.")

	status, body, _ := s.ask("ada", http.MethodPost, run+"/reports", url.Values{"harm": {"People are afraid"}, "lang": {"en"}})
	if status != http.StatusUnprocessableEntity || !strings.Contains(body, "Choose at least one post.") || !strings.Contains(body, "People are afraid") {
		t.Errorf("an incomplete report: %d", status)
	}
	s.does(run+"/clock", "do", "pause")
	status, body, _ = s.ask("ada", http.MethodPost, run+"/threads?thread=i02", url.Values{"do": {"send"}, "lang": {"en"}, "text": {"Words in a pause"}})
	if status != http.StatusUnprocessableEntity || !strings.Contains(body, "Words in a pause") {
		t.Errorf("an act in a pause: %d, typed text kept: %v", status, strings.Contains(body, "Words in a pause"))
	}
	s.does(run+"/clock", "do", "resume")
	s.sees(run+"?ask=end", "End the exercise now?")
	s.does(run+"/clock", "do", "end")
	s.sees(run+"/debrief", "Correction in both languages", "50.0 of 50", "The ferry is safe, says the harbour office.", "What did you know at T4?", "not marked in solo mode")
	s.sees(run+"/debrief?t=70&part=moment", "The ferry sank.")
	if status, _, to := s.ask("ada", http.MethodGet, run, nil); status != http.StatusSeeOther || to != run+"/debrief" {
		t.Errorf("the stage of a finished run: %d to %q", status, to)
	}
	if status, body, _ := s.ask("ines", http.MethodGet, "/runs", nil); status != http.StatusOK || !strings.Contains(body, run+"/debrief") {
		t.Errorf("the instructor's list: %d", status)
	}
	if status, _, _ := s.ask("ines", http.MethodGet, run+"/debrief", nil); status != http.StatusOK {
		t.Errorf("the instructor's view of the debrief: %d", status)
	}
}

func TestNothingThatIsToComeIsInAnyAnswer(t *testing.T) {
	s := newTheatre(t)
	run := s.starts()
	s.pass(90 * time.Second) // T+3
	scenario, err := s.module.Scenario("the-late-ferry")
	if err != nil {
		t.Fatal(err)
	}
	var secrets []string
	for _, in := range scenario.Injects {
		if in.At == nil || in.At.Seconds() > 200 {
			secrets = append(secrets, in.Text, in.Title)
		}
	}
	for _, e := range scenario.Expectations {
		secrets = append(secrets, e.Title["en"], e.Good["en"])
	}
	for _, p := range scenario.Personas {
		secrets = append(secrets, p.Truth["en"])
	}
	for _, c := range scenario.Claims {
		secrets = append(secrets, c.Title["en"], c.Because["en"])
	}
	for _, m := range scenario.Models {
		secrets = append(secrets, m.Text)
	}
	for _, e := range scenario.Evidence {
		secrets = append(secrets, e.Title["en"], e.Text["en"])
	}
	for _, l := range append(scenario.House.Must, scenario.House.Roof) {
		secrets = append(secrets, l.Text["en"])
	}
	secrets = append(secrets, scenario.Forbidden["culprit"].Label["en"], scenario.Critical[0].Because["en"], "wreck.svg", scenario.Phrases[0].Text)
	for _, path := range []string{
		run, run + "?ch=page", run + "?thread=i02", run + "?thread=i03", run + "?draft=i04", run + "?report=i01", run + "?reply=i07", run + "?claim=i01",
		run + "?write=1", run + "?part=main", run + "?part=claims", run + "?part=desk", run + "?ask=end", "/exercises", "/exercises/the-late-ferry",
	} {
		body := s.sees(path)
		for _, secret := range secrets {
			if said := "The ferry sank."; len(secret) > 6 && !strings.Contains(said, secret) && strings.Contains(body, secret) {
				t.Errorf("GET %s says %q", path, secret)
			}
		}
	}
	if status, _, to := s.ask("ada", http.MethodGet, run+"/debrief", nil); status != http.StatusSeeOther || to != run {
		t.Errorf("the debrief of a run that goes on: %d to %q", status, to)
	}
	for _, path := range []string{run, run + "/debrief", run + "/stream"} {
		if status, _, _ := s.ask("cem", http.MethodGet, path, nil); status != http.StatusNotFound {
			t.Errorf("somebody else at %s: %d", path, status)
		}
	}
	if status, _, _ := s.ask("cem", http.MethodPost, run+"/notes", url.Values{"note": {"x"}}); status != http.StatusNotFound {
		t.Errorf("somebody else acting: %d", status)
	}
}

func TestAStreamBringsWhatIsNewAndGoesOnAfterTheLastEvent(t *testing.T) {
	s := newTheatre(t)
	run := s.starts()
	stream := func(last string) (*bufio.Scanner, func()) {
		ctx, stop := context.WithCancel(t.Context())
		r, _ := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+run+"/stream?since=2", nil)
		r.Header.Set("X-Who", "ada")
		if last != "" {
			r.Header.Set("Last-Event-ID", last)
		}
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		return bufio.NewScanner(answer.Body), func() { stop(); answer.Body.Close() }
	}
	until := func(lines *bufio.Scanner, part string) (last string, heard []string) {
		for lines.Scan() {
			heard = append(heard, lines.Text())
			if id, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
				last = id
			}
			if strings.Contains(lines.Text(), part) {
				return last, heard
			}
		}
		t.Fatalf("the stream ended without %q", part)
		return "", nil
	}
	lines, stop := stream("")
	until(lines, "retry")
	for s.hub.Watching() == 0 {
		time.Sleep(time.Millisecond)
	}
	s.pass(40 * time.Second) // T+1:20: the first post
	s.hub.Wake("")
	last, _ := until(lines, "event: clock")
	stop()
	s.pass(30 * time.Second) // T+2:20: a mail, while the line is broken
	lines, stop = stream(last)
	defer stop()
	_, heard := until(lines, "event: clock")
	if !slices.ContainsFunc(heard, func(l string) bool { return strings.Contains(l, "Sunk?") }) {
		t.Error("the mail that came while the line was broken is missing")
	}
	if slices.ContainsFunc(heard, func(l string) bool { return l == "event: post" }) {
		t.Error("the post was brought a second time")
	}
	s.hub.Close()
	for lines.Scan() {
	}
	if n := s.hub.Watching(); n != 0 {
		t.Errorf("%d streams stay open after the end", n)
	}
}

func TestADrawingIsServedUnderANameThatSaysNothing(t *testing.T) {
	s := newTheatre(t)
	scenario, _ := s.module.Scenario("the-late-ferry")
	at := fmt.Sprintf("/scenarios/the-late-ferry/%d/media/%s", scenario.Version, scenario.Media["wreck"].PictureName())
	s.sees(at, "EXERCISE")
	if status, _, _ := s.ask("ada", http.MethodGet, "/scenarios/the-late-ferry/1/media/wreck.svg", nil); status != http.StatusNotFound {
		t.Errorf("a guessed name: %d", status)
	}
}
