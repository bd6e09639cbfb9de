package simulation

// verify looks at the claim board: at verdicts, or, when no verdict is asked for, at claims that were opened.
func init() {
	shelve("verify", expectationKind{
		looksAt: func(e Expectation, a Act) bool {
			if len(e.Verdict)+len(e.Certainty) > 0 {
				return a.Kind == "verdict" && anyOf(e.About, a.About)
			}
			return a.Kind == "claim" && anyOf(e.About, a.About)
		},
		parts: func(e Expectation, a Act) (parts []Part) {
			if len(e.Verdict) > 0 {
				parts = append(parts, Part{Key: "verdict", There: e.Verdict.Has(a.Verdict), Weight: 2})
			}
			if len(e.Certainty) > 0 {
				parts = append(parts, Part{Key: "confidence", There: e.Certainty.Has(a.Confidence) && e.Verdict.Admits(a.Verdict)})
			}
			return parts
		},
		unmeetable: func(s *Scenario, e Expectation) string {
			for _, v := range e.Verdict {
				if !verdicts.Has(v) {
					return v + " is not a verdict"
				}
			}
			for _, c := range e.Certainty {
				if !confidences.Has(c) {
					return c + " is not a confidence"
				}
			}
			return ""
		},
	})
}
