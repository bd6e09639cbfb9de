package assessment

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// Question is what one kind adds to an item: it describes itself as a Prompt, grades an answer and knows its solution.
// Each kind is one file, question_<kind>.go, and stands on the shelf.
type Question interface {
	// Prompt is what a person sees. It never holds anything that tells right from wrong.
	Prompt(lang string) Prompt
	// Grade says what an answer earns and how the credit came about.
	Grade(a Answer) Mark
	// Solution is what the person may see once the quiz allows it.
	Solution(lang string) Solution
	// Check tells an author what is wrong with the question.
	Check(c *Checker)
}

// Input is a way to answer. web draws each of them once, for every kind.
type Input string

const (
	PickOne  Input = "pick-one"  // one of Options
	PickMany Input = "pick-many" // any of Options
	Match    Input = "match"     // for each of Options one of Choices
	Arrange  Input = "arrange"   // a position for each of Options
	Number   Input = "number"
	Write    Input = "write"
)

// Prompt is a question as it is asked.
type Prompt struct {
	Input   Input
	Stem    string
	Rule    string   // code of the sentence that states how credit is given
	Options []Option // to pick, to arrange, or the left side of a match
	Choices []Option // the right side of a match
	Unit    string   // of a number
	Limit   int      // characters, for Number and Write
	Fixed   bool     // the options have a natural order and are never shuffled
}

// Option is one thing to pick, match or arrange.
type Option struct{ ID, Text string }

// Answer is what a person gave, in the question's own ids:
//
//	PickOne, PickMany   the ids picked
//	Match               for each option in the question's order the id of a choice, or ""
//	Arrange             for each option in the question's order its position from "1", or ""
//	Number, Write       one string as typed
type Answer []string

// Blank reports whether nothing was given. Blank is not wrong: the result says so.
func (a Answer) Blank() bool {
	return !slices.ContainsFunc(a, func(s string) bool { return s != "" })
}

func (a Answer) at(i int) string {
	if i < len(a) {
		return a[i]
	}
	return ""
}

// Mark is what an answer earned. Reason is the code of a sentence; the counts fill it.
type Mark struct {
	Share  float64 `json:"share"` // 0 to 1 of the question's points
	Reason string  `json:"reason"`
	Right  int     `json:"right,omitempty"` // parts that are right
	Wrong  int     `json:"wrong,omitempty"` // parts that were given and are wrong
	Of     int     `json:"of,omitempty"`    // parts there are
}

// How the credit came about.
const (
	Blank     = "blank"
	AllRight  = "right"
	NotRight  = "wrong"
	Shares    = "shares" // right picks less wrong picks
	Pairs     = "pairs"
	Places    = "places"
	NotNumber = "not_number"
)

// How credit is given, stated beside the question while it is open.
const (
	RuleWhole  = "whole"  // all or nothing
	RuleShares = "shares" // each right pick adds a share, each wrong pick takes one away
	RulePairs  = "pairs"
	RulePlaces = "places"
)

// Solution is kept apart from the Prompt, so that it cannot be shown with it.
type Solution struct {
	Right   Answer            // an answer that earns everything
	Said    string            // the same in words, for Number and Write
	Because map[string]string // feedback to whoever picked an option, by option id
}

func whole(right bool) Mark {
	if right {
		return Mark{Share: 1, Reason: AllRight}
	}
	return Mark{Reason: NotRight}
}

// part is the mark for so many right parts of all.
func part(reason string, right, wrong, of int) Mark {
	return Mark{Share: float64(right) / float64(of), Reason: reason, Right: right, Wrong: wrong, Of: of}
}

// letter is the id of the option that stands at i in the file: a, b, c …
func letter(i int) string { return string(rune('a' + i)) }

func options(lang string, texts []Text) []Option {
	all := make([]Option, len(texts))
	for i, t := range texts {
		all[i] = Option{letter(i), t.In(lang)}
	}
	return all
}

// Kind is one type of question: how to make one, and an example that proves it works.
type Kind struct {
	Name    string
	Fields  []string // what the kind needs in the file, beside what every item has
	New     func() Question
	Stem    Text // of the example
	Example Question
	Right   Answer
	Wrong   Answer
	Partial Answer // nil when the kind gives all or nothing
	Share   float64
}

var shelf = map[string]Kind{}

// shelve adds a kind. Each question_<kind>.go calls it once.
func shelve(k Kind) { shelf[k.Name] = k }

// Kinds returns every kind on the shelf, by name.
func Kinds() []Kind {
	return slices.SortedFunc(maps.Values(shelf), func(a, b Kind) int { return cmp.Compare(a.Name, b.Name) })
}

func kindOf(name string) (Kind, error) {
	k, ok := shelf[name]
	if !ok {
		return k, fmt.Errorf("there is no question kind %q", name)
	}
	return k, nil
}
