package identity_test

import (
	"strings"
	"testing"

	"credence/modules/identity"
	"credence/modules/kernel/fault"
)

func TestAHeadOfMissionSeesTheOwnMissionOnly(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	far := m.person("Lena Lorn", "lena@arvenia.example", m.lorn)
	hadi := m.as(m.hadi)
	people, total, err := m.List(t.Context(), hadi, identity.PeopleQuery{})
	must(t, err)
	if total != 2 || people[0].Name != "Hadi Head" || people[1].Name != "Tess Trainee" {
		t.Errorf("%d: %+v", total, people)
	}
	_, err = m.Open(t.Context(), hadi, m.tess.ID)
	must(t, err)
	_, err = m.Open(t.Context(), hadi, far.ID)
	refused(t, err, fault.Missing, "identity.person_missing")
	refused(t, m.EditPerson(t.Context(), hadi, m.tess.ID, details("X", "x@arvenia.example")), fault.Missing, "identity.person_missing")
	refused(t, m.Suspend(t.Context(), hadi, m.tess.ID), fault.Missing, "identity.person_missing")
	refused(t, m.GiveRole(t.Context(), hadi, m.tess.ID, "author", m.quessa), fault.Missing, "identity.person_missing")
}

func TestAPersonIsWhereTheLatestPostingSays(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	ada, tess := m.as(m.ada), m.tess.ID
	where := func() (string, bool) {
		people, _, err := m.List(t.Context(), ada, identity.PeopleQuery{Search: "tess"})
		must(t, err)
		return people[0].Place, people[0].Present
	}
	must(t, m.AddPosting(t.Context(), ada, tess, identity.NewPosting{PlaceID: m.lorn, RoleAtPost: "consul", StartsOn: date("2026-12-01")}))
	if place, present := where(); place != "Embassy in Quessa" || !present {
		t.Errorf("before the move: %s, %v", place, present)
	}
	m.clock = date("2026-12-01")
	if place, present := where(); place != "Embassy in Lorn" || !present {
		t.Errorf("after the move: %s, %v", place, present)
	}
	f, err := m.Open(t.Context(), ada, tess)
	must(t, err)
	if len(f.Postings) != 2 || f.Postings[1].EndsOn == nil || !f.Postings[1].EndsOn.Equal(date("2026-11-30")) {
		t.Fatalf("history: %+v", f.Postings)
	}
	refused(t, m.EndPosting(t.Context(), ada, tess, f.Postings[0].ID, date("2026-11-01")), fault.Invalid, "identity.ends_before_start")
	must(t, m.EndPosting(t.Context(), ada, tess, f.Postings[0].ID, date("2026-12-05")))
	m.clock = date("2026-12-06")
	if place, _ := where(); place != "" { // only the ministry as a whole still sees her
		t.Errorf("after the end: %s", place)
	}
	hadi := m.as(m.hadi)
	_, err = m.Open(t.Context(), hadi, tess)
	refused(t, err, fault.Missing, "identity.person_missing")
}

func TestAFormIsRefusedFieldByField(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	ada := m.as(m.ada)
	_, err := m.AddPerson(t.Context(), ada, identity.Details{Email: "not an address", StaffType: "spy", Lang: "xx", TimeZone: "Mars/Olympus"}, identity.NewPosting{EndsOn: date("2026-01-01")})
	fields := map[string]bool{}
	for _, f := range fault.All(err) {
		fields[f.Field] = true
	}
	for _, field := range []string{"name", "email", "staff_type", "lang", "time_zone", "place", "starts_on"} {
		if !fields[field] {
			t.Errorf("nothing said about %s", field)
		}
	}
	_, err = m.AddPerson(t.Context(), ada, details("Tess Again", "TESS@arvenia.example"), identity.NewPosting{PlaceID: m.tarn, StartsOn: date("2026-01-01")})
	refused(t, err, fault.Invalid, "identity.email_taken")
	for _, email := range []string{"a@b", "a b@c.example", "<a@b.example>", "Ann <a@b.example>", "a@b.example\r\nBcc: x@y.example", "a@.", ""} {
		if err := details("Name", email).Check(); err == nil {
			t.Errorf("%q was accepted", email)
		}
	}
	for _, name := range []string{"", "Ann\x00", "Ann\tLee\x1b", "Ann \u202eeeL", strings.Repeat("a", 121)} {
		if err := details(name, "ann@arvenia.example").Check(); err == nil {
			t.Errorf("%q was accepted", name)
		}
	}
}

func TestNobodyGivesWhatIsAboveTheirReach(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	east := m.joined(m.person("Eve East", "eve@arvenia.example", m.east))
	must(t, m.GiveRole(t.Context(), m.as(m.ada), east.ID, "ministry_admin", m.east))
	eve := m.as(east)
	must(t, m.GiveRole(t.Context(), eve, m.tess.ID, "instructor", m.quessa))
	refused(t, m.GiveRole(t.Context(), eve, m.tess.ID, "instructor", m.root), fault.Invalid, "identity.place_missing")
	refused(t, m.GiveRole(t.Context(), eve, m.tess.ID, "instructor", m.lorn), fault.Invalid, "identity.place_missing")
	refused(t, m.GiveRole(t.Context(), eve, m.ada.ID, "trainee", m.east), fault.Missing, "identity.person_missing")
	refused(t, m.GiveRole(t.Context(), eve, m.tess.ID, "operator", m.quessa), fault.Forbidden, "identity.role_above_you")
	refused(t, m.GiveRole(t.Context(), eve, m.tess.ID, "king", m.quessa), fault.Invalid, "identity.role_unknown")
	refused(t, m.GiveRole(t.Context(), m.as(m.tess), m.tess.ID, "author", m.quessa), fault.Missing, "identity.person_missing")
	if n := m.count("SELECT count(*) FROM identity.audit WHERE verb = 'role.given' AND object = ? AND person_id = ?", "person:"+itoa(m.tess.ID), eve.ID); n != 1 {
		t.Errorf("%d audit rows", n)
	}
}

func TestALesserAdminCannotTakeOverAGreaterOne(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	east := m.person("Eve East", "eve@arvenia.example", m.east)
	must(t, m.GiveRole(t.Context(), m.console, east.ID, "ministry_admin", m.east))
	must(t, m.AddPosting(t.Context(), m.console, m.ada.ID, identity.NewPosting{PlaceID: m.quessa, StartsOn: date("2026-11-01")})) // the root's admin, posted in the east
	eve := m.as(east)
	_, _, err := m.IssueLink(t.Context(), eve, m.ada.ID)
	refused(t, err, fault.Forbidden, "identity.holds_higher_role")
	refused(t, m.EditPerson(t.Context(), eve, m.ada.ID, details("Ada", "eve2@arvenia.example")), fault.Forbidden, "identity.holds_higher_role")
	refused(t, m.Suspend(t.Context(), eve, m.ada.ID), fault.Forbidden, "identity.holds_higher_role")
	refused(t, m.SignOutEverywhere(t.Context(), eve, m.ada.ID), fault.Forbidden, "identity.holds_higher_role")
	refused(t, m.TakeRole(t.Context(), eve, m.ada.ID, "ministry_admin", m.root), fault.Invalid, "identity.place_missing")
}

func TestTheLastAdministratorCannotBeLockedOut(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	ada := m.as(m.ada)
	refused(t, m.TakeRole(t.Context(), ada, m.ada.ID, "ministry_admin", m.root), fault.Conflict, "identity.last_holder")
	refused(t, m.Suspend(t.Context(), ada, m.ada.ID), fault.Forbidden, "identity.not_yourself")
	refused(t, m.Suspend(t.Context(), m.console, m.ada.ID), fault.Conflict, "identity.last_holder")
	must(t, m.GiveRole(t.Context(), m.console, m.hadi.ID, "operator", m.root))
	refused(t, m.TakeRole(t.Context(), m.console, m.hadi.ID, "operator", m.root), fault.Conflict, "identity.last_holder")
	must(t, m.GiveRole(t.Context(), ada, m.tess.ID, "ministry_admin", m.root))
	must(t, m.TakeRole(t.Context(), ada, m.ada.ID, "ministry_admin", m.root))
	if !m.as(m.tess).Is("ministry_admin") || m.as(m.ada).Is("ministry_admin") {
		t.Error("the role did not move")
	}
}

func TestTheListIsSearchedAndFiltered(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	m.person("Percy 100% Sure", "percy@arvenia.example", m.tarn)
	for _, one := range []struct {
		q    identity.PeopleQuery
		want int
	}{
		{identity.PeopleQuery{}, 4}, {identity.PeopleQuery{Search: "TESS"}, 1}, {identity.PeopleQuery{Search: "arvenia.example"}, 4},
		{identity.PeopleQuery{Search: "%"}, 1}, {identity.PeopleQuery{Search: "_"}, 0}, {identity.PeopleQuery{PlaceID: m.east}, 3},
		{identity.PeopleQuery{PlaceID: m.quessa}, 2}, {identity.PeopleQuery{StaffType: "partner"}, 0}, {identity.PeopleQuery{Role: "head_of_mission"}, 1},
		{identity.PeopleQuery{Suspended: true}, 0}, {identity.PeopleQuery{Page: 2}, 0},
	} {
		people, _, err := m.List(t.Context(), m.as(m.ada), one.q)
		must(t, err)
		if len(people) != one.want {
			t.Errorf("%+v brought %d", one.q, len(people))
		}
	}
}

func TestOtherModulesAskWhoBelongs(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	must(t, m.Suspend(t.Context(), m.console, m.hadi.ID))
	for want, c := range map[int]identity.Criteria{
		2: {}, 1: {PlaceID: m.quessa}, 0: {PlaceID: m.lorn},
	} {
		members, err := m.Matching(t.Context(), c)
		must(t, err)
		if len(members) != want {
			t.Errorf("%+v: %+v", c, members)
		}
	}
	members, err := m.Matching(t.Context(), identity.Criteria{PlaceID: m.east, StaffType: "diplomat", RoleAtPost: "desk_officer"})
	must(t, err)
	if len(members) != 1 || members[0].PersonID != m.tess.ID || members[0].Zone.String() != "Asia/Beirut" || !members[0].PostingStart.Equal(date("2026-01-10")) {
		t.Errorf("%+v", members)
	}
	east, err := m.Place(t.Context(), m.east)
	must(t, err)
	west, err := m.Place(t.Context(), m.west)
	must(t, err)
	for _, one := range []struct {
		paths []string
		want  bool
	}{{[]string{east.Path}, true}, {[]string{west.Path}, false}, {[]string{west.Path, "/"}, true}, {nil, false}} {
		if in, err := m.InReach(t.Context(), one.paths, m.tess.ID); err != nil || in != one.want {
			t.Errorf("%v: %v %v", one.paths, in, err)
		}
	}
	people, err := m.People(t.Context(), []int64{m.tess.ID, m.ada.ID, 999})
	must(t, err)
	if len(people) != 2 || people[m.ada.ID].Name != "Ada Admin" {
		t.Errorf("%+v", people)
	}
}

func TestTheTreeIsReadAndGrownWithinReach(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	places, err := m.PlacesFor(t.Context(), m.as(m.ada), "place", "read")
	must(t, err)
	var names []string
	for _, p := range places {
		names = append(names, p.Name)
	}
	want := []string{"Ministry of Foreign Affairs of Arvenia", "East", "Consulate in Tarn", "Embassy in Quessa", "West", "Embassy in Lorn"}
	if len(names) != len(want) {
		t.Fatalf("%q", names)
	}
	for i := range want {
		if names[i] != want[i] {
			t.Errorf("%q", names)
			break
		}
	}
	own, err := m.PlacesFor(t.Context(), m.as(m.hadi), "place", "read")
	must(t, err)
	if len(own) != 1 || own[0].Depth() != 2 {
		t.Errorf("%+v", own)
	}
	d := identity.PlaceDetails{Kind: "embassy", Name: "embassy in quessa ", TimeZone: "Nowhere/At All"}
	_, err = m.AddPlace(t.Context(), m.as(m.ada), m.east, d)
	refused(t, err, fault.Invalid, "identity.zone_unknown")
	d.TimeZone, d.Name = "", "Embassy in Quessa"
	_, err = m.AddPlace(t.Context(), m.as(m.ada), m.east, d)
	refused(t, err, fault.Invalid, "identity.place_taken")
	d.Kind = "ministry"
	_, err = m.AddPlace(t.Context(), m.as(m.ada), m.east, d)
	refused(t, err, fault.Invalid, "identity.place_kind_unknown")
	d.Kind = "embassy"
	_, err = m.AddPlace(t.Context(), m.as(m.hadi), m.quessa, d)
	refused(t, err, fault.Invalid, "identity.place_missing")
	refused(t, m.EditPlace(t.Context(), m.as(m.hadi), m.quessa, d), fault.Missing, "identity.place_missing")
	d.City = "Quessa"
	must(t, m.EditPlace(t.Context(), m.as(m.ada), m.quessa, d))
}

func TestACohortIsFilledByPersonAndByMission(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	ines := m.person("Ines Instructor", "ines@arvenia.example", m.east)
	must(t, m.GiveRole(t.Context(), m.console, ines.ID, "instructor", m.east))
	far := m.person("Lena Lorn", "lena@arvenia.example", m.lorn)
	who := m.as(ines)
	c, err := m.AddCohort(t.Context(), who, "Autumn intake", m.east)
	must(t, err)
	_, err = m.AddCohort(t.Context(), who, "Autumn intake", m.east)
	refused(t, err, fault.Invalid, "identity.cohort_taken")
	_, err = m.AddCohort(t.Context(), who, "Elsewhere", m.west)
	refused(t, err, fault.Invalid, "identity.place_missing")
	n, err := m.Join(t.Context(), who, c.ID, []int64{m.tess.ID, m.tess.ID})
	must(t, err)
	if n != 1 {
		t.Errorf("%d joined", n)
	}
	_, err = m.Join(t.Context(), who, c.ID, []int64{far.ID})
	refused(t, err, fault.Missing, "identity.person_missing")
	n, err = m.JoinMission(t.Context(), who, c.ID, m.quessa)
	must(t, err)
	if n != 1 { // hadi; tess was in
		t.Errorf("%d joined", n)
	}
	must(t, m.Leave(t.Context(), who, c.ID, m.hadi.ID))
	members, err := m.Members(t.Context(), who, c.ID)
	must(t, err)
	if len(members) != 1 || members[0].ID != m.tess.ID {
		t.Errorf("%+v", members)
	}
	chosen, err := m.Matching(t.Context(), identity.Criteria{CohortID: c.ID})
	must(t, err)
	if len(chosen) != 1 {
		t.Errorf("%+v", chosen)
	}
	_, err = m.Join(t.Context(), m.as(m.hadi), c.ID, []int64{m.tess.ID})
	refused(t, err, fault.Missing, "identity.cohort_missing")
}

func TestPeopleSayForThemselvesHowTheyRead(t *testing.T) {
	t.Parallel()
	m := found(t, false)
	token := m.signedIn(m.tess)
	tess := m.who(token).Actor
	refused(t, m.EditSelf(t.Context(), tess, "Tess", "xx", "", ""), fault.Invalid, "identity.language_unknown")
	must(t, m.EditSelf(t.Context(), tess, "Tess T.", "ar", "Europe/Paris", "dark"))
	now := m.who(token)
	if now.Actor.Name != "Tess T." || now.Actor.Lang != "ar" || now.Actor.Location().String() != "Europe/Paris" || now.Theme != "dark" {
		t.Errorf("%+v", now)
	}
}
