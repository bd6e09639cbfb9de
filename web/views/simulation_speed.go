package views

import (
	"context"
	"math"

	"credence/modules/simulation"
	"credence/web/i18n"
	"credence/web/ui"
)

// speedOptions are the speeds of the exercise clock with the time each takes.
func speedOptions(ctx context.Context, s *simulation.Scenario) (options []ui.Option) {
	for _, speed := range simulation.Speeds {
		options = append(options, ui.Option{
			Value: speedText(speed),
			Label: i18n.T(ctx, "simulation.speed_option", "speed", speedText(speed), "minutes", int(math.Round(float64(s.Minutes)/speed))),
		})
	}
	return options
}
