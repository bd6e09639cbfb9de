package i18n

import (
	"embed"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed *.yaml
var files embed.FS

// The plural forms of CLDR, in the order of its names.
const (
	zero = iota
	one
	two
	few
	many
	other
)

var formNames = [6]string{"zero", "one", "two", "few", "many", "other"}

// cldr is our place for each of the forms of golang.org/x/text.
var cldr = map[plural.Form]uint8{
	plural.Zero: zero, plural.One: one, plural.Two: two,
	plural.Few: few, plural.Many: many, plural.Other: other,
}

// locale is a language ready for use: its messages, its rule of plurals, its signs.
type locale struct {
	Language
	signs
	messages map[string]*message
	tag      language.Tag
	small    [1000]uint8 // plural form of 0 to 999, asked for all the time
}

var locales = load()

// load compiles every catalog; a catalog that cannot be read stops the program,
// since it is part of it.
func load() map[string]*locale {
	all := map[string]*locale{}
	for _, language := range Languages {
		l := newLocale(language)
		data, err := files.ReadFile(l.Code + ".yaml")
		if err == nil {
			err = l.read(data)
		}
		if err != nil {
			panic("i18n: " + l.Code + ".yaml: " + err.Error())
		}
		all[l.Code] = l
	}
	for _, l := range all {
		for key, m := range all[Source].messages {
			if _, ok := l.messages[key]; !ok {
				l.messages[key] = m
			}
		}
	}
	return all
}

func newLocale(lang Language) *locale {
	l := &locale{Language: lang, signs: signsOf[lang.Code], messages: map[string]*message{}, tag: language.Make(lang.Code)}
	for n := range l.small {
		l.small[n] = l.match(int64(n))
	}
	return l
}

// form is the plural form of n in this language.
func (l *locale) form(n int64) uint8 {
	if n < 0 {
		n = -n
	}
	if n < int64(len(l.small)) {
		return l.small[n]
	}
	return l.match(n)
}

func (l *locale) match(n int64) uint8 {
	// The rules look at the last six digits and at whether the number is small.
	if n > 9_999_999 {
		n = n%1_000_000 + 1_000_000
	}
	return cldr[plural.Cardinal.MatchPlural(l.tag, int(n), 0, 0, 0, 0)]
}

// read adds the messages of a catalog to l.
func (l *locale) read(data []byte) error {
	var tree map[string]any
	if err := yaml.Unmarshal(data, &tree); err != nil {
		return err
	}
	return l.walk("", tree)
}

func (l *locale) walk(prefix string, node map[string]any) error {
	for name, value := range node {
		key := strings.TrimPrefix(prefix+"."+name, ".")
		switch v := value.(type) {
		case nil: // a section that waits for its first message
		case string:
			m := &message{speaks: l}
			pieces, err := compile(v)
			if err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
			m.forms[other] = pieces
			l.messages[key] = m
		case map[string]any:
			if !isPlural(v) {
				if err := l.walk(key, v); err != nil {
					return err
				}
				continue
			}
			m, err := l.pluralMessage(v)
			if err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
			l.messages[key] = m
		default:
			return fmt.Errorf("%s: %v is not a sentence", key, v)
		}
	}
	return nil
}

// isPlural tells a map of plural forms from a section: it has "other" and
// nothing but names of forms.
func isPlural(node map[string]any) bool {
	for name := range node {
		if formIndex(name) < 0 {
			return false
		}
	}
	_, ok := node["other"]
	return ok
}

func formIndex(name string) int {
	for i, n := range formNames {
		if n == name {
			return i
		}
	}
	return -1
}

func (l *locale) pluralMessage(node map[string]any) (*message, error) {
	m := &message{speaks: l, plural: true}
	for i, name := range formNames {
		text, ok := node[name].(string)
		if !ok {
			text, _ = node["other"].(string)
		}
		pieces, err := compile(text)
		if err != nil {
			return nil, err
		}
		m.forms[i] = pieces
	}
	return m, nil
}

// compile cuts a sentence at its {names}.
func compile(sentence string) ([]piece, error) {
	var pieces []piece
	rest := sentence
	for {
		open := strings.IndexByte(rest, '{')
		if open < 0 {
			if rest != "" || len(pieces) == 0 {
				pieces = append(pieces, piece{text: rest})
			}
			return pieces, nil
		}
		end := strings.IndexByte(rest[open:], '}')
		if end < 2 {
			return nil, fmt.Errorf("a placeholder of %q is empty or not closed", sentence)
		}
		pieces = append(pieces, piece{text: rest[:open], arg: rest[open+1 : open+end]})
		rest = rest[open+end+1:]
	}
}
