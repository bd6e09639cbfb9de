package views

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"credence/modules/assessment"
	"credence/modules/kernel/fault"
	"credence/web/i18n"
	"credence/web/ui"
)

// AttemptView is an open attempt on one page: which question is shown, and what the last act had to say.
type AttemptView struct {
	*assessment.Sitting
	Place   int    // the question shown; 0 shows all of them
	Page    string // names this load of the page
	SavedAt int    // the question that was just saved; 0: none
	Stale   int    // the question that another page has answered since
	Wrong   int    // the question whose answer was refused
	Said    string // why
}

// shown are the questions on the page.
func (a AttemptView) shown() []assessment.Asked {
	if a.Place == 0 {
		return a.Asked
	}
	return a.Asked[a.Place-1 : a.Place]
}

// latest are the newest receipts first.
func (a AttemptView) latest(most int) []assessment.Asked {
	saved := slices.DeleteFunc(slices.Clone(a.Asked), func(q assessment.Asked) bool { return q.SavedAt.IsZero() })
	slices.SortStableFunc(saved, func(x, y assessment.Asked) int { return y.SavedAt.Compare(x.SavedAt) })
	return saved[:min(most, len(saved))]
}

func (a AttemptView) flagged() (n int) {
	for _, q := range a.Asked {
		if q.Flagged {
			n++
		}
	}
	return n
}

// url is a page of the attempt.
func (a AttemptView) url(way string) string { return attemptURL(a.Attempt.ID, way) }

func attemptURL(id int64, way string) string { return "/attempts/" + strconv.FormatInt(id, 10) + way }

func (a AttemptView) left() time.Duration { return max(0, a.Attempt.DeadlineAt.Sub(a.Now)) }

// restOf is a rest of time as "1:02:18" or "52:18".
func restOf(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

// seconds rounds up: a timer may end late, for the server waits a little, but never early.
func seconds(d time.Duration) string { return strconv.Itoa(int(math.Ceil(d.Seconds()))) }

// place is where the person's clock runs.
func place(v ui.Viewer) string {
	if v.Who.City != "" {
		return v.Who.City
	}
	if v.Who.Place != "" {
		return v.Who.Place
	}
	return v.Zone().String()
}

// squareClass is how a question stands in the palette: saved, flagged.
func squareClass(q assessment.Asked) string {
	class := ""
	if !q.Blank {
		class = "a"
	}
	if q.Flagged {
		class += " f"
	}
	return class
}

// squareLabel says the same to a screen reader.
func squareLabel(ctx context.Context, q assessment.Asked) string {
	key := "assessment.square_open"
	if !q.Blank {
		key = "assessment.square_saved"
	}
	label := i18n.T(ctx, key, "n", q.Place)
	if q.Flagged {
		label += i18n.Comma(ctx) + i18n.T(ctx, "assessment.flagged")
	}
	return label
}

// field is the name of the control for a question, and of one of its lines.
func field(q assessment.Asked) string { return "a" + strconv.Itoa(q.Place) }

func lineField(q assessment.Asked, i int) string { return field(q) + "-" + strconv.Itoa(i+1) }

func givenAt(q assessment.Asked, i int) string {
	if i < len(q.Given) {
		return q.Given[i]
	}
	return ""
}

func isGiven(q assessment.Asked, id string) bool { return slices.Contains(q.Given, id) }

// stemID is the heading of a question, which also names its controls.
func stemID(q assessment.Asked) string { return "q" + strconv.Itoa(q.Place) }

// points is a number of points: "2" or "0.67".
func points(ctx context.Context, n float64) string {
	if n == float64(int(n)) {
		return i18n.Number(ctx, int(n))
	}
	return i18n.Decimal(ctx, n, 2)
}

// reason says how the credit of a question came about.
func reason(ctx context.Context, m *assessment.Mark) string {
	return i18n.T(ctx, "assessment.reason."+m.Reason, "right", m.Right, "wrong", m.Wrong, "of", m.Of, "net", max(0, m.Right-m.Wrong))
}

// outcome is the status word of a question.
func outcome(q assessment.Reviewed) string {
	switch {
	case q.Blank:
		return "not_assigned"
	case q.Mark.Share == 1:
		return "correct"
	case q.Mark.Share == 0:
		return "wrong"
	}
	return "partly"
}

func attemptStatus(a *assessment.Attempt) string {
	return assessment.Row{State: a.State, Passed: a.Passed, Locked: a.Locked}.Status()
}

// AttemptsView is the list of attempts in reach.
type AttemptsView struct {
	Filter  assessment.Filter
	Quizzes []ui.Option
	Rows    []assessment.Row
	Total   int
	MayRead bool
	MayGive bool // extra time
	Titles  map[string]string
}

func (f AttemptsView) url(page int) string {
	q := url.Values{}
	for name, value := range map[string]string{"quiz": f.Filter.Quiz, "status": f.Filter.Status, "person": f.Filter.Person} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	if len(q) == 0 {
		return "/attempts"
	}
	return "/attempts?" + q.Encode()
}

// AttemptStatuses are those that a list of attempts can be narrowed to.
var AttemptStatuses = []string{"in_progress", "passed", "failed", "failed_locked"}

func lessonURL(course, lesson string) string {
	return "/courses/" + course + "/lessons/" + strings.ToLower(lesson)
}

// QuizTitles are the titles of quizzes by id, in the reader's language.
func QuizTitles(ctx context.Context, quizzes []*assessment.Quiz) map[string]string {
	titles := map[string]string{}
	for _, q := range quizzes {
		titles[q.ID] = i18n.Text(q.Title, i18n.Lang(ctx))
	}
	return titles
}

// spoken says in which language and direction a piece of content is, for content may speak another than the page.
func spoken(lang string) templ.Attributes {
	return templ.Attributes{"lang": lang, "dir": i18n.DirOf(lang)}
}

func attemptTitle(ctx context.Context, a AttemptView) string {
	if a.Place == 0 {
		return a.Title
	}
	return i18n.T(ctx, "assessment.question_of", "number", a.Place, "of", len(a.Asked)) + " · " + a.Title
}

// square is where a question of the palette leads: to its page, or down this one.
func (a AttemptView) square(q assessment.Asked) string {
	if a.Place == 0 {
		return "#" + stemID(q)
	}
	return a.url("?q=" + strconv.Itoa(q.Place))
}

func currently(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "page"}
}

// way is the page of an attempt that its owner wants: the questions, or the result.
func way(a *assessment.Attempt) string {
	if a.State == assessment.InProgress {
		return ""
	}
	return "/result"
}

// frontFacts are the conditions of a quiz.
func frontFacts(ctx context.Context, f *assessment.Front) []ui.Fact {
	limit := i18n.Duration(ctx, f.Minutes)
	if f.Factor > 1 {
		limit += " · " + i18n.T(ctx, "assessment.with_extra", "factor", f.Factor)
	}
	facts := []ui.Fact{
		{Term: i18n.T(ctx, "assessment.questions"), Text: i18n.Number(ctx, f.Quiz.Count())},
		{Term: i18n.T(ctx, "assessment.time_limit"), Text: limit},
		{Term: i18n.T(ctx, "assessment.pass_mark"), Text: i18n.Percent(ctx, f.Quiz.PassMark/100)},
		{Term: i18n.T(ctx, "assessment.attempts_left"), Text: i18n.T(ctx, "common.of", "part", f.Left, "whole", f.Quiz.Attempts)},
	}
	if f.Quiz.WaitHours > 0 {
		facts = append(facts, ui.Fact{Term: i18n.T(ctx, "assessment.between"), Text: i18n.Duration(ctx, f.Quiz.WaitHours*60)})
	}
	return facts
}

// frontRefusal says why no attempt can be started now, and when one can.
func frontRefusal(ctx context.Context, v ui.Viewer, f *assessment.Front) string {
	if !f.NextAt.IsZero() {
		return i18n.T(ctx, "assessment.next_at", "time", v.DateTime(ctx, f.NextAt), "place", place(v))
	}
	if refused := fault.Of(f.Refused); refused != nil {
		return i18n.T(ctx, refused.Key, refused.Args...)
	}
	return ""
}

// resultFacts are the figures of an attempt.
func resultFacts(ctx context.Context, v ui.Viewer, r *assessment.Result) []ui.Fact {
	a := r.Attempt
	facts := []ui.Fact{
		{Term: i18n.T(ctx, "assessment.attempt"), Text: i18n.T(ctx, "common.of", "part", a.Try, "whole", a.Allowed)},
		{Term: i18n.T(ctx, "assessment.started"), Text: v.DateTime(ctx, a.StartedAt)},
	}
	if a.SubmittedAt != nil {
		handed := v.DateTime(ctx, *a.SubmittedAt)
		if a.TimedOut {
			handed += " · " + i18n.T(ctx, "assessment.by_the_clock")
		}
		facts = append(facts, ui.Fact{Term: i18n.T(ctx, "assessment.handed_in"), Text: handed})
	}
	if r.Shows.Marks {
		facts = append(facts, ui.Fact{Term: i18n.T(ctx, "assessment.points_word"), Text: i18n.T(ctx, "common.of", "part", points(ctx, a.Points), "whole", points(ctx, a.OutOf))})
	}
	if r.Blank > 0 {
		facts = append(facts, ui.Fact{Term: i18n.T(ctx, "assessment.not_answered"), Text: i18n.Number(ctx, r.Blank)})
	}
	if a.Factor > 1 {
		facts = append(facts, ui.Fact{Term: i18n.T(ctx, "assessment.time_limit"), Text: i18n.T(ctx, "assessment.with_extra", "factor", a.Factor)})
	}
	return append(facts, ui.Fact{Term: i18n.T(ctx, "assessment.version"), Text: i18n.Number(ctx, a.Version)})
}

func factorNow(a *assessment.Accommodated) string {
	if a.Now == nil {
		return "1"
	}
	return strconv.FormatFloat(a.Now.Factor, 'f', -1, 64)
}

// factors are the usual amounts of extra time.
func factors(ctx context.Context) (options []ui.Option) {
	options = append(options, ui.Option{Value: "1", Label: i18n.T(ctx, "assessment.no_extra")})
	for _, f := range []float64{1.1, 1.25, 1.33, 1.5, 1.75, 2, 2.5, 3, 4} {
		options = append(options, ui.Option{Value: strconv.FormatFloat(f, 'f', -1, 64), Label: i18n.T(ctx, "assessment.with_extra", "factor", f)})
	}
	return options
}
