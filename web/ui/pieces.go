package ui

import "github.com/a-h/templ"

// Fact is a key and its value, a text or a piece of page.
type Fact struct {
	Term string
	Text string
	Body templ.Component
}

// Tab is one of several views of the same thing; each is a page of its own.
type Tab struct {
	Href    string
	Label   string
	Icon    string
	Current bool
	Count   string // already written in the reader's language; may be empty
	New     bool   // the count is of unseen things
}

// Link is somewhere to go.
type Link struct{ Href, Text string }

func noticeIcon(kind string) string {
	switch kind {
	case "ok":
		return "st-passed"
	case "warn":
		return "warning"
	case "bad":
		return "st-failed"
	}
	return "info"
}

func segment(i, done, half int) string {
	switch {
	case i < done:
		return "d"
	case i < done+half:
		return "h"
	}
	return ""
}
