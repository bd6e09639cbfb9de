package simulation

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// gap is how many other words "..." may stand for.
const gap = 6

// form is an accepted form: what stands in a row within one sentence.
type form []piece

type piece struct {
	kind    string // word, gap, number, time, link
	words   []word // any of these
	options []form // of an optional group

}

// word matches one word of a text: all of it, its beginning, or a part.
type word struct {
	text   string
	before bool // * in front: may have more before
	after  bool // * behind: may have more after
}

func (w word) fits(s string) bool {
	switch {
	case w.before && w.after:
		return strings.Contains(s, w.text)
	case w.after:
		return strings.HasPrefix(s, w.text)
	case w.before:
		return strings.HasSuffix(s, w.text)
	}
	return s == w.text
}

var group = regexp.MustCompile(`\([^()]*\)|\S+`)

// parseForm reads an accepted form as authors write it.
func parseForm(written string) (form, error) {
	var f form
	for _, token := range group.FindAllString(written, -1) {
		switch {
		case token == "...":
			f = append(f, piece{kind: "gap"})
		case token == "{number}" || token == "{time}" || token == "{link}":
			f = append(f, piece{kind: strings.Trim(token, "{}")})
		case strings.HasPrefix(token, "{"):
			return nil, fmt.Errorf("%q: there is no placeholder %s", written, token)
		case strings.HasPrefix(token, "("):
			inner, err := parseForm(strings.Trim(token, "()"))
			if err != nil {
				return nil, err
			}
			f = append(f, piece{kind: "optional", options: []form{inner}})
		default:
			p := piece{kind: "word"}
			var rows []form // alternatives of several words, as "14.00" or "site-manager" are once normalised
			for alternative := range strings.SplitSeq(token, "|") {
				bare := strings.Trim(alternative, "*")
				said := sentences(bare)
				if len(said) != 1 || len(said[0]) == 0 {
					return nil, fmt.Errorf("%q: %q is not a word", written, alternative)
				}
				before, after := strings.HasPrefix(alternative, "*"), strings.HasSuffix(alternative, "*")
				row := form{}
				for i, s := range said[0] {
					row = append(row, piece{kind: "word", words: []word{{s, before && i == 0, after && i == len(said[0])-1}}})
				}
				rows = append(rows, row)
				p.words = append(p.words, row[0].words...)
			}
			if longest(rows) > 1 {
				p = piece{kind: "either", options: rows}
			}
			f = append(f, p)
		}
	}
	if len(f) == 0 || f[0].kind == "gap" || f[len(f)-1].kind == "gap" {
		return nil, fmt.Errorf("%q is not a form: it begins and ends with a word", written)
	}
	return f, nil
}

func longest(rows []form) (n int) {
	for _, r := range rows {
		n = max(n, len(r))
	}
	return n
}

// in reports whether the form is found in a sentence, beginning at word from or later.
func (f form) in(sentence []string) bool {
	for i := range sentence {
		if f.at(sentence, i) {
			return true
		}
	}
	return false
}

func (f form) at(s []string, i int) bool {
	if len(f) == 0 {
		return true
	}
	p, rest := f[0], f[1:]
	switch p.kind {
	case "gap":
		for skip := 0; skip <= gap && i+skip <= len(s); skip++ {
			if rest.at(s, i+skip) {
				return true
			}
		}
		return false
	case "optional":
		return rest.at(s, i) || append(append(form{}, p.options[0]...), rest...).at(s, i)
	case "either":
		for _, option := range p.options {
			if append(append(form{}, option...), rest...).at(s, i) {
				return true
			}
		}
		return false
	}
	if i >= len(s) {
		return false
	}
	switch p.kind {
	case "number":
		return isNumber(s[i]) && rest.at(s, i+1)
	case "link":
		return s[i] == linkWord && rest.at(s, i+1)
	case "time":
		if isHour.MatchString(s[i]) && rest.at(s, i+1) {
			return true
		}
		return i+1 < len(s) && isNumber(s[i]) && hourWords.Has(s[i+1]) && rest.at(s, i+2)
	}
	for _, w := range p.words {
		if w.fits(s[i]) && rest.at(s, i+1) {
			return true
		}
	}
	return false
}

var (
	isHour    = regexp.MustCompile(`^([01]?\d|2[0-4])([:.]\d\d(am|pm|h)?|am|pm|h)$`)
	hourWords = List{"am", "pm", "h", "hrs", "hours", "oclock"}
)

func isNumber(s string) bool {
	for _, r := range s {
		if !unicode.IsDigit(r) && r != '.' {
			return false
		}
	}
	return s != "" && unicode.IsDigit(rune(s[0]))
}

// linkWord stands for the live page's address in a text that is being looked at.
const linkWord = "\ue000"

// sentences splits a text into sentences of plain words: lower case, no accents or vowel marks,
// one shape for each Arabic letter, Latin digits, no punctuation.
func sentences(text string) (said [][]string) {
	var sentence []string
	var w strings.Builder
	endWord := func() {
		if w.Len() > 0 {
			sentence = append(sentence, strings.TrimRight(w.String(), ".:"))
			w.Reset()
		}
	}
	endSentence := func() {
		endWord()
		if len(sentence) > 0 {
			said = append(said, sentence)
			sentence = nil
		}
	}
	runes := []rune(norm.NFKD.String(strings.ToLower(text)))
	for i, r := range runes {
		var before, after rune
		if i > 0 {
			before = runes[i-1]
		}
		if i+1 < len(runes) {
			after = runes[i+1]
		}
		switch r = plainLetter(r); {
		case r == 0 || unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		case string(r) == linkWord || unicode.IsLetter(r) || unicode.IsDigit(r):
			w.WriteRune(r)
		case strings.ContainsRune(".:", r) && unicode.IsDigit(before) && unicode.IsDigit(after):
			w.WriteRune(r)
		case r == ',' && unicode.IsDigit(before) && unicode.IsDigit(after):
		case strings.ContainsRune(".!?؟\n;؛", r) && (after == 0 || unicode.IsSpace(after) || r == '\n'):
			endSentence()
		default:
			endWord()
		}
	}
	endSentence()
	return said
}

// plainLetter folds letters that writers use for one another. It returns 0 for what is not written.
func plainLetter(r rune) rune {
	switch {
	case r == 'ـ': // tatweel
		return 0
	case r == 'ى':
		return 'ي'
	case r == 'ة':
		return 'ه'
	case r >= '٠' && r <= '٩':
		return '0' + r - '٠'
	case r >= '۰' && r <= '۹':
		return '0' + r - '۰'
	}
	return r
}

// wordCount is how many words a reader would count.
func wordCount(text string) int { return len(strings.Fields(text)) }
