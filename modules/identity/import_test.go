package identity_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"credence/modules/identity"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/event"
	"credence/modules/kernel/fault"
)

const columns = "name,email,staff_type,rank,language,time_zone,mission,role_at_post,starts_on,ends_on\n"

// outcomes brings the lines of an import as "email outcome reason…".
func (m *ministry) outcomes(who identity.Person, id int64) map[string]string {
	m.t.Helper()
	_, rows, err := m.OpenImport(m.t.Context(), m.as(who), id, "", 1)
	must(m.t, err)
	said := map[string]string{}
	for _, r := range rows {
		said[r.Email] = strings.TrimSpace(r.Outcome + " " + strings.ReplaceAll(r.Why, "identity.", ""))
	}
	return said
}

func TestADryRunSaysLineByLineWhatWouldHappen(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	m.person("Lena Lorn", "lena@arvenia.example", m.lorn)
	east := m.person("Eve East", "eve@arvenia.example", m.east)
	must(t, m.GiveRole(t.Context(), m.console, east.ID, "ministry_admin", m.east))
	before := m.count("SELECT count(*) FROM identity.people")
	file := columns +
		"New Person,new@arvenia.example,diplomat,Attaché,ar,,embassy in QUESSA,consular_officer,2026-12-01,\n" +
		"Tess Trainee,TESS@arvenia.example,diplomat,,,,,,,\n" +
		"Hadi Head,hadi@arvenia.example,diplomat,Ambassador,,,Consulate in Tarn,head,2026-12-01,\n" +
		"Twice,twice@arvenia.example,diplomat,,,,Consulate in Tarn,,2026-12-01,\n" +
		"Twice,Twice@arvenia.example,diplomat,,,,Consulate in Tarn,,2026-12-01,\n" +
		"Bad,bad address,spy,,xx,Mars/Base,,,2026-13-01,\n" +
		"Elsewhere,elsewhere@arvenia.example,diplomat,,,,Embassy in Lorn,,2026-12-01,\n" +
		"Lena Lorn,lena@arvenia.example,diplomat,Consul,,,Consulate in Tarn,,2026-12-01,\n" +
		"Backwards,backwards@arvenia.example,diplomat,,,,Consulate in Tarn,,2026-12-01,2026-11-01\n" +
		"No Mission,nomission@arvenia.example,diplomat,,,,,,,\n"
	i, err := m.DryRun(t.Context(), m.as(east), "staff.csv", strings.NewReader(file))
	must(t, err)
	got := m.outcomes(east, i.ID)
	for email, want := range map[string]string{
		"new@arvenia.example": "added", "TESS@arvenia.example": "unchanged", "hadi@arvenia.example": "changed",
		"twice@arvenia.example": "refused import_twice", "Twice@arvenia.example": "refused import_twice",
		"bad address":               "refused import_date email_invalid staff_type_unknown language_unknown zone_unknown place_missing",
		"elsewhere@arvenia.example": "refused import_mission_unknown",
		"lena@arvenia.example":      "refused import_elsewhere",
		"backwards@arvenia.example": "refused ends_before_start",
		"nomission@arvenia.example": "refused place_missing",
	} {
		if got[email] != want {
			t.Errorf("%s: %q, want %q", email, got[email], want)
		}
	}
	if i.Added != 1 || i.Changed != 1 || i.Unchanged != 1 || i.Refused != 7 {
		t.Errorf("%+v", i)
	}
	if n := m.count("SELECT count(*) FROM identity.people"); n != before {
		t.Errorf("the dry run added %d people", n-before)
	}
	_, rows, err := m.OpenImport(t.Context(), m.as(east), i.ID, "changed", 1)
	must(t, err)
	if c := rows[0].Changes(); len(rows) != 1 || len(c) != 2 || c[0] != (identity.Change{Field: "rank", Was: ""}) || c[1].Field != "mission" || c[1].Was != "Embassy in Quessa" {
		t.Errorf("%+v", rows[0].Changes())
	}
	_, _, err = m.OpenImport(t.Context(), m.as(m.ada), i.ID, "", 1)
	refused(t, err, fault.Missing, "identity.import_missing")
}

func TestACommitDoesWhatTheDryRunSaidAndOnce(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	ada := m.as(m.ada)
	file := columns +
		"New Person,new@arvenia.example,diplomat,Attaché,ar,Europe/Paris,Embassy in Quessa,consular_officer,2026-11-01,\n" +
		"Tess Moved,tess@arvenia.example,administrative,,,,Embassy in Lorn,desk,2026-11-15,\n" +
		"Hadi Head,hadi@arvenia.example,diplomat,,,,Embassy in Quessa,head_of_mission,2026-01-10,2027-01-10\n" +
		"Refused,not an address,diplomat,,,,Embassy in Quessa,,2026-11-01,\n"
	i, err := m.DryRun(t.Context(), ada, "staff.csv", strings.NewReader(file))
	must(t, err)
	_, err = m.CommitImport(t.Context(), m.as(m.hadi), i.ID)
	refused(t, err, fault.Missing, "identity.import_missing")
	i, err = m.CommitImport(t.Context(), ada, i.ID)
	must(t, err)
	if i.Added != 1 || i.Changed != 2 || i.Refused != 1 {
		t.Errorf("%+v", i)
	}
	_, err = m.CommitImport(t.Context(), ada, i.ID)
	refused(t, err, fault.Conflict, "identity.import_done")

	people, _, err := m.List(t.Context(), ada, identity.PeopleQuery{Search: "new person"})
	must(t, err)
	if len(people) != 1 || people[0].Place != "Embassy in Quessa" || people[0].Roles != "trainee" || people[0].Rank != "Attaché" {
		t.Fatalf("%+v", people)
	}
	f, err := m.Open(t.Context(), ada, m.tess.ID)
	must(t, err)
	if f.Person.Name != "Tess Moved" || f.Person.StaffType != "administrative" || len(f.Postings) != 2 || f.Postings[0].Place != "Embassy in Lorn" || !f.Postings[1].EndsOn.Equal(date("2026-11-14")) {
		t.Errorf("%+v", f)
	}
	f, err = m.Open(t.Context(), ada, m.hadi.ID)
	must(t, err)
	if len(f.Postings) != 1 || f.Postings[0].RoleAtPost != "head_of_mission" || !f.Postings[0].EndsOn.Equal(date("2027-01-10")) {
		t.Errorf("%+v", f.Postings)
	}
	again, err := m.DryRun(t.Context(), ada, "staff.csv", strings.NewReader(file))
	must(t, err)
	if again.Unchanged != 3 || again.Refused != 1 {
		t.Errorf("the same file again: %+v", again)
	}
}

func TestTheFormatsThatSpreadsheetsWriteAreRead(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	for name, file := range map[string]string{
		"mark at the start":        "\ufeff" + columns + "A,a@arvenia.example,diplomat,,,,Embassy in Lorn,,2026-11-01,\n",
		"semicolons":               strings.ReplaceAll(columns, ",", ";") + "A;a@arvenia.example;diplomat;;;;Embassy in Lorn;;2026-11-01;\n",
		"quotes and line breaks":   "\"Name\";\"E-mail\";\"Staff type\";\"Mission\";\"Starts on\"\r\n\"A \"\"the\"\"\nB\";\"a@arvenia.example\";\"Diplomat\";\"Embassy in Lorn\";\"2026-11-01\"\r\n",
		"no header":                "A,a@arvenia.example,diplomat,,,,Embassy in Lorn,,2026-11-01\n",
		"columns in other order":   "starts_on,mission,email,name,staff_type\n2026-11-01,Embassy in Lorn,a@arvenia.example,A,diplomat\n",
		"blank lines at the end":   columns + "A,a@arvenia.example,diplomat,,,,Embassy in Lorn,,2026-11-01,\n,,,,,,,,,\n\n",
		"no line break at the end": columns + "A,a@arvenia.example,diplomat,,,,Embassy in Lorn,,2026-11-01,",
	} {
		i, err := m.DryRun(t.Context(), m.as(m.ada), "staff.csv", strings.NewReader(file))
		if err != nil || i.Added != 1 || i.Refused != 0 {
			t.Errorf("%s: %+v %v %v", name, i, err, m.outcomes(m.ada, i.ID))
		}
	}
	for want, file := range map[string]string{
		"identity.import_empty":          columns,
		"identity.import_not_utf8":       columns + "Andr\xe9,a@arvenia.example,diplomat\n",
		"identity.import_column_unknown": "name,email,staff_type,salary\nA,a@arvenia.example,diplomat,1\n",
		"identity.import_column_twice":   "name,email,email,staff_type\nA,a@arvenia.example,,diplomat\n",
		"identity.import_column_missing": "email,mission\na@arvenia.example,Embassy in Lorn\n",
		"identity.import_broken_line":    columns + "A,\"a@arvenia.example,diplomat\n",
		"identity.import_too_big":        columns + strings.Repeat("x", identity.ImportLimit),
	} {
		_, err := m.DryRun(t.Context(), m.as(m.ada), "staff.csv", strings.NewReader(file))
		refused(t, err, fault.Invalid, want)
	}
}

func TestAnExportComesBackUnchanged(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	ada := m.as(m.ada)
	m.person(`=HYPERLINK("http://bad.example")`, "formula@arvenia.example", m.lorn)
	m.person("'Quoted', \"and\" split", "quoted@arvenia.example", m.lorn)
	export := func(who actor.Actor) (file bytes.Buffer, lines int) {
		out := csv.NewWriter(&file)
		must(t, out.Write(identity.ImportColumns))
		must(t, m.EachPerson(t.Context(), who, identity.PeopleQuery{}, func(cells []string) error {
			if strings.HasPrefix(cells[0], "=") {
				cells[0] = "'" + cells[0] // as the edge does with every cell that looks like a formula
			}
			lines++
			return out.Write(cells)
		}))
		out.Flush()
		return file, lines
	}
	file, lines := export(ada)
	i, err := m.DryRun(t.Context(), ada, "people.csv", &file)
	must(t, err)
	if lines != 5 || i.Unchanged != 5 || i.Added+i.Changed+i.Refused != 0 {
		t.Errorf("%+v %v", i, m.outcomes(m.ada, i.ID))
	}
	if _, lines := export(m.as(m.hadi)); lines != 0 { // a head of mission reads, but does not export
		t.Errorf("%d lines", lines)
	}
}

func TestTenThousandPeopleAreImportedWithinTenSeconds(t *testing.T) {
	m := found(t, false) // not parallel: it measures
	ada := m.as(m.ada)
	var mu sync.Mutex
	told := 0
	event.On(m.bus, "test.posted", func(_ context.Context, e identity.Posted) error {
		mu.Lock()
		defer mu.Unlock()
		told += len(e.People)
		return nil
	})
	file := bytes.NewBufferString(columns)
	missions := []string{"Embassy in Quessa", "Consulate in Tarn", "Embassy in Lorn"}
	for n := range 10_000 {
		fmt.Fprintf(file, "Person Number %d,person%d@arvenia.example,diplomat,Attaché,en,,%s,consular_officer,2026-0%d-01,\n", n, n, missions[n%3], n%9+1)
	}
	run := func() identity.Import {
		start := time.Now()
		i, err := m.DryRun(t.Context(), ada, "staff.csv", bytes.NewReader(file.Bytes()))
		must(t, err)
		dry := time.Since(start)
		i, err = m.CommitImport(t.Context(), ada, i.ID)
		must(t, err)
		took := time.Since(start)
		t.Logf("dry run %v, commit %v", dry, took-dry)
		if took > 10*time.Second {
			t.Errorf("took %v", took)
		}
		return i
	}
	if i := run(); i.Added != 10_000 {
		t.Errorf("%+v", i)
	}
	start := time.Now()
	if _, total, err := m.List(t.Context(), ada, identity.PeopleQuery{}); err != nil || total < 10_000 || time.Since(start) > 2*time.Second {
		t.Errorf("the list right after: %d people, %v, in %v", total, err, time.Since(start))
	}
	if i := run(); i.Unchanged != 10_000 {
		t.Errorf("again: %+v", i)
	}
	must(t, m.bus.Start(context.WithoutCancel(t.Context())))
	defer m.bus.Stop(context.Background())
	for range 400 {
		mu.Lock()
		done := told >= 10_000
		mu.Unlock()
		if done {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Errorf("%d people were announced", told)
}
