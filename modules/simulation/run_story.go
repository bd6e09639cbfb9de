package simulation

import "slices"

// Moment is one thing that happened, as a list of the exercise tells it: an inject or an act of the player.
type Moment struct {
	Seq    int64
	At     int
	Inject *Inject
	Act    Act
}

// Story is everything that arrived and everything the player did, in order.
func (d *Debrief) Story() (story []Moment) {
	s := d.State.Scenario
	for id, f := range d.State.Fired {
		story = append(story, Moment{Seq: f.Seq, At: f.At, Inject: s.inject(id)})
	}
	for _, a := range d.State.Acts {
		story = append(story, Moment{Seq: a.Seq, At: a.At, Act: a})
	}
	slices.SortFunc(story, func(a, b Moment) int { return int(a.Seq - b.Seq) })
	return story
}
