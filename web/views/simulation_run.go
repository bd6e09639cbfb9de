package views

import (
	"context"
	"math"

	"credence/modules/simulation"
	"credence/web/i18n"
)

// playMinutes is how long a scenario takes a person at its own speed.
func playMinutes(s *simulation.Scenario) int {
	return int(math.Round(float64(s.Minutes) / s.Speed))
}

// runWord says where a run stands: its mark when it is over.
func runWord(ctx context.Context, r simulation.Run) string {
	switch {
	case !r.Finished():
		return i18n.T(ctx, "status.in_progress")
	case r.Passed:
		return i18n.T(ctx, "simulation.passed_with", "score", i18n.Number(ctx, r.Score))
	}
	return i18n.T(ctx, "simulation.failed_with", "score", i18n.Number(ctx, r.Score))
}

func runIcon(r simulation.Run) string {
	switch {
	case !r.Finished():
		return "st-progress"
	case r.Passed:
		return "st-passed"
	}
	return "st-failed"
}

func runTone(r simulation.Run) string {
	switch {
	case !r.Finished():
		return "go"
	case r.Passed:
		return "ok"
	}
	return "bad"
}
