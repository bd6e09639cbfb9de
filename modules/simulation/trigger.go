package simulation

// holds says whether a condition is true now.
func (w *State) holds(c *Cond) bool {
	switch {
	case len(c.All) > 0:
		for i := range c.All {
			if !w.holds(&c.All[i]) {
				return false
			}
		}
		return true
	case len(c.Any) > 0:
		for i := range c.Any {
			if w.holds(&c.Any[i]) {
				return true
			}
		}
		return false
	case c.Not != nil:
		return !w.holds(c.Not)
	case c.Done != nil:
		_, done := w.first(*c.Done)
		return done
	}
	_, fired := w.Fired[c.Fired]
	return fired
}

// due says when an inject is to happen, and why; ok is false while nothing has set it off.
func (w *State) due(in *Inject) (second int, why string, cause int64, ok bool) {
	switch {
	case in.At != nil:
		return in.At.Seconds(), "time", 0, true
	case in.On != nil:
		a, done := w.first(*in.On)
		return a.At + in.Delay.Seconds(), "act", a.Seq, done
	case in.Silence != nil:
		_, spoken := w.firstIn(in.Silence.Of, in.Silence.Since.Seconds(), in.Silence.Until.Seconds())
		return in.Silence.Until.Seconds(), "silence", 0, !spoken
	}
	asked, ok := w.Asked[in.ID]
	return asked.At, "asked", asked.Seq, ok
}

// allowed says whether the inject's own conditions let it happen; if not, which one forbids it.
func (w *State) allowed(in *Inject) (ok bool, forbids string) {
	if in.When != nil && !w.holds(in.When) {
		return false, "when"
	}
	if in.Unless != nil && w.holds(in.Unless) {
		return false, "unless"
	}
	return true, ""
}
