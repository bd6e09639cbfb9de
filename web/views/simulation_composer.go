package views

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"credence/modules/simulation"
	"credence/web/i18n"
	"credence/web/ui"
)

func draftID(st Stage) string {
	if st.Draft.ID != "" {
		return st.Draft.ID
	}
	return st.Fresh
}

func otherDrafts(st Stage, open string) (list []simulation.Draft) {
	for _, d := range st.State.PublicDrafts() {
		if d.ID != open {
			list = append(list, d)
		}
	}
	return list
}

// draftWords is the beginning of a draft in the first language it has.
func draftWords(st Stage, d simulation.Draft) string {
	for _, lang := range st.Scenario().TongueIDs() {
		if d.Texts[lang] != "" {
			return d.Texts[lang]
		}
	}
	return d.ID
}

func wordsIn(text string) int { return len(strings.Fields(text)) }

// promiseOptions are the times after which a player can promise the next update.
func promiseOptions(ctx context.Context) []ui.Option {
	options := []ui.Option{{Value: "0", Label: i18n.T(ctx, "simulation.no_promise")}}
	for _, minutes := range []int{10, 15, 20, 30} {
		options = append(options, ui.Option{Value: num(minutes), Label: i18n.T(ctx, "simulation.promise_in", "n", minutes)})
	}
	return options
}

// at is the rung of the ladder on which a draft stands.
func at(d simulation.Draft) int {
	switch d.Step {
	case simulation.StepAsked, simulation.StepReturned, simulation.StepRefused:
		return 2
	case simulation.StepGranted:
		return 3
	}
	return 0
}

func rung(d simulation.Draft, i int) string {
	switch {
	case i < at(d):
		return "d"
	case i == at(d) && d.Saved > 0:
		return "c"
	}
	return ""
}

func currentRung(d simulation.Draft, i int) templ.Attributes {
	if i == at(d) {
		return templ.Attributes{"aria-current": "step"}
	}
	return nil
}

func rungIcon(d simulation.Draft, i int) string {
	switch {
	case i < at(d):
		return "st-passed"
	case i == 2 && d.Step == simulation.StepAsked:
		return "st-waiting"
	case i == 2 && d.Step == simulation.StepReturned:
		return "st-returned"
	case i == 2 && d.Step == simulation.StepRefused:
		return "st-failed"
	}
	return "st-open"
}
