package learning

import "slices"

// SelfCheck is a question answered in place while reading. It is not marked; what is right stays on the server
// until the reader has answered.
type SelfCheck struct {
	ID       string        `yaml:"id"`
	Question string        `yaml:"question"`
	Options  []CheckOption `yaml:"options"`
}

// CheckOption is one answer to choose from.
type CheckOption struct {
	Text    string `yaml:"text"`
	Right   bool   `yaml:"right"`
	Because string `yaml:"because"`
}

// Multiple reports whether more than one answer is right, so that the reader picks all that apply.
func (c *SelfCheck) Multiple() bool {
	right := 0
	for _, o := range c.Options {
		if o.Right {
			right++
		}
	}
	return right > 1
}

// Correct reports whether the picks are exactly the right answers.
func (c *SelfCheck) Correct(picks []int) bool {
	for i, o := range c.Options {
		if o.Right != slices.Contains(picks, i) {
			return false
		}
	}
	return true
}

// Asked reports whether picks answer the question at all: at least one, and none that does not exist.
func (c *SelfCheck) Asked(picks []int) bool {
	return len(picks) > 0 && !slices.ContainsFunc(picks, func(i int) bool { return i < 0 || i >= len(c.Options) })
}
