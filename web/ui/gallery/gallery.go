// Package gallery shows every piece of the design system in one place: its test
// holds the pieces to what was agreed, its pages are looked at and measured in a
// browser. The product does not import it.
package gallery

import (
	"strconv"
	"time"

	"credence/modules/kernel/actor"
	"credence/web/i18n"
	"credence/web/ui"
)

// words are the texts of the home page in one language.
type words map[string]string

type due struct {
	at        time.Time
	what, act string
	status    string
}

func at(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, quessa)
}

var (
	quessa = time.FixedZone("Quessa", 3*3600)
	selmar = time.FixedZone("Selmar", 0)
	bridge = at(25, 9, 0)
	dues   = []due{
		{at(19, 18, 0), "quiz", "start", "due_soon"},
		{at(20, 23, 59), "verdict", "open", "in_progress"},
		{at(25, 9, 0), "exercise", "prepare", "assigned"},
		{at(30, 23, 59), "renewal", "renew", "expiring"},
	}
	channels = []ui.NavItem{
		{ID: "feed", Href: "#feed", Key: "nav.exercises", Icon: "mast"},
		{ID: "inbox", Href: "#inbox", Key: "nav.record", Icon: "mail"},
		{ID: "claims", Href: "#claims", Key: "nav.marking", Icon: "tag"},
		{ID: "write", Href: "#write", Key: "common.edit", Icon: "pen"},
	}
	bars = []ui.Bar{
		{Label: "Kestria", Value: 42, Text: "42 of 55"},
		{Label: "Sorrany", Value: 9, Text: "9 of 14", Tone: "warn"},
		{Label: "Velund", Value: 0, Text: "0 of 17", Tone: "bad"},
	}
	belief = ui.Plot{
		Title: "Share of those reached who believe the rumour", Desc: "As played the share peaks at 34% and ends at 9%.",
		Across: []ui.Tick{{At: 0, Label: "T+00"}, {At: 30, Label: "T+30"}, {At: 60, Label: "T+60"}, {At: 90, Label: "T+90"}},
		Up:     []ui.Tick{{At: 0, Label: "0%"}, {At: .2, Label: "20%"}, {At: .4, Label: "40%"}},
		A:      ui.Line{Label: "As played, 9%", Points: []ui.Point{{X: 0, Y: 0}, {X: 20, Y: .12}, {X: 41, Y: .34}, {X: 60, Y: .24}, {X: 90, Y: .09}}},
		B:      ui.Line{Label: "Act 3 moved to T+24, 7%", Points: []ui.Point{{X: 0, Y: 0}, {X: 20, Y: .12}, {X: 38, Y: .28}, {X: 60, Y: .18}, {X: 90, Y: .07}}},
		Acts:   []ui.Act{{Number: 1, X: 13, Text: "Holding line"}, {Number: 2, X: 41, Text: "Correction in two languages"}},
		Value:  func(y float64) string { return strconv.Itoa(int(y*100+.5)) + "%" }, Caption: "Effect sizes come from the model, not from real publics.",
	}
	statusWords = []string{
		"not_assigned", "assigned", "in_progress", "submitted", "awaiting_marking", "passed", "failed", "failed_locked", "exempt",
		"valid", "expiring", "in_grace", "lapsed", "revoked", "due", "due_soon", "overdue", "suspended", "suppressed",
		"done", "correct", "wrong", "partly", "draft", "requested", "granted", "refused", "returned", "published", "withdrawn",
		"met", "met_late", "missed", "window_open", "not_due", "for_evaluator",
	}
)

// nadia is a trainee in Quessa on an afternoon in November; ways says how many
// ways her roles open.
func nadia(lang, theme string, ways int) ui.Viewer {
	v := ui.Viewer{
		Who:   actor.Actor{ID: 7, Name: "Nadia Orsolen", Lang: lang, Zone: quessa, Place: "Embassy Quessa", City: "Quessa"},
		Now:   at(17, 14, 20),
		Home:  ui.Home{Name: "Selmar", Zone: selmar},
		Theme: theme,
		Path:  "/",
		Nav: []ui.NavItem{
			{ID: "home", Href: "/", Key: "nav.home", Icon: "home"},
			{ID: "courses", Href: "/courses", Key: "nav.courses", Icon: "book"},
			{ID: "exercises", Href: "/exercises", Key: "nav.exercises", Icon: "mast"},
			{ID: "record", Href: "/record", Key: "nav.record", Icon: "award"},
			{ID: "marking", Href: "/marking", Key: "nav.marking", Icon: "marking"},
			{ID: "control", Href: "/control", Key: "nav.control", Icon: "sliders"},
			{ID: "studio", Href: "/studio", Key: "nav.studio", Icon: "pen"},
			{ID: "people", Href: "/people", Key: "nav.people", Icon: "users"},
		}[:ways],
	}
	if lang == "ar" {
		v.Who.Name, v.Who.City, v.Home.Name = "نادية أورسولين", "كويسا", "سيلمار"
	}
	return v
}

func wordsIn(lang string) words {
	w := words{}
	for key, versions := range texts {
		w[key] = i18n.Text(versions, lang)
	}
	return w
}
