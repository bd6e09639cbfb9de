package learning

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"credence/modules/activity"
)

var update = flag.Bool("update", false, "write the golden files anew")

const outline = `code: C1
title: {en: First steps, ar: الخطوات الأولى}
summary: {en: A summary, ar: ملخص}
audience: {en: Everyone, ar: الجميع}
level: foundation
languages: [en, ar]
competences: [CY-F]
objectives:
  - {en: Do it, ar: افعل}
prerequisites: []
recertify: 12 months
modules:
  - code: C1.1
    title: {en: One, ar: واحد}
    lessons:
      - code: C1.1.1
        title: {en: Lesson, ar: درس}
        objective: {en: Know, ar: اعرف}
        minutes: 2
        competences: [CY-F]
activities:
  - quiz: final
completion:
  all:
    - lessons: all
    - quiz: final
`

var english = `A hook with a claim.[^one] And again.[^one]

## The idea

![A square that grows](figures/square.svg "A square, growing.")

| Word | Count |
|---|--:|
| one | 1 |

` + "```check\nid: first\nquestion: Which?\noptions:\n  - text: This\n    right: true\n    because: Yes, this.\n  - text: That\n    because: Not that.\n```" + `

> [!warning] Do not <b>
> Not more than you can *show*.

> A quotation.

<script>alert(1)</script>

3. third
4. fourth

` + "```\ncode & more\n```" + `

> [!card] Card
> - keep ` + strings.Repeat("what matters ", 30) + `

## Идея и путь

> [!practice] One question
> What now?

[^one]: Author 2021, *Journal*.
`

var arabic = strings.NewReplacer("## The idea", "## الفكرة الأولى", "\n<script>alert(1)</script>\n", "").Replace(english)

const square = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 40"><title>x</title><g transform="translate(1,2)"><rect x="1" width="9" height="9" class="f-soft"/><text x="3" class="f-text f-bold">A &amp; B</text></g></svg>`

func files(change map[string]string) fstest.MapFS {
	all := map[string]string{
		"course.yaml": outline, "lessons/c1.1.1.en.md": strings.Replace(english, "\n<script>alert(1)</script>\n", "", 1),
		"lessons/c1.1.1.ar.md": arabic, "figures/square.svg": square,
	}
	for name, content := range change {
		all[name] = content
	}
	fs := fstest.MapFS{}
	for name, content := range all {
		if content != "" {
			fs["courses/first/"+name] = &fstest.MapFile{Data: []byte(content)}
		}
	}
	return fs
}

func onlyFinal(ref activity.Ref) bool { return ref.ID == "final" }

func TestEveryMistakeOfAnAuthorIsNamedWithFileAndLine(t *testing.T) {
	if wrong := Check(files(nil), onlyFinal); len(wrong) > 0 {
		t.Fatalf("the course is right, but: %v", wrong)
	}
	replace := func(file, old, new string) map[string]string {
		whole := map[string]string{"course.yaml": outline, "en": english, "ar": arabic, "svg": square}[file]
		whole = strings.Replace(whole, "\n<script>alert(1)</script>\n", "", 1)
		if !strings.Contains(whole, old) {
			t.Fatalf("%s has no %q", file, old)
		}
		name := map[string]string{"course.yaml": "course.yaml", "en": "lessons/c1.1.1.en.md", "ar": "lessons/c1.1.1.ar.md", "svg": "figures/square.svg"}[file]
		return map[string]string{name: strings.Replace(whole, old, new, 1)}
	}
	for want, change := range map[string]map[string]string{
		"course.yaml:2: the text is missing in ar":                                                               replace("course.yaml", ", ar: الخطوات الأولى", ""),
		"course.yaml:1: unknown field \"colour\"":                                                                replace("course.yaml", "code: C1\n", "colour: red\n"),
		"course.yaml:5: the level is one of foundation, practitioner, advanced":                                  replace("course.yaml", "foundation", "easy"),
		"course.yaml:7: cyber is not a competence; one looks like CY-F":                                          replace("course.yaml", "CY-F", "cyber"),
		"course.yaml:10: there is no course nowhere to come before this one":                                     replace("course.yaml", "prerequisites: []", "prerequisites: [nowhere]"),
		"course.yaml:10: first and this course each come before the other":                                       replace("course.yaml", "prerequisites: []", "prerequisites: [first]"),
		"course.yaml:11: recertify is a number of months, \"12 months\", or \"never\"":                           replace("course.yaml", "12 months", "yearly"),
		"course.yaml:16: a lesson code looks like C2.1.1, not \"one\"":                                           replace("course.yaml", "code: C1.1.1", "code: one"),
		"course.yaml:22: there is no quiz other":                                                                 replace("course.yaml", "- quiz: final\ncompletion:\n  all:\n    - lessons: all\n    - quiz: final", "- quiz: other\ncompletion:\n  all:\n    - lessons: all\n    - quiz: other"),
		"course.yaml:26: the quiz other is not among the activities of the course":                               replace("course.yaml", "    - quiz: final", "    - quiz: other"),
		"course.yaml:25: the course has no lesson C9.9.9":                                                        replace("course.yaml", "lessons: all", "lessons: [C9.9.9]"),
		"course.yaml:25: unknown field \"most\"":                                                                 replace("course.yaml", "lessons: all", "most: all"),
		"course.yaml:16: the lesson C1.1.1 has no file lessons/c1.1.1.ar.md":                                     {"lessons/c1.1.1.ar.md": ""},
		"lessons/c1.1.2.en.md:1: course.yaml has no lesson c1.1.2 in the language en":                            {"lessons/c1.1.2.en.md": "words"},
		"lessons/c1.1.1.en.md:5: the figure has no text for readers who cannot see it; write it in the brackets": replace("en", "A square that grows", ""),
		"lessons/c1.1.1.en.md:5: the figure has no caption; write it in quotes after the file":                   replace("en", ` "A square, growing."`, ""),
		"lessons/c1.1.1.en.md:5: there is no figure figures/circle.svg":                                          replace("en", "square.svg", "circle.svg"),
		"lessons/c1.1.1.en.md:1: the source two is cited and not given":                                          replace("en", "again.[^one]", "again.[^two]"),
		"lessons/c1.1.1.en.md:1: the lesson has no figure":                                                       replace("en", `![A square that grows](figures/square.svg "A square, growing.")`, ""),
		"lessons/c1.1.1.en.md:1: the lesson has no callout card":                                                 replace("en", "[!card]", "[!fact]"),
		"lessons/c1.1.1.en.md:1: the lesson has no callout practice":                                             replace("en", "[!practice]", "[!fact]"),
		"lessons/c1.1.1.en.md:22: there is no callout danger; the kinds are fact, case, warning, practice, card": replace("en", "[!warning]", "[!danger]"),
		"lessons/c1.1.1.en.md:12: the check first needs a right and a wrong answer":                              replace("en", "    right: true\n", ""),
		"lessons/c1.1.1.en.md:16: unknown field \"rihgt\"":                                                       replace("en", "right: true", "rihgt: true"),
		"lessons/c1.1.1.en.md:3: the title comes from course.yaml; parts of a lesson are ## headings":            replace("en", "## The idea", "# The idea"),
		"lessons/c1.1.1.en.md:26: HTML is not shown; write Markdown":                                             replace("en", "> A quotation.\n", "\n<i>HTML</i>\n"),
		"lessons/c1.1.1.ar.md:1: the check first has other right answers than in lessons/c1.1.1.en.md":           replace("ar", "    right: true\n    because: Yes, this.\n  - text: That", "    because: Yes, this.\n  - text: That\n    right: true"),
		"lessons/c1.1.1.en.md:1: 96 words do not fit 9 minutes; expected are 360 to 2250":                        replace("course.yaml", "minutes: 2", "minutes: 9"),
		"figures/square.svg:1: <script> is not allowed in a figure":                                              replace("svg", "<title>x</title>", "<script>x</script>"),
		"figures/square.svg:1: the attribute onclick is not allowed on <rect>":                                   replace("svg", `<rect `, `<rect onclick="x" `),
		"figures/square.svg:1: there is no class red for figures":                                                replace("svg", "f-soft", "red"),
		"figures/circle.svg:1: no lesson shows this figure":                                                      {"figures/circle.svg": square},
	} {
		found := false
		var all []string
		for _, p := range Check(files(change), onlyFinal) {
			said := strings.TrimPrefix(p.String(), "courses/first/")
			found = found || said == want
			all = append(all, said)
		}
		if !found {
			t.Errorf("want %s\n got %s", want, strings.Join(all, "\n     "))
		}
	}
}

func TestALessonIsDrawnAsTheManualSays(t *testing.T) {
	c, wrong := readCourse(files(map[string]string{"lessons/c1.1.1.en.md": english}), "first")
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	for _, lang := range c.Languages {
		r, err := Render(c, c.Lesson("c1.1.1"), lang, Dress{
			Say: func(key string, args ...any) string {
				return strings.TrimSpace(fmt.Sprintln(append([]any{key}, args...)...))
			},
			Icon: func(name string) string { return "<svg><use href=\"#" + name + "\"></use></svg>" },
		})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, s := range r.Sections {
			fmt.Fprintf(&b, "section %s: %s\n", s.ID, s.Title)
		}
		for _, p := range r.Parts {
			if p.Check != nil {
				fmt.Fprintf(&b, "\n=== check %s\n", p.Check.ID)
			}
			b.WriteString(p.HTML)
		}
		golden := "testdata/lesson." + lang + ".html"
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil || string(want) != b.String() {
			t.Errorf("%s differs (go test ./modules/learning -update writes it anew)\n%s", golden, b.String())
		}
		for _, leak := range []string{"<script", "Yes, this.", "Not that.", "Which?"} {
			if strings.Contains(b.String(), leak) {
				t.Errorf("%s: %q is in the page", lang, leak)
			}
		}
	}
}

func TestANewTextIsANewHashAndTheSameTextIsNot(t *testing.T) {
	a, _ := readCourse(files(nil), "first")
	b, _ := readCourse(files(map[string]string{"lessons/c1.1.1.en.md": english}), "first")
	if !a.SameLesson(a, "c1.1.1") || a.SameLesson(b, "c1.1.1") {
		t.Error("a lesson is the same when every language of it is")
	}
}
