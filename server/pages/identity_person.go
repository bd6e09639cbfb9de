package pages

import (
	"context"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"credence/modules/kernel/actor"
	"credence/modules/kernel/fault"
	"credence/server/edge"
	"credence/web/ui"
	"credence/web/views"
)

func (p *Pages) suspendPerson(c echo.Context) error {
	return p.personAct(c, p.Identity.Suspend, "identity.said.suspended")
}

func (p *Pages) restorePerson(c echo.Context) error {
	return p.personAct(c, p.Identity.Restore, "identity.said.restored")
}

func (p *Pages) endSessions(c echo.Context) error {
	return p.personAct(c, p.Identity.SignOutEverywhere, "identity.said.sessions_ended")
}

// personAct does one thing to the person of the URL, and says so on the person's page.
func (p *Pages) personAct(c echo.Context, act func(ctx context.Context, who actor.Actor, id int64) error, said string) error {
	return p.personForm(c, func(ctx context.Context, who actor.Actor, id int64, _ url.Values) error { return act(ctx, who, id) }, nil, said)
}

// sendLink sends an invitation or reset by mail. Where there is no mail it shows the link, this once.
func (p *Pages) sendLink(c echo.Context) error {
	file, err := p.fileToChange(c)
	if err != nil {
		return err
	}
	_, token, err := p.Identity.IssueLink(c.Request().Context(), edge.Who(c), file.Person.ID)
	if err != nil {
		return err
	}
	if token != "" {
		return edge.Show(c, views.LinkShownPage(edge.Viewer(c), file.Person, p.linkURL(token)))
	}
	edge.Flash(c, "identity.said.link_sent")
	return edge.Back(c, personURL(file.Person.ID))
}

// linkURL is where a link's token leads, from outside.
func (p *Pages) linkURL(token string) string {
	return strings.TrimSuffix(p.URL, "/") + "/links/" + token
}

func (p *Pages) showNewPosting(c echo.Context) error { return p.newPosting(c, ui.Form{}, edge.Show) }

func (p *Pages) newPosting(c echo.Context, f ui.Form, show show) error {
	file, err := p.fileToChange(c)
	if err != nil {
		return err
	}
	places, err := p.Identity.PlacesFor(c.Request().Context(), edge.Who(c), "person", "write")
	if err != nil {
		return err
	}
	return show(c, views.PostingPage(edge.Viewer(c), f, file.Person, places))
}

func (p *Pages) addPosting(c echo.Context) error {
	return p.personForm(c, func(ctx context.Context, who actor.Actor, id int64, form url.Values) error {
		return p.Identity.AddPosting(ctx, who, id, newPosting(form))
	}, p.newPosting, "identity.said.posting_added")
}

func (p *Pages) showEndPosting(c echo.Context) error {
	return p.postingEnd(c, ui.Form{}, edge.Show)
}

func (p *Pages) postingEnd(c echo.Context, f ui.Form, show show) error {
	id, err := edge.ID(c, "posting")
	if err != nil {
		return err
	}
	file, err := p.fileToChange(c)
	if err != nil {
		return err
	}
	for _, posting := range file.Postings {
		if posting.ID == id {
			return show(c, views.PostingEndPage(edge.Viewer(c), f, file.Person, posting))
		}
	}
	return fault.New(fault.Missing, "identity.posting_missing")
}

func (p *Pages) endPosting(c echo.Context) error {
	posting, err := edge.ID(c, "posting")
	if err != nil {
		return err
	}
	return p.personForm(c, func(ctx context.Context, who actor.Actor, id int64, form url.Values) error {
		return p.Identity.EndPosting(ctx, who, id, posting, formDate(form, "ends_on"))
	}, p.postingEnd, "identity.said.posting_ended")
}

func (p *Pages) showNewRole(c echo.Context) error { return p.newRole(c, ui.Form{}, edge.Show) }

func (p *Pages) newRole(c echo.Context, f ui.Form, show show) error {
	file, err := p.fileToChange(c)
	if err != nil {
		return err
	}
	places, err := p.Identity.PlacesFor(c.Request().Context(), edge.Who(c), "role", "give")
	if err != nil {
		return err
	}
	return show(c, views.RolePage(edge.Viewer(c), f, file.Person, file.MayGive, places))
}

func (p *Pages) giveRole(c echo.Context) error {
	return p.personForm(c, func(ctx context.Context, who actor.Actor, id int64, form url.Values) error {
		return p.Identity.GiveRole(ctx, who, id, form.Get("role"), formNumber(form, "place"))
	}, p.newRole, "identity.said.role_given")
}

func (p *Pages) takeRole(c echo.Context) error {
	return p.personForm(c, func(ctx context.Context, who actor.Actor, id int64, form url.Values) error {
		return p.Identity.TakeRole(ctx, who, id, form.Get("role"), formNumber(form, "place"))
	}, nil, "identity.said.role_taken")
}

// personForm reads a form about the person of the URL and does what it asks. When that is refused for what was typed,
// the form is shown again; a form that is only a button has nothing to show again.
func (p *Pages) personForm(c echo.Context, act func(ctx context.Context, who actor.Actor, id int64, form url.Values) error,
	refused func(c echo.Context, f ui.Form, show show) error, said string) error {
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	id, err := edge.ID(c, "person")
	if err != nil {
		return err
	}
	if err := act(c.Request().Context(), edge.Who(c), id, form); again(err) && refused != nil {
		return refused(c, ui.Again(form, err), edge.ShowAgain)
	} else if err != nil {
		return err
	}
	edge.Flash(c, said)
	return edge.Back(c, personURL(id))
}
