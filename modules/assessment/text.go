package assessment

import "fmt"

// Text is a sentence in one or several languages, by language code.
// In YAML a plain string is English.
type Text map[string]string

// In returns the sentence in lang, or in English when there is none.
func (t Text) In(lang string) string {
	if said := t[lang]; said != "" {
		return said
	}
	return t["en"]
}

// UnmarshalYAML reads a string or a map.
func (t *Text) UnmarshalYAML(decode func(any) error) error {
	var plain string
	if decode(&plain) == nil {
		*t = Text{"en": plain}
		return nil
	}
	var each map[string]string
	if err := decode(&each); err != nil {
		return fmt.Errorf("a text is a string, or a map from language to string")
	}
	*t = each
	return nil
}
