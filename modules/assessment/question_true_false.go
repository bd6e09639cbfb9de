package assessment

func init() {
	yes := true
	shelve(Kind{
		Name: "true-false", Fields: []string{"answer"}, New: func() Question { return &TrueFalse{} },
		Stem:    Text{"en": "A second factor still protects an account whose password is known.", "ar": "يحمي العامل الثاني الحساب حتى لو عُرفت كلمة مروره."},
		Example: &TrueFalse{&yes},
		Right:   Answer{"true"}, Wrong: Answer{"false"},
	})
}

// TrueFalse asks whether a statement holds: all or nothing.
type TrueFalse struct {
	Answer *bool `json:"answer"`
}

var verdicts = map[string]Text{
	"true":  {"en": "True", "ar": "صحيح", "fr": "Vrai", "ru": "Верно", "tr": "Doğru"},
	"false": {"en": "False", "ar": "خطأ", "fr": "Faux", "ru": "Неверно", "tr": "Yanlış"},
}

func (q *TrueFalse) Prompt(lang string) Prompt {
	return Prompt{Input: PickOne, Rule: RuleWhole, Fixed: true, Options: []Option{
		{"true", verdicts["true"].In(lang)}, {"false", verdicts["false"].In(lang)},
	}}
}

func (q *TrueFalse) Grade(a Answer) Mark { return whole(len(a) == 1 && a[0] == q.right()) }

func (q *TrueFalse) Solution(string) Solution { return Solution{Right: Answer{q.right()}} }

func (q *TrueFalse) Check(c *Checker) {
	if q.Answer == nil {
		c.Say("answer", "needs answer: true or answer: false")
	}
}

func (q *TrueFalse) right() string {
	if *q.Answer {
		return "true"
	}
	return "false"
}
