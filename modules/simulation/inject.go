package simulation

// Inject is something that happens to the player: a post, a mail, a call, a line on the dashboard.
type Inject struct {
	ID       string `yaml:"id"`
	Kind     string `yaml:"kind"`
	Channel  string `yaml:"channel"`
	From     string `yaml:"from"` // persona
	Lang     string `yaml:"lang"`
	Title    string `yaml:"title"` // subject of a mail, headline of a dashboard line
	Text     string `yaml:"text"`
	Gloss    Text   `yaml:"gloss"` // what it means, when the text is not in the interface's language
	Media    List   `yaml:"media"`
	Link     string `yaml:"link"`     // an address shown under the text; the look-alike tool can inspect it
	Gives    List   `yaml:"gives"`    // evidence that comes with it
	Thread   string `yaml:"thread"`   // continues the thread that this inject opened
	ReplyTo  string `yaml:"reply-to"` // an inject id, or "act": what set it off
	RepostOf string `yaml:"repost-of"`
	Hidden   bool   `yaml:"hidden"` // under the account's posts, hidden by its filter; the player can restore it
	Removes  List   `yaml:"removes"`
	Counts   Counts `yaml:"counts"` // engagement the post arrives with
	Adds     Counts `yaml:"adds"`   // … and what it adds to the post it answers or reposts

	Metrics map[string]float64 `yaml:"metrics"`

	At      *Minute  `yaml:"at"`
	On      *Matcher `yaml:"on"`
	Delay   Minute   `yaml:"delay"` // after the act that set it off
	Silence *Silence `yaml:"silence"`
	Manual  *Manual  `yaml:"manual"`
	When    *Cond    `yaml:"when"`
	Unless  *Cond    `yaml:"unless"`
	NotSolo bool     `yaml:"not-solo"` // left out when a person plays alone
}

// Counts are a post's replies, reposts and likes.
type Counts struct {
	Replies int `yaml:"replies"`
	Reposts int `yaml:"reposts"`
	Likes   int `yaml:"likes"`
}

// Silence sets an inject off at Until, when nothing matching has happened since Since.
type Silence struct {
	Since Minute  `yaml:"since"`
	Until Minute  `yaml:"until"`
	Of    Matcher `yaml:"of"`
}

// Manual is an inject that is released by hand; alone, the player asks for it by its label.
type Manual struct {
	Label Text   `yaml:"label"`
	From  Minute `yaml:"from"`
}

// injectKinds say what an inject is for; statistics and the debrief group by them.
var injectKinds = List{"info", "task", "pressure", "rumour", "attack", "evidence", "decision", "ethics", "noise", "reaction", "end"}
