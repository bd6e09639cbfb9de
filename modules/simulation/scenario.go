package simulation

// Scenario is one authored exercise, exactly as its folder says it. A stored version never changes.
type Scenario struct {
	Slug    string `yaml:"-"`
	Version int    `yaml:"-"`

	Title     Text               `yaml:"title"`
	Summary   Text               `yaml:"summary"`
	Level     string             `yaml:"level"`
	Languages []string           `yaml:"languages"` // of the interface texts
	Minutes   Minute             `yaml:"minutes"`   // length on the exercise clock
	Speed     float64            `yaml:"speed"`     // offered first when a solo run starts
	PassMark  float64            `yaml:"pass-mark"`
	Merit     float64            `yaml:"merit"`
	Starts    string             `yaml:"starts"` // the hour in the story when the clock reads 0, "10:00"
	Tongues   map[string]Tongue  `yaml:"tongues"`
	Variables map[string]string  `yaml:"variables"`
	Brief     Brief              `yaml:"brief"`
	House     House              `yaml:"message-house"`
	Roles     []Role             `yaml:"roles"`
	Personas  []Persona          `yaml:"personas"`
	Channels  []Channel          `yaml:"channels"`
	Page      Page               `yaml:"page"`
	Media     map[string]Picture `yaml:"media"`
	Evidence  []Evidence         `yaml:"evidence"`
	Desk      []Finding          `yaml:"desk"`
	Facts     map[string]Saying  `yaml:"facts"`
	Forbidden map[string]Saying  `yaml:"forbidden"`
	Clearance Clearance          `yaml:"clearance"`
	Clauses   []Clause           `yaml:"clauses"`
	Phrases   []Phrase           `yaml:"phrases"`
	Metrics   []Metric           `yaml:"metrics"`
	Claims    []Truth            `yaml:"claims"`
	Critical  []Critical         `yaml:"critical"`
	Questions []Text             `yaml:"questions"`
	Models    []Model            `yaml:"models"`

	Injects      []Inject      `yaml:"-"` // injects.yaml
	Expectations []Expectation `yaml:"-"` // expectations.yaml
}

// Tongue is a language spoken in the story. Tag and Dir are how a page must mark it.
type Tongue struct {
	Name Text   `yaml:"name"`
	Tag  string `yaml:"tag"` // for example "ar": a fictional language borrows a real script
	Dir  string `yaml:"dir"` // ltr or rtl
}

// Brief is what a player reads before the clock starts.
type Brief struct {
	Outcome    Text   `yaml:"outcome"`
	Background Text   `yaml:"background"`
	Orders     []Text `yaml:"orders"` // standing instructions
	Counts     []Text `yaml:"counts"` // what counts towards the mark
}

// House is the message house. Each line appears when its minute has come; from 0 it is in the brief.
type House struct {
	Roof    Line   `yaml:"roof"`
	Pillars []Line `yaml:"pillars"`
	Must    []Line `yaml:"must"`
	MustNot []Line `yaml:"must-not"`
}

// Line is one line of the message house, valid for a part of the exercise.
type Line struct {
	Text  Text   `yaml:"text"`
	From  Minute `yaml:"from"`
	Until Minute `yaml:"until"` // 0: to the end
}

// Shown reports whether the line stands at a second of the exercise.
func (l Line) Shown(at int) bool {
	return l.From.Seconds() <= at && (l.Until == 0 || at < l.Until.Seconds())
}

// Role is a seat of the exercise.
type Role struct {
	ID    string `yaml:"id"`
	Title Text   `yaml:"title"`
	Brief Text   `yaml:"brief"`
	As    string `yaml:"as"` // the persona whose account the player speaks from
	Solo  bool   `yaml:"solo"`
}

// Persona is somebody in the story. Truth is what only the desk and the debrief may know.
type Persona struct {
	ID          string `yaml:"id"`
	Name        string `yaml:"name"`
	Handle      string `yaml:"handle"`
	Lang        string `yaml:"lang"`
	Initials    string `yaml:"initials"`
	About       Text   `yaml:"about"`
	Disposition string `yaml:"disposition"`
	Followers   int    `yaml:"followers"`
	Verified    bool   `yaml:"verified"`
	Official    bool   `yaml:"official"`
	Truth       Text   `yaml:"truth"`
}

// Page is the one live page on the ministry's site; its address is the link that posts carry.
type Page struct {
	Address string `yaml:"address"`
	Title   string `yaml:"title"`
	Lang    string `yaml:"lang"`
	Text    string `yaml:"text"`
}

// Picture is a drawing of ours in media/, with EXERCISE in it.
type Picture struct {
	File string `yaml:"file"`
	Alt  Text   `yaml:"alt"`
	Data []byte `yaml:"-"`
}

// Evidence is something that supports or weakens a claim once somebody has it.
type Evidence struct {
	ID     string `yaml:"id"`
	Title  Text   `yaml:"title"`
	Text   Text   `yaml:"text"`
	Source Text   `yaml:"source"`
	Media  List   `yaml:"media"`
	Share  bool   `yaml:"share"` // may be attached to what the player sends out
}

// Finding is what a desk tool brings for one target.
type Finding struct {
	Tool    string `yaml:"tool"`
	Target  string `yaml:"target"` // a media id, a persona id, or an address
	Minutes Minute `yaml:"minutes"`
	Gives   string `yaml:"gives"` // evidence id
}

// Saying is a thing that can be said, by its accepted forms in each language.
type Saying struct {
	Label  Text            `yaml:"label"`
	Forms  map[string]List `yaml:"forms"`
	Unless map[string]List `yaml:"unless"` // forms that take it back within the same sentence
	First  int             `yaml:"first"`  // only within so many first words; 0: anywhere
	From   Minute          `yaml:"from"`   // forbidden from …
	Until  Minute          `yaml:"until"`  // … until; 0: to the end
}

// Clearance says how the system plays the approver.
type Clearance struct {
	Approver string       `yaml:"approver"`
	Minutes  Minute       `yaml:"minutes"`
	Granted  Text         `yaml:"granted"`
	Rules    []ReturnRule `yaml:"rules"`
}

// ReturnRule sends a draft back, or refuses it, when it holds. The first that holds decides.
type ReturnRule struct {
	SaysAny  List   `yaml:"says-any"`
	Lacks    List   `yaml:"lacks"`
	Channels List   `yaml:"channel"`
	From     Minute `yaml:"from"`
	Until    Minute `yaml:"until"`
	Refuse   bool   `yaml:"refuse"`
	Comment  Text   `yaml:"comment"`
}

// Clause is a rule of the platform that a report can name.
type Clause struct {
	ID   string `yaml:"id"`
	Text Text   `yaml:"text"`
}

// Phrase is a sentence that the mission's translator has ready.
type Phrase struct {
	ID    string `yaml:"id"`
	Lang  string `yaml:"lang"`
	Text  string `yaml:"text"`
	Gloss Text   `yaml:"gloss"`
	From  Minute `yaml:"from"`
}

// Metric is a figure on the dashboard. Its values come with injects.
type Metric struct {
	ID      string `yaml:"id"`
	Label   Text   `yaml:"label"`
	Unit    string `yaml:"unit"`
	Outcome bool   `yaml:"outcome"` // counts as audience outcome in the debrief
}

// Truth is what could be known about a claim; the debrief shows it beside the player's verdict.
type Truth struct {
	ID         string `yaml:"id"`
	About      List   `yaml:"about"` // injects that carry the claim
	Title      Text   `yaml:"title"`
	Verdict    string `yaml:"verdict"`
	Confidence string `yaml:"confidence"`
	Because    Text   `yaml:"because"`
}

// Critical is an act that caps the mark at 49.
type Critical struct {
	ID      string  `yaml:"id"`
	Title   Text    `yaml:"title"`
	Because Text    `yaml:"because"`
	When    Matcher `yaml:"when"`
}

// Model is a model text, shown after the run.
type Model struct {
	Expectation string `yaml:"expectation"`
	Title       Text   `yaml:"title"`
	Lang        string `yaml:"lang"`
	Text        string `yaml:"text"`
}

func (s *Scenario) persona(id string) *Persona {
	for i := range s.Personas {
		if s.Personas[i].ID == id {
			return &s.Personas[i]
		}
	}
	return nil
}

func (s *Scenario) inject(id string) *Inject {
	for i := range s.Injects {
		if s.Injects[i].ID == id {
			return &s.Injects[i]
		}
	}
	return nil
}

func (s *Scenario) evidence(id string) *Evidence {
	for i := range s.Evidence {
		if s.Evidence[i].ID == id {
			return &s.Evidence[i]
		}
	}
	return nil
}

func (s *Scenario) channel(id string) *Channel {
	for i := range s.Channels {
		if s.Channels[i].ID == id {
			return &s.Channels[i]
		}
	}
	return nil
}

func (s *Scenario) saying(id string) (Saying, bool) {
	if f, ok := s.Facts[id]; ok {
		return f, true
	}
	f, ok := s.Forbidden[id]
	return f, ok
}

// SoloRole is the seat of somebody who plays alone.
func (s *Scenario) SoloRole() *Role {
	for i := range s.Roles {
		if s.Roles[i].Solo {
			return &s.Roles[i]
		}
	}
	return nil
}

// Length is the length of the exercise in exercise seconds.
func (s *Scenario) Length() int { return s.Minutes.Seconds() }
