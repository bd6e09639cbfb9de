package identity

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"credence/modules/kernel/actor"
)

// AuditRow is one line of the audit trail: who did what to whom.
type AuditRow struct {
	ID       int64
	At       time.Time
	PersonID *int64 // nil: nobody signed in, or the console
	Person   string `gorm:"->"` // name
	PlaceID  *int64
	Verb     string
	Object   string
	About    string         `gorm:"->"` // name of the person that Object names
	Detail   map[string]any `gorm:"serializer:json"`
}

// TableName is where audit rows are kept.
func (AuditRow) TableName() string { return "identity.audit" }

// Said is the detail as "name: value" in a fixed order.
func (r AuditRow) Said() string {
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(r.Detail)) {
		value, isText := r.Detail[key].(string)
		if !isText {
			b, _ := json.Marshal(r.Detail[key])
			value = string(b)
		}
		parts = append(parts, key+": "+value)
	}
	return strings.Join(parts, ", ")
}

// Audit writes down that who did verb to object. detail never holds marks, passwords or tokens.
func (m *Module) Audit(ctx context.Context, who actor.Actor, verb, object string, detail map[string]any) error {
	row := AuditRow{At: m.now(), Verb: verb, Object: object, Detail: detail}
	if detail == nil {
		row.Detail = map[string]any{}
	}
	if who.ID != 0 {
		row.PersonID = &who.ID
	}
	if who.PlaceID != 0 {
		row.PlaceID = &who.PlaceID
	}
	return m.insertAudit(ctx, &row)
}

// AuditQuery narrows the trail. Zero values do not.
type AuditQuery struct {
	Verb     string
	Person   string // part of the name or e-mail of who acted or was acted on
	From, To time.Time
	Before   int64 // rows with a smaller id, for the next page
}

// AuditPage is how many rows a page of the trail holds.
const AuditPage = 100

// Trail brings a page of the audit trail, newest first, as far as who may read it.
func (m *Module) Trail(ctx context.Context, who actor.Actor, q AuditQuery) (rows []AuditRow, more bool, err error) {
	rows, err = m.auditRows(ctx, m.reach(who, "audit", "read"), q, AuditPage+1)
	if len(rows) > AuditPage {
		return rows[:AuditPage], true, err
	}
	return rows, false, err
}

// Verbs lists what the trail knows, for the filter.
func (m *Module) Verbs(ctx context.Context) ([]string, error) { return m.auditVerbs(ctx) }
