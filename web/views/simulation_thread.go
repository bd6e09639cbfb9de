package views

import (
	"context"

	"credence/modules/simulation"
	"credence/web/i18n"
	"credence/web/ui"
)

// draftLang is the language of an answer: the draft's, else the first of the story.
func draftLang(st Stage, d simulation.Draft) string {
	for lang := range d.Texts {
		return lang
	}
	return st.Scenario().TongueIDs()[0]
}

func tongueOptions(ctx context.Context, st Stage) (options []ui.Option) {
	for _, id := range st.Scenario().TongueIDs() {
		options = append(options, ui.Option{Value: id, Label: say(ctx, st.tongue(id).Name)})
	}
	return options
}

func contactOptions(st Stage) (options []ui.Option) {
	for _, id := range st.State.Contacts() {
		options = append(options, ui.Option{Value: id, Label: st.persona(id).Name})
	}
	return options
}

// threadChannels are the ways in which the player can write to somebody.
func threadChannels(ctx context.Context, st Stage) (options []ui.Option) {
	for _, c := range st.Scenario().Channels {
		if c.Private() {
			options = append(options, ui.Option{Value: c.ID, Label: say(ctx, c.Name)})
		}
	}
	return options
}

func reportOptions(ctx context.Context, st Stage) (options []ui.Option) {
	for _, p := range st.visible() {
		text := say(ctx, p.Gloss)
		if text == "" {
			text = p.Text
		}
		if of, known := st.State.Post(p.RepostOf); known && text == "" {
			text = of.Text
		}
		options = append(options, ui.Option{
			Value: p.ID, Label: excerpt(text, 90),
			Hint: st.persona(p.Persona).Name + " · " + st.channelName(ctx, p.Channel) + " · " + i18n.Plain(simulation.ShortStamp(p.At)),
		})
	}
	return options
}

func clauseOptions(ctx context.Context, st Stage) (options []ui.Option) {
	for _, c := range st.Scenario().Clauses {
		options = append(options, ui.Option{Value: c.ID, Label: say(ctx, c.Text)})
	}
	return options
}

// alert is the inject behind a line of the dashboard.
func (st Stage) alert(i int) simulation.Inject {
	id := st.State.Alerts[i].Inject
	for _, in := range st.Scenario().Injects {
		if in.ID == id {
			return in
		}
	}
	return simulation.Inject{}
}
