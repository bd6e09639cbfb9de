package assessment

import (
	"encoding/json"
)

// Item is a question of the bank with all that is known about it.
type Item struct {
	ID         string   `json:"id"` // never used again for another question
	Kind       string   `json:"kind"`
	Module     string   `json:"module"` // of the course, for example "C2.1"
	Lesson     string   `json:"lesson"` // that teaches it, for example "C2.1.1"
	Competence string   `json:"competence"`
	Thinking   string   `json:"thinking"` // recall, understand, apply or analyse
	Points     float64  `json:"points"`
	Reviewer   string   `json:"reviewer"`
	Reviewed   string   `json:"reviewed"` // the day, as 2026-11-20
	Stem       Text     `json:"stem"`
	Because    Text     `json:"because"`           // why the right answer is right
	Question   Question `json:"question" yaml:"-"` // what the kind adds
}

// Prompt is the item as it is asked in lang.
func (i *Item) Prompt(lang string) Prompt {
	p := i.Question.Prompt(lang)
	p.Stem = i.Stem.In(lang)
	return p
}

// Grade says what an answer earned.
func (i *Item) Grade(a Answer) Mark {
	if a.Blank() {
		return Mark{Reason: Blank}
	}
	return i.Question.Grade(a)
}

// UnmarshalJSON finds the kind first, then reads what the kind adds.
func (i *Item) UnmarshalJSON(data []byte) error {
	type header Item
	raw := struct {
		*header
		Question json.RawMessage `json:"question"`
	}{header: (*header)(i)}
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	kind, err := kindOf(i.Kind)
	if err != nil {
		return err
	}
	i.Question = kind.New()
	return json.Unmarshal(raw.Question, i.Question)
}
