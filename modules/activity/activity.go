// Package activity is the word the modules share: something a course can launch and
// that ends with an outcome. A quiz is an activity, a simulation run is an activity.
package activity

import "time"

// Kinds of activity.
const (
	Quiz       = "quiz"
	Simulation = "simulation"
)

// Modes in which an activity was done.
const (
	Online = "online" // a quiz on this platform
	Solo   = "solo"   // a simulation with every other role played by the system
	Live   = "live"
)

// Ref points at one activity of one kind. ID is its slug in the content.
type Ref struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
}

// Finished is announced when a person has completed an activity and it has been marked.
type Finished struct {
	Activity Ref       `json:"activity"`
	Version  int       `json:"version"` // of the quiz or scenario
	Person   int64     `json:"person"`
	Attempt  int64     `json:"attempt"` // id of the attempt or run that was finished
	Mode     string    `json:"mode"`
	Score    float64   `json:"score"` // 0 to 1
	Passed   bool      `json:"passed"`
	Locked   bool      `json:"locked"` // failed, and no attempt is left
	At       time.Time `json:"at"`
}

// Name is the event's name in the database; it never changes.
func (Finished) Name() string { return "activity.finished" }

// Started is announced when a person begins an activity.
type Started struct {
	Activity Ref       `json:"activity"`
	Version  int       `json:"version"`
	Person   int64     `json:"person"`
	Attempt  int64     `json:"attempt"`
	Mode     string    `json:"mode"`
	At       time.Time `json:"at"`
}

// Name is the event's name in the database; it never changes.
func (Started) Name() string { return "activity.started" }
