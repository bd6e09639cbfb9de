package simulation

import (
	"context"
	"strconv"
	"sync"
	"time"

	"credence/modules/kernel/actor"
)

// Do carries out a player's commands in one go: all of them happen, or none. What the exercise clock has brought
// meanwhile happens first. When Do returns, the log has it.
func (m *Module) Do(ctx context.Context, who actor.Actor, runID int64, commands ...Command) (*State, error) {
	seat, err := m.store.seat(ctx, runID, who.ID)
	if err != nil {
		return nil, err
	}
	m.note(ctx, seat.WorldID)
	return m.append(ctx, seat.WorldID, who.ID, commands...)
}

// append is the only way into a log. It holds the world's row, so the log has one order and no gaps.
func (m *Module) append(ctx context.Context, worldID, person int64, commands ...Command) (*State, error) {
	var state *State
	err := m.db.Tx(ctx, func(ctx context.Context) error {
		world, err := m.store.lockWorld(ctx, worldID)
		if err != nil {
			return err
		}
		if state, err = m.folded(ctx, world.ID, world.RunID, world.LastSeq); err != nil {
			return err
		}
		now := m.now()
		before := state
		events, next, err := state.proceed(now, world.DrivenUntil, person, commands...)
		if err != nil {
			return err
		}
		lapsed := world.DrivenUntil.Before(now)
		if len(events) == 0 && !lapsed && world.Driver != m.driver {
			return nil
		}
		if lapsed || world.Driver == m.driver {
			world.Driver, world.DrivenUntil = m.driver, now.Add(lease)
		}
		state = next
		world.LastSeq, world.State = state.Seq, state.word()
		if err := m.store.addEvents(ctx, world, events); err != nil {
			return err
		}
		if len(events) == 0 {
			return nil
		}
		if err := m.changed(ctx, world, before, state, now); err != nil {
			return err
		}
		return m.db.Notify(ctx, Signal, strconv.FormatInt(worldID, 10))
	})
	if err != nil {
		return nil, err
	}
	m.publish(worldID, state)
	return state, nil
}

// Signal is where the database says which world has something new.
const Signal = "simulation_world"

// cached is the newest state of a world that this process knows.
type cached struct {
	mu    sync.Mutex
	state *State
}

func (m *Module) cache(worldID int64) *cached {
	c, _ := m.worlds.LoadOrStore(worldID, &cached{})
	return c.(*cached)
}

// folded brings the state as of a seq: what is in memory, and the rest of the log after it.
func (m *Module) folded(ctx context.Context, worldID, runID, seq int64) (*State, error) {
	c := m.cache(worldID)
	c.mu.Lock()
	state := c.state
	c.mu.Unlock()
	if state == nil || state.Seq > seq {
		run, err := m.store.run(ctx, runID)
		if err != nil {
			return nil, err
		}
		s, err := m.ScenarioVersion(ctx, run.Scenario, run.Version)
		if err != nil {
			return nil, err
		}
		state = Begin(s)
	}
	if state.Seq == seq {
		return state, nil
	}
	events, err := m.store.events(ctx, worldID, state.Seq, seq)
	if err != nil {
		return nil, err
	}
	return state.Next(events...), nil
}

// publish keeps a committed state, unless a newer one is there already.
func (m *Module) publish(worldID int64, state *State) {
	c := m.cache(worldID)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.state == nil || state.Seq > c.state.Seq {
		c.state = state
	}
	if c.state.Clock.Stopped {
		m.worlds.Delete(worldID) // a debrief is read rarely; it folds the log again
		m.seen.Delete(worldID)
	}
}

// note writes down that a player's page is open, at most every quarter of a minute.
func (m *Module) note(ctx context.Context, worldID int64) {
	now := m.now()
	if last, ok := m.seen.Load(worldID); ok && now.Sub(last.(time.Time)) < 15*time.Second {
		return
	}
	if m.store.noteSeen(ctx, worldID, now) == nil {
		m.seen.Store(worldID, now)
	}
}
