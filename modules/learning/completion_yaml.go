package learning

import (
	"fmt"
	"slices"
)

// rule reads a completion rule and everything inside it.
func (r *courseReader) rule(c *Course, where string, raw ruleFile) Rule {
	rule := Rule{Quiz: raw.Quiz, Simulation: raw.Simulation}
	kinds := 0
	if len(raw.All) > 0 {
		kinds++
		rule.All = r.rules(c, where+".all", raw.All)
	}
	if len(raw.Any) > 0 {
		kinds++
		rule.Any = r.rules(c, where+".any", raw.Any)
	}
	if raw.AtLeast != nil {
		kinds++
		rule.AtLeast = &AtLeast{N: raw.AtLeast.N, Of: r.rules(c, where+".at-least.of", raw.AtLeast.Of)}
		if raw.AtLeast.N < 1 || raw.AtLeast.N > len(raw.AtLeast.Of) {
			r.refuse(where+".at-least.n", "n is from 1 to the number of rules in of")
		}
	}
	if len(raw.Lessons) > 0 {
		kinds++
		for _, code := range raw.Lessons {
			rule.Lessons = append(rule.Lessons, lessonID(code))
			if code != "all" && c.Lesson(lessonID(code)) == nil {
				r.refuse(where+".lessons", "the course has no lesson %s", code)
			}
		}
		if len(raw.Lessons) > 1 && slices.Contains(raw.Lessons, "all") {
			r.refuse(where+".lessons", `lessons is "all" or a list of codes`)
		}
	}
	if ref := rule.Activity(); ref.ID != "" {
		kinds++
		if c.Uses(ref) == nil {
			r.refuse(where, "the %s %s is not among the activities of the course", ref.Kind, ref.ID)
		}
	}
	if raw.Quiz != "" && raw.Simulation != "" {
		kinds++
	}
	if kinds != 1 {
		r.refuse(where, "a completion rule is one of all, any, at-least, lessons, quiz, simulation")
	}
	return rule
}

func (r *courseReader) rules(c *Course, where string, raw []ruleFile) (all []Rule) {
	for i, one := range raw {
		all = append(all, r.rule(c, fmt.Sprintf("%s[%d]", where, i), one))
	}
	return all
}
