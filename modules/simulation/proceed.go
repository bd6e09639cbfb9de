package simulation

import (
	"strconv"
	"time"
)

// turn is one step of a world: what is appended to its log in one go.
type turn struct {
	wall   time.Time
	person int64
	state  *State
	events []Event
}

// proceed takes the world to a moment of wall time and then does what the player asks for: first whatever the exercise
// clock has brought meanwhile, each thing at its exact second; then the commands; then what they set off at once. If
// driven is before wall, no server drove the world since, and that time does not count.
// It is pure: the same world, time and commands give the same events.
func (w *State) proceed(wall, driven time.Time, person int64, commands ...Command) ([]Event, *State, error) {
	t := &turn{wall: wall, person: person, state: w}
	if w.Clock.Running && driven.Before(wall) {
		t.append(newEvent(clockHeld, w.Clock.Now(driven), clockData{Ms: w.Clock.Millis(driven)}))
	}
	t.advance()
	for _, c := range commands {
		if _, isQuiet := c.(quiet); !isQuiet && t.state.Clock.Reason == "away" && !t.state.Clock.Stopped {
			t.append(t.state.clockEvent(clockResumed, clockData{})) // whoever acts is back
		}
		if err := t.state.admit(c); err != nil {
			return nil, nil, err
		}
		events, err := c.decide(t.state, t.now())
		if err != nil {
			return nil, nil, err
		}
		for _, e := range events {
			e.ActorKind, e.Actor = "person", strconv.FormatInt(person, 10)
			t.append(e)
		}
		t.advance()
	}
	return t.events, t.state, nil
}

func (t *turn) now() int { return t.state.Clock.Now(t.wall) }

// advance lets everything happen that the exercise clock has reached.
func (t *turn) advance() {
	for t.state.Clock.Running {
		e, due := t.state.next(t.now())
		if !due {
			return
		}
		t.append(e)
	}
}

func (t *turn) append(e Event) {
	e.Seq, e.At = t.state.Seq+1, t.wall
	if len(e.Kind) > 6 && e.Kind[:6] == "clock." {
		var d clockData
		e.into(&d)
		if d.Ms == 0 {
			d.Ms = t.state.Clock.Millis(t.wall)
		}
		kind, who, name := e.Kind, e.ActorKind, e.Actor
		e = newEvent(kind, int(d.Ms/1000), d)
		e.Seq, e.At, e.ActorKind, e.Actor = t.state.Seq+1, t.wall, who, name
	}
	e.AtEx = max(e.AtEx, t.state.At)
	t.events = append(t.events, e)
	t.state = t.state.Next(e)
}

// start is the first event of a world.
func start(s *Scenario, wall time.Time, person int64, speed float64) ([]Event, *State) {
	t := &turn{wall: wall, person: person, state: Begin(s)}
	e := newEvent(clockStarted, 0, clockData{Speed: speed})
	e.ActorKind, e.Actor = "person", strconv.FormatInt(person, 10)
	t.append(e)
	t.advance()
	return t.events, t.state
}
