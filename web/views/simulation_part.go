package views

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// part makes a link fetch the middle of the stage only; without a script it is a link.
func part(href string) templ.OrderedAttributes {
	return templ.OrderedAttributes{
		templ.KV[string, any]("hx-get", withPart(href)), templ.KV[string, any]("hx-target", "#middle"),
		templ.KV[string, any]("hx-swap", "outerHTML"), templ.KV[string, any]("hx-push-url", href),
	}
}

// sends makes a form answered with the middle of the stage only.
func sends(href string) templ.OrderedAttributes {
	return templ.OrderedAttributes{
		templ.KV[string, any]("hx-post", withPart(href)), templ.KV[string, any]("hx-target", "#middle"), templ.KV[string, any]("hx-swap", "outerHTML"),
	}
}

// sendsQuietly makes a form answered with nothing: the stream brings what it changed, and what is being written elsewhere
// on the page stays. Only a refusal is shown, above the rest.
func sendsQuietly(href string) templ.OrderedAttributes {
	return templ.OrderedAttributes{
		templ.KV[string, any]("hx-post", strings.Replace(withPart(href), "part=main", "part=refused", 1)),
		templ.KV[string, any]("hx-target", "#refused"), templ.KV[string, any]("hx-swap", "innerHTML"),
	}
}

// sendsFor makes a form answered with one region, which takes its place.
func sendsFor(href, region string) templ.OrderedAttributes {
	return templ.OrderedAttributes{
		templ.KV[string, any]("hx-post", strings.Replace(withPart(href), "part=main", "part="+region, 1)),
		templ.KV[string, any]("hx-target", "#"+region), templ.KV[string, any]("hx-swap", "outerHTML"),
	}
}

func withPart(href string) string {
	if strings.Contains(href, "?") {
		return href + "&part=main"
	}
	return href + "?part=main"
}

func num(n int) string { return strconv.Itoa(n) }

func yesNo(b bool) string { return strconv.FormatBool(b) }

func clockMillis(st Stage) string { return strconv.FormatInt(st.State.Clock.Millis(st.Wall), 10) }

func (st Stage) posts(channel string) (n int) {
	for _, p := range st.State.Posts {
		if p.Channel == channel {
			n++
		}
	}
	return n
}

// canPost reports whether the player's account can post on the open channel.
func (st Stage) canPost() bool {
	for _, c := range st.Scenario().Channels {
		if c.ID == st.Channel {
			return c.Post
		}
	}
	return false
}
