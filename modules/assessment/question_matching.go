package assessment

func init() {
	shelve(Kind{
		Name: "matching", Fields: []string{"pairs", "extra"}, New: func() Question { return &Matching{} },
		Stem: Text{"en": "Match each case to what you do.", "ar": "صِل كلّ حالة بما تفعله."},
		Example: &Matching{
			Pairs: []Pair{
				{Text{"en": "Lost phone", "ar": "هاتف مفقود"}, Text{"en": "Lock it from afar", "ar": "أقفله عن بُعد"}},
				{Text{"en": "Strange mail", "ar": "رسالة غريبة"}, Text{"en": "Report it", "ar": "أبلّغ عنها"}},
				{Text{"en": "Leaving the post", "ar": "مغادرة المنصب"}, Text{"en": "Hand over the accounts", "ar": "أسلّم الحسابات"}},
			},
			Extra: []Text{{"en": "Wait a day", "ar": "أنتظر يومًا"}},
		},
		Right: Answer{"a", "b", "c"}, Wrong: Answer{"b", "c", "d"}, Partial: Answer{"a", "c", ""}, Share: 1. / 3,
	})
}

// Matching asks which right-hand text belongs to each left-hand one: a share per pair.
// The ids of the right side are letters in the order of the file, the extra ones last.
type Matching struct {
	Pairs []Pair `json:"pairs"`
	Extra []Text `json:"extra,omitempty"`
}

// Pair belongs together.
type Pair struct {
	Left  Text `json:"left"`
	Right Text `json:"right"`
}

func (q *Matching) Prompt(lang string) Prompt {
	left, right := q.sides()
	return Prompt{Input: Match, Rule: RulePairs, Options: options(lang, left), Choices: options(lang, right)}
}

func (q *Matching) Grade(a Answer) Mark {
	right, wrong := 0, 0
	for i := range q.Pairs {
		switch a.at(i) {
		case letter(i):
			right++
		case "":
		default:
			wrong++
		}
	}
	return part(Pairs, right, wrong, len(q.Pairs))
}

func (q *Matching) Solution(string) Solution {
	s := Solution{}
	for i := range q.Pairs {
		s.Right = append(s.Right, letter(i))
	}
	return s
}

func (q *Matching) Check(c *Checker) {
	if len(q.Pairs) < 3 || len(q.Pairs) > 5 {
		c.Say("pairs", "needs 3 to 5 pairs, has %d", len(q.Pairs))
	}
	for i, p := range q.Pairs {
		c.Text(at("pairs", i)+".left", p.Left)
		c.Text(at("pairs", i)+".right", p.Right)
	}
	for i, t := range q.Extra {
		c.Text(at("extra", i), t)
	}
	left, right := q.sides()
	c.Different("pairs", left)
	c.Different("pairs", right)
}

func (q *Matching) sides() (left, right []Text) {
	for _, p := range q.Pairs {
		left, right = append(left, p.Left), append(right, p.Right)
	}
	return left, append(right, q.Extra...)
}
