package simulation

import "time"

// Clock is the exercise clock as its events left it. Between two of them exercise time is
// the anchor plus the wall time since, times the speed; it never passes the length.
type Clock struct {
	Started bool
	Running bool
	Stopped bool
	Reason  string // why it stands: asked, away, time, ended
	Speed   float64
	Length  int // exercise seconds

	anchor   time.Time
	anchorMs int64
}

// Speeds a player may choose.
var Speeds = []float64{1, 2, 2.5, 3}

// Millis is the exercise time in milliseconds at a moment of wall time.
func (c Clock) Millis(wall time.Time) int64 {
	ms := c.anchorMs
	if c.Running && wall.After(c.anchor) {
		ms += int64(float64(wall.Sub(c.anchor)/time.Millisecond) * c.Speed)
	}
	return min(ms, int64(c.Length)*1000)
}

// Now is the exercise time in whole seconds.
func (c Clock) Now(wall time.Time) int { return int(c.Millis(wall) / 1000) }

// WallAt is when a running clock will read a second of the exercise.
func (c Clock) WallAt(second int) time.Time {
	left := float64(int64(second)*1000-c.anchorMs) / c.Speed
	return c.anchor.Add(time.Duration(left * float64(time.Millisecond)))
}

func (c *Clock) apply(e Event) {
	var d clockData
	e.into(&d)
	c.anchor, c.anchorMs = e.At, d.Ms
	switch e.Kind {
	case clockStarted:
		c.Started, c.Running, c.Speed = true, true, d.Speed
	case clockPaused:
		c.Running, c.Reason = false, d.Reason
	case clockResumed:
		c.Running, c.Reason = true, ""
	case clockSpeed:
		c.Speed = d.Speed
	case clockStopped:
		c.Running, c.Stopped, c.Reason = false, true, d.Reason
	}
}
