package identity

import (
	"strings"

	"credence/modules/kernel/actor"
)

// HeldRole is a role that a person holds at a place.
type HeldRole struct {
	PersonID int64
	Role     string
	PlaceID  int64
	Place    string // its name
	Path     string
	Mine     bool `gorm:"-"` // the one who looks may take it
}

// keyRoles are the roles the ministry must not be left without at the top of its tree.
var keyRoles = []string{"ministry_admin", "operator"}

// mayGive reports whether who may give or take role at the place with this path: the giving must reach the place, and the
// operator's role, which looks after the machine, is given by operators only.
func (m *Module) mayGive(who actor.Actor, role, path string) bool {
	for _, pattern := range m.reach(who, "role", "give") {
		if strings.HasPrefix(path, strings.TrimSuffix(pattern, "%")) {
			return role != "operator" || holds(who, role, path)
		}
	}
	return false
}

// holds reports whether who holds role at the place with this path or above it.
func holds(who actor.Actor, role, path string) bool {
	for _, h := range who.Held {
		if h.Role == role && strings.HasPrefix(path, h.Path) {
			return true
		}
	}
	return false
}
