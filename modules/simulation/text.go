package simulation

import (
	"fmt"
	"strings"
)

// Text is what the interface says, per language. A plain string in a file is English.
type Text map[string]string

// UnmarshalYAML accepts a string or a map of languages.
func (t *Text) UnmarshalYAML(read func(any) error) error {
	var plain string
	if read(&plain) == nil {
		*t = Text{"en": strings.TrimSpace(plain)}
		return nil
	}
	perLang := map[string]string{}
	if err := read(&perLang); err != nil {
		return err
	}
	for lang, s := range perLang {
		perLang[lang] = strings.TrimSpace(s)
	}
	*t = perLang
	return nil
}

// List is one or several words; a file may write a single one without brackets.
type List []string

// UnmarshalYAML accepts a scalar or a list.
func (l *List) UnmarshalYAML(read func(any) error) error {
	var many []string
	if read(&many) == nil {
		*l = many
		return nil
	}
	var one string
	if err := read(&one); err != nil {
		return err
	}
	*l = List{one}
	return nil
}

// Has reports whether word is in the list.
func (l List) Has(word string) bool {
	for _, w := range l {
		if w == word {
			return true
		}
	}
	return false
}

// Admits reports whether the list is empty (anything goes) or has word.
func (l List) Admits(word string) bool { return len(l) == 0 || l.Has(word) }

// Minute is a point or a length on the exercise clock as authors write it: minutes, decimals allowed.
type Minute float64

// Seconds is the same in exercise seconds, the unit of the log.
func (m Minute) Seconds() int { return int(float64(m)*60 + 0.5) }

// Stamp writes exercise seconds as the clock shows them: T+00:56:40.
func Stamp(seconds int) string {
	return fmt.Sprintf("T+%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// ShortStamp is Stamp without the seconds, for lists.
func ShortStamp(seconds int) string {
	return fmt.Sprintf("T+%02d:%02d", seconds/3600, seconds/60%60)
}
