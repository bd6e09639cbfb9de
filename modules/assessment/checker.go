package assessment

import (
	"fmt"
	"strings"
)

// Problem is a mistake in a content file, for its author.
type Problem struct {
	File    string
	Line    int
	Message string
}

func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message) }

// Checker collects what is wrong with one item or quiz. A path such as "options[2].because" says where.
type Checker struct {
	languages []string // that every text must have
	note      func(path, message string)
}

// Say notes a mistake.
func (c *Checker) Say(path, format string, args ...any) {
	c.note(path, strings.TrimPrefix(path+": ", ": ")+fmt.Sprintf(format, args...))
}

// Text notes the languages that a text lacks.
func (c *Checker) Text(path string, t Text) {
	for _, lang := range c.languages {
		if strings.TrimSpace(t[lang]) == "" {
			c.Say(path, "missing in %q", lang)
		}
	}
}

// Different notes texts that a learner could not tell apart.
func (c *Checker) Different(path string, texts []Text) {
	for _, lang := range c.languages {
		seen := map[string]bool{}
		for _, t := range texts {
			said := strings.ToLower(strings.TrimSpace(t[lang]))
			if said != "" && seen[said] {
				c.Say(path, "%q stands there twice in %q", t[lang], lang)
			}
			seen[said] = true
		}
	}
}

func at(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }
