package views_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"credence/modules/identity"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
	"credence/modules/notify"
	"credence/web/i18n"
	"credence/web/ui"
	"credence/web/views"
)

// nadiasFile is a person with a history, as an administrator sees it.
func nadiasFile() identity.File {
	ended := *days(-400)
	return identity.File{
		Person: identity.Person{ID: 7, Name: "Nadia Orsolen", Email: "nadia@arvenia.example", StaffType: "diplomat", Rank: "Second secretary", Lang: "ar", PasswordHash: "x"},
		Postings: []identity.PostingAt{
			{Posting: identity.Posting{ID: 3, StartsOn: *days(30)}, Place: "Embassy in Lorn"},
			{Posting: identity.Posting{ID: 2, StartsOn: *days(-399), RoleAtPost: "press_officer"}, Place: "Embassy in Quessa"},
			{Posting: identity.Posting{ID: 1, StartsOn: *days(-900), EndsOn: &ended}, Place: "Training Unit"},
		},
		Roles:    []identity.HeldRole{{Role: "trainee", PlaceID: 4, Place: "Embassy in Quessa", Mine: true}, {Role: "operator", PlaceID: 1, Place: "Ministry"}},
		Sessions: 2, Cohorts: []identity.Cohort{{ID: 1, Name: "Autumn"}}, MayChange: true, MayGive: []string{"trainee", "author"},
	}
}

func identityPages(v ui.Viewer) map[string]templ.Component {
	root, region := identity.Place{ID: 1, Path: "/1/", Kind: "ministry", Name: "Ministry", City: "Selmar", TimeZone: "Africa/Abidjan", Bandwidth: "good"},
		identity.Place{ID: 2, Path: "/1/2/", Kind: "region", Name: "Meridian Basin", TimeZone: "UTC", Bandwidth: "satellite"}
	places, file := []identity.Place{root, region}, nadiasFile()
	wrong := (&fault.Fields{Faults: []*fault.Fault{fault.New(fault.Invalid, "identity.email_taken").In("email"), fault.New(fault.Invalid, "identity.too_long").In("rank").With("n", 120)}}).Err()
	typed := ui.Again(map[string][]string{"name": {"Zed <b>"}, "email": {"nadia@arvenia.example"}, "lang": {"tr"}}, wrong)
	listed := []identity.Listed{
		{ID: 7, Name: "Nadia Orsolen", Email: "nadia@arvenia.example", StaffType: "diplomat", Joined: true, Place: "Embassy in Quessa", RoleAtPost: "press_officer", Present: true, Roles: "instructor trainee"},
		{ID: 8, Name: "نور", Email: "nour@arvenia.example", StaffType: "partner", SuspendedAt: days(-1)},
		{ID: 9, Name: "Omar", Email: "omar@arvenia.example", StaffType: "contractor", Place: "Embassy in Lorn"},
	}
	committed := identity.Import{ID: 5, FileName: "staff.csv", Added: 1, Changed: 1, Refused: 1, CommittedAt: days(0)}
	return map[string]templ.Component{
		"sign-in":     views.SignInPage(v, ui.Again(nil, fault.New(fault.Invalid, "identity.sign_in_wrong")), "/people"),
		"forgot":      views.ForgotPage(v, ui.Form{}, true),
		"forgot-none": views.ForgotPage(v, ui.Form{}, false),
		"forgot-sent": views.ForgotSentPage(v),
		"link":        views.LinkPage(v, ui.Form{}, identity.Link{Purpose: identity.Invitation}, file.Person, "token"),
		"profile":     views.ProfilePage(v, ui.Form{}, file.Person),
		"password":    views.PasswordPage(v, ui.Form{}),
		"sessions":    views.SessionsPage(v, []identity.Session{{ID: 1, Agent: "Mozilla/5.0 (X11; Linux) Firefox/140.0", SeenAt: tuesday, CreatedAt: tuesday}, {ID: 2, Address: "192.0.2.7", SeenAt: *days(-1), CreatedAt: *days(-1)}}, 1),
		"people":      views.PeoplePage(v, views.PeopleList{People: listed, Total: 120, Places: places, Roles: []string{"trainee", "author"}, MayAdd: true, MayImport: true, MayExport: true}),
		"people-none": views.PeoplePage(v, views.PeopleList{Query: identity.PeopleQuery{Search: "x"}}),
		"person":      views.PersonPage(v, file, true),
		"person-new":  views.PersonFormPage(v, views.PersonForm{Form: typed, Places: places}),
		"person-edit": views.PersonFormPage(v, views.PersonForm{Person: file.Person}),
		"posting-end": views.PostingEndPage(v, ui.Form{}, file.Person, file.Postings[2]),
		"role":        views.RolePage(v, ui.Form{}, file.Person, []string{"trainee", "ministry_admin"}, places),
		"link-shown":  views.LinkShownPage(v, file.Person, "https://credence.example/links/token"),
		"import":      views.ImportPage(v, ui.Form{}),
		"import-lines": views.ImportLinesPage(v, views.ImportLines{Import: committed, Page: 1, Rows: []identity.ImportRow{
			{Line: 2, Name: "New", Email: "new@arvenia.example", StaffType: "diplomat", Mission: "Embassy in Lorn", StartsOn: days(9), Outcome: "added"},
			{Line: 3, Name: "Nadia", Email: "nadia@arvenia.example", StaffType: "diplomat", Rank: "First secretary", Outcome: "changed", Was: `{"rank": "Second secretary", "mission": ""}`},
			{Line: 4, Name: "Bad", Outcome: "refused", Why: "identity.email_invalid identity.import_twice"}, {Line: 5, Outcome: "unchanged"},
		}}),
		"places":      views.PlacesPage(v, places, true),
		"place-new":   views.PlaceFormPage(v, ui.Form{}, identity.Place{Kind: "embassy"}, region),
		"place-edit":  views.PlaceFormPage(v, ui.Form{}, root, identity.Place{}),
		"cohorts":     views.CohortsPage(v, []identity.CohortListed{{Cohort: identity.Cohort{ID: 1, Name: "Autumn"}, Place: "Ministry", Members: 2}}, true),
		"cohort-new":  views.CohortFormPage(v, ui.Form{}, places),
		"cohort":      views.CohortPage(v, views.CohortView{Cohort: identity.CohortListed{Cohort: identity.Cohort{ID: 1, Name: "Autumn"}}, Members: listed[:1], Places: places, Search: "o", Found: listed, MayWrite: true}),
		"audit":       views.AuditPage(v, views.AuditFilter{Verbs: []string{"role.given", "other.done"}}, []identity.AuditRow{{ID: 2, At: tuesday, Person: "Ada", Verb: "role.given", About: "Nadia", Detail: map[string]any{"role": "author", "place": "Ministry"}}, {ID: 1, At: tuesday, Verb: "other.done", Object: "quiz:1"}}, true),
		"audit-empty": views.AuditPage(v, views.AuditFilter{}, nil, false),
	}
}

func TestTheScreensOfIdentityAreDrawnAsBefore(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		ctx := i18n.With(t.Context(), lang)
		v := ui.Viewer{Who: actor.Actor{ID: 1, Name: "Rasmus Velter", City: "Selmar", Zone: time.UTC, Lang: lang}, Now: tuesday, Path: "/here"}
		for name, page := range identityPages(v) {
			var drawn strings.Builder
			if err := page.Render(ctx, &drawn); err != nil {
				t.Fatal(err)
			}
			html := hashed.ReplaceAllString(drawn.String(), "$1$2")
			if left := unsaid.FindString(html); left != "" {
				t.Errorf("%s in %s: %s is not in the catalog", name, lang, left)
			}
			golden(t, "identity_"+name+"."+lang+".html", strings.ReplaceAll(html[max(strings.Index(html, "<main"), 0):], "><", ">\n<")+"\n")
		}
	}
}

// unsaid finds message keys that were shown instead of words.
var unsaid = regexp.MustCompile(`>(identity|common|nav|status|notify)\.[a-z_.]+<`)

func TestALetterIsWrittenInItsReadersLanguage(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		for _, kind := range []string{identity.Invitation, identity.Reset} {
			l, err := views.Letter(t.Context(), notify.Mail{
				Kind: kind, Person: identity.Person{Name: "Nadia Orsolen", Lang: lang}, URL: "https://credence.example/links/token", Until: tuesday.In(identity.Zone("Asia/Riyadh")),
			})
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(l.Subject+l.Text, "EXERCISE") || strings.Contains(l.Subject+l.Text, "notify.") {
				t.Errorf("%s in %s: %s\n%s", kind, lang, l.Subject, l.Text)
			}
			golden(t, "notify_"+kind+"."+lang+".txt", l.Subject+"\n\n"+l.Text+"\n"+l.HTML+"\n")
		}
	}
}
