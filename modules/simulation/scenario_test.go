package simulation

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func ferry(t testing.TB) *Scenario {
	t.Helper()
	s, problems := readScenario(os.DirFS("testdata"), "scenarios/the-late-ferry")
	for _, p := range problems {
		t.Error(p)
	}
	if s == nil || t.Failed() {
		t.FailNow()
	}
	s.Version = 1
	return s
}

func TestTheSampleScenarioHasNoMistakesAndItsVariablesAreFilledIn(t *testing.T) {
	s := ferry(t)
	if got := s.Brief.Background["en"]; got != "The ferry to Luma is late. Arvenia has 40 citizens aboard." {
		t.Errorf("background: %s", got)
	}
	if got := s.Personas[0].Name; got != "Embassy of Arvenia" {
		t.Errorf("persona: %s", got)
	}
}

func TestAMistakeInAScenarioIsNamedWithFileAndLine(t *testing.T) {
	for name, c := range map[string]struct{ file, from, to, want string }{
		"unknown key":          {"injects.yaml", "kind: attack", "kindd: attack", `injects.yaml:10: unknown field "kindd"`},
		"unknown persona":      {"injects.yaml", "from: seagull", "from: gull", `injects.yaml:12: there is no persona "gull"`},
		"weights":              {"expectations.yaml", "weight: 50", "weight: 49", "expectations.yaml:1: the weights add up to 99, not 100"},
		"missing language":     {"expectations.yaml", ", ar: عدم تسمية مذنب", "", "expectations.yaml:15: title is missing in ar"},
		"outside the exercise": {"injects.yaml", "at: 14, when", "at: 21, when", "injects.yaml:25: i09: minute 21 lies outside"},
		"two triggers":         {"injects.yaml", "title: Sunk?", "title: Sunk?, on: {act: post}", "injects.yaml:18: i02 needs exactly one of"},
		"no such act":          {"injects.yaml", "of: {act: public}", "of: {act: shout}", `there is no act "shout"`},
		"bad form":             {"scenario.yaml", `"ferry ... afloat"`, `"ferry ..."`, `"ferry ..." is not a form`},
		"no forms in language": {"scenario.yaml", `, ta: ["مكتب الميناء"]`, "", "e1: source has no accepted form in ta"},
		"drawing missing":      {"scenario.yaml", "file: wreck.svg", "file: wrack.svg", "media/wrack.svg does not exist"},
		"cannot be met":        {"scenario.yaml", "name: {en: Warbler, ar: واربلر}, post: true", "name: {en: Warbler, ar: واربلر}", ""},
		"cannot be met at all": {"expectations.yaml", "channels: [warbler, page]", "channels: [mail]", "e1 cannot be met: the player's account can post on none"},
		"refuse in no thread":  {"expectations.yaml", "thread: i04", "thread: i01", "nobody can answer i01 in a thread"},
		"nobody can do it":     {"injects.yaml", "on: {act: public, says: [safe]}", "on: {act: post, channel: mail}", "i05 waits for an act that cannot happen"},
		"unquoted":             {"scenario.yaml", "level: foundation", "level: foundation: x", "scenario.yaml:3:"},
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{}
			root := os.DirFS("testdata")
			_ = fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
				if err == nil && !d.IsDir() {
					data, _ := fs.ReadFile(root, p)
					if strings.HasSuffix(p, c.file) {
						changed := strings.Replace(string(data), c.from, c.to, 1)
						if changed == string(data) {
							t.Fatalf("%s does not contain %q", c.file, c.from)
						}
						data = []byte(changed)
					}
					files[p] = &fstest.MapFile{Data: data}
				}
				return nil
			})
			var all []string
			for _, p := range Check(files) {
				all = append(all, p.String())
			}
			if got := strings.Join(all, "\n"); !strings.Contains(got, c.want) || (c.want == "") != (got == "") {
				t.Errorf("want %q, got:\n%s", c.want, got)
			}
		})
	}
}

func TestADrawingWithAnythingActiveInItIsRefused(t *testing.T) {
	for _, bad := range []string{"<svg>EXERCISE<script/></svg>", `<svg onload="x">EXERCISE</svg>`, "<svg>no word</svg>", `<svg>EXERCISE<a href="x"/></svg>`} {
		if svgFault(bad) == "" {
			t.Errorf("%s is accepted", bad)
		}
	}
}
