package simulation

import "slices"

// reply looks at public replies to somebody, or to what an inject said.
func init() {
	shelve("reply", expectationKind{
		looksAt: func(e Expectation, a Act) bool {
			return a.Kind == "reply" && e.Channels.Admits(a.Channel) && anyOf(e.To, a.To) && anyOf(e.About, a.About)
		},
		unmeetable: func(s *Scenario, e Expectation) string {
			if len(e.To)+len(e.About) == 0 {
				return "a reply needs to or about"
			}
			reachable := slices.ContainsFunc(s.Injects, func(in Inject) bool {
				c := s.channel(in.Channel)
				return c != nil && c.Post && e.Channels.Admits(in.Channel) && e.To.Admits(in.From) && e.About.Admits(in.ID)
			})
			if !reachable {
				return "nobody it names posts on a channel where the player can reply"
			}
			return ""
		},
	})
}
