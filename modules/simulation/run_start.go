package simulation

import (
	"context"
	"crypto/rand"
	"encoding/binary"

	"credence/modules/activity"
	"credence/modules/kernel/actor"
)

// Start begins a solo run of a scenario, or returns the one that is still open. Of parallel starts all get the same.
func (m *Module) Start(ctx context.Context, who actor.Actor, slug string, speed float64) (*Run, error) {
	newest, err := m.Scenario(slug)
	if err != nil {
		return nil, err
	}
	if open, err := m.store.openRun(ctx, who.ID, slug); err != nil || open != nil {
		return open, err
	}
	if err := checkSpeed(speed); err != nil {
		return nil, err
	}
	version, err := m.gate(ctx, who, activity.Ref{Kind: activity.Simulation, ID: slug})
	if err != nil {
		return nil, err
	}
	if version == 0 {
		version = newest.Version
	}
	s, err := m.ScenarioVersion(ctx, slug, version)
	if err != nil {
		return nil, err
	}
	now := m.now()
	run := &Run{
		Scenario: slug, Version: version, Mode: activity.Solo, Seed: seed(), CreatedBy: who.ID, CreatedAt: now, State: stateRunning,
	}
	added := false
	err = m.db.Tx(ctx, func(ctx context.Context) error {
		if added, err = m.store.addRun(ctx, run); err != nil || !added {
			return err
		}
		world := &World{RunID: run.ID, State: stateRunning, Driver: m.driver, DrivenUntil: now.Add(lease), SeenAt: now}
		events, state := start(s, now, who.ID, speed)
		world.LastSeq = state.Seq
		if err := m.store.addWorld(ctx, world, Seat{PersonID: who.ID, Role: s.SoloRole().ID}, events); err != nil {
			return err
		}
		return m.bus.Announce(ctx, activity.Started{
			Activity: run.Ref(), Version: version, Person: who.ID, Attempt: run.ID, Mode: run.Mode, At: now,
		})
	})
	if err == nil && !added { // somebody, in another tab, was quicker
		return m.store.openRun(ctx, who.ID, slug)
	}
	return run, err
}

func seed() int64 {
	var b [8]byte
	rand.Read(b[:])
	return int64(binary.LittleEndian.Uint64(b[:]) >> 1)
}
