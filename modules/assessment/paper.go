package assessment

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"unicode/utf8"

	"credence/modules/kernel/fault"
)

// Place is one question of an attempt: which item, and in which order its options are shown.
// It is kept in the attempt, so neither new content nor new code changes what was asked.
type Place struct {
	Item    string `json:"item"`
	Options []int  `json:"options,omitempty"` // shown position → position in the item
	Choices []int  `json:"choices,omitempty"`
}

// draw takes the questions of an attempt. The same seed gives the same paper.
func (q *Quiz) draw(seed int64) (paper []Place) {
	random := rand.New(rand.NewPCG(uint64(seed), 1))
	taken := map[string]bool{}
	for _, d := range q.Draw {
		left := d.Count
		candidates := q.candidates(d)
		for _, i := range random.Perm(len(candidates)) {
			if item := candidates[i]; left > 0 && !taken[item.ID] {
				taken[item.ID] = true
				left--
				paper = append(paper, Place{Item: item.ID})
			}
		}
	}
	if q.Shuffle {
		random.Shuffle(len(paper), func(i, j int) { paper[i], paper[j] = paper[j], paper[i] })
	}
	for i := range paper {
		p := q.Item(paper[i].Item).Prompt(q.Languages[0])
		paper[i].Options = order(len(p.Options), !p.Fixed && (q.Shuffle || p.Input == Arrange), random)
		paper[i].Choices = order(len(p.Choices), true, random)
	}
	return paper
}

func order(n int, shuffle bool, random *rand.Rand) []int {
	if n == 0 {
		return nil
	}
	if shuffle {
		return random.Perm(n)
	}
	straight := make([]int, n)
	for i := range straight {
		straight[i] = i
	}
	return straight
}

// shown is the prompt as this person sees it: options in their order, and instead of the item's own ids,
// which tell right from wrong, the shown positions "1", "2", …
func (p Place) shown(item *Item, lang string) Prompt {
	prompt := item.Prompt(lang)
	prompt.Options = reorder(prompt.Options, p.Options)
	prompt.Choices = reorder(prompt.Choices, p.Choices)
	for i := range prompt.Options {
		prompt.Options[i].ID = strconv.Itoa(i + 1)
	}
	for i := range prompt.Choices {
		prompt.Choices[i].ID = strconv.Itoa(i + 1)
	}
	return prompt
}

func reorder(options []Option, order []int) []Option {
	shown := make([]Option, len(order))
	for i, at := range order {
		shown[i] = options[at]
	}
	return shown
}

// answer turns what came in, in shown positions, into the item's own ids. What is not on the page is ignored.
// A match and an arrangement have one entry for each shown option.
func (p Place) answer(item *Item, given []string) (Answer, error) {
	prompt := item.Prompt("en")
	switch prompt.Input {
	case PickOne, PickMany:
		var picked Answer
		for i, from := range p.Options {
			if slices.Contains(given, strconv.Itoa(i+1)) {
				picked = append(picked, prompt.Options[from].ID)
			}
		}
		slices.Sort(picked)
		if prompt.Input == PickOne && len(picked) > 1 {
			picked = picked[:1]
		}
		return picked, nil
	case Match, Arrange:
		slots := make(Answer, len(p.Options))
		for i, from := range p.Options {
			n, err := strconv.Atoi(Answer(given).at(i))
			switch {
			case err != nil || n < 1:
			case prompt.Input == Match && n <= len(p.Choices):
				slots[from] = prompt.Choices[p.Choices[n-1]].ID
			case prompt.Input == Arrange && n <= len(p.Options):
				slots[from] = strconv.Itoa(n)
			}
		}
		if slots.Blank() {
			return nil, nil
		}
		return slots, nil
	default:
		typed := clean(Answer(given).at(0))
		if utf8.RuneCountInString(typed) > prompt.Limit {
			return nil, fault.New(fault.Invalid, "assessment.too_long").With("limit", prompt.Limit)
		}
		if typed == "" {
			return nil, nil
		}
		return Answer{typed}, nil
	}
}

// Given is the way back: a kept answer in shown positions.
func (p Place) Given(item *Item, a Answer) []string {
	prompt := item.Prompt("en")
	if prompt.Input == Number || prompt.Input == Write || a.Blank() {
		return a
	}
	var shown []string
	for i, from := range p.Options {
		switch prompt.Input {
		case PickOne, PickMany:
			if slices.Contains(a, prompt.Options[from].ID) {
				shown = append(shown, strconv.Itoa(i+1))
			}
		case Match:
			shown = append(shown, p.choice(prompt, a.at(from)))
		case Arrange:
			shown = append(shown, a.at(from))
		}
	}
	return shown
}

// choice is the shown position of a choice, or "".
func (p Place) choice(prompt Prompt, id string) string {
	for i, from := range p.Choices {
		if prompt.Choices[from].ID == id {
			return strconv.Itoa(i + 1)
		}
	}
	return ""
}

// Example is a kind's example as an open attempt would ask it, answered in part: for pictures and manuals.
func Example(k Kind, lang string) Asked {
	item := &Item{Kind: k.Name, Points: 1, Stem: k.Stem, Question: k.Example}
	p := item.Prompt(lang)
	place := Place{Options: reversed(len(p.Options)), Choices: reversed(len(p.Choices))}
	answer := k.Right
	if k.Partial != nil {
		answer = k.Partial
	}
	return Asked{Place: 1, Points: 1, Prompt: place.shown(item, lang), Given: place.Given(item, answer)}
}

func reversed(n int) (order []int) {
	for i := range n {
		order = append(order, n-1-i)
	}
	return order
}
