package simulation

// Matcher describes acts of the player. Everything that is set must hold; a list holds when one of it does,
// except Says, of which all must be said.
type Matcher struct {
	Label      Text   `yaml:"label"` // what the debrief calls it
	Act        List   `yaml:"act"`
	Channel    List   `yaml:"channel"`
	To         List   `yaml:"to"`     // persona answered, written to, reported, restored …
	Thread     List   `yaml:"thread"` // inject that opened the thread
	About      List   `yaml:"about"`  // inject whose post is answered, reposted, reported, claimed about …
	Lang       List   `yaml:"lang"`
	Says       List   `yaml:"says"`
	SaysAny    List   `yaml:"says-any"`
	Lacks      List   `yaml:"lacks"`
	Tool       List   `yaml:"tool"`
	Target     List   `yaml:"target"`
	Verdict    List   `yaml:"verdict"`
	Confidence List   `yaml:"confidence"`
	Evidence   List   `yaml:"evidence"` // attached or named
	Link       bool   `yaml:"link"`     // carries the live page's address
	Cleared    *bool  `yaml:"cleared"`
	From       Minute `yaml:"from"`
	Until      Minute `yaml:"until"`
	Count      int    `yaml:"count"` // at least so many; 0 means 1
}

// acts are what a matcher can look for. "public" stands for post, reply and page.
var acts = List{"public", "post", "reply", "repost", "page", "message", "refuse", "like", "hide", "restore", "report",
	"claim", "verdict", "tool", "note", "request", "ask"}

// verdicts and confidences a claim can be given.
var (
	verdicts    = List{"false", "true", "wrong_caption", "not_proven"}
	confidences = List{"low", "moderate", "high"}
)

// Cond is a condition on what has happened so far. Exactly one field is set.
type Cond struct {
	All   []Cond   `yaml:"all"`
	Any   []Cond   `yaml:"any"`
	Not   *Cond    `yaml:"not"`
	Done  *Matcher `yaml:"done"`
	Fired string   `yaml:"fired"`
}
