package assessment

// CheckQuestion says what is wrong with a question, for tests.
func CheckQuestion(q Question, languages ...string) (problems []string) {
	q.Check(&Checker{languages: languages, note: func(_, message string) { problems = append(problems, message) }})
	return problems
}

// Draw exposes what a seed gives.
func (q *Quiz) DrawFor(seed int64) []Place { return q.draw(seed) }

// Statement counts and plans look at these.
func (p Place) AnswerFor(item *Item, given []string) (Answer, error) { return p.answer(item, given) }
func (p Place) GivenFor(item *Item, a Answer) []string               { return p.Given(item, a) }
func (p Place) ShownFor(item *Item, lang string) Prompt              { return p.shown(item, lang) }
