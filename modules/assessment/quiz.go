package assessment

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"credence/modules/activity"
)

// Quiz is one version of a quiz together with every question it can draw. A stored version never changes.
type Quiz struct {
	ID        string          `json:"id" yaml:"-"`
	Version   int             `json:"-" yaml:"-"`
	Course    string          `json:"course" yaml:"-"` // slug of the course it belongs to
	Languages []string        `json:"languages" yaml:"-"`
	Modules   map[string]Text `json:"modules" yaml:"-"` // titles by code
	Lessons   map[string]Text `json:"lessons" yaml:"-"`

	Title     Text    `json:"title"`
	Intro     Text    `json:"intro"`
	Minutes   int     `json:"minutes"`
	PassMark  float64 `json:"pass_mark" yaml:"pass-mark"` // percent
	Attempts  int     `json:"attempts"`
	WaitHours int     `json:"wait_hours" yaml:"wait-hours"`
	Shuffle   bool    `json:"shuffle"`
	Review    Review  `json:"review"`
	Draw      []Draw  `json:"draw"`
	Items     []*Item `json:"items" yaml:"-"`

	byID map[string]*Item
}

// Draw takes some questions of one kind from one module.
type Draw struct {
	Kind   string `json:"kind"`
	Module string `json:"module"`
	Count  int    `json:"count"`
}

// Review says what a person sees of a marked attempt, and when.
type Review struct {
	AfterAttempt []string `json:"after_attempt" yaml:"after-attempt"` // as soon as it is marked
	AfterLast    []string `json:"after_last" yaml:"after-last"`       // when passed, or no attempt is left
}

// What a review may show.
const (
	ShowAnswers      = "answers"       // the own answers
	ShowMarks        = "marks"         // points of each question, and how they came about
	ShowCorrectness  = "correctness"   // which parts are right
	ShowFeedback     = "feedback"      // the sentence for each option that was picked
	ShowRightAnswers = "right-answers" // the solution, and why it is one
)

var showable = []string{ShowAnswers, ShowMarks, ShowCorrectness, ShowFeedback, ShowRightAnswers}

// Ref is how other modules point at the quiz.
func (q *Quiz) Ref() activity.Ref { return activity.Ref{Kind: activity.Quiz, ID: q.ID} }

// Count is how many questions an attempt has.
func (q *Quiz) Count() (n int) {
	for _, d := range q.Draw {
		n += d.Count
	}
	return n
}

// Wait is the time between the end of an attempt and the next.
func (q *Quiz) Wait() time.Duration { return time.Duration(q.WaitHours) * time.Hour }

// Speaks returns lang if the quiz exists in it, else the first language it has.
func (q *Quiz) Speaks(lang string) string {
	if slices.Contains(q.Languages, lang) {
		return lang
	}
	return q.Languages[0]
}

// Item finds a question of the bank; nil when there is none.
func (q *Quiz) Item(id string) *Item { return q.byID[id] }

func (q *Quiz) index() *Quiz {
	q.byID = make(map[string]*Item, len(q.Items))
	for _, item := range q.Items {
		q.byID[item.ID] = item
	}
	return q
}

func quizFrom(doc []byte, version int) (*Quiz, error) {
	q := &Quiz{Version: version}
	if err := json.Unmarshal(doc, q); err != nil {
		return nil, err
	}
	return q.index(), nil
}

// check tells an author what is wrong with the quiz, its draw included.
func (q *Quiz) check(c *Checker) {
	c.Text("title", q.Title)
	c.Text("intro", q.Intro)
	for field, n := range map[string]int{"minutes": q.Minutes, "attempts": q.Attempts} {
		if n < 1 {
			c.Say(field, "must be 1 or more")
		}
	}
	if q.WaitHours < 0 {
		c.Say("wait-hours", "cannot be negative")
	}
	if q.PassMark <= 0 || q.PassMark > 100 {
		c.Say("pass-mark", "is a percentage above 0 and up to 100")
	}
	for field, shown := range map[string][]string{"review.after-attempt": q.Review.AfterAttempt, "review.after-last": q.Review.AfterLast} {
		for _, what := range shown {
			if !slices.Contains(showable, what) {
				c.Say(field, "%q is none of %s", what, strings.Join(showable, ", "))
			}
		}
	}
	if len(q.Draw) == 0 {
		c.Say("draw", "draws nothing")
	}
	wanted, drawn := map[Draw]int{}, 0
	for i, d := range q.Draw {
		if _, err := kindOf(d.Kind); err != nil {
			c.Say(at("draw", i), "%v", err)
		}
		if _, known := q.Modules[d.Module]; !known {
			c.Say(at("draw", i), "the course has no module %q", d.Module)
		}
		if d.Count < 1 {
			c.Say(at("draw", i), "count must be 1 or more")
		}
		from := Draw{Kind: d.Kind, Module: d.Module}
		wanted[from] += d.Count
		if have := len(q.candidates(from)); have < wanted[from] {
			c.Say(at("draw", i), "wants %d %s questions of %s, the bank has %d", wanted[from], d.Kind, d.Module, have)
		}
		if choice(d.Kind) {
			drawn += d.Count
		}
	}
	have := 0
	for _, item := range q.Items {
		if choice(item.Kind) {
			have++
		}
	}
	if have < 3*drawn {
		c.Say("draw", "draws %d choice questions, so the bank needs %d; it has %d", drawn, 3*drawn, have)
	}
}

func choice(kind string) bool { return kind == "single" || kind == "multiple" }

// candidates are the questions that a line of the draw may take.
func (q *Quiz) candidates(d Draw) (items []*Item) {
	for _, item := range q.Items {
		if item.Kind == d.Kind && item.Module == d.Module {
			items = append(items, item)
		}
	}
	return items
}
