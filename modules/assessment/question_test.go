package assessment_test

import (
	"encoding/json"
	"math"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"credence/modules/assessment"
)

// Every kind on the shelf keeps the same promises, including those that are added later.
func TestEveryKindKeepsThePromisesOfTheShelf(t *testing.T) {
	for _, kind := range assessment.Kinds() {
		t.Run(kind.Name, func(t *testing.T) {
			item := &assessment.Item{Kind: kind.Name, Points: 1, Stem: kind.Stem, Question: kind.Example}
			earns(t, item, "right", kind.Right, 1)
			earns(t, item, "blank", nil, 0)
			earns(t, item, "empty", assessment.Answer{"", ""}, 0)
			earns(t, item, "forged", assessment.Answer{"<script>", "zz", "-1"}, 0)
			if m := item.Grade(kind.Wrong); m.Share != 0 || m.Reason == assessment.Blank {
				t.Errorf("the wrong answer: %+v", m)
			}
			if m := item.Grade(nil); m.Reason != assessment.Blank {
				t.Errorf("a blank answer is called %q", m.Reason)
			}
			if kind.Partial != nil {
				earns(t, item, "partial", kind.Partial, kind.Share)
			}

			kept, err := json.Marshal(item)
			if err != nil {
				t.Fatal(err)
			}
			var back assessment.Item
			if err := json.Unmarshal(kept, &back); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(&back, item) {
				t.Errorf("kept and read again it is different:\n%+v\n%+v", back.Question, item.Question)
			}

			for _, lang := range []string{"en", "ar"} {
				prompt := item.Prompt(lang)
				if prompt.Stem == "" || prompt.Input == "" || prompt.Rule == "" {
					t.Errorf("%s: the prompt says too little: %+v", lang, prompt)
				}
				if len(kind.Example.Solution(lang).Right) == 0 {
					t.Errorf("%s: there is no solution", lang)
				}
			}
			earns(t, item, "its own solution", kind.Example.Solution("en").Right, 1)
			if problems := assessment.CheckQuestion(kind.Example, "en"); len(problems) > 0 {
				t.Errorf("the example has mistakes: %v", problems)
			}
			if problems := assessment.CheckQuestion(kind.New(), "en"); len(problems) == 0 {
				t.Error("a question without content has no mistakes")
			}
		})
	}
}

func earns(t *testing.T, item *assessment.Item, what string, a assessment.Answer, share float64) {
	t.Helper()
	if m := item.Grade(a); math.Abs(m.Share-share) > 1e-9 {
		t.Errorf("%s (%v) earns %v, not %v", what, a, m.Share, share)
	}
}

func TestAWrongPickTakesOneShareAwayAndNeverMore(t *testing.T) {
	item := example("multiple")
	for picks, share := range map[string]float64{"a,b": 1, "a": .5, "a,c": 0, "a,b,c": .5, "a,b,c,d": 0, "c,d": 0, "a,a,a": .5} {
		earns(t, item, picks, strings.Split(picks, ","), share)
	}
}

func TestANumberIsReadInEveryWayPeopleWriteIt(t *testing.T) {
	value := 1500.5
	item := &assessment.Item{Points: 1, Question: &assessment.Numeric{Value: &value, Tolerance: .1, Unit: assessment.Text{"en": "km", "ar": "كم"}}}
	for _, right := range []string{"1500.5", "1500,5", " 1 500,5 ", "1,500.5", "1.500,5", "١٥٠٠٫٥", "۱۵۰۰٫۵", "१५००.५", "1'500.5", "1500.5 km", "١٥٠٠٫٥ كم", "+1500.45", "1500.5\u200f"} {
		earns(t, item, right, assessment.Answer{right}, 1)
	}
	for _, wrong := range []string{"1500", "15005", "NaN", "Inf", "0x5dc", "about 1500.5", "1500.5 miles", "-1500.5", "1e3"} {
		earns(t, item, wrong, assessment.Answer{wrong}, 0)
	}
	thousand := 1500.0
	item.Question = &assessment.Numeric{Value: &thousand}
	for _, right := range []string{"1500", "1,500", "1.500", "1500,0"} {
		earns(t, item, right, assessment.Answer{right}, 1)
	}
	half := 0.125
	item.Question = &assessment.Numeric{Value: &half}
	earns(t, item, "a fraction", assessment.Answer{"0,125"}, 1)
	if m := item.Grade(assessment.Answer{"soon"}); m.Reason != assessment.NotNumber {
		t.Errorf("a word is called %q", m.Reason)
	}
}

func TestAShortTextForgivesWhatDoesNotMatter(t *testing.T) {
	item := &assessment.Item{Points: 1, Question: &assessment.ShortText{Accept: map[string][]string{
		"en": {"call back"}, "fr": {"évaluation"}, "ar": {"إعادة الاتصال"}, "tr": {"ışık"},
	}}}
	for _, right := range []string{"Call-back", "CALL  BACK.", "“call back”", "Evaluation", "EVALUATION", "اعادة الاتصال", "إِعَادَةُ الاتِّصَال", "إعـــادة الاتصال", "IŞIK"} {
		earns(t, item, right, assessment.Answer{right}, 1)
	}
	for _, wrong := range []string{"call", "call me back", "!", "بعد الاتصال"} {
		earns(t, item, wrong, assessment.Answer{wrong}, 0)
	}
}

func example(name string) *assessment.Item {
	k := assessment.Kinds()[kindAt(name)]
	return &assessment.Item{Kind: name, Points: 1, Stem: k.Stem, Question: k.Example}
}

func FuzzNoAnswerBreaksAGraderOrEarnsMoreThanEverything(f *testing.F) {
	f.Add("a=a&a=b")
	f.Add("a=٧٢٫٠")
	f.Add("a=1,5.2,3&a=\xff")
	f.Fuzz(func(t *testing.T, given string) {
		form, err := url.ParseQuery(given)
		if err != nil {
			return
		}
		for _, kind := range assessment.Kinds() {
			item := &assessment.Item{Points: 1, Question: kind.Example}
			if m := item.Grade(form["a"]); !(m.Share >= 0 && m.Share <= 1) {
				t.Errorf("%s: %q earns %v", kind.Name, form["a"], m.Share)
			}
		}
	})
}

func kindAt(name string) int {
	return slices.IndexFunc(assessment.Kinds(), func(k assessment.Kind) bool { return k.Name == name })
}
