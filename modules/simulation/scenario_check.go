package simulation

import (
	"math"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// check looks for every mistake that can be seen before anybody plays.
func (f *folder) check() {
	f.checkMain()
	f.checkSayings()
	f.checkInjects()
	f.checkExpectations()
	sort.SliceStable(f.problems, func(i, j int) bool {
		a, b := f.problems[i], f.problems[j]
		if a.File != b.File {
			return a.File < b.File
		}
		return a.Line < b.Line
	})
}

var hour = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)

func (f *folder) checkMain() {
	s := f.scenario
	must := func(ok bool, where at, message string, args ...any) {
		if !ok {
			f.report(mainFile, where, message, args...)
		}
	}
	must(len(s.Languages) > 0 && slices.Contains(s.Languages, "en"), at{"languages"}, "languages must list en, and every language the interface texts are written in")
	must(s.Minutes > 0 && s.Minutes <= 600, at{"minutes"}, "minutes must be between 1 and 600")
	must(s.Speed >= 0.5 && s.Speed <= 20, at{"speed"}, "speed must be between 0.5 and 20")
	must(hour.MatchString(s.Starts), at{"starts"}, `starts must be an hour such as "10:00"`)
	f.text(mainFile, at{"title"}, s.Title, true)
	f.text(mainFile, at{"summary"}, s.Summary, true)
	f.text(mainFile, at{"brief", "outcome"}, s.Brief.Outcome, true)
	f.text(mainFile, at{"brief", "background"}, s.Brief.Background, true)
	f.texts(at{"brief", "orders"}, s.Brief.Orders)
	f.texts(at{"brief", "counts"}, s.Brief.Counts)
	f.texts(at{"questions"}, s.Questions)
	f.text(mainFile, at{"message-house", "roof", "text"}, s.House.Roof.Text, true)
	for name, lines := range map[string][]Line{"pillars": s.House.Pillars, "must": s.House.Must, "must-not": s.House.MustNot} {
		for i, line := range lines {
			f.text(mainFile, at{"message-house", name, i, "text"}, line.Text, true)
		}
	}
	must(len(s.Tongues) > 0, at{"tongues"}, "tongues must name the languages of the story")
	for id, t := range s.Tongues {
		f.text(mainFile, at{"tongues", id, "name"}, t.Name, true)
		must(t.Tag != "", at{"tongues", id}, "tongue %s needs a tag such as en", id)
		must(t.Dir == "ltr" || t.Dir == "rtl", at{"tongues", id, "dir"}, "dir is ltr or rtl")
	}
	f.unique(mainFile, "personas", len(s.Personas), func(i int) string { return s.Personas[i].ID })
	for i, p := range s.Personas {
		where := at{"personas", i}
		must(p.Name != "" && p.Initials != "", where, "persona %s needs a name and initials", p.ID)
		f.tongue(mainFile, where, p.Lang)
		f.text(mainFile, append(where, "about"), p.About, false)
		f.text(mainFile, append(where, "truth"), p.Truth, false)
	}
	for i, r := range s.Roles {
		f.text(mainFile, at{"roles", i, "title"}, r.Title, true)
		f.text(mainFile, at{"roles", i, "brief"}, r.Brief, true)
		f.knows(mainFile, at{"roles", i, "as"}, "persona", r.As)
	}
	must(s.SoloRole() != nil, at{"roles"}, "one role must be solo: true")
	for i, c := range s.Channels {
		must(dress(c.ID).ID != "", at{"channels", i, "id"}, "there is no channel %q; channels are %s", c.ID, channelNames())
		f.text(mainFile, at{"channels", i, "name"}, c.Name, true)
		must(!c.Post || dress(c.ID).Public, at{"channels", i, "post"}, "post: true is for channels with public posts")
	}
	must(s.Page.Address != "" && s.Page.Title != "" && s.Page.Text != "", at{"page"}, "page needs an address, a title and its first text")
	f.tongue(mainFile, at{"page", "lang"}, s.Page.Lang)
	for id, picture := range s.Media {
		f.text(mainFile, at{"media", id, "alt"}, picture.Alt, true)
		if why := svgFault(string(picture.Data)); why != "" && len(picture.Data) > 0 {
			must(false, at{"media", id, "file"}, "media/%s %s", picture.File, why)
		}
	}
	f.unique(mainFile, "evidence", len(s.Evidence), func(i int) string { return s.Evidence[i].ID })
	for i, e := range s.Evidence {
		f.text(mainFile, at{"evidence", i, "title"}, e.Title, true)
		f.text(mainFile, at{"evidence", i, "text"}, e.Text, true)
		f.text(mainFile, at{"evidence", i, "source"}, e.Source, true)
		f.each(mainFile, at{"evidence", i, "media"}, "media", e.Media)
	}
	for i, d := range s.Desk {
		t, ok := tool(d.Tool)
		must(ok, at{"desk", i, "tool"}, "there is no tool %q", d.Tool)
		if ok && t.Takes != "address" {
			f.knows(mainFile, at{"desk", i, "target"}, t.Takes, d.Target)
		}
		if ok && t.Takes == "address" {
			seen := slices.ContainsFunc(s.Injects, func(in Inject) bool { return in.Link == d.Target })
			must(seen, at{"desk", i, "target"}, "no inject has the link %s", d.Target)
		}
		f.knows(mainFile, at{"desk", i, "gives"}, "evidence", d.Gives)
	}
	f.knows(mainFile, at{"clearance", "approver"}, "persona", s.Clearance.Approver)
	must(s.Clearance.Minutes > 0, at{"clearance", "minutes"}, "clearance takes some minutes")
	f.text(mainFile, at{"clearance", "granted"}, s.Clearance.Granted, true)
	for i, r := range s.Clearance.Rules {
		where := at{"clearance", "rules", i}
		must(len(r.SaysAny)+len(r.Lacks) > 0 || r.Until > 0, where, "a rule needs says-any, lacks or until")
		f.text(mainFile, append(where, "comment"), r.Comment, true)
		f.each(mainFile, append(where, "says-any"), "saying", r.SaysAny)
		f.each(mainFile, append(where, "lacks"), "saying", r.Lacks)
		f.each(mainFile, append(where, "channel"), "channel", r.Channels)
	}
	f.unique(mainFile, "clauses", len(s.Clauses), func(i int) string { return s.Clauses[i].ID })
	for i, c := range s.Clauses {
		f.text(mainFile, at{"clauses", i, "text"}, c.Text, true)
	}
	f.unique(mainFile, "phrases", len(s.Phrases), func(i int) string { return s.Phrases[i].ID })
	for i, p := range s.Phrases {
		f.tongue(mainFile, at{"phrases", i, "lang"}, p.Lang)
		f.text(mainFile, at{"phrases", i, "gloss"}, p.Gloss, true)
		must(p.Text != "", at{"phrases", i}, "phrase %s has no text", p.ID)
	}
	f.unique(mainFile, "metrics", len(s.Metrics), func(i int) string { return s.Metrics[i].ID })
	for i, m := range s.Metrics {
		f.text(mainFile, at{"metrics", i, "label"}, m.Label, true)
	}
	for i, c := range s.Claims {
		f.text(mainFile, at{"claims", i, "title"}, c.Title, true)
		f.text(mainFile, at{"claims", i, "because"}, c.Because, true)
		f.each(mainFile, at{"claims", i, "about"}, "inject", c.About)
		must(List(verdicts).Has(c.Verdict), at{"claims", i, "verdict"}, "verdict is one of %s", strings.Join(verdicts, ", "))
		must(List(confidences).Has(c.Confidence), at{"claims", i, "confidence"}, "confidence is one of %s", strings.Join(confidences, ", "))
	}
	f.unique(mainFile, "critical", len(s.Critical), func(i int) string { return s.Critical[i].ID })
	for i, c := range s.Critical {
		f.text(mainFile, at{"critical", i, "title"}, c.Title, true)
		f.text(mainFile, at{"critical", i, "because"}, c.Because, true)
		f.matcher(mainFile, at{"critical", i, "when"}, c.When)
	}
	for i, m := range s.Models {
		f.knows(mainFile, at{"models", i, "expectation"}, "expectation", m.Expectation)
		f.text(mainFile, at{"models", i, "title"}, m.Title, true)
		f.tongue(mainFile, at{"models", i, "lang"}, m.Lang)
	}
}

func (f *folder) checkSayings() {
	s := f.scenario
	for name, sayings := range map[string]map[string]Saying{"facts": s.Facts, "forbidden": s.Forbidden} {
		for id, saying := range sayings {
			where := at{name, id}
			f.text(mainFile, append(where, "label"), saying.Label, true)
			if len(saying.Forms) == 0 {
				f.report(mainFile, where, "%s has no accepted forms", id)
			}
			for lang, forms := range saying.Forms {
				f.tongue(mainFile, append(where, "forms", lang), lang)
				for i, form := range forms {
					if _, err := parseForm(form); err != nil {
						f.report(mainFile, append(where, "forms", lang, i), "%v", err)
					}
				}
			}
			for lang, forms := range saying.Unless {
				f.tongue(mainFile, append(where, "unless", lang), lang)
				for i, form := range forms {
					if _, err := parseForm(form); err != nil {
						f.report(mainFile, append(where, "unless", lang, i), "%v", err)
					}
				}
			}
			if _, twice := s.Facts[id]; twice && name == "forbidden" {
				f.report(mainFile, where, "%s is both a fact and forbidden; ids must differ", id)
			}
		}
	}
}

func (f *folder) checkInjects() {
	s := f.scenario
	f.unique(injectFile, "injects", len(s.Injects), func(i int) string { return s.Injects[i].ID })
	for i, in := range s.Injects {
		where := at{"injects", i}
		must := func(ok bool, key string, message string, args ...any) {
			if !ok {
				f.report(injectFile, append(slices.Clone(where), key), message, args...)
			}
		}
		must(injectKinds.Has(in.Kind), "kind", "%s: kind is one of %s", in.ID, strings.Join(injectKinds, ", "))
		must(s.channel(in.Channel) != nil, "channel", "%s: channel %q is not in scenario.yaml", in.ID, in.Channel)
		must(in.Text != "" || in.RepostOf != "" || len(in.Removes) > 0, "text", "%s has no text", in.ID)
		if in.Channel != "dashboard" {
			f.knows(injectFile, append(slices.Clone(where), "from"), "persona", in.From)
			f.tongue(injectFile, append(slices.Clone(where), "lang"), in.Lang)
			if s.Tongues[in.Lang].Tag != "en" && in.Text != "" {
				f.text(injectFile, append(slices.Clone(where), "gloss"), in.Gloss, true)
			}
		}
		f.each(injectFile, append(slices.Clone(where), "media"), "media", in.Media)
		f.each(injectFile, append(slices.Clone(where), "gives"), "evidence", in.Gives)
		f.each(injectFile, append(slices.Clone(where), "removes"), "inject", in.Removes)
		for name := range in.Metrics {
			known := slices.ContainsFunc(s.Metrics, func(m Metric) bool { return m.ID == name })
			must(known, "metrics", "%s: there is no metric %q", in.ID, name)
		}
		for key, ref := range map[string]string{"thread": in.Thread, "reply-to": in.ReplyTo, "repost-of": in.RepostOf} {
			if ref == "act" {
				must(in.On != nil, key, "%s: %s: act needs an inject with on:", in.ID, key)
			} else if ref != "" {
				must(ref != in.ID, key, "%s refers to itself", in.ID)
				f.knows(injectFile, append(slices.Clone(where), key), "inject", ref)
			}
		}
		must(in.Thread == "" || !dress(in.Channel).Public, "thread", "%s: thread is for mail, messages, cables and calls", in.ID)
		must(!in.Hidden || dress(in.Channel).Public, "hidden", "%s: only public posts can be hidden", in.ID)
		f.checkTrigger(where, in)
	}
}

func (f *folder) checkTrigger(where at, in Inject) {
	s, ways := f.scenario, 0
	put := func(key string, message string, args ...any) {
		f.report(injectFile, append(slices.Clone(where), key), message, args...)
	}
	within := func(key string, m Minute) {
		if m < 0 || m > s.Minutes {
			put(key, "%s: minute %v lies outside the exercise (0 to %v)", in.ID, m, s.Minutes)
		}
	}
	if in.At != nil {
		ways++
		within("at", *in.At)
	}
	if in.On != nil {
		ways++
		f.matcher(injectFile, append(slices.Clone(where), "on"), *in.On)
		f.reachable(injectFile, append(slices.Clone(where), "on"), in.ID, *in.On)
		within("delay", in.Delay)
	}
	if in.Silence != nil {
		ways++
		within("silence", in.Silence.Until)
		if in.Silence.Until <= in.Silence.Since {
			put("silence", "%s: silence must end after it begins", in.ID)
		}
		f.matcher(injectFile, append(slices.Clone(where), "silence", "of"), in.Silence.Of)
	}
	if in.Manual != nil {
		ways++
		f.text(injectFile, append(slices.Clone(where), "manual", "label"), in.Manual.Label, true)
	}
	if ways != 1 {
		put("id", "%s needs exactly one of at, on, silence, manual", in.ID)
	}
	if in.When != nil {
		f.cond(append(slices.Clone(where), "when"), *in.When, in.ID)
	}
	if in.Unless != nil {
		f.cond(append(slices.Clone(where), "unless"), *in.Unless, in.ID)
	}
}

func (f *folder) cond(where at, c Cond, owner string) {
	set := 0
	for i, each := range c.All {
		f.cond(append(slices.Clone(where), "all", i), each, owner)
	}
	for i, each := range c.Any {
		f.cond(append(slices.Clone(where), "any", i), each, owner)
	}
	for _, used := range []bool{len(c.All) > 0, len(c.Any) > 0, c.Not != nil, c.Done != nil, c.Fired != ""} {
		if used {
			set++
		}
	}
	if set != 1 {
		f.report(injectFile, where, "a condition is exactly one of all, any, not, done, fired")
	}
	if c.Not != nil {
		f.cond(append(slices.Clone(where), "not"), *c.Not, owner)
	}
	if c.Done != nil {
		f.matcher(injectFile, append(slices.Clone(where), "done"), *c.Done)
	}
	if c.Fired != "" {
		f.knows(injectFile, append(slices.Clone(where), "fired"), "inject", c.Fired)
		if c.Fired == owner {
			f.report(injectFile, append(slices.Clone(where), "fired"), "%s waits for itself", owner)
		}
	}
}

func (f *folder) matcher(file string, where at, m Matcher) {
	put := func(key string) at { return append(slices.Clone(where), key) }
	if len(m.Act) == 0 {
		f.report(file, where, "act is missing; acts are %s", strings.Join(acts, ", "))
	}
	for _, a := range m.Act {
		if !acts.Has(a) {
			f.report(file, put("act"), "there is no act %q; acts are %s", a, strings.Join(acts, ", "))
		}
	}
	for _, v := range m.Verdict {
		if !List(verdicts).Has(v) {
			f.report(file, put("verdict"), "verdict is one of %s", strings.Join(verdicts, ", "))
		}
	}
	for _, c := range m.Confidence {
		if !List(confidences).Has(c) {
			f.report(file, put("confidence"), "confidence is one of %s", strings.Join(confidences, ", "))
		}
	}
	for _, t := range m.Tool {
		if _, ok := tool(t); !ok {
			f.report(file, put("tool"), "there is no tool %q", t)
		}
	}
	f.each(file, put("channel"), "channel", m.Channel)
	f.each(file, put("to"), "persona", m.To)
	f.each(file, put("thread"), "inject", m.Thread)
	f.each(file, put("about"), "inject", m.About)
	f.each(file, put("lang"), "tongue", m.Lang)
	f.each(file, put("says"), "saying", m.Says)
	f.each(file, put("says-any"), "saying", m.SaysAny)
	f.each(file, put("lacks"), "saying", m.Lacks)
	f.each(file, put("evidence"), "evidence", m.Evidence)
}

func (f *folder) checkExpectations() {
	s, total := f.scenario, 0.0
	f.unique(expectationFile, "expectations", len(s.Expectations), func(i int) string { return s.Expectations[i].ID })
	for i, e := range s.Expectations {
		where := func(key ...any) at { return append(at{"expectations", i}, key...) }
		kind, known := expectationKinds[e.Kind]
		if !known {
			f.report(expectationFile, where("kind"), "%s: kind is one of %s", e.ID, strings.Join(kindNames(), ", "))
		}
		f.text(expectationFile, where("title"), e.Title, true)
		f.text(expectationFile, where("good"), e.Good, true)
		f.each(expectationFile, where("trigger"), "inject", e.Trigger)
		if (len(e.Trigger) > 0) == (e.Minute != nil) {
			f.report(expectationFile, where("id"), "%s needs either trigger or minute", e.ID)
		}
		if (e.Due > 0) == (e.Within > 0) {
			f.report(expectationFile, where("id"), "%s needs either due or within", e.ID)
		}
		if e.Due > s.Minutes {
			f.report(expectationFile, where("due"), "%s is due after the exercise has ended", e.ID)
		}
		if e.Check != "A" && e.Check != "H" && e.Check != "both" {
			f.report(expectationFile, where("check"), "check is A, H or both")
		}
		if e.Weight <= 0 {
			f.report(expectationFile, where("weight"), "%s has no weight", e.ID)
		}
		total += e.Weight
		f.each(expectationFile, where("to"), "persona", e.To)
		f.each(expectationFile, where("thread"), "inject", e.Thread)
		f.each(expectationFile, where("about"), "inject", e.About)
		f.each(expectationFile, where("not-about"), "inject", e.NotAbout)
		f.each(expectationFile, where("channels"), "channel", e.Channels)
		f.each(expectationFile, where("languages"), "tongue", e.Languages)
		f.each(expectationFile, where("must"), "saying", e.Must)
		f.each(expectationFile, where("must-not"), "saying", e.MustNot)
		f.each(expectationFile, where("evidence"), "evidence", e.Evidence)
		f.each(expectationFile, where("clauses"), "clause", e.Clauses)
		for j, m := range e.Also {
			f.matcher(expectationFile, where("also", j), m)
			f.text(expectationFile, where("also", j, "label"), m.Label, true)
		}
		if known {
			if why := kind.unmeetable(s, e); why != "" {
				f.report(expectationFile, where("id"), "%s cannot be met: %s", e.ID, why)
			}
		}
		f.checkWords(i, e)
	}
	if math.Abs(total-100) > 0.001 {
		f.report(expectationFile, at{"expectations"}, "the weights add up to %v, not 100", total)
	}
}

// checkWords makes sure that each must-fact can be said in each language that is asked for.
func (f *folder) checkWords(i int, e Expectation) {
	for _, lang := range e.Languages {
		for _, id := range e.Must {
			if saying, ok := f.scenario.saying(id); ok && len(saying.Forms[lang]) == 0 {
				f.report(expectationFile, at{"expectations", i, "must"}, "%s: %s has no accepted form in %s", e.ID, id, lang)
			}
		}
	}
}
