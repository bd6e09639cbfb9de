package simulation

import (
	"slices"
	"strings"
)

// Act is something the player did, in the shape that matchers and expectations look at.
type Act struct {
	Seq        int64
	At         int
	Kind       string
	Channel    string
	To         List
	Thread     string
	About      []string
	Lang       string
	Text       string
	Tool       string
	Target     string
	Verdict    string
	Confidence string
	Evidence   []string
	Clause     string
	Link       bool
	Cleared    bool
	Refuse     bool
	Post       string // id of the post it made
}

func (w *State) act(a Act) { w.Acts = append(w.Acts, a) }

// Public reports whether everybody could read it.
func (a Act) Public() bool { return a.Kind == "post" || a.Kind == "reply" || a.Kind == "page" }

func (s *Scenario) carriesLink(text string) bool {
	return s.Page.Address != "" && strings.Contains(strings.ToLower(text), strings.ToLower(s.Page.Address))
}

// fits reports whether an act is one that the matcher describes.
func (s *Scenario) fits(m Matcher, a Act) bool {
	kind := m.Act.Has(a.Kind) || m.Act.Has("public") && a.Public() || m.Act.Has("refuse") && a.Refuse
	if !kind || a.At < m.From.Seconds() || m.Until > 0 && a.At >= m.Until.Seconds() {
		return false
	}
	if !m.Channel.Admits(a.Channel) || !m.Thread.Admits(a.Thread) || !m.Lang.Admits(a.Lang) ||
		!m.Tool.Admits(a.Tool) || !m.Target.Admits(a.Target) || !m.Verdict.Admits(a.Verdict) || !m.Confidence.Admits(a.Confidence) {
		return false
	}
	if !anyOf(m.To, a.To) || !anyOf(m.About, a.About) || !anyOf(m.Evidence, a.Evidence) {
		return false
	}
	if m.Link && !a.Link || m.Cleared != nil && *m.Cleared != a.Cleared {
		return false
	}
	if len(m.Says)+len(m.SaysAny)+len(m.Lacks) == 0 {
		return true
	}
	h := s.hear(a.Text, a.Lang, a.At)
	says := func(id string) bool { return s.says(h, id) }
	for _, id := range m.Says {
		if !says(id) {
			return false
		}
	}
	return (len(m.SaysAny) == 0 || slices.ContainsFunc(m.SaysAny, says)) && !slices.ContainsFunc(m.Lacks, says)
}

// anyOf reports whether nothing is asked for, or one of it is there.
func anyOf(wanted List, have []string) bool {
	return len(wanted) == 0 || slices.ContainsFunc(wanted, func(id string) bool { return slices.Contains(have, id) })
}

// first finds the act with which the matcher is fulfilled: the first that fits, or the n-th when it counts.
func (w *State) first(m Matcher) (Act, bool) { return w.firstIn(m, 0, int(^uint(0)>>1)) }

// firstIn looks only at acts between two seconds, both included. Doing the same thing to the same target again does not count twice.
func (w *State) firstIn(m Matcher, from, until int) (Act, bool) {
	need := max(m.Count, 1)
	seen := map[string]bool{}
	for _, a := range w.Acts {
		if a.At < from || a.At > until || !w.Scenario.fits(m, a) {
			continue
		}
		seen[a.Kind+"\x00"+a.Tool+"\x00"+a.Target+"\x00"+strings.Join(a.About, " ")+"\x00"+a.Post+a.Text] = true
		if len(seen) >= need {
			return a, true
		}
	}
	return Act{}, false
}
