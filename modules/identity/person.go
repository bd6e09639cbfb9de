package identity

import (
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"credence/modules/kernel/fault"
)

// StaffTypes are the codes of how somebody is employed, in the order in which screens list them.
var StaffTypes = []string{"diplomat", "administrative", "locally_engaged", "partner", "contractor"}

// Languages are the codes of the interface languages.
var Languages = []string{"en", "ar", "fr", "ru", "tr"}

// Themes are the looks a person can ask for; empty follows the device.
var Themes = []string{"", "light", "dark"}

// Person is somebody who may sign in.
type Person struct {
	ID           int64
	Name         string
	Email        string // as typed; compared without case
	StaffType    string
	Rank         string
	Lang         string
	TimeZone     string // empty: the zone of the present posting
	Theme        string
	PasswordHash string // empty: has not yet accepted the invitation
	SuspendedAt  *time.Time
	CreatedAt    time.Time
}

// TableName is where people are kept.
func (Person) TableName() string { return "identity.people" }

// Joined reports whether the person has ever set a password.
func (p Person) Joined() bool { return p.PasswordHash != "" }

// Suspended reports whether the person is kept out.
func (p Person) Suspended() bool { return p.SuspendedAt != nil }

// Details are what a form or an import says about a person.
type Details struct {
	Name, Email, StaffType, Rank, Lang, TimeZone string
}

// Tidy takes the blanks off and fills in the usual language.
func (d Details) Tidy() Details {
	d.Name, d.Email, d.Rank = strings.Join(strings.Fields(d.Name), " "), strings.TrimSpace(d.Email), strings.TrimSpace(d.Rank)
	d.StaffType, d.Lang, d.TimeZone = strings.TrimSpace(d.StaffType), strings.TrimSpace(d.Lang), strings.TrimSpace(d.TimeZone)
	if d.Lang == "" {
		d.Lang = Languages[0]
	}
	return d
}

// Check says what is wrong with tidied details, field by field.
func (d Details) Check() error {
	var f fault.Fields
	if key := nameFault(d.Name); key != "" {
		f.Add("name", key)
	}
	if !goodEmail(d.Email) {
		f.Add("email", "identity.email_invalid")
	}
	if !slices.Contains(StaffTypes, d.StaffType) {
		f.Add("staff_type", "identity.staff_type_unknown")
	}
	if utf8.RuneCountInString(d.Rank) > 120 {
		f.Add("rank", "identity.too_long", "n", 120)
	}
	checkLocale(&f, d.Lang, d.TimeZone)
	return f.Err()
}

func checkLocale(f *fault.Fields, lang, zone string) {
	if !slices.Contains(Languages, lang) {
		f.Add("lang", "identity.language_unknown")
	}
	if zone != "" && !knownZone(zone) {
		f.Add("time_zone", "identity.zone_unknown")
	}
}

// turning are the signs that turn the text after them round; a name with one could pass for another.
const turning = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

// nameFault is the key of what is wrong with a name, or empty.
func nameFault(name string) string {
	switch {
	case name == "":
		return "identity.name_missing"
	case utf8.RuneCountInString(name) > 120 || strings.ContainsFunc(name, unicode.IsControl) || strings.ContainsAny(name, turning):
		return "identity.name_invalid"
	}
	return ""
}

// goodEmail accepts a bare address with a dot in its domain.
func goodEmail(email string) bool {
	a, err := mail.ParseAddress(email)
	if err != nil || a.Address != email || a.Name != "" || len(email) > 254 {
		return false
	}
	_, domain, _ := strings.Cut(email, "@")
	return strings.Contains(strings.Trim(domain, "."), ".") && !strings.ContainsFunc(email, unicode.IsSpace)
}

func (p *Person) take(d Details) {
	p.Name, p.Email, p.StaffType, p.Rank, p.Lang, p.TimeZone = d.Name, d.Email, d.StaffType, d.Rank, d.Lang, d.TimeZone
}
