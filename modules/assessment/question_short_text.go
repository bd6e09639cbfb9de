package assessment

import (
	"slices"
	"strings"
)

func init() {
	shelve(Kind{
		Name: "short-text", Fields: []string{"accept"}, New: func() Question { return &ShortText{} },
		Stem:    Text{"en": "What do you add to a password so that it alone opens nothing?", "ar": "ماذا تضيف إلى كلمة المرور كي لا تكفي وحدها؟"},
		Example: &ShortText{map[string][]string{"en": {"second factor", "2FA"}, "ar": {"عامل ثانٍ"}}},
		Right:   Answer{"  Second-Factor! "}, Wrong: Answer{"an eighth letter"},
	})
}

// ShortText asks for a word or two and accepts stated forms: all or nothing. Case, accents, vowel signs,
// spaces and punctuation do not matter, and a form of any of the languages counts.
type ShortText struct {
	Accept map[string][]string `json:"accept"` // by language
}

func (q *ShortText) Prompt(string) Prompt { return Prompt{Input: Write, Rule: RuleWhole, Limit: 200} }

func (q *ShortText) Grade(a Answer) Mark {
	given := normal(a.at(0))
	for _, forms := range q.Accept {
		if given != "" && slices.ContainsFunc(forms, func(form string) bool { return normal(form) == given }) {
			return whole(true)
		}
	}
	return whole(false)
}

func (q *ShortText) Solution(lang string) Solution {
	forms := q.Accept[lang]
	if len(forms) == 0 {
		forms = q.Accept["en"]
	}
	return Solution{Right: forms[:1], Said: strings.Join(forms, " · ")}
}

func (q *ShortText) Check(c *Checker) {
	for _, lang := range c.languages {
		if len(q.Accept[lang]) == 0 {
			c.Say("accept", "needs accepted forms in %q", lang)
		}
		for _, form := range q.Accept[lang] {
			if normal(form) == "" {
				c.Say("accept", "the form %q has neither letter nor digit", form)
			}
		}
	}
}
