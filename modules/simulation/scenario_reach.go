package simulation

import (
	"fmt"
	"slices"
)

// reachable reports a matcher that no act of the player can ever fit: an inject that waits for it would never come.
func (f *folder) reachable(file string, where at, owner string, m Matcher) {
	s := f.scenario
	canPost := func(kind string) bool {
		return slices.ContainsFunc(s.Channels, func(c Channel) bool {
			return c.Post && m.Channel.Admits(c.ID) && (kind != "page" || c.ID == "page") && (kind == "page" || kind == "public" || c.ID != "page")
		})
	}
	possible := func(kind string) error {
		switch kind {
		case "public", "post", "reply", "repost", "page":
			if !canPost(kind) {
				return fmt.Errorf("the player's account cannot post there (post: true)")
			}
		case "message", "refuse":
			for _, id := range m.Thread {
				if in := s.inject(id); in != nil && (dress(in.Channel).Public || !dress(in.Channel).Write) {
					return fmt.Errorf("nobody can answer %s in a thread", id)
				}
			}
		case "ask":
			for _, id := range m.About {
				if in := s.inject(id); in != nil && in.Manual == nil {
					return fmt.Errorf("%s cannot be asked for: it is not manual", id)
				}
			}
		case "report":
			if len(s.Clauses) == 0 {
				return fmt.Errorf("the scenario has no clauses to report by")
			}
		}
		return nil
	}
	var why error
	for _, kind := range m.Act {
		if why = possible(kind); why == nil {
			return
		}
	}
	if why != nil {
		f.report(file, where, "%s waits for an act that cannot happen: %v", owner, why)
	}
}
