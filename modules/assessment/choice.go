package assessment

// Choice is an option of a single or multiple choice question.
type Choice struct {
	Text    Text `json:"text"`
	Right   bool `json:"right,omitempty"`
	Because Text `json:"because"` // feedback to somebody who picked it
}

// Choices are the options of a question in the order of the file.
type Choices []Choice

func (cs Choices) prompt(lang string, input Input, rule string) Prompt {
	p := Prompt{Input: input, Rule: rule}
	for i, c := range cs {
		p.Options = append(p.Options, Option{letter(i), c.Text.In(lang)})
	}
	return p
}

func (cs Choices) solution(lang string) Solution {
	s := Solution{Because: map[string]string{}}
	for i, c := range cs {
		if c.Right {
			s.Right = append(s.Right, letter(i))
		}
		s.Because[letter(i)] = c.Because.In(lang)
	}
	return s
}

// count says how many of the picks are right and wrong, and how many right ones there are.
// An id that is not an option counts as nothing; an option counts once.
func (cs Choices) count(a Answer) (right, wrong, of int) {
	picked := map[string]bool{}
	for _, id := range a {
		picked[id] = true
	}
	for i, c := range cs {
		switch {
		case c.Right && picked[letter(i)]:
			right++
		case picked[letter(i)]:
			wrong++
		}
		if c.Right {
			of++
		}
	}
	return right, wrong, of
}

func (cs Choices) check(c *Checker, least, most int) (right, wrong int) {
	if len(cs) < least || len(cs) > most {
		c.Say("options", "needs %d to %d options, has %d", least, most, len(cs))
	}
	var texts []Text
	for i, one := range cs {
		c.Text(at("options", i)+".text", one.Text)
		c.Text(at("options", i)+".because", one.Because)
		texts = append(texts, one.Text)
		if one.Right {
			right++
		} else {
			wrong++
		}
	}
	c.Different("options", texts)
	return right, wrong
}
