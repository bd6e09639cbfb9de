package simulation

import "slices"

// message, escalate and refuse look at what is written in threads: answers by mail, message, cable or telephone.
func init() {
	looksAt := func(e Expectation, a Act) bool {
		return a.Kind == "message" && anyOf(e.To, a.To) && e.Thread.Admits(a.Thread) && e.Channels.Admits(a.Channel)
	}
	unmeetable := func(s *Scenario, e Expectation) string {
		if len(e.To)+len(e.Thread) == 0 {
			return "it needs to or thread"
		}
		for _, id := range e.Thread {
			if in := s.inject(id); in != nil && (dress(in.Channel).Public || !dress(in.Channel).Write) {
				return "nobody can answer " + id + " in a thread"
			}
		}
		known := slices.ContainsFunc(s.Injects, func(in Inject) bool { return e.To.Admits(in.From) })
		own := slices.ContainsFunc(s.Personas, func(p Persona) bool { return p.Official && e.To.Has(p.ID) })
		if len(e.To) > 0 && !known && !own {
			return "the player never gets to know the person it is for"
		}
		return ""
	}
	shelve("message", expectationKind{looksAt: looksAt, unmeetable: unmeetable, adds: true})
	shelve("escalate", expectationKind{looksAt: looksAt, unmeetable: unmeetable, adds: true})
	shelve("refuse", expectationKind{
		looksAt: looksAt, unmeetable: unmeetable, adds: true,
		// Whoever declines says so: a plain answer earns half at most.
		parts: func(e Expectation, a Act) []Part {
			others := len(e.Must) + len(e.Also)
			return []Part{{Key: "refused", There: a.Refuse, Weight: float64(max(others, 1))}}
		},
	})
}
