package views

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"credence/modules/identity"
	"credence/web/i18n"
	"credence/web/ui"
)

func id(n int64) string { return strconv.FormatInt(n, 10) }

func personPath(n int64, rest ...string) string {
	return strings.Join(append([]string{"/people", id(n)}, rest...), "/")
}

// fieldLabel is the label of a field of identity's forms.
func fieldLabel(ctx context.Context, field string) string {
	return i18n.T(ctx, "identity.field."+field)
}

// labelled are pairs of field and label, for the summary of what is wrong.
func labelled(ctx context.Context, fields ...string) (pairs []string) {
	for _, f := range fields {
		pairs = append(pairs, f, fieldLabel(ctx, f))
	}
	return pairs
}

// coded are options for a list of codes that have a message each.
func coded(ctx context.Context, section string, codes []string) (options []ui.Option) {
	for _, code := range codes {
		options = append(options, ui.Option{Value: code, Label: i18n.T(ctx, section+code)})
	}
	return options
}

// placeOptions show the tree by indenting what stands below.
func placeOptions(ctx context.Context, places []identity.Place) []ui.Option {
	options := []ui.Option{{Label: i18n.T(ctx, "common.choose")}}
	for _, p := range places {
		options = append(options, ui.Option{Value: id(p.ID), Label: strings.Repeat("\u2003", p.Depth()-places[0].Depth()) + p.Name})
	}
	return options
}

// anyPlace is placeOptions for a filter.
func anyPlace(ctx context.Context, places []identity.Place) []ui.Option {
	options := placeOptions(ctx, places)
	options[0].Label = i18n.T(ctx, "identity.anywhere")
	return options
}

func isoDay(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

// dateOf is a calendar day, which is the same everywhere.
func dateOf(ctx context.Context, t time.Time) string { return i18n.Date(ctx, t, time.UTC) }

// roleWords are the names of roles that come with blanks between their codes.
func roleWords(ctx context.Context, codes string) string {
	var names []string
	for code := range strings.FieldsSeq(codes) {
		names = append(names, i18n.T(ctx, "identity.role."+code))
	}
	return strings.Join(names, i18n.Comma(ctx))
}

// postingWord is past, now or to come.
func postingWord(p identity.PostingAt, today time.Time) string {
	switch {
	case p.StartsOn.After(today):
		return "identity.posting_next"
	case p.EndsOn != nil && p.EndsOn.Before(today.Truncate(24*time.Hour)):
		return "identity.posting_past"
	}
	return "identity.posting_now"
}

// peopleQuery is the URL's query that gives this list again, on another page.
func peopleQuery(path string, q identity.PeopleQuery, page int) string {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" && value != "0" {
			v.Set(name, value)
		}
	}
	set("q", q.Search)
	set("place", id(q.PlaceID))
	set("staff", q.StaffType)
	set("role", q.Role)
	if q.Suspended {
		v.Set("suspended", "on")
	}
	if page > 1 {
		v.Set("page", strconv.Itoa(page))
	}
	return path + "?" + v.Encode()
}

// auditQuery is the URL's query that gives this part of the trail again, with rows before an id.
func auditQuery(path string, f AuditFilter, before int64) string {
	v := url.Values{}
	for name, value := range map[string]string{"verb": f.Query.Verb, "person": f.Query.Person, "from": f.From, "to": f.To} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if before > 0 {
		v.Set("before", id(before))
	}
	return path + "?" + v.Encode()
}

// verbWord is what was done in words, or its code when no module gave it words.
func verbWord(ctx context.Context, verb string) string {
	if key := "identity.verb." + verb; i18n.Has(key) {
		return i18n.T(ctx, key)
	}
	return verb
}

// browser says which browser and system an agent text means, as far as one can tell.
func browser(agent string) string {
	name := first(agent, "Edg/", "Edge", "OPR/", "Opera", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari")
	system := first(agent, "Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows", "Mac OS X", "macOS", "Linux", "Linux")
	return strings.Trim(name+" · "+system, " ·")
}

// first is the name that belongs to the first sign that is found; signs and names alternate.
func first(text string, signs ...string) string {
	for i := 0; i+1 < len(signs); i += 2 {
		if strings.Contains(text, signs[i]) {
			return signs[i+1]
		}
	}
	return ""
}

// importWas says what a line changes from.
func importWas(ctx context.Context, was string) string {
	if was == "" {
		return i18n.T(ctx, "identity.import_was_empty")
	}
	return i18n.T(ctx, "identity.import_was", "value", was)
}

func placeSheet(ctx context.Context, f ui.Form, place, parent identity.Place) Sheet {
	s := Sheet{
		Nav: "places", Back: ui.Link{Href: "/places", Text: i18n.T(ctx, "identity.places")}, Form: f, Submit: i18n.T(ctx, "common.save"),
		Labels: labelled(ctx, "name", "kind", "country", "city", "time_zone", "bandwidth", "parent"),
	}
	if place.ID == 0 {
		s.Title, s.Action = i18n.T(ctx, "identity.add_place_title", "place", parent.Name), "/places"
	} else {
		s.Title, s.Action = i18n.T(ctx, "identity.edit_place", "place", place.Name), "/places/"+id(place.ID)+"/edit"
	}
	return s
}

func verbOptions(ctx context.Context, verbs []string) []ui.Option {
	options := []ui.Option{{Label: i18n.T(ctx, "common.all")}}
	for _, verb := range verbs {
		options = append(options, ui.Option{Value: verb, Label: verbWord(ctx, verb)})
	}
	return options
}

// aboutOf is whom or what a line of the trail is about.
func aboutOf(r identity.AuditRow) string {
	if r.About != "" {
		return r.About
	}
	return r.Object
}

// postWord is what somebody does at a mission. Staff lists write codes of their own; those that are common have words.
func postWord(ctx context.Context, code string) string {
	if key := "identity.post." + code; i18n.Has(key) {
		return i18n.T(ctx, key)
	}
	return plainCode(code)
}

// plainCode shows a code that the ministry made up in plain words: "consular_officer" is "consular officer".
func plainCode(code string) string { return strings.ReplaceAll(code, "_", " ") }
