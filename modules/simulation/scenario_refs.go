package simulation

import (
	"slices"
	"strings"
)

// knows reports a reference that leads nowhere.
func (f *folder) knows(file string, where at, what, id string) {
	s, ok := f.scenario, false
	switch what {
	case "persona":
		ok = s.persona(id) != nil
	case "inject":
		ok = s.inject(id) != nil
	case "evidence":
		ok = s.evidence(id) != nil
	case "channel":
		ok = s.channel(id) != nil
	case "media":
		_, ok = s.Media[id]
	case "saying":
		_, ok = s.saying(id)
	case "tongue":
		_, ok = s.Tongues[id]
	case "clause":
		ok = slices.ContainsFunc(s.Clauses, func(c Clause) bool { return c.ID == id })
	case "expectation":
		ok = slices.ContainsFunc(s.Expectations, func(e Expectation) bool { return e.ID == id })
	}
	if !ok {
		f.report(file, where, "there is no %s %q", what, id)
	}
}

func (f *folder) each(file string, where at, what string, ids List) {
	for _, id := range ids {
		f.knows(file, where, what, id)
	}
}

func (f *folder) tongue(file string, where at, lang string) { f.knows(file, where, "tongue", lang) }

// text reports an interface text that is missing in a language the scenario promises.
func (f *folder) text(file string, where at, t Text, required bool) {
	if len(t) == 0 {
		if required {
			f.report(file, where, "%v is missing", where[len(where)-1])
		}
		return
	}
	for _, lang := range f.scenario.Languages {
		if t[lang] == "" {
			f.report(file, where, "%v is missing in %s", where[len(where)-1], lang)
		}
	}
}

func (f *folder) texts(where at, ts []Text) {
	for i, t := range ts {
		f.text(mainFile, append(slices.Clone(where), i), t, true)
	}
}

func (f *folder) unique(file, list string, n int, id func(i int) string) {
	seen := map[string]bool{}
	for i := range n {
		switch {
		case id(i) == "":
			f.report(file, at{list, i}, "an id is missing in %s", list)
		case seen[id(i)]:
			f.report(file, at{list, i}, "there are two %s called %s", list, id(i))
		}
		seen[id(i)] = true
	}
}

// svgFault says what a picture of ours must not be.
func svgFault(svg string) string {
	switch {
	case !strings.Contains(svg, "<svg"):
		return "is not an SVG drawing"
	case !strings.Contains(svg, "EXERCISE"):
		return "does not have EXERCISE drawn into it"
	case len(svg) > 20_000:
		return "is larger than 20 KB"
	}
	for _, bad := range []string{"<script", "<style", "<foreignObject", "<image", "href=", " on", "url("} {
		if bad == " on" {
			for _, handler := range []string{" onload", " onclick", " onmouse", " onerror", " onbegin", " onfocus"} {
				if strings.Contains(svg, handler) {
					return "has an event handler"
				}
			}
			continue
		}
		if strings.Contains(svg, bad) {
			return "contains " + bad
		}
	}
	return ""
}

func channelNames() string {
	var names []string
	for _, d := range dresses {
		names = append(names, d.ID)
	}
	return strings.Join(names, ", ")
}
