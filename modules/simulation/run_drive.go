package simulation

import (
	"context"
	"log/slog"
	"time"
)

// A driver holds its worlds by a lease and renews it well before it ends. Whoever finds a lease that has run out takes
// the world over; exercise time stood still from the end of the lease, and the log says so.
const (
	lease  = 5 * time.Second
	renew  = 2 * time.Second
	glance = 200 * time.Millisecond // how often a driver looks at its clocks
	away   = 3 * time.Minute        // without a page open, a solo run pauses
)

// Drive lets exercise time pass until ctx ends, then hands its worlds over. Several processes may drive at once.
func (m *Module) Drive(ctx context.Context) {
	ticker := time.NewTicker(glance)
	defer ticker.Stop()
	mine, renewed := map[int64]World{}, time.Time{}
	for {
		select {
		case <-ctx.Done():
			handing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
			if err := m.store.release(handing, m.driver, m.now()); err != nil {
				slog.Warn("worlds could not be handed over", "err", err)
			}
			cancel()
			return
		case <-ticker.C:
		}
		if now := m.now(); now.Sub(renewed) >= renew || now.Before(renewed) {
			worlds, err := m.hold(ctx)
			if err != nil {
				if ctx.Err() == nil {
					slog.Warn("worlds could not be held", "err", err)
				}
				continue
			}
			mine, renewed = worlds, now
		}
		for _, w := range mine {
			if err := m.drive(ctx, w); err != nil && ctx.Err() == nil {
				slog.Warn("a world could not be driven", "world", w.ID, "err", err)
			}
		}
	}
}

// Step is one round of Drive, for tests that hold the clock.
func (m *Module) Step(ctx context.Context) error {
	mine, err := m.hold(ctx)
	if err != nil {
		return err
	}
	for _, w := range mine {
		if err := m.drive(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

// hold renews the leases of this driver and takes over worlds whose lease has run out.
func (m *Module) hold(ctx context.Context) (map[int64]World, error) {
	now := m.now()
	lapsed, err := m.store.lapsedWorlds(ctx, now)
	if err != nil {
		return nil, err
	}
	for _, id := range lapsed {
		if _, err := m.append(ctx, id, 0); err != nil {
			slog.Warn("a world could not be taken over", "world", id, "err", err)
		}
	}
	return m.store.renew(ctx, m.driver, now, now.Add(lease))
}

// drive lets one world proceed if something is due in it, or pauses it if nobody is there.
func (m *Module) drive(ctx context.Context, w World) error {
	state, err := m.folded(ctx, w.ID, w.RunID, max(w.LastSeq, m.knownSeq(w.ID)))
	if err != nil {
		return err
	}
	m.publish(w.ID, state)
	now := m.now()
	switch {
	case !state.Clock.Running:
		return nil
	case now.Sub(w.SeenAt) > away && now.Sub(m.lastSeen(w.ID)) > away:
		_, err = m.append(ctx, w.ID, 0, Pause{"away"})
	case state.Clock.Now(now) >= state.NextDue():
		_, err = m.append(ctx, w.ID, 0)
	}
	return err
}

func (m *Module) knownSeq(worldID int64) int64 {
	c := m.cache(worldID)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.state == nil {
		return 0
	}
	return c.state.Seq
}

func (m *Module) lastSeen(worldID int64) time.Time {
	if at, ok := m.seen.Load(worldID); ok {
		return at.(time.Time)
	}
	return time.Time{}
}
