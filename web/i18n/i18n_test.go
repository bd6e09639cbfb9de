package i18n

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

func speaking(lang string) context.Context { return With(context.Background(), lang) }

func TestASentenceIsSaidInTheReadersLanguage(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "My learning", "ar": "تعلّمي", "fr": "Ma formation", "ru": "Моё обучение", "tr": "Eğitimim", "xx": "My learning",
	} {
		if got := T(speaking(lang), "nav.home"); got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

func TestWhatALanguageLacksIsSaidInEnglish(t *testing.T) {
	if got := T(speaking("fr"), "fault.required"); got != "Fill this in." {
		t.Errorf("got %q", got)
	}
	if got := T(speaking("ru"), "fault.offline", "n", 21); !strings.HasPrefix(got, "21 changes are") {
		t.Errorf("an English fallback follows the English plural, got %q", got)
	}
}

func TestAKeyThatNobodyHasIsShown(t *testing.T) {
	if got := T(speaking("ar"), "no.such_key", "n", 2); got != "no.such_key" {
		t.Errorf("got %q", got)
	}
}

func TestNumbersPickThePluralOfTheLanguage(t *testing.T) {
	for _, c := range []struct {
		lang string
		n    int
		want string
	}{
		{"en", 1, "1 person"}, {"en", 0, "0 people"}, {"en", 1204, "1,204 people"},
		{"ar", 0, "لا أحد"}, {"ar", 1, "شخص واحد"}, {"ar", 2, "شخصان"}, {"ar", 3, "3 أشخاص"},
		{"ar", 11, "11 شخصًا"}, {"ar", 100, "100 شخص"}, {"ar", 1103, "1,103 أشخاص"},
		{"ru", 1, "1 человек"}, {"ru", 2, "2 человека"}, {"ru", 5, "5 человек"}, {"ru", 21, "21 человек"},
		{"fr", 0, "0 personne"}, {"fr", 2, "2 personnes"}, {"tr", 1, "1 kişi"},
	} {
		if got := T(speaking(c.lang), "common.people", "n", c.n); got != c.want {
			t.Errorf("%s %d: got %q, want %q", c.lang, c.n, got, c.want)
		}
	}
}

func TestLatinPiecesDoNotTurnAnArabicSentenceRound(t *testing.T) {
	got := T(speaking("ar"), "common.receipt", "code", "8c1f")
	if got != "إيصال \u20688c1f\u2069" {
		t.Errorf("got %q", got)
	}
	if got := Plain(got); got != "إيصال 8c1f" {
		t.Errorf("on paper: got %q", got)
	}
	if got := T(speaking("ar"), "common.saved_at", "time", "13:52"); strings.Contains(got, isolate) {
		t.Errorf("a time needs no marks: %q", got)
	}
}

func TestAForgottenArgumentIsSeen(t *testing.T) {
	if got := T(speaking("en"), "nav.account"); got != "Account of {name}" {
		t.Errorf("got %q", got)
	}
}

func TestMomentsAreWrittenForThePersonsPlace(t *testing.T) {
	quessa := time.FixedZone("Quessa", 3*3600)
	now := time.Date(2026, 11, 17, 11, 20, 0, 0, time.UTC)
	due := time.Date(2026, 11, 19, 15, 0, 5, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{DateTime(speaking("en"), due, quessa), "Thu 19 Nov, 18:00"},
		{DateTime(speaking("ar"), due, quessa), "الخميس 19 نوفمبر، 18:00"},
		{DateTime(speaking("fr"), due, quessa), "jeu. 19 nov., 18:00"},
		{DateTime(speaking("ru"), due, quessa), "чт, 19 нояб., 18:00"},
		{DateTime(speaking("tr"), due, quessa), "19 Kas Per, 18:00"},
		{DateTimeFrom(speaking("en"), now, due, quessa), "Thu 19 Nov, 18:00"},
		{DateTimeFrom(speaking("en"), now.AddDate(1, 0, 0), due, quessa), "19 November 2026, 18:00"},
		{DayFrom(speaking("ar"), now.AddDate(-1, 0, 0), due, quessa), "19 نوفمبر 2026"},
		{Date(speaking("ru"), due, quessa), "19 ноября 2026"},
		{Stamp(speaking("en"), due, quessa), "19 Nov 2026, 18:00:05"},
		{Weekday(speaking("en"), due, quessa), "Thursday"},
		{Clock(speaking("en"), due, nil), "15:00"},
		{Offset(due, quessa), "UTC+3"},
		{Offset(due, time.FixedZone("Kathmandu", 5*3600+45*60)), "UTC+5:45"},
		{Relative(speaking("en"), due, now, quessa), "in 2 days"},
		{Relative(speaking("ar"), due, now, quessa), "بعد يومين"},
		{Relative(speaking("ru"), due, now, quessa), "через 2 дня"},
		{Relative(speaking("en"), now.Add(-90*time.Minute), now, quessa), "1 hour ago"},
		{Relative(speaking("en"), now.Add(-30*time.Hour), now, quessa), "1 day ago"},
		{Relative(speaking("en"), now.Add(20*time.Second), now, quessa), "now"},
		{Duration(speaking("en"), 85), "1 h 25 min"},
		{Duration(speaking("en"), 25), "25 min"},
		{Duration(speaking("ar"), 120), "ساعتان"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestNumbersAreWrittenAsTheLanguageDoes(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Number(speaking("en"), 1204), "1,204"},
		{Number(speaking("tr"), 1204567), "1.204.567"},
		{Number(speaking("ru"), -12000), "-12\u00a0000"},
		{Number(speaking("fr"), 3.5), "3,5"},
		{Number(speaking("en"), 3.0), "3"},
		{Decimal(speaking("ru"), 3.14159, 1), "3,1"},
		{Percent(speaking("en"), .8), "80%"},
		{Percent(speaking("tr"), .8), "%80"},
		{Percent(speaking("fr"), .805), "81\u202f%"},
		{Bytes(speaking("en"), 412_000), "412 KB"},
		{Bytes(speaking("fr"), 2_400_000), "2,4 Mo"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestContentFallsBackToALanguageItHas(t *testing.T) {
	title := map[string]string{"en": "Verify", "ar": "تحقق"}
	if got := Text(title, "ar"); got != "تحقق" {
		t.Errorf("got %q", got)
	}
	if got, lang := Text(title, "tr"), TextLang(title, "tr"); got != "Verify" || lang != "en" {
		t.Errorf("got %q in %q", got, lang)
	}
	if got := Text(map[string]string{"ru": "Проверка"}, "fr"); got != "Проверка" {
		t.Errorf("got %q", got)
	}
}

// own is the catalog of a language without what it borrows from English.
func own(t *testing.T, lang string) map[string]*message {
	t.Helper()
	i := slices.IndexFunc(Languages, func(l Language) bool { return l.Code == lang })
	l := newLocale(Languages[i])
	data, err := files.ReadFile(lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.read(data); err != nil {
		t.Fatal(err)
	}
	return l.messages
}

func TestArabicSaysEverythingThatEnglishSays(t *testing.T) {
	ar := own(t, "ar")
	for key, m := range own(t, "en") {
		switch a, ok := ar[key]; {
		case !ok:
			t.Errorf("ar.yaml lacks %s", key)
		case a.plural != m.plural:
			t.Errorf("%s has plural forms in one of English and Arabic only", key)
		}
	}
}

func TestCatalogsHaveThePluralFormsTheirLanguageNeeds(t *testing.T) {
	need := map[string][]int{"en": {one, other}, "ar": {zero, one, two, few, many, other}, "fr": {one, many, other}, "ru": {one, few, many, other}, "tr": {one, other}}
	for _, l := range Languages {
		data, _ := files.ReadFile(l.Code + ".yaml")
		checkForms(t, l.Code, data, need[l.Code])
	}
}

func TestTranslationsKeepThePlaceholdersAndAddNoKeys(t *testing.T) {
	en := own(t, "en")
	for _, l := range Languages[1:] {
		for key, m := range own(t, l.Code) {
			source, ok := en[key]
			if !ok {
				t.Errorf("%s.yaml has %s, English does not", l.Code, key)
				continue
			}
			if got, want := names(m), names(source); !slices.Equal(got, want) {
				t.Errorf("%s %s: placeholders %v, in English %v", l.Code, key, got, want)
			}
		}
	}
}

// names are the placeholders of a message but n, which a form may write as a word.
func names(m *message) []string {
	var out []string
	for _, form := range m.forms {
		for _, p := range form {
			if p.arg != "" && (p.arg != "n" || !m.plural) && !slices.Contains(out, p.arg) {
				out = append(out, p.arg)
			}
		}
	}
	slices.Sort(out)
	return out
}

func BenchmarkASentenceWithTwoNames(b *testing.B) {
	type other struct{} // a request carries more than the language
	ctx := context.WithValue(speaking("ar"), other{}, 1)
	b.ReportAllocs()
	for b.Loop() {
		T(ctx, "common.page_of", "page", 3, "pages", 14)
	}
}

func BenchmarkAPluralSentence(b *testing.B) {
	ctx := speaking("ar")
	b.ReportAllocs()
	for b.Loop() {
		T(ctx, "time.in_days", "n", 13)
	}
}

func checkForms(t *testing.T, lang string, data []byte, need []int) {
	t.Helper()
	var walk func(path string, node map[string]any)
	walk = func(path string, node map[string]any) {
		for name, v := range node {
			sub, ok := v.(map[string]any)
			if !ok {
				continue
			}
			if !isPlural(sub) {
				walk(path+name+".", sub)
				continue
			}
			for _, form := range need {
				if _, ok := sub[formNames[form]]; !ok {
					t.Errorf("%s %s%s lacks the form %s", lang, path, name, formNames[form])
				}
			}
		}
	}
	var tree map[string]any
	if err := yaml.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	walk("", tree)
}
