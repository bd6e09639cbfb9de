// Package views is one screen or fragment per file, named <module>_<screen>.templ.
// A view takes what a module gives and says it in the reader's language; it decides nothing.
package views

// pagesOf is how many pages a list of total rows has.
func pagesOf(total, size int) int { return (total + size - 1) / size }
