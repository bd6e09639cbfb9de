package simulation

import (
	"slices"
	"strconv"
)

// Post is one public message on a channel, a persona's or the player's. Versions of the live page are posts on "page".
type Post struct {
	ID       string // the inject's id, or p and the seq
	Seq      int64
	At       int
	Channel  string
	Persona  string
	Own      bool
	Lang     string
	Text     string
	Gloss    Text
	Media    List
	Link     string
	Evidence []string
	ReplyTo  string
	RepostOf string
	Hidden   bool // under our posts, hidden by the filter or by the player
	Filtered bool // the filter hid it at first
	Removed  bool // taken down by the platform
	Liked    bool
	Cleared  bool
	Promise  int
	Counts   Counts
	Touched  int64 // seq of the last event that changed it
}

// post finds a post; nil when there is none (yet). The pointer is into this state.
func (w *State) post(id string) *Post {
	if id == "" {
		return nil
	}
	for i := range w.Posts {
		if w.Posts[i].ID == id {
			return &w.Posts[i]
		}
	}
	return nil
}

// Post returns a copy of a post.
func (w *State) Post(id string) (Post, bool) {
	if p := w.post(id); p != nil {
		return *p, true
	}
	return Post{}, false
}

// About lists the injects that an act on a post is about: the post's, and those it replies to or reposts.
func (w *State) About(id string) (injects []string) {
	if w.thread(id) != nil && w.Scenario.inject(id) != nil {
		return []string{id}
	}
	for p := w.post(id); p != nil; {
		if !p.Own && !slices.Contains(injects, p.ID) {
			injects = append(injects, p.ID)
		}
		next := p.RepostOf
		if next == "" {
			break
		}
		p = w.post(next)
	}
	return injects
}

func (w *State) applyPost(e Event) {
	if e.Kind != postMade {
		w.applyPostMark(e)
		return
	}
	var d postData
	e.into(&d)
	own := w.Scenario.SoloRole().As
	p := Post{
		ID: "p" + strconv.FormatInt(e.Seq, 10), Seq: e.Seq, At: e.AtEx, Channel: d.Channel, Persona: own, Own: true, Lang: d.Lang,
		Text: d.Text, Evidence: d.Evidence, ReplyTo: d.ReplyTo, RepostOf: d.RepostOf, Cleared: d.Cleared, Promise: d.Promise,
	}
	for _, id := range d.Evidence {
		if ev := w.Scenario.evidence(id); ev != nil {
			p.Media = append(p.Media, ev.Media...)
		}
	}
	a := Act{
		Seq: e.Seq, At: e.AtEx, Kind: "post", Channel: d.Channel, Lang: d.Lang, Text: d.Text, Evidence: d.Evidence,
		Link: d.Channel == "page" || w.Scenario.carriesLink(d.Text), Cleared: d.Cleared, Post: p.ID,
	}
	target := d.ReplyTo + d.RepostOf
	switch {
	case d.Channel == "page":
		a.Kind = "page"
	case d.RepostOf != "":
		a.Kind = "repost"
	case d.ReplyTo != "":
		a.Kind = "reply"
	}
	if t := w.post(target); t != nil {
		a.To, a.About = List{t.Persona}, w.About(target)
		if d.ReplyTo != "" {
			t.Counts.Replies++
		} else {
			t.Counts.Reposts++
		}
		t.Touched = e.Seq
	}
	w.Posts = append(w.Posts, p)
	w.Promise = d.Promise
	if d.Draft != "" {
		w.published(d.Draft, d.Lang, e.AtEx)
	}
	w.act(a)
}

func (w *State) applyPostMark(e Event) {
	var d targetData
	e.into(&d)
	p := w.post(d.Post)
	if p == nil {
		return
	}
	a := Act{Seq: e.Seq, At: e.AtEx, Channel: p.Channel, To: List{p.Persona}, About: w.About(d.Post), Lang: p.Lang}
	p.Touched = e.Seq
	switch e.Kind {
	case postLiked:
		p.Liked, a.Kind = true, "like"
		p.Counts.Likes++
	case postHidden:
		p.Hidden, a.Kind = true, "hide"
	case postRestored:
		p.Hidden, a.Kind = false, "restore"
	}
	w.act(a)
}
