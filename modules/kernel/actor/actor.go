// Package actor says who is acting.
package actor

import (
	"slices"
	"time"
)

// Actor is the person on whose behalf something happens.
// The zero Actor is a visitor who has not signed in.
type Actor struct {
	ID      int64
	Name    string
	Email   string
	Lang    string         // interface language, for example "ar"
	Zone    *time.Location // the person's own time zone
	PlaceID int64          // where the person is posted now; 0 when nowhere
	Place   string         // that place's name
	City    string         // that place's city, the label of the person's clock
	Held    []Held
}

// Held is a role at a place in the organisation tree. It reaches every place below.
type Held struct {
	Role string
	Path string // path of the place, for example "/1/4/17/"
}

// Visitor reports whether nobody has signed in.
func (a Actor) Visitor() bool { return a.ID == 0 }

// Is reports whether the actor holds role anywhere.
func (a Actor) Is(role string) bool {
	return slices.ContainsFunc(a.Held, func(h Held) bool { return h.Role == role })
}

// Location is the actor's time zone, or UTC when none is known.
func (a Actor) Location() *time.Location {
	if a.Zone == nil {
		return time.UTC
	}
	return a.Zone
}
