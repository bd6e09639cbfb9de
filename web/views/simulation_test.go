package views_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"credence/modules/simulation"
	"credence/web/i18n"
	"credence/web/views"
)

// A post in a right-to-left tongue, a post of our own and a draft on the ladder are drawn in both directions.
func TestTheStageIsDrawnAsBefore(t *testing.T) {
	scenario := &simulation.Scenario{
		Slug: "s", Version: 3,
		Tongues:  map[string]simulation.Tongue{"en": {Tag: "en", Dir: "ltr"}, "ta": {Tag: "ar", Dir: "rtl"}},
		Page:     simulation.Page{Address: "arvenia.example/bridge", Lang: "en"},
		Roles:    []simulation.Role{{ID: "editor", As: "embassy", Solo: true}},
		Channels: []simulation.Channel{{ID: "warbler", Name: simulation.Text{"en": "Warbler"}, Post: true}},
		Media:    map[string]simulation.Picture{"a": {Alt: simulation.Text{"en": "A fallen span", "ar": "جزء منهار"}, Data: []byte("<svg>EXERCISE</svg>")}},
		Personas: []simulation.Persona{
			{ID: "embassy", Name: "Embassy of Arvenia", Handle: "arvenia", Initials: "AE", Official: true},
			{ID: "truth", Name: "حقيقة تارنيس", Handle: "truth", Initials: "TT", Truth: simulation.Text{"en": "never shown"}},
			{ID: "boss", Name: "Spokesperson", Official: true},
		},
		Clearance: simulation.Clearance{Approver: "boss", Minutes: 2},
	}
	state := simulation.Begin(scenario)
	state.Clock.Running = true
	state.Posts = []simulation.Post{
		{ID: "i1", Channel: "warbler", Persona: "truth", Lang: "ta", At: 125, Text: "سقط الجسر.", Gloss: simulation.Text{"en": "The bridge fell."}, Media: simulation.List{"a"}, Counts: simulation.Counts{Reposts: 6110}},
		{ID: "p9", Channel: "warbler", Persona: "embassy", Own: true, Lang: "en", At: 1445, Text: "The bridge is standing.", ReplyTo: "i1"},
	}
	stage := views.Stage{Look: &simulation.Look{Run: simulation.Run{ID: 7}, State: state, Now: 1500, Wall: time.Time{}}, Channel: "warbler", Tab: "feed"}
	asked := stage
	asked.Draft = simulation.Draft{ID: "d1", Channel: "warbler", Step: simulation.StepAsked, Saved: 4, SavedAt: 1400, AskedAt: 1410, DueAt: 1530, Texts: map[string]string{"en": "Words"}}
	for name, view := range map[string]templ.Component{
		"post": views.Post(stage, state.Posts[0], true), "own": views.Post(stage, state.Posts[1], true), "ladder": views.Ladder(asked),
	} {
		for _, lang := range []string{"en", "ar"} {
			var drawn strings.Builder
			if err := view.Render(i18n.With(context.Background(), lang), &drawn); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(drawn.String(), "never shown") {
				t.Error("a hidden truth is drawn")
			}
			golden(t, "simulation_"+name+"."+lang+".html", strings.ReplaceAll(hashed.ReplaceAllString(drawn.String(), "$1$2"), "><", ">\n<")+"\n")
		}
	}
}
