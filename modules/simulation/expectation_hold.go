package simulation

// hold is met by what is not said: nothing forbidden in public from the opening of the window until it is due.
func init() {
	shelve("hold", expectationKind{
		looksAt: func(e Expectation, a Act) bool { return a.Public() && e.Channels.Admits(a.Channel) },
		unmeetable: func(s *Scenario, e Expectation) string {
			if len(e.MustNot) == 0 {
				return "hold needs must-not"
			}
			return ""
		},
	})
}

// judgeHold looks for the first thing said that should have been held back.
func (w *State) judgeHold(e Expectation, r *Result) {
	for _, a := range w.Acts {
		if a.At < r.Opens || a.At >= r.Due || !expectationKinds["hold"].looksAt(e, a) {
			continue
		}
		h := w.Scenario.hear(a.Text, a.Lang, a.At)
		for _, id := range e.MustNot {
			if w.Scenario.says(h, id) {
				saying, _ := w.Scenario.saying(id)
				r.Parts = []Part{{Key: "must_not", Label: saying.Label, There: true, MustNo: true}}
				r.Evidence = []Quote{w.quote(a)}
				r.Status, r.Credit = Missed, 0
				return
			}
		}
	}
	r.Time, r.Words, r.Credit = 1, 1, 1
	r.Status = Met
}
