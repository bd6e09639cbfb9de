package simulation

import "slices"

// applyInject brings an inject into the world: a post, a message, a line on the dashboard, evidence, figures.
func (w *State) applyInject(e Event) {
	var d injectData
	e.into(&d)
	switch e.Kind {
	case injectPassed:
		w.Passed[d.Inject] = true
		return
	case injectAsked:
		w.Asked[d.Inject] = Firing{At: e.AtEx, Seq: e.Seq}
		w.act(Act{Seq: e.Seq, At: e.AtEx, Kind: "ask", About: []string{d.Inject}})
		return
	}
	w.Fired[d.Inject] = Firing{At: e.AtEx, Seq: e.Seq, Why: d.Why, Cause: d.Cause}
	in := w.Scenario.inject(d.Inject)
	for metric, value := range in.Metrics {
		w.Metrics[metric] = append(slices.Clip(w.Metrics[metric]), Point{e.AtEx, value})
	}
	for _, id := range in.Gives {
		w.gain(id, e.AtEx, "inject")
	}
	for _, id := range in.Removes {
		if p := w.post(id); p != nil {
			p.Removed, p.Touched = true, e.Seq
		}
	}
	cause := w.causePost(d.Cause)
	if target := w.post(resolve(in.ReplyTo, cause)); target != nil {
		target.Counts.Replies++
		target.Touched = e.Seq
		target.Counts.add(in.Adds)
	}
	if target := w.post(resolve(in.RepostOf, cause)); target != nil {
		target.Counts.Reposts++
		target.Touched = e.Seq
		target.Counts.add(in.Adds)
	}
	switch {
	case in.Text == "" && in.RepostOf == "":
	case in.Channel == "dashboard":
		w.Alerts = append(w.Alerts, Alert{e.Seq, e.AtEx, in.ID})
	case dress(in.Channel).Public:
		w.Posts = append(w.Posts, Post{
			ID: in.ID, Seq: e.Seq, At: e.AtEx, Channel: in.Channel, Persona: in.From, Lang: in.Lang, Text: in.Text, Gloss: in.Gloss,
			Media: in.Media, Link: in.Link, ReplyTo: resolve(in.ReplyTo, cause), RepostOf: resolve(in.RepostOf, cause),
			Hidden: in.Hidden, Filtered: in.Hidden, Counts: in.Counts,
		})
	default:
		w.receive(e, in)
	}
}

// causePost is the player's post that set an inject off, if it was one.
func (w *State) causePost(seq int64) string {
	for _, p := range w.Posts {
		if p.Own && p.Seq == seq {
			return p.ID
		}
	}
	return ""
}

func resolve(ref, cause string) string {
	if ref == "act" {
		return cause
	}
	return ref
}

func (c *Counts) add(more Counts) {
	c.Replies += more.Replies
	c.Reposts += more.Reposts
	c.Likes += more.Likes
}
