package identity_test

import (
	"context"
	"encoding/base64"
	"testing"
	"time"

	"credence/modules/identity"
	"credence/modules/kernel/fault"
)

func TestAnInvitationSetsThePasswordOnce(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	l, token, err := m.IssueLink(t.Context(), m.as(m.ada), m.tess.ID)
	must(t, err)
	if l.Purpose != identity.Invitation || token == "" {
		t.Fatalf("%+v %q", l, token)
	}
	_, p, err := m.OpenLink(t.Context(), token) // looking does not use it up
	must(t, err)
	if p.ID != m.tess.ID {
		t.Errorf("for %s", p.Name)
	}
	_, err = m.UseLink(t.Context(), token, "short", "short")
	refused(t, err, fault.Invalid, "identity.password_short")
	_, err = m.UseLink(t.Context(), token, good, "another")
	refused(t, err, fault.Invalid, "identity.password_differs")
	_, err = m.UseLink(t.Context(), token, good, good)
	must(t, err)
	_, err = m.UseLink(t.Context(), token, good, good)
	refused(t, err, fault.Missing, "identity.link_dead")
	_, err = m.SignIn(t.Context(), m.tess.Email, good, "192.0.2.7")
	must(t, err)
}

func TestTwoAtATimeUseALinkOnce(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	_, token, err := m.IssueLink(t.Context(), m.console, m.tess.ID)
	must(t, err)
	results := make(chan error, 4)
	for range cap(results) {
		go func() {
			_, err := m.UseLink(context.WithoutCancel(t.Context()), token, good, good)
			results <- err
		}()
	}
	used := 0
	for range cap(results) {
		if err := <-results; err == nil {
			used++
		} else {
			refused(t, err, fault.Missing, "identity.link_dead")
		}
	}
	if used != 1 {
		t.Errorf("used %d times", used)
	}
}

func TestALinkDiesWithTimeANewerOneOrSuspension(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	issue := func() string {
		_, token, err := m.IssueLink(t.Context(), m.console, m.tess.ID)
		must(t, err)
		return token
	}
	dead := func(token string) {
		t.Helper()
		_, _, err := m.OpenLink(t.Context(), token)
		refused(t, err, fault.Missing, "identity.link_dead")
	}
	old, newer := issue(), issue()
	dead(old)
	m.clock = m.clock.Add(24 * time.Hour)
	dead(newer)
	token := issue()
	must(t, m.Suspend(t.Context(), m.console, m.tess.ID))
	dead(token)
	_, _, err := m.IssueLink(t.Context(), m.console, m.tess.ID)
	refused(t, err, fault.Conflict, "identity.is_suspended")
	must(t, m.Restore(t.Context(), m.console, m.tess.ID))
	dead(token)
	token = issue()
	d := details(m.tess.Name, "tess.new@arvenia.example")
	must(t, m.EditPerson(t.Context(), m.console, m.tess.ID, d)) // the mail went to the old address
	dead(token)
}

func TestATokenCannotBeMadeFromTheDatabase(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	_, token, err := m.IssueLink(t.Context(), m.console, m.tess.ID)
	must(t, err)
	raw, _ := base64.RawURLEncoding.DecodeString(token)
	for i := range raw {
		bent := append([]byte(nil), raw...)
		bent[i] ^= 1
		_, _, err := m.OpenLink(t.Context(), base64.RawURLEncoding.EncodeToString(bent))
		refused(t, err, fault.Missing, "identity.link_dead")
	}
	for _, junk := range []string{"", "x", token[:20], token + "AA", "../../etc"} {
		_, _, err := m.OpenLink(t.Context(), junk)
		refused(t, err, fault.Missing, "identity.link_dead")
	}
}

func TestAskingForAResetTellsNobodyWhoIsThere(t *testing.T) {
	t.Parallel()
	m := found(t, true)
	m.joined(m.tess)
	work := map[string]int64{}
	for _, email := range []string{"first@arvenia.example", "tess@arvenia.example", "nobody@arvenia.example"} {
		before := m.db.Statements()
		must(t, m.AskReset(t.Context(), email, "192.0.2.7"))
		work[email] = m.db.Statements() - before
	}
	if work["tess@arvenia.example"] != work["nobody@arvenia.example"] {
		t.Errorf("statements: %v", work)
	}
	must(t, m.bus.Start(context.WithoutCancel(t.Context())))
	defer m.bus.Stop(context.Background())
	for range 400 {
		if m.count("SELECT count(*) FROM identity.links") > 0 {
			break
		}
		time.Sleep(25 * time.Millisecond)
	}
	if n := m.count("SELECT count(*) FROM identity.links WHERE person_id = ? AND purpose = 'reset'", m.tess.ID); n != 1 {
		t.Errorf("%d links", n)
	}
}

func TestWithMailNobodyIsShownTheLink(t *testing.T) {
	t.Parallel()
	m := found(t, true)
	l, token, err := m.IssueLink(t.Context(), m.as(m.ada), m.tess.ID)
	must(t, err)
	if token != "" {
		t.Error("the admin saw the token")
	}
	_, p, token, err := m.LinkToSend(t.Context(), l.ID)
	must(t, err)
	_, opened, err := m.OpenLink(t.Context(), token)
	must(t, err)
	if p.ID != m.tess.ID || opened.ID != m.tess.ID {
		t.Error("the mail has another link")
	}
}

func TestTheConsoleMakesTheFirstAdministrator(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	token, err := m.AddUser(t.Context(), "ignored, there is one", "Nour First", "nour@arvenia.example", "operator")
	must(t, err)
	p, err := m.UseLink(t.Context(), token, good, good)
	must(t, err)
	if who := m.as(p); !who.Is("operator") || who.PlaceID != m.root {
		t.Errorf("%+v", who)
	}
	_, err = m.AddUser(t.Context(), "", "Nour Again", "NOUR@arvenia.example", "operator")
	refused(t, err, fault.Invalid, "identity.email_taken")
	token, err = m.ResetUser(t.Context(), "nour@arvenia.example")
	must(t, err)
	_, err = m.UseLink(t.Context(), token, "otters under the bridge", "otters under the bridge")
	must(t, err)
}
