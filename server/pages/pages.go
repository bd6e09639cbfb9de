// Package pages answers every URL. A handler reads the form, does one thing, and shows the result.
package pages

import (
	"time"

	"credence/modules/access"
	"credence/modules/assessment"
	"credence/modules/identity"
	"credence/modules/learning"
	"credence/modules/reporting"
	"credence/modules/simulation"
	"credence/modules/tracking"
	"credence/server/edge"
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
	Sessions   *edge.Sessions
	Hub        *edge.Hub
	Now        func() time.Time
	Alive      func() error // nil while the database answers
}
