package views

import (
	"context"

	"credence/modules/simulation"
	"credence/web/i18n"
	"credence/web/ui"
)

// refusalOf is the verdict form that came back, for the claim it belongs to.
func (st Stage) refusalOf(claim string) ui.Form {
	if st.Refused == "verdict" && st.Judged == claim {
		return st.Form
	}
	return ui.Form{}
}

func verdictAsk(d simulation.Verdict) string {
	if d.Verdict == "" {
		return "simulation.give_verdict"
	}
	return "simulation.change_verdict"
}

func verdictOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Value: "", Label: i18n.T(ctx, "common.choose")}}
	for _, word := range []string{"false", "true", "wrong_caption", "not_proven"} {
		options = append(options, ui.Option{Value: word, Label: i18n.T(ctx, "simulation.verdict_"+word)})
	}
	return options
}

func confidenceOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Value: "", Label: i18n.T(ctx, "common.choose")}}
	for _, word := range []string{"low", "moderate", "high"} {
		options = append(options, ui.Option{Value: word, Label: i18n.T(ctx, "simulation.confidence_"+word)})
	}
	return options
}

// targetOptions are what a tool has not been used on yet, the newest first.
func targetOptions(ctx context.Context, st Stage, t simulation.Tool) (options []ui.Option) {
	targets := st.State.Targets(t.Takes)
	for i := len(targets) - 1; i >= 0; i-- {
		used := false
		for _, u := range st.State.Uses {
			used = used || u.Tool == t.ID && u.Target == targets[i]
		}
		if !used {
			options = append(options, ui.Option{Value: targets[i], Label: st.targetName(ctx, targets[i])})
		}
	}
	return options
}
