package simulation

import "credence/modules/kernel/fault"

// Pause stops exercise time. What is written meanwhile is kept.
type Pause struct{ Reason string } // asked, away

func (Pause) quiet() {}

func (c Pause) decide(w *State, _ int) ([]Event, error) {
	if !w.Clock.Running {
		return nil, nil
	}
	return []Event{w.clockEvent(clockPaused, clockData{Reason: c.Reason})}, nil
}

// Resume lets exercise time go on from where it stood.
type Resume struct{}

func (Resume) quiet() {}

func (Resume) decide(w *State, _ int) ([]Event, error) {
	if w.Clock.Running {
		return nil, nil
	}
	return []Event{w.clockEvent(clockResumed, clockData{})}, nil
}

// SetSpeed changes how fast exercise time goes by, from now on.
type SetSpeed struct{ Speed float64 }

func (SetSpeed) quiet() {}

func (c SetSpeed) decide(w *State, _ int) ([]Event, error) {
	if err := checkSpeed(c.Speed); err != nil {
		return nil, err
	}
	if c.Speed == w.Clock.Speed {
		return nil, nil
	}
	return []Event{w.clockEvent(clockSpeed, clockData{Speed: c.Speed})}, nil
}

// checkSpeed accepts a speed from a half to twenty; what is no number is none of them.
func checkSpeed(speed float64) error {
	if speed >= 0.5 && speed <= 20 {
		return nil
	}
	return fault.New(fault.Invalid, "simulation.no_speed").In("speed")
}

// End stops the exercise before its time is over.
type End struct{}

func (End) quiet() {}

func (End) decide(w *State, _ int) ([]Event, error) {
	return []Event{w.clockEvent(clockStopped, clockData{Reason: "ended"})}, nil
}

// clockEvent is a clock event at the moment it is appended, which fills in the time.
func (w *State) clockEvent(kind string, d clockData) Event { return newEvent(kind, 0, d) }
