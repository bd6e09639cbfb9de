package identity_test

import (
	"strings"
	"testing"
	"time"

	"credence/modules/kernel/fault"
)

func TestAPersonSignsInWithEMailAndPassword(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	m.joined(m.tess)
	p, err := m.SignIn(t.Context(), " TESS@arvenia.example ", good, "192.0.2.7")
	must(t, err)
	if p.ID != m.tess.ID {
		t.Errorf("signed in as %s", p.Name)
	}
	if n := m.count("SELECT count(*) FROM identity.audit WHERE verb = 'sign_in.done' AND person_id = ?", p.ID); n != 1 {
		t.Errorf("%d audit rows", n)
	}
}

func TestWhoeverCannotSignInGetsOneAnswer(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	m.joined(m.tess)
	m.joined(m.hadi)
	must(t, m.Suspend(t.Context(), m.console, m.hadi.ID))
	for why, try := range map[string][2]string{
		"wrong password":   {"tess@arvenia.example", "a heron stands in the weeds"},
		"unknown e-mail":   {"nobody@arvenia.example", good},
		"no password yet":  {"ada@arvenia.example", ""},
		"suspended":        {"hadi@arvenia.example", good},
		"endless password": {"tess@arvenia.example", strings.Repeat("x", 1<<16)},
	} {
		_, err := m.SignIn(t.Context(), try[0], try[1], "192.0.2.7")
		if f := fault.Of(err); f == nil || f.Kind != fault.Invalid || f.Key != "identity.sign_in_wrong" || f.Field != "" {
			t.Errorf("%s: %v", why, err)
		}
	}
}

func TestAnUnknownEMailTakesAsMuchWorkAsAKnownOne(t *testing.T) {
	m := found(t, false) // not parallel: it measures
	m.joined(m.tess)
	took := func(email string) (least time.Duration) {
		least = time.Hour
		for range 4 {
			start := time.Now()
			m.SignIn(t.Context(), email, "a heron stands in the weeds", "192.0.2.7")
			least = min(least, time.Since(start))
		}
		return least
	}
	took("first@arvenia.example")
	known, unknown := took("tess@arvenia.example"), took("nobody@arvenia.example")
	if unknown < known/8 || known < unknown/8 { // without the work it would be a hundredth; a busy machine stretches either
		t.Errorf("known %v, unknown %v", known, unknown)
	}
}

func TestGuessingIsSlowedDownByEMailAndByAddress(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	m.joined(m.tess)
	for range 10 {
		_, err := m.SignIn(t.Context(), "tess@arvenia.example", "guess", "192.0.2.7")
		refused(t, err, fault.Invalid, "identity.sign_in_wrong")
	}
	_, err := m.SignIn(t.Context(), "Tess@arvenia.example", good, "198.51.100.9")
	refused(t, err, fault.TooMany, "identity.too_many")
	m.clock = m.clock.Add(time.Minute)
	_, err = m.SignIn(t.Context(), "tess@arvenia.example", good, "198.51.100.9")
	must(t, err)
	for range 60 {
		err = m.AskReset(t.Context(), "someone"+time.Now().String(), "203.0.113.5")
	}
	must(t, err)
	refused(t, m.AskReset(t.Context(), "another@arvenia.example", "203.0.113.5"), fault.TooMany, "identity.too_many")
}

func TestAPasswordIsLongRatherThanOdd(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	m.joined(m.tess)
	tess := m.as(m.tess)
	for password, key := range map[string]string{
		"elevenchars":                  "identity.password_short",
		strings.Repeat("ab cd", 41):    "identity.password_long",
		"TESS@arvenia.example":         "identity.password_is_email",
		"Password1234":                 "identity.password_common",
		"P@ssw0rd2026!":                "identity.password_common",
		"qwertyuiop12":                 "identity.password_common",
		"passwordpassword":             "identity.password_common",
		"let me in now 99":             "identity.password_common",
		"correct horse battery staple": "identity.password_common",
		"123456789012":                 "identity.password_common",
		"aaaaaaaaaaaa":                 "identity.password_common",
		"abcabcabcabc":                 "identity.password_common",
		"sunshinedragon":               "identity.password_common",
	} {
		m.clock = m.clock.Add(time.Minute)
		refused(t, m.ChangePassword(t.Context(), tess, good, password, password, 0), fault.Invalid, key)
	}
	for _, password := range []string{"twelve chars", "бакен на реке", "كلمة سر طويلة جدا", "837465019283", "Tr0ub4dor&3xyz"} {
		m.clock = m.clock.Add(time.Minute)
		must(t, m.ChangePassword(t.Context(), tess, good, password, password, 0))
		m.joined(m.tess)
	}
}

func TestANewPasswordNeedsTheOldOneAndEndsTheOtherSessions(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	m.joined(m.tess)
	here, there := m.signedIn(m.tess), m.signedIn(m.tess)
	signed := m.who(here)
	refused(t, m.ChangePassword(t.Context(), signed.Actor, "not it at all", "otters under the bridge", "otters under the bridge", signed.Session), fault.Invalid, "identity.password_old_wrong")
	must(t, m.ChangePassword(t.Context(), signed.Actor, good, "otters under the bridge", "otters under the bridge", signed.Session))
	if m.who(here).Actor.ID != m.tess.ID || m.who(there).Actor.ID != 0 {
		t.Error("the wrong session ended")
	}
	_, err := m.SignIn(t.Context(), "tess@arvenia.example", "otters under the bridge", "192.0.2.7")
	must(t, err)
}
