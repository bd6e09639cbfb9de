package tracking

import (
	"context"

	"credence/modules/activity"
	"credence/modules/kernel/event"
	"credence/modules/learning"
)

func (m *Module) listen(bus *event.Bus) {
	event.On(bus, "tracking.enrolled", func(ctx context.Context, e learning.Enrolled) error {
		return m.note(ctx, Statement{At: e.At, PersonID: e.Person, Verb: Enrolled, Kind: "course", Object: e.Course, Version: e.Version, Mode: e.Source})
	})
	event.On(bus, "tracking.read", func(ctx context.Context, e learning.LessonRead) error {
		return m.note(ctx, Statement{At: e.At, PersonID: e.Person, Verb: Read, Kind: "lesson", Object: e.Lesson, Version: e.Version, Mode: e.Lang})
	})
	event.On(bus, "tracking.completed", func(ctx context.Context, e learning.Completed) error {
		return m.note(ctx, Statement{At: e.At, PersonID: e.Person, Verb: Completed, Kind: "course", Object: e.Course, Version: e.Version})
	})
	event.On(bus, "tracking.started", func(ctx context.Context, e activity.Started) error {
		return m.note(ctx, Statement{At: e.At, PersonID: e.Person, Verb: Started, Kind: e.Activity.Kind, Object: e.Activity.ID, Version: e.Version, Mode: e.Mode})
	})
	event.On(bus, "tracking.finished", func(ctx context.Context, e activity.Finished) error {
		verb := Failed
		if e.Passed {
			verb = Passed
		}
		return m.note(ctx, Statement{At: e.At, PersonID: e.Person, Verb: verb, Kind: e.Activity.Kind, Object: e.Activity.ID, Version: e.Version, Mode: e.Mode, Score: &e.Score})
	})
}

// note adds a line, with the place where the person was posted then.
func (m *Module) note(ctx context.Context, one Statement) error {
	place, err := m.placeOn(ctx, one.PersonID, one.At)
	if err != nil {
		return err
	}
	if place != 0 {
		one.PlaceID = &place
	}
	return m.store.add(ctx, &one)
}
