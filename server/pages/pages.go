// Package pages answers every URL. A handler reads the form, does one thing, and shows the result.
package pages

import (
	"time"

	"github.com/alexedwards/scs/v2"

	"credence/modules/access"
	"credence/modules/assessment"
	"credence/modules/identity"
	"credence/modules/learning"
	"credence/modules/reporting"
	"credence/modules/simulation"
	"credence/modules/tracking"
	"credence/server/edge"
	"credence/web/ui"
)

// Pages holds what the handlers speak to.
type Pages struct {
	Access     *access.Module
	Identity   *identity.Module
	Assessment *assessment.Module
	Simulation *simulation.Module
	Learning   *learning.Module
	Tracking   *tracking.Module
	Reporting  *reporting.Module
	Sessions   *scs.SessionManager
	Hub        *edge.Hub
	Now        func() time.Time
	URL        string       // public address, for links that are shown
	Alive      func() error // nil while the database answers
}

// Doors are the ways in the main navigation, most used first; everybody sees those that their roles open.
var Doors = []edge.Door{
	door("home", "/learning", "nav.home", "home", may("course", "study")),
	door("courses", "/courses", "nav.courses", "book", may("course", "read")),
	door("exercises", "/exercises", "nav.exercises", "mast", may("exercise", "play")),
	door("readiness", "/reports/completion", "nav.readiness", "chart", may("report", "read")),
	door("people", "/people", "nav.people", "users", may("person", "read")),
	door("requirements", "/requirements", "nav.requirements", "flag", may("requirement", "manage")),
	door("enrolments", "/enrolments", "nav.enrolments", "plus", may("enrolment", "write")),
	door("attempts", "/attempts", "nav.attempts", "marking", may("attempts", "list")),
	door("runs", "/runs", "nav.runs", "play", may("runs", "read")),
	door("cohorts", "/cohorts", "nav.cohorts", "grid", may("cohort", "read")),
	door("places", "/places", "nav.places", "building", may("place", "read")),
	door("audit", "/audit", "nav.audit", "scroll", may("audit", "read")),
	door("record", "/record", "nav.record", "award", may("course", "study")),
}

func door(id, path, key, icon string, who access.Permission) edge.Door {
	return edge.Door{NavItem: ui.NavItem{ID: id, Href: path, Key: key, Icon: icon}, Permission: who}
}
