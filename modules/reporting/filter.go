package reporting

import (
	"slices"
	"time"

	"credence/modules/kernel/database"
	"credence/modules/learning"
)

// Filter narrows a report. The zero value of a field does not narrow.
type Filter struct {
	Reach     []string  // paths of the places the reader may see; none: nothing is seen
	AsOf      time.Time // the instant the report speaks of
	RegionID  int64     // a region, or any other place, with all below it
	MissionID int64     // one mission alone
	StaffType string
	Status    string // only people or missions with such a cell
	Course    string // only this column
	Search    string // part of a name or e-mail
}

// Days in which a completion counts as expiring, and work as due soon: learning's own.
const expiringDays, dueSoonDays = learning.ExpiringDays, learning.DueSoonDays

// args are the named arguments of every statement of this package.
func (f Filter) args() map[string]any {
	return map[string]any{
		"reach": database.Texts(f.Reach), "t": f.AsOf, "near": f.AsOf.AddDate(0, 0, expiringDays), "soon": f.AsOf.AddDate(0, 0, dueSoonDays), "day": f.AsOf.Format(time.DateOnly), "region": f.RegionID, "mission": f.MissionID,
		"staff": f.StaffType, "status": f.Status, "code": slices.Index(Statuses, f.Status), "course": f.Course, "search": "%" + escapeLike(f.Search) + "%",
	}
}

// StaffTypes in the order in which screens list them.
var StaffTypes = []string{"diplomat", "administrative", "locally_engaged", "partner", "contractor"}

// Statuses a cell of the matrix can have, worst first: the order is also the order of need.
var Statuses = []string{
	"overdue", "lapsed", "failed_locked", "failed", "in_grace", "expiring", "due_soon",
	"awaiting_marking", "submitted", "in_progress", "assigned", "passed", "exempt",
}
