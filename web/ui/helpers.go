package ui

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/a-h/templ"
)

// Initials are the first letters of the first and last name: "Nadia Orsolen" is
// "NO". Arabic letters keep a space, so that they do not join.
func Initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	first := initial(words[0])
	if len(words) == 1 {
		return string(first)
	}
	last := initial(words[len(words)-1])
	if unicode.Is(unicode.Arabic, first) {
		return string(first) + " " + string(last)
	}
	return string(first) + string(last)
}

func initial(word string) rune {
	for _, r := range word {
		return unicode.ToUpper(r)
	}
	return 0
}

// currentPage marks the link of the page that one is on.
func currentPage(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "page"}
}

func yes(b bool) string { return strconv.FormatBool(b) }
