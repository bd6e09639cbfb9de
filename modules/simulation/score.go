package simulation

import "math"

// Score is the mark of a run, with everything it was made of. Expectations, rubric and audience outcome are three
// numbers and stay three; only the first is a mark when somebody plays alone.
type Score struct {
	Results  []Result
	Failures []Failure // critical acts
	Earned   float64   // weight earned …
	Asked    float64   // … of the weight that was asked for
	Raw      float64   // 0 to 100, before a critical failure caps it
	Mark     float64   // 0 to 100
	Passed   bool
	Merit    bool
	Outcome  []Outcome
}

// Failure is a critical act.
type Failure struct {
	Critical Critical
	Quote    Quote
}

// Outcome is how a figure of the public's moved.
type Outcome struct {
	Metric Metric
	Points []Point
	Last   float64
	Peak   float64
}

// criticalCap is the most a run with a critical failure can earn.
const criticalCap = 49

// Score marks the world by its log so far.
func (w *State) Score(now int) Score {
	s := w.Scenario
	var score Score
	for _, e := range s.Expectations {
		if e.NotSolo {
			continue
		}
		r := w.Check(e, now)
		score.Results = append(score.Results, r)
		if r.Status != NotAsked {
			score.Earned += r.Points
			score.Asked += e.Weight
		}
	}
	if score.Asked > 0 {
		score.Raw = math.Round(score.Earned/score.Asked*1000) / 10
	}
	score.Mark = score.Raw
	for _, c := range s.Critical {
		if a, done := w.first(c.When); done {
			score.Failures = append(score.Failures, Failure{c, w.quote(a)})
			score.Mark = min(score.Mark, criticalCap)
		}
	}
	score.Passed = score.Mark >= s.PassMark && len(score.Failures) == 0
	score.Merit = score.Passed && score.Mark >= s.Merit
	for _, m := range s.Metrics {
		if points := w.Metrics[m.ID]; m.Outcome && len(points) > 0 {
			o := Outcome{Metric: m, Points: points, Last: points[len(points)-1].Value}
			for _, p := range points {
				o.Peak = max(o.Peak, p.Value)
			}
			score.Outcome = append(score.Outcome, o)
		}
	}
	return score
}

// Count says how many results have a status.
func (s Score) Count(status Status) (n int) {
	for _, r := range s.Results {
		if r.Status == status {
			n++
		}
	}
	return n
}
