package learning

import (
	"fmt"
	"strings"
)

// English is the language a text without a language is in, and the one to fall back to.
const English = "en"

// Text is one text in several languages: language → words. It converts freely to map[string]string.
type Text map[string]string

// UnmarshalYAML reads a plain string (English) or a map of languages.
func (t *Text) UnmarshalYAML(decode func(any) error) error {
	var plain string
	if decode(&plain) == nil {
		*t = Text{English: plain}
		return nil
	}
	var versions map[string]string
	if err := decode(&versions); err != nil {
		return fmt.Errorf("a text is a string, or a map like {en: …, ar: …}")
	}
	*t = versions
	return nil
}

// In is the text in lang, else in English, else in any language it has.
func (t Text) In(lang string) string {
	for _, l := range []string{lang, English} {
		if s := t[l]; s != "" {
			return s
		}
	}
	for _, s := range t {
		return s
	}
	return ""
}

// lacks lists the languages in which the text is missing.
func (t Text) lacks(languages []string) (missing []string) {
	for _, l := range languages {
		if strings.TrimSpace(t[l]) == "" {
			missing = append(missing, l)
		}
	}
	return missing
}
