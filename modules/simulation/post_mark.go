package simulation

import "credence/modules/kernel/fault"

// Like gives a post a like.
type Like struct{ Post string }

func (c Like) decide(w *State, now int) ([]Event, error) {
	p := w.post(c.Post)
	switch {
	case p == nil || p.Removed:
		return nil, ErrNoPost
	case p.Liked || p.Own:
		return nil, nil
	}
	return []Event{newEvent(postLiked, now, targetData(c))}, nil
}

// Hide hides a reply under one of our posts.
type Hide struct{ Post string }

func (c Hide) decide(w *State, now int) ([]Event, error) {
	p := w.post(c.Post)
	switch {
	case p == nil || p.Removed:
		return nil, ErrNoPost
	case p.Hidden:
		return nil, nil
	case !w.UnderOurs(*p):
		return nil, fault.New(fault.Conflict, "simulation.not_under_ours")
	}
	return []Event{newEvent(postHidden, now, targetData(c))}, nil
}

// UnderOurs reports whether a post answers us, so that our account could hide it.
func (w *State) UnderOurs(p Post) bool {
	if p.Own {
		return false
	}
	if p.Filtered {
		return true
	}
	t := w.post(p.ReplyTo)
	return t != nil && t.Own
}

// Restore shows a hidden reply again.
type Restore struct{ Post string }

func (c Restore) decide(w *State, now int) ([]Event, error) {
	p := w.post(c.Post)
	switch {
	case p == nil:
		return nil, ErrNoPost
	case !p.Hidden:
		return nil, nil
	}
	return []Event{newEvent(postRestored, now, targetData(c))}, nil
}
