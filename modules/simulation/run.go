package simulation

import (
	"time"

	"credence/modules/activity"
	"credence/modules/kernel/fault"
)

// Run is one exercise. It keeps the version and the mark it was played with.
type Run struct {
	ID         int64
	Scenario   string
	Version    int
	Mode       string
	Seed       int64
	CreatedBy  int64
	CreatedAt  time.Time
	State      string
	FinishedAt *time.Time
	Score      float64 // 0 to 100
	Passed     bool
}

// TableName is where runs are kept.
func (Run) TableName() string { return "simulation.runs" }

// Finished reports whether the run is over.
func (r Run) Finished() bool { return r.State == stateFinished }

// Ref names the scenario as an activity.
func (r Run) Ref() activity.Ref { return activity.Ref{Kind: activity.Simulation, ID: r.Scenario} }

// States of runs and worlds.
const (
	stateRunning  = "running"
	statePaused   = "paused"
	stateFinished = "finished"
)

// ErrNoRun says that there is no such run, or not for this person.
var ErrNoRun = fault.New(fault.Missing, "simulation.no_run")

// World is one team's copy of the exercise.
type World struct {
	ID          int64
	RunID       int64
	Name        string
	State       string
	LastSeq     int64
	Driver      string
	DrivenUntil time.Time
	SeenAt      time.Time
}

// TableName is where worlds are kept.
func (World) TableName() string { return "simulation.worlds" }

// Seat is a person's place in a world.
type Seat struct {
	WorldID  int64
	PersonID int64
	Role     string
}

// TableName is where seats are kept.
func (Seat) TableName() string { return "simulation.seats" }

func (s *State) word() string {
	switch {
	case s.Clock.Stopped:
		return stateFinished
	case s.Clock.Running:
		return stateRunning
	}
	return statePaused
}
