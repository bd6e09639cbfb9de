package assessment

func init() {
	shelve(Kind{
		Name: "multiple", Fields: []string{"options"}, New: func() Question { return &Multiple{} },
		Stem: Text{"en": "Which of these make a call suspicious?", "ar": "أيّ هذه العلامات تجعل المكالمة مريبة؟"},
		Example: &Multiple{Choices{
			{Text: Text{"en": "It must happen now", "ar": "يجب أن يتمّ الأمر الآن"}, Right: true, Because: Text{"en": "Haste keeps you from checking.", "ar": "العجلة تمنعك من التحقّق."}},
			{Text: Text{"en": "You may tell nobody", "ar": "لا يجوز أن تخبر أحدًا"}, Right: true, Because: Text{"en": "Secrecy keeps others from helping.", "ar": "السرّية تمنع غيرك من مساعدتك."}},
			{Text: Text{"en": "The line is poor", "ar": "الخطّ رديء"}, Because: Text{"en": "Poor lines are common.", "ar": "الخطوط الرديئة شائعة."}},
			{Text: Text{"en": "The caller is polite", "ar": "المتّصل مهذّب"}, Because: Text{"en": "Politeness proves nothing either way.", "ar": "التهذيب لا يثبت شيئًا."}},
		}},
		Right: Answer{"a", "b"}, Wrong: Answer{"c", "d"}, Partial: Answer{"a"}, Share: .5,
	})
}

// Multiple asks for every right option: each right pick adds a share, each wrong pick takes one away, never below nothing.
type Multiple struct {
	Options Choices `json:"options"`
}

func (q *Multiple) Prompt(lang string) Prompt { return q.Options.prompt(lang, PickMany, RuleShares) }

func (q *Multiple) Grade(a Answer) Mark {
	right, wrong, of := q.Options.count(a)
	m := part(Shares, right, wrong, of)
	m.Share = float64(max(0, right-wrong)) / float64(of)
	return m
}

func (q *Multiple) Solution(lang string) Solution { return q.Options.solution(lang) }

func (q *Multiple) Check(c *Checker) {
	if right, wrong := q.Options.check(c, 4, 6); right < 2 || wrong < 1 {
		c.Say("options", "needs two or more right options and one or more wrong, has %d and %d", right, wrong)
	}
}
