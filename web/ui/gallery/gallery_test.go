package gallery

import (
	"bytes"
	"context"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"credence/modules/kernel/fault"
	"credence/web/i18n"
	"credence/web/ui"
)

var (
	update = flag.Bool("update", false, "rewrite the golden pages")
	out    = flag.String("out", "", "write the pages of all languages and appearances into this folder, for look.mjs")
)

// refused is a form of which two fields came back.
func refused() ui.Form {
	var f fault.Fields
	f.Add("email", "fault.not_an_email")
	f.Add("role", "fault.not_a_choice")
	return ui.Again(url.Values{"name": {"Nadia Orsolen"}, "email": {"nadia@"}, "zone": {"Asia/Quessa"}, "note": {"<b>bold</b>"}}, f.Err())
}

func pages(lang, theme string) map[string]templ.Component {
	flashed := nadia(lang, theme, 8)
	flashed.Flash = ui.Flash{Kind: "ok", Text: "Saved."}
	return map[string]templ.Component{
		"home":    home(nadia(lang, theme, 4), wordsIn(lang)),
		"pieces":  pieces(flashed),
		"form":    form(nadia(lang, theme, 8), refused()),
		"stage":   stage(nadia(lang, theme, 4)),
		"sign-in": signIn(ui.Viewer{Now: at(17, 14, 20), Theme: theme}),
	}
}

func render(t *testing.T, lang string, page templ.Component) string {
	t.Helper()
	var html bytes.Buffer
	if err := page.Render(i18n.With(context.Background(), lang), &html); err != nil {
		t.Fatal(err)
	}
	return html.String()
}

// hashes change with every touch of a stylesheet; the agreed page does not.
var hashes = regexp.MustCompile(`(/assets/[a-z]+)-[0-9A-Za-z]+(\.(?:css|js|svg))`)

func TestEveryPieceLooksAsAgreed(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		for name, page := range pages(lang, "") {
			t.Run(name+" in "+lang, func(t *testing.T) {
				got := hashes.ReplaceAllString(render(t, lang, page), "$1$2")
				got = strings.ReplaceAll(got, "><", ">\n<") + "\n"
				golden := filepath.Join("testdata", name+"-"+lang+".html")
				if *update {
					if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatalf("%v (run go test ./web/ui/gallery -update and read the result)", err)
				}
				if got != string(want) {
					t.Errorf("%s differs; if it should, run go test ./web/ui/gallery -update and read the change", golden)
				}
			})
		}
	}
}

func TestPagesAreWrittenForTheBrowser(t *testing.T) {
	if *out == "" {
		t.Skip("only with -out: see look.mjs")
	}
	for _, lang := range []string{"en", "ar"} {
		for _, theme := range []string{"light", "dark"} {
			for name, page := range pages(lang, theme) {
				file := filepath.Join(*out, name+"-"+lang+"-"+theme+".html")
				if err := os.WriteFile(file, []byte(render(t, lang, page)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func TestAPageCarriesNothingThatThePolicyForbids(t *testing.T) {
	for name, page := range pages("en", "") {
		html := render(t, "en", page)
		for _, banned := range []string{` style="`, "<style", " onclick", "javascript:", "http://", "https://"} {
			if strings.Contains(html, banned) {
				t.Errorf("%s contains %q", name, banned)
			}
		}
	}
}

func TestWhatWasTypedComesBackAsTextAndAPasswordDoesNot(t *testing.T) {
	html := render(t, "en", form(nadia("en", "", 4), refused()))
	for _, want := range []string{`value="nadia@"`, "&lt;b&gt;bold", `aria-invalid="true"`, `aria-describedby="f-email-wrong f-email-hint"`, `href="#f-email"`} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s", want)
		}
	}
	password := ui.Field(ui.Form{Typed: url.Values{"password": {"secret"}}}, ui.In{Name: "password", Type: "password"})
	if strings.Contains(render(t, "en", password), "secret") {
		t.Error("a password came back")
	}
}

// A name that is not drawn would leave a hole where a sign belongs.
func TestEveryIconIsDrawn(t *testing.T) {
	drawn, err := os.ReadFile("../../assets/icons.svg")
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range pages("en", "") {
		for _, use := range regexp.MustCompile(`\.svg#([a-z-]*)"`).FindAllStringSubmatch(render(t, "en", page), -1) {
			if !bytes.Contains(drawn, []byte(`<symbol id="`+use[1]+`"`)) {
				t.Errorf("%s uses the icon %q, which icons.svg does not draw", name, use[1])
			}
		}
	}
	templates, _ := filepath.Glob("../../*/*.templ")
	for _, file := range templates {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, use := range regexp.MustCompile(`@(?:ui\.)?Icon\("([a-z-]+)"\)`).FindAllSubmatch(source, -1) {
			if !bytes.Contains(drawn, []byte(`<symbol id="`+string(use[1])+`"`)) {
				t.Errorf("%s uses the icon %q, which icons.svg does not draw", file, use[1])
			}
		}
	}
}

func TestEveryStatusHasAWordInEveryLanguage(t *testing.T) {
	for _, word := range statusWords {
		if !i18n.Has("status."+word) || ui.StatusIcon(word) == "" {
			t.Errorf("%s has no word or no shape", word)
		}
	}
}

func TestThePersonsClockComesFirstAndTheMinistrysOnlyWhenItDiffers(t *testing.T) {
	v := nadia("en", "", 4)
	html := render(t, "en", ui.Page(v, ui.Head{Title: "x"}))
	if i, j := strings.Index(html, "14:20"), strings.Index(html, "11:20"); i < 0 || j < i {
		t.Errorf("Quessa at %d, Selmar at %d", i, j)
	}
	v.Home.Zone = v.Who.Zone
	if strings.Contains(render(t, "en", ui.Page(v, ui.Head{Title: "x"})), "Selmar") {
		t.Error("the same time is shown twice")
	}
}
