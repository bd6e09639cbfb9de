package assessment

import (
	"slices"
	"strings"
	"time"
)

// Result is a marked attempt as one reader may see it: what the review policy withholds is not in it.
type Result struct {
	Attempt  *Attempt
	Title    string
	Intro    string
	Course   string // slug, for links to lessons
	Shows    Shows
	Sitting  bool // the person sits this quiz again just now, so only the score is shown
	Asked    []Reviewed
	ByModule []Tally
	ByTopic  []Tally // competences, by code
	Blank    int     // questions without an answer
	NextAt   time.Time
	MayRetry bool // an attempt is left
}

// Shows is what a reader may see.
type Shows struct{ Answers, Marks, Correctness, Feedback, RightAnswers bool }

// Tally is the sum of the points of some questions.
type Tally struct {
	Code, Title   string
	Points, OutOf float64
}

// Reviewed is one question of a result.
type Reviewed struct {
	Place       int
	Prompt      Prompt
	OutOf       float64
	Points      float64
	Mark        *Mark // nil when marks are not shown
	Blank       bool
	Lines       []Line // of a pick, a match or an arrangement
	Typed       string // of a number or a text
	Verdict     Verdict
	Right       string // what would have been right, when that is shown
	Because     string
	Lesson      string // code of the lesson that teaches it
	LessonTitle string
}

// Line is one option of a reviewed question.
type Line struct {
	Text    string
	Picked  bool
	Given   string // the choice it was matched with, or its position
	Verdict Verdict
	Right   string
	Because string
}

// Verdict is right, wrong or missed; empty when it is not shown or there is nothing to judge.
type Verdict string

const (
	VerdictRight  Verdict = "right"
	VerdictWrong  Verdict = "wrong"
	VerdictMissed Verdict = "missed" // right, and not picked
)

// shows applies the review policy: last is true when the person has passed or has no attempt left.
func (r Review) shows(last bool) Shows {
	what := slices.Clone(r.AfterAttempt)
	if last {
		what = append(what, r.AfterLast...)
	}
	return Shows{
		Answers: slices.Contains(what, ShowAnswers), Marks: slices.Contains(what, ShowMarks),
		Correctness: slices.Contains(what, ShowCorrectness), Feedback: slices.Contains(what, ShowFeedback),
		RightAnswers: slices.Contains(what, ShowRightAnswers),
	}
}

var showsAll = Shows{true, true, true, true, true}

// result shows an attempt to its owner. all are the person's attempts at the quiz, the first one first.
func (a *Attempt) result(quiz *Quiz, held map[int]Saved, all []Attempt) *Result {
	last, sitting := false, false
	for _, other := range all {
		if other.Number >= a.Number && !last && other.State == Marked {
			last = other.Passed || other.Locked
		}
		sitting = sitting || other.State != Marked
	}
	r := &Result{Sitting: sitting}
	if !sitting {
		r.Shows = quiz.Review.shows(last)
	}
	r.fill(a, quiz, held)
	if latest := all[len(all)-1]; latest.ID == a.ID {
		r.NextAt, r.MayRetry = a.Next()
	}
	return r
}

func (r *Result) fill(a *Attempt, quiz *Quiz, held map[int]Saved) {
	r.Attempt, r.Title, r.Intro, r.Course = a, quiz.Title.In(a.Lang), quiz.Intro.In(a.Lang), quiz.Course
	for i, place := range a.Paper {
		s := held[i+1]
		item := quiz.Item(place.Item)
		if s.Value.Blank() {
			r.Blank++
		}
		if r.Shows.Marks && s.Points != nil {
			r.ByModule = tally(r.ByModule, item.Module, quiz.Modules[item.Module].In(a.Lang), *s.Points, item.Points)
			r.ByTopic = tally(r.ByTopic, item.Competence, "", *s.Points, item.Points)
		}
		if r.Shows != (Shows{}) {
			r.Asked = append(r.Asked, r.Shows.review(i+1, place, item, s, a.Lang, quiz))
		}
	}
	slices.SortFunc(r.ByModule, byCode)
	slices.SortFunc(r.ByTopic, byCode)
}

func byCode(a, b Tally) int { return strings.Compare(a.Code, b.Code) }

func tally(all []Tally, code, title string, points, of float64) []Tally {
	i := slices.IndexFunc(all, func(t Tally) bool { return t.Code == code })
	if i < 0 {
		i, all = len(all), append(all, Tally{Code: code, Title: title})
	}
	all[i].Points, all[i].OutOf = all[i].Points+points, all[i].OutOf+of
	return all
}

func (shows Shows) review(n int, place Place, item *Item, s Saved, lang string, quiz *Quiz) Reviewed {
	v := Reviewed{
		Place: n, Prompt: place.shown(item, lang), OutOf: item.Points, Blank: s.Value.Blank(),
		Lesson: item.Lesson, LessonTitle: quiz.Lessons[item.Lesson].In(lang),
	}
	if shows.Marks && s.Mark != nil && s.Points != nil {
		v.Mark, v.Points = s.Mark, *s.Points
	}
	full := s.Mark != nil && s.Mark.Share == 1
	if shows.RightAnswers || (shows.Feedback && full) { // who knows the answer may read why
		v.Because = item.Because.In(lang)
	}
	solution := item.Question.Solution(lang)
	asked := item.Prompt(lang) // with the item's own ids, to compare
	switch asked.Input {
	case Number, Write:
		if shows.Answers && !v.Blank {
			v.Typed = s.Value[0]
			v.Verdict = shows.verdict(full)
		}
		if shows.RightAnswers {
			v.Right = solution.Said
		}
	default:
		for _, from := range place.Options {
			v.Lines = append(v.Lines, shows.line(asked, from, s.Value, solution))
		}
	}
	return v
}

func (shows Shows) line(asked Prompt, i int, a Answer, solution Solution) Line {
	option := asked.Options[i]
	l := Line{Text: option.Text}
	if asked.Input == PickOne || asked.Input == PickMany {
		picked, right := slices.Contains(a, option.ID), slices.Contains(solution.Right, option.ID)
		if shows.Answers && picked {
			l.Picked, l.Verdict = true, shows.verdict(right)
		}
		if shows.RightAnswers && right && !picked {
			l.Verdict = VerdictMissed
		}
		if (shows.Feedback && shows.Answers && picked) || (shows.RightAnswers && right) {
			l.Because = solution.Because[option.ID]
		}
		return l
	}
	if shows.Answers && a.at(i) != "" {
		l.Picked, l.Given = true, named(asked, a.at(i))
		l.Verdict = shows.verdict(a.at(i) == solution.Right.at(i))
	}
	if shows.RightAnswers {
		l.Right = named(asked, solution.Right.at(i))
	}
	return l
}

// named is what a choice or a position is called on the page.
func named(asked Prompt, id string) string {
	for _, c := range asked.Choices {
		if c.ID == id {
			return c.Text
		}
	}
	return id
}

func (shows Shows) verdict(right bool) Verdict {
	switch {
	case !shows.Correctness:
		return ""
	case right:
		return VerdictRight
	}
	return VerdictWrong
}
