package simulation

import "slices"

// report looks at reports to the platform: which posts, by which rule. An opinion that is reported costs double.
func init() {
	shelve("report", expectationKind{
		looksAt: func(_ Expectation, a Act) bool { return a.Kind == "report" },
		adds:    true,
		parts: func(e Expectation, a Act) (parts []Part) {
			for _, id := range e.About {
				parts = append(parts, Part{Key: "reported", Label: Text{"en": id}, There: slices.Contains(a.About, id)})
			}
			if len(e.Clauses) > 0 {
				parts = append(parts, Part{Key: "clause", There: e.Clauses.Has(a.Clause)})
			}
			for _, id := range e.NotAbout {
				if slices.Contains(a.About, id) {
					parts = append(parts, Part{Key: "opinion", Label: Text{"en": id}, There: true, MustNo: true})
				}
			}
			return parts
		},
		unmeetable: func(s *Scenario, e Expectation) string {
			if len(s.Clauses) == 0 {
				return "the scenario has no clauses to report by"
			}
			for _, id := range append(slices.Clone(e.About), e.NotAbout...) {
				if in := s.inject(id); in != nil && !dress(in.Channel).Public {
					return id + " is not a public post"
				}
			}
			return ""
		},
	})
}
