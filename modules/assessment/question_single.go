package assessment

func init() {
	shelve(Kind{
		Name: "single", Fields: []string{"options"}, New: func() Question { return &Single{} },
		Stem: Text{"en": "A mail asks you to confirm your password by midnight. What do you do first?", "ar": "تطلب منك رسالة تأكيد كلمة المرور قبل منتصف الليل. ما أول ما تفعله؟"},
		Example: &Single{Choices{
			{Text: Text{"en": "Report it", "ar": "أبلّغ عنها"}, Right: true, Because: Text{"en": "Others may have received it too.", "ar": "قد تكون وصلت إلى غيرك أيضًا."}},
			{Text: Text{"en": "Follow the link", "ar": "أتبع الرابط"}, Because: Text{"en": "The link is the trap.", "ar": "الرابط هو الفخ."}},
			{Text: Text{"en": "Answer the sender", "ar": "أردّ على المرسل"}, Because: Text{"en": "An answer shows that the address is in use.", "ar": "الردّ يثبت أن العنوان مستعمل."}},
		}},
		Right: Answer{"a"}, Wrong: Answer{"b"},
	})
}

// Single asks for the one right option: all or nothing.
type Single struct {
	Options Choices `json:"options"`
}

func (q *Single) Prompt(lang string) Prompt { return q.Options.prompt(lang, PickOne, RuleWhole) }

func (q *Single) Grade(a Answer) Mark {
	right, wrong, _ := q.Options.count(a)
	return whole(right == 1 && wrong == 0)
}

func (q *Single) Solution(lang string) Solution { return q.Options.solution(lang) }

func (q *Single) Check(c *Checker) {
	if right, _ := q.Options.check(c, 3, 5); right != 1 {
		c.Say("options", "needs exactly one right option, has %d", right)
	}
}
