package pages

import (
	"net/url"
	"strconv"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"credence/modules/access"
	"credence/modules/identity"
	"credence/server/edge"
	"credence/web/ui"
	"credence/web/views"
)

func (p *Pages) showPeople(c echo.Context) error {
	ctx, who := c.Request().Context(), edge.Who(c)
	list := views.PeopleList{
		Query: peopleQuery(c), Roles: access.Roles,
		MayAdd: p.Access.May(who, may("person", "write")), MayImport: p.Access.May(who, may("person", "import")), MayExport: p.Access.May(who, may("person", "export")),
	}
	var err error
	if list.Places, err = p.Identity.PlacesFor(ctx, who, "person", "read"); err != nil {
		return err
	}
	if list.People, list.Total, err = p.Identity.List(ctx, who, list.Query); err != nil {
		return err
	}
	return edge.Show(c, views.PeoplePage(edge.Viewer(c), list))
}

func peopleQuery(c echo.Context) identity.PeopleQuery {
	return identity.PeopleQuery{
		Search: c.QueryParam("q"), PlaceID: number(c, "place"), StaffType: oneOf(c.QueryParam("staff"), identity.StaffTypes),
		Role: oneOf(c.QueryParam("role"), access.Roles), Suspended: c.QueryParam("suspended") == "on", Page: edge.PageNumber(c),
	}
}

func (p *Pages) showPerson(c echo.Context) error {
	id, err := edge.ID(c, "person")
	if err != nil {
		return err
	}
	file, err := p.Identity.Open(c.Request().Context(), edge.Who(c), id)
	if err != nil {
		return err
	}
	return edge.Show(c, views.PersonPage(edge.Viewer(c), file, p.Identity.Mails()))
}

func (p *Pages) showNewPerson(c echo.Context) error {
	return p.newPerson(c, ui.Form{}, edge.Show)
}

// show is edge.Show or edge.ShowAgain.
type show func(c echo.Context, page templ.Component) error

func (p *Pages) newPerson(c echo.Context, f ui.Form, show show) error {
	places, err := p.Identity.PlacesFor(c.Request().Context(), edge.Who(c), "person", "write")
	if err != nil {
		return err
	}
	return show(c, views.PersonFormPage(edge.Viewer(c), views.PersonForm{Form: f, Places: places, Person: identity.Person{StaffType: identity.StaffTypes[0], Lang: identity.Languages[0]}}))
}

func (p *Pages) addPerson(c echo.Context) error {
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	person, err := p.Identity.AddPerson(c.Request().Context(), edge.Who(c), details(form), newPosting(form))
	if again(err) {
		return p.newPerson(c, ui.Again(form, err), edge.ShowAgain)
	}
	if err != nil {
		return err
	}
	edge.Flash(c, "identity.said.person_added")
	return edge.Back(c, personURL(person.ID))
}

func details(form url.Values) identity.Details {
	return identity.Details{
		Name: form.Get("name"), Email: form.Get("email"), StaffType: form.Get("staff_type"), Rank: form.Get("rank"),
		Lang: form.Get("lang"), TimeZone: form.Get("time_zone"),
	}
}

func newPosting(form url.Values) identity.NewPosting {
	return identity.NewPosting{
		PlaceID: formNumber(form, "place"), RoleAtPost: form.Get("role_at_post"), StartsOn: formDate(form, "starts_on"), EndsOn: formDate(form, "ends_on"),
	}
}

// formNumber and formDate read a field; what is neither number nor date counts as left empty.
func formNumber(form url.Values, name string) int64 {
	n, _ := strconv.ParseInt(form.Get(name), 10, 64)
	return n
}

func formDate(form url.Values, name string) time.Time {
	d, _ := time.Parse(time.DateOnly, form.Get(name))
	return d
}

func personURL(id int64) string { return "/people/" + text(id) }

func (p *Pages) showEditPerson(c echo.Context) error {
	file, err := p.fileToChange(c)
	if err != nil {
		return err
	}
	return edge.Show(c, views.PersonFormPage(edge.Viewer(c), views.PersonForm{Person: file.Person}))
}

func (p *Pages) editPerson(c echo.Context) error {
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	file, err := p.fileToChange(c)
	if err != nil {
		return err
	}
	if err := p.Identity.EditPerson(c.Request().Context(), edge.Who(c), file.Person.ID, details(form)); again(err) {
		return edge.ShowAgain(c, views.PersonFormPage(edge.Viewer(c), views.PersonForm{Form: ui.Again(form, err), Person: file.Person}))
	} else if err != nil {
		return err
	}
	edge.Flash(c, "identity.said.saved")
	return edge.Back(c, personURL(file.Person.ID))
}

// fileToChange opens the person of the URL for somebody who is about to change something.
func (p *Pages) fileToChange(c echo.Context) (identity.File, error) {
	id, err := edge.ID(c, "person")
	if err != nil {
		return identity.File{}, err
	}
	return p.Identity.Open(c.Request().Context(), edge.Who(c), id)
}
