package simulation

// Expectation is an act that the scenario hopes for, with its window, its words and its weight.
type Expectation struct {
	ID        string    `yaml:"id"`
	Title     Text      `yaml:"title"`
	Kind      string    `yaml:"kind"`
	Trigger   List      `yaml:"trigger"` // the first of these injects opens the window …
	Minute    *Minute   `yaml:"minute"`  // … or this minute does
	Due       Minute    `yaml:"due"`     // minute on the exercise clock …
	Within    Minute    `yaml:"within"`  // … or so long after the window opened
	To        List      `yaml:"to"`
	Thread    List      `yaml:"thread"`
	About     List      `yaml:"about"`
	NotAbout  List      `yaml:"not-about"`
	Channels  List      `yaml:"channels"`
	Languages List      `yaml:"languages"`
	Must      List      `yaml:"must"`
	MustNot   List      `yaml:"must-not"`
	MaxWords  int       `yaml:"max-words"`
	Link      bool      `yaml:"link"`
	Evidence  List      `yaml:"evidence"` // one of these is attached or named
	Approved  bool      `yaml:"approved"` // went through clearance
	Verdict   List      `yaml:"verdict"`
	Certainty List      `yaml:"confidence"`
	Clauses   List      `yaml:"clauses"`
	Also      []Matcher `yaml:"also"`
	Check     string    `yaml:"check"` // A: the system, H: an evaluator, both
	Weight    float64   `yaml:"weight"`
	NotSolo   bool      `yaml:"not-solo"`
	Good      Text      `yaml:"good"` // what good looks like, shown after the run
	Lesson    string    `yaml:"lesson"`
}
