// Package access answers one question: may a role do this?
// The answers are written in policy.csv, one line each; who holds which role, and where, lives in identity.
package access

import (
	_ "embed"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"
	stringadapter "github.com/casbin/casbin/v2/persist/string-adapter"

	"credence/modules/kernel/actor"
)

//go:embed model.conf
var modelConf string

//go:embed policy.csv
var policy string

// Permission is "thing:verb", exactly as written in policy.csv.
type Permission struct{ Thing, Verb string }

func (p Permission) String() string { return p.Thing + ":" + p.Verb }

// Roles a person can hold, in the order in which screens list them.
var Roles = []string{"trainee", "instructor", "author", "ministry_admin", "head_of_mission", "auditor", "operator"}

// Module holds the policy.
type Module struct{ enforcer *casbin.CachedEnforcer }

// New reads the policy.
func New() (*Module, error) {
	m, err := model.NewModelFromString(modelConf)
	if err != nil {
		return nil, err
	}
	e, err := casbin.NewCachedEnforcer(m, stringadapter.NewAdapter(policy))
	return &Module{e}, err
}

// Allows reports whether role alone allows p.
func (m *Module) Allows(role string, p Permission) bool {
	ok, err := m.enforcer.Enforce(role, p.Thing, p.Verb)
	return err == nil && ok
}

// May reports whether who may do p at all: as a visitor, as somebody who has signed in, or by a role held anywhere.
func (m *Module) May(who actor.Actor, p Permission) bool {
	if m.Allows("visitor", p) || (!who.Visitor() && m.Allows("person", p)) {
		return true
	}
	return len(m.Reach(who, p)) > 0
}

// Reach says where who may do p: the paths of the places at which a role that allows it is held.
// What lies below such a path is within reach.
func (m *Module) Reach(who actor.Actor, p Permission) (paths []string) {
	for _, held := range who.Held {
		if m.Allows(held.Role, p) {
			paths = append(paths, held.Path)
		}
	}
	return paths
}
