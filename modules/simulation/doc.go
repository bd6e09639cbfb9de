// Package simulation runs exercises on a closed social network: a scenario unfolds, a player acts, the log remembers.
//
// Owns: scenario versions, runs, worlds, seats, events.
// Announces: activity.Started, activity.Finished.
// Listens: to nobody; its driver lets exercise time pass.
// Lent: Gate (may this person begin now, on which version).
// Lends: Load and Check for content, Newest for whoever launches one.
//
// A world is the fold of its log (world.go): the pure half of the package knows no database and no clock. What the
// system does by the exercise clock is in advance.go; what a player may do is one file per act; what is expected of
// them is one file per kind, expectation_<kind>.go. The other half keeps logs and lets time pass: run_*.go, store*.go.
package simulation
