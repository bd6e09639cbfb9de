package assessment

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

func init() {
	shelve(Kind{
		Name: "numeric", Fields: []string{"value", "tolerance", "unit"}, New: func() Question { return &Numeric{} },
		Stem:    Text{"en": "Within how many hours must the authority hear of a breach?", "ar": "خلال كم ساعة يجب إبلاغ السلطة بالاختراق؟"},
		Example: &Numeric{Value: new(72.0), Tolerance: .5, Unit: Text{"en": "hours", "ar": "ساعة"}},
		Right:   Answer{"٧٢٫٠"}, Wrong: Answer{"24"},
	})
}

// Numeric asks for a number and accepts a distance from it: all or nothing.
// Digits of any script count, and a comma as well as a point; a number that can be read in two ways
// ("1,500") is right when either reading is.
type Numeric struct {
	Value     *float64 `json:"value"`
	Tolerance float64  `json:"tolerance"` // the largest accepted distance, in the same unit
	Unit      Text     `json:"unit,omitempty"`
}

func (q *Numeric) Prompt(lang string) Prompt {
	return Prompt{Input: Number, Rule: RuleWhole, Unit: q.Unit.In(lang), Limit: 40}
}

func (q *Numeric) Grade(a Answer) Mark {
	readings := q.read(a.at(0))
	if len(readings) == 0 {
		return Mark{Reason: NotNumber}
	}
	return whole(slices.ContainsFunc(readings, func(n float64) bool {
		return math.Abs(n-*q.Value) <= q.Tolerance+1e-9*max(1, math.Abs(*q.Value))
	}))
}

func (q *Numeric) Solution(lang string) Solution {
	said := plain(*q.Value)
	if q.Tolerance > 0 {
		said += " ± " + plain(q.Tolerance)
	}
	return Solution{Right: Answer{plain(*q.Value)}, Said: strings.TrimSpace(said + " " + q.Unit.In(lang))}
}

func (q *Numeric) Check(c *Checker) {
	if q.Value == nil {
		c.Say("value", "needs a value")
	}
	if q.Tolerance < 0 {
		c.Say("tolerance", "cannot be negative")
	}
	if len(q.Unit) > 0 {
		c.Text("unit", q.Unit)
	}
}

// read returns what typed can mean, its unit taken off.
func (q *Numeric) read(typed string) []float64 {
	digits := latinDigits(strings.TrimSpace(typed))
	for _, unit := range q.Unit {
		if cut, ok := strings.CutSuffix(strings.ToLower(digits), strings.ToLower(unit)); ok && unit != "" {
			digits = cut
			break
		}
	}
	return readings(digits)
}

func plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
