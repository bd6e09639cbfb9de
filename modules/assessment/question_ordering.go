package assessment

import "strconv"

func init() {
	shelve(Kind{
		Name: "ordering", Fields: []string{"steps"}, New: func() Question { return &Ordering{} },
		Stem: Text{"en": "Put the first steps after a breach in order.", "ar": "رتّب الخطوات الأولى بعد اختراق."},
		Example: &Ordering{[]Text{
			{"en": "Stop the leak", "ar": "أوقف التسريب"}, {"en": "Tell the duty officer", "ar": "أخبر الضابط المناوب"},
			{"en": "Write the record", "ar": "أكتب السجلّ"}, {"en": "Review what happened", "ar": "أراجع ما حدث"},
		}},
		Right: Answer{"1", "2", "3", "4"}, Wrong: Answer{"4", "3", "2", "1"}, Partial: Answer{"1", "2", "4", "3"}, Share: .5,
	})
}

// Ordering asks for the place of each step: a share per step in its place.
type Ordering struct {
	Steps []Text `json:"steps"` // in the right order
}

func (q *Ordering) Prompt(lang string) Prompt {
	return Prompt{Input: Arrange, Rule: RulePlaces, Options: options(lang, q.Steps)}
}

func (q *Ordering) Grade(a Answer) Mark {
	right, wrong := 0, 0
	for i := range q.Steps {
		switch a.at(i) {
		case strconv.Itoa(i + 1):
			right++
		case "":
		default:
			wrong++
		}
	}
	return part(Places, right, wrong, len(q.Steps))
}

func (q *Ordering) Solution(string) Solution {
	s := Solution{}
	for i := range q.Steps {
		s.Right = append(s.Right, strconv.Itoa(i+1))
	}
	return s
}

func (q *Ordering) Check(c *Checker) {
	if len(q.Steps) < 3 || len(q.Steps) > 6 {
		c.Say("steps", "needs 3 to 6 steps, has %d", len(q.Steps))
	}
	for i, t := range q.Steps {
		c.Text(at("steps", i), t)
	}
	c.Different("steps", q.Steps)
}
