package simulation

// next finds what the system does next by the exercise clock, if it is due by second until: an inject, the result of
// a tool, the approver's answer, the end. The earliest comes first; at the same second in the order just named.
func (w *State) next(until int) (Event, bool) {
	var found Event
	best := until + 1
	offer := func(second int, make func(at int) Event) {
		second = max(second, w.At) // the log only goes forward
		if second < best {
			best, found = second, make(second)
		}
	}
	for i := range w.Scenario.Injects {
		in := &w.Scenario.Injects[i]
		if _, fired := w.Fired[in.ID]; fired || w.Passed[in.ID] || in.NotSolo {
			continue
		}
		if second, why, cause, ok := w.due(in); ok && second < w.Clock.Length+1 {
			offer(second, func(at int) Event { return w.inject(in, at, why, cause) })
		}
	}
	for _, u := range w.Uses {
		if !u.Done {
			evidence, _ := w.Scenario.find(u.Tool, u.Target)
			offer(u.Ends, func(at int) Event { return newEvent(toolFound, at, foundData{Use: u.Seq, Evidence: evidence}) })
		}
	}
	for _, d := range w.Drafts {
		if d.Step == StepAsked {
			offer(d.DueAt, func(at int) Event {
				answer, comment := w.Scenario.judge(d, at)
				return newEvent(clearanceAnswered, at, clearanceData{Draft: d.ID, Answer: answer, Comment: comment})
			})
		}
	}
	offer(w.Clock.Length, func(at int) Event {
		return newEvent(clockStopped, at, clockData{Ms: int64(at) * 1000, Reason: "time"})
	})
	return found, best <= until
}

func (w *State) inject(in *Inject, at int, why string, cause int64) Event {
	if ok, forbids := w.allowed(in); !ok {
		return newEvent(injectPassed, at, injectData{Inject: in.ID, Why: forbids})
	}
	e := newEvent(injectFired, at, injectData{Inject: in.ID, Why: why, Cause: cause})
	if in.From != "" {
		e.ActorKind, e.Actor = "persona", in.From
	}
	return e
}

// NextDue is the exercise second at which the system will next do something, if nobody acts before.
func (w *State) NextDue() int {
	e, ok := w.next(w.Clock.Length)
	if !ok {
		return w.Clock.Length
	}
	return e.AtEx
}
