package notify_test

import (
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"credence/modules/kernel/event"
	"credence/modules/notify"
)

func TestAnInvitationGoesOutByMail(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	l, token, err := h.people.IssueLink(t.Context(), h.console, h.tess.ID)
	must(t, err)
	if token != "" {
		t.Error("the token was shown as well")
	}
	got := h.sink.wait(t, 1)[0]
	if got.to != "tess@arvenia.example" || got.Header.Get("Subject") != "invitation for Tess" || got.Header.Get("Auto-Submitted") != "auto-generated" {
		t.Errorf("%s %v", got.to, got.Header)
	}
	_, _, want, err := h.people.LinkToSend(t.Context(), l.ID)
	must(t, err)
	if !strings.Contains(got.body, "https://credence.example/links/"+want) || !strings.Contains(got.body, "until 12:00") { // 09:00 UTC, three hours east
		t.Error(got.body)
	}
	h.eventually(t, "SELECT count(*) FROM notify.mails WHERE sent_at IS NOT NULL AND kind = 'link'", 1)
	if n := h.count(t, "SELECT count(*) FROM notify.mails WHERE facts::text LIKE '%"+want+"%'"); n != 0 {
		t.Error("the outbox keeps the token")
	}
}

func TestAMailWaitsForAServerThatIsAway(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.sink.answer(&smtp.SMTPError{Code: 451, Message: "later"})
	_, _, err := h.people.IssueLink(t.Context(), h.console, h.tess.ID)
	must(t, err)
	h.sink.waitTries(t, 1)
	h.sink.answer(nil)
	h.sink.wait(t, 1)
	h.eventually(t, "SELECT count(*) FROM notify.mails WHERE sent_at IS NOT NULL", 1)
}

func TestAMailThatWillNeverArriveIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.sink.answer(&smtp.SMTPError{Code: 550, Message: "nobody here"})
	_, _, err := h.people.IssueLink(t.Context(), h.console, h.tess.ID)
	must(t, err)
	h.eventually(t, "SELECT count(*) FROM notify.mails WHERE refused_at IS NOT NULL AND reason LIKE '%nobody here%'", 1)
}

func TestAnOldLinkIsNotSentAnyMore(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.sink.answer(&smtp.SMTPError{Code: 451, Message: "later"})
	_, _, err := h.people.IssueLink(t.Context(), h.console, h.tess.ID)
	must(t, err)
	h.sink.waitTries(t, 1)
	_, _, err = h.people.IssueLink(t.Context(), h.console, h.tess.ID)
	must(t, err)
	h.eventually(t, "SELECT count(*) FROM notify.mails WHERE refused_at IS NOT NULL AND reason = 'identity.link_dead'", 1)
}

func TestOnlyExerciseMailSaysExercise(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	must(t, h.mails.Queue(t.Context(), notify.Mail{PersonID: h.tess.ID, Kind: "inject", Exercise: true}))
	must(t, h.mails.Queue(t.Context(), notify.Mail{PersonID: h.tess.ID, Kind: "reminder"}))
	subjects := map[string]bool{}
	for _, got := range h.sink.wait(t, 2) {
		subjects[decoded(t, got.Header.Get("Subject"))] = true
	}
	if !subjects["EXERCISE · inject for Tess"] || !subjects["reminder for Tess"] {
		t.Errorf("%v", subjects)
	}
}

func TestWithoutAMailServerNothingIsQueued(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	silent, err := notify.New(h.db, event.NewBus(h.db), h.people, notify.Settings{}, nil, nil, time.Now)
	must(t, err)
	must(t, silent.Queue(t.Context(), notify.Mail{PersonID: h.tess.ID, Kind: "reminder"}))
	if n := h.count(t, "SELECT count(*) FROM notify.mails"); n != 0 {
		t.Errorf("%d mails", n)
	}
	for _, wrong := range []string{"mail.example:25", "http://mail.example", "smtp://", "smtp://mail.example:port"} {
		if _, err := notify.New(h.db, event.NewBus(h.db), h.people, notify.Settings{SMTP: wrong}, nil, nil, time.Now); err == nil {
			t.Errorf("%s was accepted", wrong)
		}
	}
}
