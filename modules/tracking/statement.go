package tracking

import "time"

// Verbs of the ledger.
const (
	Enrolled  = "enrolled"
	Read      = "read"
	Started   = "started"
	Passed    = "passed"
	Failed    = "failed"
	Completed = "completed"
)

// Statement is one line of the ledger.
type Statement struct {
	ID       int64
	At       time.Time
	PersonID int64
	Verb     string
	Kind     string // course, lesson, quiz, simulation
	Object   string // slug, or the code of a lesson
	Version  int
	Mode     string
	Score    *float64 // 0 to 1; nil where nothing was marked
	PlaceID  *int64   // where the person was posted then
}

// TableName is where GORM finds it.
func (Statement) TableName() string { return "tracking.statements" }
