// Package views is one screen or fragment per file, named <module>_<screen>.templ.
// A view takes what a module gives and says it in the reader's language; it decides nothing.
package views

import (
	"slices"

	"credence/web/i18n"
	"credence/web/ui"
)

// pagesOf is how many pages a list of total rows has.
func pagesOf(total, size int) int { return (total + size - 1) / size }

// languageOptions are the languages of the interface under their own names: those with the codes given, or all.
func languageOptions(codes ...string) (options []ui.Option) {
	for _, l := range i18n.Languages {
		if len(codes) == 0 || slices.Contains(codes, l.Code) {
			options = append(options, ui.Option{Value: l.Code, Label: l.Name})
		}
	}
	return options
}

// languageName is a language's name as its speakers write it.
func languageName(code string) string {
	for _, l := range i18n.Languages {
		if l.Code == code {
			return l.Name
		}
	}
	return code
}
