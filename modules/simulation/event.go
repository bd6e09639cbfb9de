package simulation

import (
	"encoding/json"
	"time"
)

// Event is one line of a world's log. The log is the truth: everything else is folded from it.
type Event struct {
	WorldID   int64 `gorm:"primaryKey"`
	Seq       int64 `gorm:"primaryKey;autoIncrement:false"`
	Kind      string
	ActorKind string // person, persona, system
	Actor     string // a person's id or a persona's
	AtEx      int    // exercise seconds
	At        time.Time
	Data      json.RawMessage `gorm:"type:jsonb"`
}

// TableName is where the log is kept.
func (Event) TableName() string { return "simulation.events" }

// Kinds of events. They are in stored logs, so they never change.
const (
	clockStarted = "clock.started"
	clockPaused  = "clock.paused"
	clockResumed = "clock.resumed"
	clockSpeed   = "clock.speed"
	clockHeld    = "clock.held" // no server drove the world for a while; that time does not count
	clockStopped = "clock.stopped"

	injectFired  = "inject.fired"
	injectPassed = "inject.passed" // its condition forbade it when it was due
	injectAsked  = "inject.asked"

	postMade     = "post.made"
	postLiked    = "post.liked"
	postHidden   = "post.hidden"
	postRestored = "post.restored"
	messageSent  = "message.sent"
	threadRead   = "thread.read"
	reportSent   = "report.sent"
	claimOpened  = "claim.opened"
	claimJudged  = "claim.judged"
	toolUsed     = "tool.used"
	toolFound    = "tool.found"
	noteWritten  = "note.written"

	draftSaved         = "draft.saved"
	draftDropped       = "draft.dropped"
	clearanceAsked     = "clearance.asked"
	clearanceWithdrawn = "clearance.withdrawn"
	clearanceAnswered  = "clearance.answered"
)

// clockData is what clock events carry. Ms is the exact exercise time in milliseconds.
type clockData struct {
	Ms     int64   `json:"ms"`
	Speed  float64 `json:"speed,omitempty"`
	Reason string  `json:"reason,omitempty"` // pause: asked, away; stop: time, ended
}

type injectData struct {
	Inject string `json:"inject"`
	Why    string `json:"why,omitempty"`   // time, act, silence, asked; passed: when, unless
	Cause  int64  `json:"cause,omitempty"` // seq of the act that set it off
}

type postData struct {
	Channel  string   `json:"channel"`
	Lang     string   `json:"lang"`
	Text     string   `json:"text"`
	ReplyTo  string   `json:"reply_to,omitempty"`
	RepostOf string   `json:"repost_of,omitempty"`
	Evidence []string `json:"evidence,omitempty"`
	Draft    string   `json:"draft,omitempty"`
	Cleared  bool     `json:"cleared"`
	Promise  int      `json:"promise,omitempty"` // exercise second of the next update it promises
}

type targetData struct {
	Post string `json:"post"`
}

type messageData struct {
	Thread   string   `json:"thread,omitempty"` // empty: opens one
	Channel  string   `json:"channel,omitempty"`
	To       string   `json:"to,omitempty"`
	Title    string   `json:"title,omitempty"`
	Lang     string   `json:"lang"`
	Text     string   `json:"text"`
	Evidence []string `json:"evidence,omitempty"`
	Refuse   bool     `json:"refuse,omitempty"`
}

type readData struct {
	Thread string `json:"thread"`
}

type reportData struct {
	Posts  []string `json:"posts"`
	Clause string   `json:"clause"`
	Harm   string   `json:"harm"`
	Lang   string   `json:"lang"`
}

type claimData struct {
	Post     string `json:"post"`
	Sentence string `json:"sentence"`
}

type verdictData struct {
	Claim      string   `json:"claim"`
	Verdict    string   `json:"verdict"`
	Confidence string   `json:"confidence"`
	Limits     string   `json:"limits,omitempty"`
	Evidence   []string `json:"evidence,omitempty"`
}

type toolData struct {
	Tool   string `json:"tool"`
	Target string `json:"target"`
	Ends   int    `json:"ends"` // exercise second when the result is there
}

type foundData struct {
	Use      int64  `json:"use"` // seq of the tool.used event
	Evidence string `json:"evidence,omitempty"`
}

type noteData struct {
	Text string `json:"text"`
}

type draftData struct {
	Draft    string            `json:"draft"` // d1, d2 …, or the id of the thread it answers
	Channel  string            `json:"channel,omitempty"`
	Texts    map[string]string `json:"texts"`
	ReplyTo  string            `json:"reply_to,omitempty"`
	RepostOf string            `json:"repost_of,omitempty"`
	Evidence []string          `json:"evidence,omitempty"`
	Promise  Minute            `json:"promise,omitempty"` // minutes from publishing to the next update
}

type clearanceData struct {
	Draft   string            `json:"draft"`
	Texts   map[string]string `json:"texts,omitempty"`
	Due     int               `json:"due,omitempty"`
	Answer  string            `json:"answer,omitempty"` // granted, returned, refused
	Comment Text              `json:"comment,omitempty"`
}

// newEvent is an event that has no place in the log yet.
func newEvent(kind string, atEx int, data any) Event {
	raw, err := json.Marshal(data)
	if err != nil {
		panic(err) // plain structs of ours
	}
	return Event{Kind: kind, ActorKind: "system", AtEx: atEx, Data: raw}
}

func (e Event) into(data any) {
	if err := json.Unmarshal(e.Data, data); err != nil {
		panic("event " + e.Kind + " cannot be read: " + err.Error()) // we wrote it
	}
}
