package learning

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
)

// readSelfCheck reads a check block. The message says what is wrong with it, and in which of its lines.
func readSelfCheck(source []byte) (*SelfCheck, int, error) {
	var c SelfCheck
	if err := yaml.UnmarshalWithOptions(source, &c, yaml.Strict()); err != nil {
		line, message := yamlFault(err)
		return nil, line, fmt.Errorf("%s", message)
	}
	right := 0
	for i, o := range c.Options {
		if strings.TrimSpace(o.Text) == "" || strings.TrimSpace(o.Because) == "" {
			return nil, 1, fmt.Errorf("answer %d of the check needs text and because", i+1)
		}
		if o.Right {
			right++
		}
	}
	switch {
	case !slugPattern.MatchString(c.ID):
		return nil, 1, fmt.Errorf("the id of a check has small letters, digits and hyphens only, not %q", c.ID)
	case c.Question == "":
		return nil, 1, fmt.Errorf("the check %s has no question", c.ID)
	case len(c.Options) < 2:
		return nil, 1, fmt.Errorf("the check %s needs two answers or more", c.ID)
	case right == 0 || right == len(c.Options):
		return nil, 1, fmt.Errorf("the check %s needs a right and a wrong answer", c.ID)
	}
	return &c, 0, nil
}
