// Package i18n turns message keys, numbers and moments into the reader's language.
//
// Catalogs are YAML: section, then key, then a sentence with {names}, or a map
// of CLDR plural forms chosen by the argument n. They are compiled once, at
// start; a key that a language lacks is answered in English, and a key that
// nobody has is shown as it is, so that a gap is seen and not hidden.
package i18n

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Source is the language that every other one falls back to.
const Source = "en"

// Language is one that the interface speaks, under its own name.
type Language struct {
	Code string // ISO 639-1, also the value of the html lang attribute
	Name string // as its speakers write it
	Dir  string // "ltr" or "rtl"
}

// Languages are those of the interface, in the order in which a person picks.
var Languages = []Language{
	{"en", "English", "ltr"},
	{"ar", "العربية", "rtl"},
	{"fr", "Français", "ltr"},
	{"ru", "Русский", "ltr"},
	{"tr", "Türkçe", "ltr"},
}

// Known reports whether the interface speaks lang.
func Known(lang string) bool {
	_, ok := locales[lang]
	return ok
}

type contextKey struct{}

// With returns ctx speaking lang; an unknown language becomes English.
func With(ctx context.Context, lang string) context.Context {
	l, ok := locales[lang]
	if !ok {
		l = locales[Source]
	}
	return context.WithValue(ctx, contextKey{}, l)
}

func of(ctx context.Context) *locale {
	if l, ok := ctx.Value(contextKey{}).(*locale); ok {
		return l
	}
	return locales[Source]
}

// Lang is the language that ctx speaks.
func Lang(ctx context.Context) string { return of(ctx).Code }

// Dir is the direction in which that language is written: "ltr" or "rtl".
func Dir(ctx context.Context) string { return of(ctx).Dir }

// T says key in the language of ctx. Arguments are pairs of name and value;
// the value of "n" picks the plural form, and numbers are written the way the
// language writes them.
func T(ctx context.Context, key string, args ...any) string {
	l := of(ctx)
	m, ok := l.messages[key]
	if !ok {
		return key
	}
	return m.say(l, args)
}

// Has reports whether some catalog knows key.
func Has(key string) bool {
	_, ok := locales[Source].messages[key]
	return ok
}

// Text picks the version of a content text for lang, else the English one,
// else any: a course may speak fewer languages than the interface.
func Text(versions map[string]string, lang string) string {
	if s := versions[lang]; s != "" {
		return s
	}
	if s := versions[Source]; s != "" {
		return s
	}
	for _, l := range Languages {
		if s := versions[l.Code]; s != "" {
			return s
		}
	}
	return ""
}

// TextLang is the language of what Text picks, for the lang attribute beside it.
func TextLang(versions map[string]string, lang string) string {
	if versions[lang] != "" {
		return lang
	}
	for _, l := range Languages {
		if versions[l.Code] != "" {
			return l.Code
		}
	}
	return lang
}

// DirOf is the direction of a language of content, spoken by the interface or not.
func DirOf(lang string) string {
	switch base, _, _ := strings.Cut(lang, "-"); base {
	case "ar", "fa", "he", "ur", "ps", "ku", "dv", "yi":
		return "rtl"
	}
	return "ltr"
}

// message is a compiled sentence: one list of pieces for each plural form.
type message struct {
	speaks *locale // whose plural rule its forms follow: English for a fallback
	forms  [6][]piece
	plural bool
}

// piece is a run of fixed text, then the argument that follows it, if any.
type piece struct {
	text string
	arg  string
}

func (m *message) say(l *locale, args []any) string {
	form := m.forms[other]
	if m.plural {
		if n, ok := count(args); ok {
			form = m.forms[m.speaks.form(n)]
		}
	}
	if len(form) == 1 && form[0].arg == "" {
		return form[0].text
	}
	var room [160]byte
	out := room[:0]
	for _, p := range form {
		out = append(out, p.text...)
		if p.arg != "" {
			out = l.appendArg(out, p.arg, args)
		}
	}
	return string(out)
}

// appendArg writes the argument called name, or the bare placeholder when the
// caller forgot it.
func (l *locale) appendArg(out []byte, name string, args []any) []byte {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != name {
			continue
		}
		switch v := args[i+1].(type) {
		case string:
			return l.appendText(out, v)
		case int:
			return l.appendInt(out, int64(v))
		case int64:
			return l.appendInt(out, v)
		case float64:
			return l.appendFloat(out, v, -1)
		default:
			return l.appendText(out, fmt.Sprint(v))
		}
	}
	out = append(out, '{')
	out = append(out, name...)
	return append(out, '}')
}

const (
	isolate = "\u2068" // first strong isolate
	release = "\u2069" // pop directional isolate
)

// appendText writes s; inside a right-to-left sentence a piece with Latin
// letters is isolated, or "C6, 13 lessons" would read "13, C6".
func (l *locale) appendText(out []byte, s string) []byte {
	if l.Dir != "rtl" || !hasLatin(s) {
		return append(out, s...)
	}
	out = append(out, isolate...)
	out = append(out, s...)
	return append(out, release...)
}

func hasLatin(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < utf8.RuneSelf && 'a' <= c && c <= 'z' {
			return true
		}
	}
	return false
}

// Plain takes the direction marks out of a sentence, for paper and for mail
// headers, whose writers order the text themselves.
func Plain(s string) string { return marks.Replace(s) }

var marks = strings.NewReplacer(isolate, "", release, "")

func count(args []any) (int64, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != "n" {
			continue
		}
		switch v := args[i+1].(type) {
		case int:
			return int64(v), true
		case int64:
			return v, true
		}
	}
	return 0, false
}
