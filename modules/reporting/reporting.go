package reporting

import (
	"time"

	"credence/modules/kernel/database"
)

// Outline is what a report needs to know of a course.
type Outline struct {
	Slug, Code string
	Title      map[string]string // by language
}

// Module is the reporting module.
type Module struct {
	store    store
	outlines func() []Outline
	now      func() time.Time
}

// New wires the module.
func New(db *database.DB, outlines func() []Outline, now func() time.Time) *Module {
	return &Module{store: store{db}, outlines: outlines, now: now}
}

// Courses are the courses a report can be about, in order of their codes.
func (m *Module) Courses() []Outline { return m.outlines() }
