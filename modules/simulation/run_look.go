package simulation

import (
	"context"
	"time"

	"credence/modules/access"
	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
)

// Look is a world as its player sees it at a moment.
type Look struct {
	Run   Run
	World int64
	State *State
	Now   int // exercise second
	Wall  time.Time
}

// Look shows a run to the person whose seat it has. It counts as being there.
func (m *Module) Look(ctx context.Context, who actor.Actor, runID int64) (*Look, error) {
	seat, err := m.store.seat(ctx, runID, who.ID)
	if err != nil {
		return nil, err
	}
	m.note(ctx, seat.WorldID)
	return m.look(ctx, runID, seat.WorldID)
}

func (m *Module) look(ctx context.Context, runID, worldID int64) (*Look, error) {
	run, err := m.store.run(ctx, runID)
	if err != nil {
		return nil, err
	}
	world, err := m.store.world(ctx, worldID)
	if err != nil {
		return nil, err
	}
	state, err := m.folded(ctx, world.ID, runID, world.LastSeq)
	if err != nil {
		return nil, err
	}
	m.publish(world.ID, state)
	now := m.now()
	return &Look{Run: *run, World: world.ID, State: state, Now: state.Clock.Now(now), Wall: now}, nil
}

// readRuns is who may read the runs of people in reach, once they are finished.
var readRuns = access.Permission{Thing: "runs", Verb: "read"}

// ErrNotOver says that a debrief comes after the run.
var ErrNotOver = fault.New(fault.Conflict, "simulation.not_over")

// Debrief is a finished run from its log: the mark, and the world at any second.
type Debrief struct {
	Run    Run
	Player string
	Place  string
	Own    bool
	Events []Event
	State  *State // at the end
	Score  Score
}

// Debrief opens a finished run for its player, or for somebody who may read the runs of people in reach.
func (m *Module) Debrief(ctx context.Context, who actor.Actor, runID int64) (*Debrief, error) {
	row, err := m.store.runRow(ctx, runID, who.ID, m.may.Reach(who, readRuns), m.now())
	if err != nil {
		return nil, err
	}
	d := &Debrief{Run: row.Run, Player: row.Person, Place: row.Place, Own: row.CreatedBy == who.ID}
	if !row.Finished() {
		if d.Own {
			return nil, ErrNotOver
		}
		return nil, ErrNoRun // nobody looks over a player's shoulder
	}
	s, err := m.ScenarioVersion(ctx, row.Scenario, row.Version)
	if err != nil {
		return nil, err
	}
	if d.Events, err = m.store.events(ctx, row.WorldID, 0, 1<<62); err != nil {
		return nil, err
	}
	d.State = Fold(s, d.Events)
	d.Score = d.State.Score(d.State.At)
	return d, nil
}

// At is the world as it was at a second of the exercise.
func (d *Debrief) At(second int) *State {
	n := 0
	for n < len(d.Events) && d.Events[n].AtEx <= second {
		n++
	}
	return Fold(d.State.Scenario, d.Events[:n])
}
