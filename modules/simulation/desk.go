package simulation

// Tool is an instrument of the verification desk. Each use costs exercise time.
type Tool struct {
	ID      string
	Minutes Minute
	Takes   string // what it is used on: media, persona or address
}

// Tools of the desk, in the order the desk shows them.
var Tools = []Tool{
	{"reverse-image", 2, "media"},
	{"metadata", 1, "media"},
	{"archive", 2, "media"},
	{"account-check", 3, "persona"},
	{"look-alike", 1, "address"},
}

func tool(id string) (Tool, bool) {
	for _, t := range Tools {
		if t.ID == id {
			return t, true
		}
	}
	return Tool{}, false
}

// Use is one use of a tool. Its result is there when the exercise clock reads Ends.
type Use struct {
	Seq    int64
	At     int
	Ends   int
	Tool   string
	Target string
	Done   bool
	Found  string // evidence id; empty: nothing
}

// find is what the scenario lets a tool bring for a target.
func (s *Scenario) find(tool, target string) (evidence string, minutes Minute) {
	for _, f := range s.Desk {
		if f.Tool == tool && f.Target == target {
			return f.Gives, f.Minutes
		}
	}
	for _, t := range Tools {
		if t.ID == tool {
			return "", t.Minutes
		}
	}
	return "", 0
}

// deskFree is when the desk can begin something: it does one thing at a time.
func (w *State) deskFree(now int) int {
	for _, u := range w.Uses {
		now = max(now, u.Ends)
	}
	return now
}

// Targets lists what a tool can be used on: the pictures, accounts or addresses seen so far.
func (w *State) Targets(takes string) (targets []string) {
	add := func(ids ...string) {
		for _, id := range ids {
			if id != "" && !List(targets).Has(id) {
				targets = append(targets, id)
			}
		}
	}
	see := func(persona, link string, media List) {
		switch p := w.Scenario.persona(persona); {
		case takes == "media":
			add(media...)
		case takes == "address":
			add(link)
		case p != nil && p.Handle != "" && p.ID != w.Scenario.SoloRole().As:
			add(p.ID)
		}
	}
	for _, p := range w.Posts {
		see(p.Persona, p.Link, p.Media)
	}
	for _, t := range w.Threads {
		for _, m := range t.Messages {
			see(t.With, m.Link, m.Media)
		}
	}
	if takes == "media" {
		for _, a := range w.Alerts {
			add(w.Scenario.inject(a.Inject).Media...)
		}
		for _, h := range w.Evidence {
			add(w.Scenario.evidence(h.ID).Media...)
		}
	}
	return targets
}

func (w *State) applyTool(e Event) {
	if e.Kind == toolUsed {
		var d toolData
		e.into(&d)
		w.Uses = append(w.Uses, Use{Seq: e.Seq, At: e.AtEx, Ends: d.Ends, Tool: d.Tool, Target: d.Target})
		w.act(Act{Seq: e.Seq, At: e.AtEx, Kind: "tool", Tool: d.Tool, Target: d.Target})
		return
	}
	var d foundData
	e.into(&d)
	for i := range w.Uses {
		if u := &w.Uses[i]; u.Seq == d.Use {
			u.Done, u.Found = true, d.Evidence
			if d.Evidence != "" {
				w.gain(d.Evidence, e.AtEx, u.Tool)
			}
		}
	}
}
