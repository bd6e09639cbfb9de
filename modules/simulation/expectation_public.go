package simulation

import "slices"

// post, correct and translate look at what everybody can read: posts, replies, versions of the live page.
func init() {
	for _, name := range []string{"post", "correct", "translate"} {
		shelve(name, expectationKind{
			looksAt: func(e Expectation, a Act) bool {
				return a.Public() && e.Channels.Admits(a.Channel) && anyOf(e.About, a.About) && anyOf(e.To, a.To)
			},
			unmeetable: func(s *Scenario, e Expectation) string {
				if name == "translate" && len(e.Languages) == 0 {
					return "translate needs languages"
				}
				return s.nowhereToPost(e)
			},
		})
	}
}

func (s *Scenario) nowhereToPost(e Expectation) string {
	can := slices.ContainsFunc(s.Channels, func(c Channel) bool { return c.Post && e.Channels.Admits(c.ID) })
	if !can {
		return "the player's account can post on none of its channels (post: true)"
	}
	return ""
}
