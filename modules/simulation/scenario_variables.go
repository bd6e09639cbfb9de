package simulation

import "strings"

// replaceVariables puts the scenario's variables, such as {home_city}, into everything that is said in it,
// so that a ministry can give the story its own names in one place.
func (s *Scenario) replaceVariables() {
	if len(s.Variables) == 0 {
		return
	}
	var pairs []string
	for name, value := range s.Variables {
		pairs = append(pairs, "{"+name+"}", value)
	}
	r := strings.NewReplacer(pairs...)
	text := func(ts ...*Text) {
		for _, t := range ts {
			for lang, said := range *t {
				(*t)[lang] = r.Replace(said)
			}
		}
	}
	plain := func(ss ...*string) {
		for _, p := range ss {
			*p = r.Replace(*p)
		}
	}
	texts := func(ts []Text) {
		for i := range ts {
			text(&ts[i])
		}
	}
	lines := func(ls []Line) {
		for i := range ls {
			text(&ls[i].Text)
		}
	}
	text(&s.Title, &s.Summary, &s.Brief.Outcome, &s.Brief.Background, &s.House.Roof.Text, &s.Clearance.Granted)
	texts(s.Brief.Orders)
	texts(s.Brief.Counts)
	texts(s.Questions)
	lines(s.House.Pillars)
	lines(s.House.Must)
	lines(s.House.MustNot)
	plain(&s.Page.Address, &s.Page.Title, &s.Page.Text)
	for i := range s.Roles {
		text(&s.Roles[i].Title, &s.Roles[i].Brief)
	}
	for i := range s.Personas {
		p := &s.Personas[i]
		plain(&p.Name, &p.Handle)
		text(&p.About, &p.Truth)
	}
	for i := range s.Channels {
		text(&s.Channels[i].Name)
	}
	for i := range s.Evidence {
		e := &s.Evidence[i]
		text(&e.Title, &e.Text, &e.Source)
	}
	for i := range s.Clearance.Rules {
		text(&s.Clearance.Rules[i].Comment)
	}
	for i := range s.Phrases {
		plain(&s.Phrases[i].Text)
		text(&s.Phrases[i].Gloss)
	}
	for i := range s.Metrics {
		text(&s.Metrics[i].Label)
	}
	for i := range s.Claims {
		text(&s.Claims[i].Title, &s.Claims[i].Because)
	}
	for i := range s.Models {
		plain(&s.Models[i].Text)
	}
	for i := range s.Injects {
		in := &s.Injects[i]
		plain(&in.Title, &in.Text, &in.Link)
		text(&in.Gloss)
	}
	for i := range s.Expectations {
		text(&s.Expectations[i].Title, &s.Expectations[i].Good)
	}
	for i := range s.Desk {
		plain(&s.Desk[i].Target)
	}
	for _, sayings := range []map[string]Saying{s.Facts, s.Forbidden} {
		for _, saying := range sayings {
			for _, forms := range saying.Forms {
				for i := range forms {
					plain(&forms[i])
				}
			}
		}
	}
}
