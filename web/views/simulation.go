package views

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"credence/modules/simulation"
	"credence/web/i18n"
	"credence/web/ui"
)

// Stage is one look at a run: what the player has opened, and what is to be said about the last form.
type Stage struct {
	*simulation.Look
	Tab      string // feed, inbox, claims or compose: what a phone shows
	Channel  string // the public channel that is open
	Thread   string // the conversation that is open
	Write    bool   // a new conversation is being written …
	To       string // … to this persona
	Older    bool   // all posts of the channel are shown
	Report   string // post that is being reported
	Claim    string // post or thread a claim is being made about
	Draft    simulation.Draft
	Fresh    string  // id for a draft that does not exist yet
	Form     ui.Form // what was refused
	Refused  string  // which form it was: compose, answer, write, report, claim, verdict, desk, note
	Judged   string  // the claim whose verdict was refused
	Question string  // "end": the player is asked whether to end
}

// say is a scenario's text in the reader's language.
func say(ctx context.Context, t simulation.Text) string { return i18n.Text(t, i18n.Lang(ctx)) }

// href is the address of the stage with other things open.
func (st Stage) href(pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	at := fmt.Sprintf("/runs/%d", st.Run.ID)
	if len(q) > 0 {
		at += "?" + q.Encode()
	}
	return at
}

// act is where a form of the stage is sent.
func (st Stage) act(what string) string {
	q := url.Values{}
	for key, value := range map[string]string{"ch": st.Channel, "thread": st.Thread, "tab": st.Tab} {
		if value != "" {
			q.Set(key, value)
		}
	}
	return fmt.Sprintf("/runs/%d/%s?%s", st.Run.ID, what, q.Encode())
}

// stream is where the page hears what is new.
func (st Stage) stream() string {
	return fmt.Sprintf("/runs/%d/stream?since=%d", st.Run.ID, st.State.Seq)
}

// Scenario is the version that is being played.
func (st Stage) Scenario() *simulation.Scenario { return st.State.Scenario }

func (st Stage) tongue(id string) simulation.Tongue { return st.Scenario().Tongues[id] }

func (st Stage) channelName(ctx context.Context, id string) string {
	for _, c := range st.Scenario().Channels {
		if c.ID == id {
			return say(ctx, c.Name)
		}
	}
	return id
}

// publicChannels are those with posts, in the scenario's order.
func (st Stage) publicChannels() (list []simulation.Channel) {
	for _, c := range st.Scenario().Channels {
		if c.Public() {
			list = append(list, c)
		}
	}
	return list
}

func (st Stage) persona(id string) simulation.Persona {
	for _, p := range st.Scenario().Personas {
		if p.ID == id {
			return p
		}
	}
	return simulation.Persona{Name: id}
}

// feed lists the posts of the open channel, the newest first; hidden ones apart.
func (st Stage) feed(hidden bool) (posts []simulation.Post) {
	for _, p := range slices.Backward(st.State.Posts) {
		if p.Channel == st.Channel && p.Hidden == hidden {
			posts = append(posts, p)
		}
	}
	return posts
}

// newest are the posts that a page shows at first: on a thin line the older ones are fetched when they are wanted.
func (st Stage) newest() []simulation.Post {
	posts := st.feed(false)
	if st.Older || len(posts) <= 20 {
		return posts
	}
	return posts[:20]
}

// visible are the posts of others, newest first, for a report.
func (st Stage) visible() (posts []simulation.Post) {
	for _, p := range slices.Backward(st.State.Posts) {
		if !p.Own && !p.Removed {
			posts = append(posts, p)
		}
	}
	return posts
}

func (st Stage) unread() (n int) {
	for _, t := range st.State.Threads {
		if st.State.Unread(t) {
			n++
		}
	}
	return n
}

// excerpt is the beginning of a text, on one line.
func excerpt(text string, room int) string {
	runes := []rune(text)
	for i, r := range runes {
		if r == '\n' {
			runes[i] = ' '
		}
	}
	if len(runes) <= room {
		return string(runes)
	}
	return string(runes[:room-1]) + "…"
}

// ClockState says what the exercise clock does.
func ClockState(ctx context.Context, c simulation.Clock) string {
	switch {
	case c.Stopped:
		return i18n.T(ctx, "simulation.stopped")
	case !c.Running:
		return i18n.T(ctx, "simulation.paused")
	}
	return i18n.T(ctx, "simulation.running", "speed", speedText(c.Speed))
}

func speedText(speed float64) string { return strconv.FormatFloat(speed, 'f', -1, 64) }

// glyph is the class and the icon of a channel.
func glyph(channel string) (class, icon string) {
	switch channel {
	case "warbler":
		return "wa", "warbler"
	case "commonry":
		return "co", "commonry"
	case "lumeo":
		return "lu", "lumeo"
	case "reelette":
		return "re", "reelette"
	case "parlo":
		return "pa", "parlo"
	case "page":
		return "dk", "globe"
	case "dashboard":
		return "dk", "gauge"
	}
	return "dk", channel // mail, cable, phone
}

// left is the exercise time until a second, as the page first says it; the script counts on.
func left(now, until int) string {
	n := max(0, until-now)
	return fmt.Sprintf("%02d:%02d", n/60, n%60)
}

// values are the values of a metric, for a small curve.
func values(points []simulation.Point) (v []float64, top float64) {
	for _, p := range points {
		v = append(v, p.Value)
		top = max(top, p.Value)
	}
	return v, top
}

func metricText(ctx context.Context, m simulation.Metric, value float64) string {
	return i18n.Number(ctx, value) + m.Unit
}

// verdictLook is the shape and tone of a verdict.
func verdictLook(verdict string) (icon, tone string) {
	switch verdict {
	case "false":
		return "st-failed", "bad"
	case "true":
		return "st-passed", "ok"
	case "wrong_caption":
		return "st-late", "warn"
	case "not_proven":
		return "st-none", ""
	}
	return "st-open", "go"
}

func bars(confidence string) int {
	return map[string]int{"low": 1, "moderate": 2, "high": 3}[confidence]
}

func toolIcon(id string) string {
	return map[string]string{"reverse-image": "image", "metadata": "eye", "archive": "doc", "account-check": "user", "look-alike": "domain"}[id]
}

// pictureURL is where a drawing is served: under a name that says nothing about it.
func pictureURL(s *simulation.Scenario, id string) string {
	return fmt.Sprintf("/scenarios/%s/%d/media/%s", s.Slug, s.Version, s.Media[id].PictureName())
}

// targetName says what a tool is used on, in words the player has seen.
func (st Stage) targetName(ctx context.Context, target string) string {
	if picture, ok := st.Scenario().Media[target]; ok {
		words := excerpt(say(ctx, picture.Alt), 70)
		for _, p := range st.State.Posts {
			if p.Media.Has(target) {
				return words + " · " + st.persona(p.Persona).Name + ", " + simulation.ShortStamp(p.At)
			}
		}
		return words
	}
	for _, p := range st.Scenario().Personas {
		if p.ID == target {
			return p.Name + " @" + p.Handle
		}
	}
	return target
}

// evidenceTitle is the title of something the player may hold.
func evidenceTitle(ctx context.Context, s *simulation.Scenario, id string) string {
	for _, e := range s.Evidence {
		if e.ID == id {
			return say(ctx, e.Title)
		}
	}
	return id
}

// attachable are the things in the player's hand that may be sent out, as options.
func (st Stage) attachable(ctx context.Context) (options []ui.Option) {
	for _, h := range st.State.Evidence {
		for _, e := range st.Scenario().Evidence {
			if e.ID == h.ID && e.Share {
				options = append(options, ui.Option{Value: e.ID, Label: say(ctx, e.Title)})
			}
		}
	}
	return options
}

func (st Stage) holdings(ctx context.Context) (options []ui.Option) {
	for _, h := range st.State.Evidence {
		options = append(options, ui.Option{Value: h.ID, Label: evidenceTitle(ctx, st.Scenario(), h.ID)})
	}
	return options
}

// refusal is the form that came back, for the form it belongs to.
func (st Stage) refusal(form string) ui.Form {
	if st.Refused == form {
		return st.Form
	}
	return ui.Form{}
}

// phrases are the translator's sentences that are ready by now, in one language or in all.
func (st Stage) phrases(lang string) (list []simulation.Phrase) {
	for _, p := range st.Scenario().Phrases {
		if (lang == "" || p.Lang == lang) && p.From.Seconds() <= st.Now {
			list = append(list, p)
		}
	}
	return list
}

// bar is the four ways at a phone's foot.
func (st Stage) bar(ctx context.Context) []ui.NavItem {
	return []ui.NavItem{
		{ID: "feed", Href: st.href("tab", "feed", "ch", st.Channel), Key: "simulation.tab_feed", Icon: "warbler"},
		{ID: "inbox", Href: st.href("tab", "inbox"), Key: "simulation.tab_inbox", Icon: "mail"},
		{ID: "claims", Href: st.href("tab", "claims"), Key: "simulation.tab_claims", Icon: "scale"},
		{ID: "compose", Href: st.href("tab", "compose", "ch", st.Channel), Key: "simulation.tab_compose", Icon: "pen"},
	}
}
