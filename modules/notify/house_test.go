package notify_test

import (
	"context"
	"io"
	"mime"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"credence/modules/access"
	"credence/modules/identity"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/database"
	"credence/modules/kernel/event"
	"credence/modules/kernel/pgtest"
	"credence/modules/notify"
)

// house is a ministry with one trainee and a mail server that keeps what it gets.
type house struct {
	db      *database.DB
	people  *identity.Module
	mails   *notify.Module
	console actor.Actor
	tess    identity.Person
	sink    *sink
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{db: pgtest.New(t), sink: newSink(t)}
	now := func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }
	may, err := access.New()
	must(t, err)
	bus := event.NewBus(h.db)
	h.people = identity.New(h.db, bus, may, identity.Settings{Secret: []byte(strings.Repeat("s", 32)), Mails: true}, now)
	h.mails, err = notify.New(h.db, bus, h.people, notify.Settings{SMTP: "smtp://" + h.sink.address, From: "credence@arvenia.example"},
		func(_ context.Context, m notify.Mail) (notify.Letter, error) {
			first, _, _ := strings.Cut(m.Person.Name, " ")
			text := m.URL + " until " + m.Until.Format("15:04")
			return notify.Letter{Subject: m.Kind + " for " + first, Text: text, HTML: "<p>" + text + "</p>"}, nil
		}, func(token string) string { return "https://credence.example/links/" + token }, now)
	must(t, err)
	must(t, bus.Open())
	h.console, err = h.people.Console(t.Context(), "Ministry")
	must(t, err)
	h.tess, err = h.people.AddPerson(t.Context(), h.console, identity.Details{Name: "Tess Trainee", Email: "tess@arvenia.example", StaffType: "diplomat", TimeZone: "Africa/Nairobi"},
		identity.NewPosting{PlaceID: h.console.PlaceID, StartsOn: now()})
	must(t, err)
	must(t, bus.Start(context.WithoutCancel(t.Context())))
	t.Cleanup(func() { bus.Stop(context.Background()) })
	return h
}

func (h *house) count(t *testing.T, sql string) (n int) {
	t.Helper()
	must(t, h.db.In(t.Context()).Raw(sql).Scan(&n).Error)
	return n
}

func (h *house) eventually(t *testing.T, sql string, want int) {
	t.Helper()
	soon(t, func() bool { return h.count(t, sql) == want })
}

// sink is a real SMTP server on this machine.
type sink struct {
	address string
	mu      sync.Mutex
	refusal *smtp.SMTPError
	tries   int
	got     []received
}

type received struct {
	to     string
	Header mail.Header
	body   string
}

func newSink(t *testing.T) *sink {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	s := &sink{address: listener.Addr().String()}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &delivery{sink: s}, nil }))
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return s
}

func (s *sink) answer(refusal *smtp.SMTPError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refusal = refusal
}

func (s *sink) wait(t *testing.T, n int) []received {
	t.Helper()
	soon(t, func() bool { s.mu.Lock(); defer s.mu.Unlock(); return len(s.got) >= n })
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.got
}

func (s *sink) waitTries(t *testing.T, n int) {
	t.Helper()
	soon(t, func() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.tries >= n })
}

type delivery struct {
	sink *sink
	to   string
}

func (d *delivery) Reset()                               {}
func (d *delivery) Logout() error                        { return nil }
func (d *delivery) Mail(string, *smtp.MailOptions) error { return nil }
func (d *delivery) Rcpt(to string, _ *smtp.RcptOptions) error {
	d.sink.mu.Lock()
	defer d.sink.mu.Unlock()
	d.to = to
	d.sink.tries++
	if d.sink.refusal != nil {
		return d.sink.refusal
	}
	return nil
}

func (d *delivery) Data(r io.Reader) error {
	letter, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(letter.Body)
	d.sink.mu.Lock()
	defer d.sink.mu.Unlock()
	d.sink.got = append(d.sink.got, received{d.to, letter.Header, strings.ReplaceAll(string(body), "=\r\n", "")})
	return err
}

func decoded(t *testing.T, header string) string {
	t.Helper()
	text, err := new(mime.WordDecoder).DecodeHeader(header)
	must(t, err)
	return text
}

func soon(t *testing.T, done func() bool) {
	t.Helper()
	for range 400 {
		if done() {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("it did not happen")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
