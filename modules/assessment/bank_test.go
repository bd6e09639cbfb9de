package assessment_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"credence/modules/assessment"
)

func TestACourseWithoutMistakesHasNoProblems(t *testing.T) {
	for _, p := range assessment.Check(course()) {
		t.Error(p)
	}
}

func TestEveryMistakeIsNamedWithFileAndLine(t *testing.T) {
	const bank, quiz = "courses/safe/bank/s1.yaml", "courses/safe/quiz-final.yaml"
	for _, c := range []struct{ name, file, old, new, at, says string }{
		{"an unknown kind", bank, "kind: short-text", "kind: essay", ":" + lineOf(bank, "kind: short-text"), `no question kind "essay"`},
		{"a language missing", bank, `because: {en: SECRET-3, ar: SECRET-3}}`, `because: {en: SECRET-3}}`, "", `options[2].because: missing in "ar"`},
		{"two right options", bank, "- {text: {en: Follow the link, ar: أتبع}, ", "- {text: {en: Follow the link, ar: أتبع}, right: true, ", "", "exactly one right option, has 2"},
		{"an id twice", bank, "id: s1-single-1", "id: s1-single-0", ":" + lineOf(bank, "id: s1-single-1"), `"s1-single-0" is taken in ` + bank},
		{"a lesson of another module", bank, "lesson: S1.1", "lesson: S2.1", ":3", `S1 has no lesson "S2.1"`},
		{"an unknown competence", bank, "competence: CY-F", "competence: XX-F", ":4", `"XX-F" is a competence of neither`},
		{"a slip of the pen", bank, "accept: {en:", "acept: {en:", "", "unknown field acept"},
		{"a long stem", bank, `"Question 0 of single?"`, `"` + strings.Repeat("word ", 36) + `"`, ":8", `has 36 words in "en"`},
		{"a bank too small", bank, "kind: multiple", "kind: single", "", ""},
		{"a draw that cannot be", quiz, "kind: short-text, module: S1, count: 1", "kind: short-text, module: S1, count: 9", "", "wants 9 short-text questions of S1, the bank has 1"},
		{"too few to draw from", quiz, "kind: single, module: S1, count: 2", "kind: single, module: S1, count: 3", "", "draws 4 choice questions, so the bank needs 12; it has 9"},
		{"an unknown module", quiz, "module: S2, count: 1}", "module: S9, count: 1}", "", `no module "S9"`},
		{"an unknown review word", quiz, "[answers, marks]", "[answers, points]", ":10", `"points" is none of`},
		{"a pass mark above all", quiz, "pass-mark: 80", "pass-mark: 180", ":5", "percentage"},
		{"broken YAML", quiz, "minutes: 30", "minutes: [30", "", ""},
		{"a word for a number", quiz, "minutes: 30", "minutes: soon", ":4", ""},
	} {
		files := course()
		body := string(files[c.file].Data)
		if !strings.Contains(body, c.old) {
			t.Fatalf("%s: %q is not there", c.name, c.old)
		}
		files[c.file] = file(strings.Replace(body, c.old, c.new, 1))
		if c.name == "a bank too small" {
			files[c.file] = file(strings.ReplaceAll(body, c.old, c.new))
		}
		found := false
		problems := assessment.Check(files)
		for _, p := range problems {
			found = found || strings.Contains(p.String(), c.file+c.at+":") && strings.Contains(p.Message, c.says)
		}
		if len(problems) == 0 || !(found || c.says == "" && c.at == "") {
			t.Errorf("%s: %v", c.name, problems)
		}
	}
}

// lineOf is the line of the first occurrence.
func lineOf(name, text string) string {
	before, _, _ := strings.Cut(string(course()[name].Data), text)
	return strconv.Itoa(1 + strings.Count(before, "\n"))
}

func TestAChangedQuizBecomesANewVersionAndTheOldOneStays(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	first := h.start(h.ada)
	if err := h.Load(t.Context(), course()); err != nil || h.Newest("final") != 1 {
		t.Errorf("the same content is version %d, %v", h.Newest("final"), err)
	}
	files := course()
	files["courses/safe/quiz-final.yaml"] = file(strings.Replace(string(files["courses/safe/quiz-final.yaml"].Data), "pass-mark: 80", "pass-mark: 100", 1))
	if err := h.Load(t.Context(), files); err != nil || h.Newest("final") != 2 {
		t.Errorf("changed content is version %d, %v", h.Newest("final"), err)
	}
	h.all(h.ada, first, true)
	if done := h.handIn(h.ada, first); done.Version != 1 || done.PassMark != 80 || !done.Passed {
		t.Errorf("the attempt did not keep its version: %+v", done)
	}
	if second := h.start(h.ben); second.Version != 2 || second.PassMark != 100 {
		t.Errorf("a new attempt is on version %d", second.Version)
	}
	if err := h.Load(t.Context(), fstest.MapFS{"courses/safe/course.yaml": file("modules: 7")}); err == nil {
		t.Error("broken content was loaded")
	}
}

func TestASeedGivesTheSamePaperAndAnotherSeedAnother(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	quiz, err := h.Quiz("final")
	if err != nil {
		t.Fatal(err)
	}
	papers := map[string]bool{}
	for seed := range int64(50) {
		paper := quiz.DrawFor(seed)
		seen := map[string]int{}
		key := ""
		for _, p := range paper {
			seen[p.Item]++
			key += p.Item + " "
		}
		if len(paper) != quiz.Count() || len(seen) != len(paper) {
			t.Fatalf("seed %d draws %v", seed, seen)
		}
		if again := quiz.DrawFor(seed); !slices.EqualFunc(paper, again, func(a, b assessment.Place) bool {
			return a.Item == b.Item && slices.Equal(a.Options, b.Options) && slices.Equal(a.Choices, b.Choices)
		}) {
			t.Fatalf("seed %d gives two papers", seed)
		}
		papers[key] = true
	}
	if len(papers) < 40 {
		t.Errorf("50 seeds give only %d papers", len(papers))
	}
}

func TestWhatIsShownComesBackAsTheSameAnswer(t *testing.T) {
	t.Parallel()
	h := open(t, course())
	quiz, _ := h.Quiz("final")
	for seed := range int64(20) {
		for _, place := range quiz.DrawFor(seed) {
			item := quiz.Item(place.Item)
			kind := assessment.Kinds()[kindAt(item.Kind)]
			for _, answer := range []assessment.Answer{kind.Right, kind.Wrong, kind.Partial, nil} {
				back, err := place.AnswerFor(item, place.GivenFor(item, answer))
				if err != nil || item.Grade(back) != item.Grade(answer) {
					t.Errorf("%s: %v came back as %v, %v", item.Kind, answer, back, err)
				}
			}
			for _, forged := range [][]string{{"99", "-1", "a", "b"}, {"true", "<b>", "1e9"}, {"0", "0", "0", "0", "0", "0"}} {
				if back, _ := place.AnswerFor(item, forged); item.Grade(back).Share > 0 {
					t.Errorf("%s: %v earned something", item.Kind, forged)
				}
			}
			if typed := item.Prompt("en").Limit; typed > 0 {
				_, err := place.AnswerFor(item, []string{strings.Repeat("٩", 100_000)})
				refused(t, err, "assessment.too_long")
			}
			for _, o := range place.ShownFor(item, "en").Options {
				if len(o.ID) != 1 || o.ID < "1" || o.ID > "9" {
					t.Errorf("%s shows the id %q", item.Kind, o.ID)
				}
			}
		}
	}
}
