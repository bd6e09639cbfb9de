package identity

import (
	"sync"
	"time"
	_ "time/tzdata" // a bare machine may have no zone files
)

var zones sync.Map // name → *time.Location; only names that exist get in, so it stays small

// Zone is the time zone called name, or UTC when there is none.
func Zone(name string) *time.Location {
	if z, ok := zones.Load(name); ok {
		return z.(*time.Location)
	}
	if !knownZone(name) {
		return time.UTC
	}
	z, _ := time.LoadLocation(name)
	zones.Store(name, z)
	return z
}

// knownZone refuses "Local" too: it would be the zone of the machine.
func knownZone(name string) bool {
	if name == "" || name == "Local" {
		return false
	}
	_, err := time.LoadLocation(name)
	return err == nil
}
