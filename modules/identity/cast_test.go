package identity_test

import (
	"strings"
	"testing"
	"time"

	"credence/modules/access"
	"credence/modules/identity"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/database"
	"credence/modules/kernel/event"
	"credence/modules/kernel/fault"
	"credence/modules/kernel/pgtest"
)

const good = "a heron stands in the reeds"

// ministry is a small one, on a database of its own with the clock in hand:
// Arvenia → East → Quessa, Tarn; Arvenia → West → Lorn. ada administers all of it, hadi heads Quessa, tess is a trainee there.
type ministry struct {
	*identity.Module
	t                                    *testing.T
	db                                   *database.DB
	bus                                  *event.Bus
	clock                                time.Time
	console                              actor.Actor
	root, east, quessa, tarn, west, lorn int64
	ada, hadi, tess                      identity.Person
}

func found(t *testing.T, mails bool) *ministry {
	t.Helper()
	m := &ministry{t: t, db: pgtest.New(t), clock: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}
	may, err := access.New()
	must(t, err)
	m.bus = event.NewBus(m.db)
	m.Module = identity.New(m.db, m.bus, may, identity.Settings{Secret: []byte(strings.Repeat("s", 32)), Mails: mails}, func() time.Time { return m.clock })
	must(t, m.bus.Open())
	m.console, err = m.Console(t.Context(), "Ministry of Foreign Affairs of Arvenia")
	must(t, err)
	m.root = m.console.PlaceID
	m.east, m.west = m.place(m.root, "region", "East", "UTC"), m.place(m.root, "region", "West", "UTC")
	m.quessa, m.tarn = m.place(m.east, "embassy", "Embassy in Quessa", "Asia/Beirut"), m.place(m.east, "consulate", "Consulate in Tarn", "Asia/Tashkent")
	m.lorn = m.place(m.west, "embassy", "Embassy in Lorn", "America/Lima")
	m.ada = m.person("Ada Admin", "ada@arvenia.example", m.root)
	m.hadi = m.person("Hadi Head", "hadi@arvenia.example", m.quessa)
	m.tess = m.person("Tess Trainee", "tess@arvenia.example", m.quessa)
	must(t, m.GiveRole(t.Context(), m.console, m.ada.ID, "ministry_admin", m.root))
	must(t, m.GiveRole(t.Context(), m.console, m.hadi.ID, "head_of_mission", m.quessa))
	return m
}

func (m *ministry) place(parent int64, kind, name, zone string) int64 {
	m.t.Helper()
	p, err := m.AddPlace(m.t.Context(), m.console, parent, identity.PlaceDetails{Kind: kind, Name: name, TimeZone: zone, City: name[strings.LastIndex(name, " ")+1:]})
	must(m.t, err)
	return p.ID
}

func (m *ministry) person(name, email string, place int64) identity.Person {
	m.t.Helper()
	p, err := m.AddPerson(m.t.Context(), m.console, details(name, email), identity.NewPosting{PlaceID: place, RoleAtPost: "desk_officer", StartsOn: date("2026-01-10")})
	must(m.t, err)
	return p
}

func details(name, email string) identity.Details {
	return identity.Details{Name: name, Email: email, StaffType: "diplomat"}
}

// joined gives a person the password good.
func (m *ministry) joined(p identity.Person) identity.Person {
	m.t.Helper()
	hash, err := m.HashPassword(m.t.Context(), good)
	must(m.t, err)
	must(m.t, m.SetPasswordHash(m.t.Context(), []int64{p.ID}, hash))
	return p
}

// as is the actor that a session of this person would bring.
func (m *ministry) as(p identity.Person) actor.Actor {
	m.t.Helper()
	s := m.Sessions(false)
	ctx, err := s.Load(m.t.Context(), m.signedIn(p))
	must(m.t, err)
	return identity.Who(s, ctx).Actor
}

// signedIn begins a session and returns its token.
func (m *ministry) signedIn(p identity.Person) string {
	m.t.Helper()
	s := m.Sessions(false)
	ctx, err := s.Load(m.t.Context(), "")
	must(m.t, err)
	must(m.t, identity.Begin(s, ctx, p, "A browser", "192.0.2.7"))
	token, _, err := s.Commit(ctx)
	must(m.t, err)
	return token
}

// who is the person behind a token now; 0 is nobody.
func (m *ministry) who(token string) identity.Signed {
	m.t.Helper()
	s := m.Sessions(false)
	ctx, err := s.Load(m.t.Context(), token)
	must(m.t, err)
	return identity.Who(s, ctx)
}

func (m *ministry) count(sql string, args ...any) (n int) {
	m.t.Helper()
	must(m.t, m.db.In(m.t.Context()).Raw(sql, args...).Scan(&n).Error)
	return n
}

func date(text string) time.Time {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused checks that err is the refusal with this kind and key.
func refused(t *testing.T, err error, kind fault.Kind, key string) {
	t.Helper()
	f := fault.Of(err)
	if f == nil || f.Kind != kind || f.Key != key {
		t.Fatalf("want %s %s, got %v", kind, key, err)
	}
}
