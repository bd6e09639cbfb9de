package simulation

// Channel is where things are said in a scenario. What it is, its dress says; the scenario gives it a name.
type Channel struct {
	ID    string `yaml:"id"`
	Name  Text   `yaml:"name"`
	Limit int    `yaml:"limit"` // characters of a post; 0: as the dress says
	Post  bool   `yaml:"post"`  // the player's account can post here
}

// Dress is one sort of channel: the code behind the look.
type Dress struct {
	ID     string
	Public bool // posts that everybody reads; otherwise messages in threads
	Limit  int  // characters; 0: none
	Write  bool // the player can answer here
}

// dresses are the channels an exercise can have. The page is the ministry's live page.
var dresses = []Dress{
	{ID: "warbler", Public: true, Limit: 280, Write: true},
	{ID: "commonry", Public: true, Limit: 2000, Write: true},
	{ID: "lumeo", Public: true, Limit: 500, Write: true},
	{ID: "reelette", Public: true, Limit: 300, Write: true},
	{ID: "page", Public: true, Limit: 4000, Write: true},
	{ID: "parlo", Limit: 1000, Write: true},
	{ID: "mail", Limit: 6000, Write: true},
	{ID: "cable", Limit: 6000, Write: true},
	{ID: "phone", Limit: 2000, Write: true},
	{ID: "dashboard"},
}

func dress(id string) Dress {
	for _, d := range dresses {
		if d.ID == id {
			return d
		}
	}
	return Dress{}
}

// Room is how many characters a text may have on the channel.
func (s *Scenario) Room(channel string) int {
	if c := s.channel(channel); c != nil && c.Limit > 0 {
		return c.Limit
	}
	return dress(channel).Limit
}

// Public reports whether everybody reads what is posted there.
func (c Channel) Public() bool { return dress(c.ID).Public }

// Private reports whether it carries conversations that the player can take part in.
func (c Channel) Private() bool { return !dress(c.ID).Public && dress(c.ID).Write }
