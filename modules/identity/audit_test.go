package identity_test

import (
	"strconv"
	"strings"
	"testing"

	"credence/modules/identity"
	"credence/modules/kernel/fault"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func TestTheAuditorReadsWhatWasDone(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	otto := m.person("Otto Auditor", "otto@arvenia.example", m.root)
	must(t, m.GiveRole(t.Context(), m.console, otto.ID, "auditor", m.root))
	ada := m.as(m.ada)
	must(t, m.GiveRole(t.Context(), ada, m.tess.ID, "author", m.quessa))
	must(t, m.TakeRole(t.Context(), ada, m.tess.ID, "author", m.quessa))
	_, err := m.SignIn(t.Context(), "my secret password", "x", "192.0.2.7")
	refused(t, err, fault.Invalid, "identity.sign_in_wrong")
	who := m.as(otto)
	rows, more, err := m.Trail(t.Context(), who, identity.AuditQuery{Person: "tess", Verb: "role.taken"})
	must(t, err)
	if len(rows) != 1 || more || rows[0].Person != "Ada Admin" || rows[0].About != "Tess Trainee" || rows[0].Detail["role"] != "author" {
		t.Fatalf("%+v", rows)
	}
	if rows, _, _ := m.Trail(t.Context(), who, identity.AuditQuery{From: m.clock.AddDate(0, 0, 1)}); len(rows) != 0 {
		t.Errorf("%d rows from tomorrow", len(rows))
	}
	if rows, _, _ := m.Trail(t.Context(), ada, identity.AuditQuery{}); len(rows) != 0 {
		t.Errorf("an administrator reads the trail: %d rows", len(rows))
	}
	verbs, err := m.Verbs(t.Context())
	must(t, err)
	if !strings.Contains(strings.Join(verbs, " "), "role.given role.taken sign_in.refused") {
		t.Errorf("%q", verbs)
	}
	file := ""
	must(t, m.EachAudited(t.Context(), who, identity.AuditQuery{}, func(r identity.AuditRow) error {
		file += r.Person + " " + r.Verb + " " + r.Said() + "\n"
		return nil
	}))
	if !strings.Contains(file, "Ada Admin role.taken place: ") || strings.Contains(file, "secret") {
		t.Error(file)
	}
	if n := m.count("SELECT count(*) FROM identity.audit WHERE verb = 'audit.exported' AND person_id = ?", otto.ID); n != 1 {
		t.Errorf("the export itself left %d rows", n)
	}
}

func TestTheTrailIsReadPageByPage(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	otto := m.person("Otto Auditor", "otto@arvenia.example", m.root)
	must(t, m.GiveRole(t.Context(), m.console, otto.ID, "auditor", m.root))
	for range identity.AuditPage + 5 {
		must(t, m.Audit(t.Context(), m.console, "test.done", "", nil))
	}
	rows, more, err := m.Trail(t.Context(), m.as(otto), identity.AuditQuery{Verb: "test.done"})
	must(t, err)
	if len(rows) != identity.AuditPage || !more {
		t.Errorf("%d rows, more: %v", len(rows), more)
	}
	rows, more, err = m.Trail(t.Context(), m.as(otto), identity.AuditQuery{Verb: "test.done", Before: rows[len(rows)-1].ID})
	must(t, err)
	if len(rows) != 5 || more {
		t.Errorf("%d rows, more: %v", len(rows), more)
	}
	lines := 0
	must(t, m.EachAudited(t.Context(), m.as(otto), identity.AuditQuery{Verb: "test.done"}, func(identity.AuditRow) error { lines++; return nil }))
	if lines != identity.AuditPage+5 {
		t.Errorf("%d lines", lines)
	}
}
