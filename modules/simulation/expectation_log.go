package simulation

// log looks at the log book; what is asked for may be spread over several lines.
func init() {
	shelve("log", expectationKind{
		looksAt:    func(_ Expectation, a Act) bool { return a.Kind == "note" },
		adds:       true,
		unmeetable: func(*Scenario, Expectation) string { return "" },
	})
}
