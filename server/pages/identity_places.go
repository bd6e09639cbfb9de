package pages

import (
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"credence/modules/identity"
	"credence/modules/kernel/fault"
	"credence/server/edge"
	"credence/web/ui"
	"credence/web/views"
)

func (p *Pages) showPlaces(c echo.Context) error {
	who := edge.Who(c)
	places, err := p.Identity.PlacesFor(c.Request().Context(), who, "place", "read")
	if err != nil {
		return err
	}
	return edge.Show(c, views.PlacesPage(edge.Viewer(c), places, p.Access.May(who, may("place", "write"))))
}

// placeToChange finds a place that the person may change.
func (p *Pages) placeToChange(c echo.Context, id int64) (identity.Place, error) {
	places, err := p.Identity.PlacesFor(c.Request().Context(), edge.Who(c), "place", "write")
	if err != nil {
		return identity.Place{}, err
	}
	for _, place := range places {
		if place.ID == id {
			return place, nil
		}
	}
	return identity.Place{}, fault.New(fault.Missing, "identity.place_missing")
}

func (p *Pages) showNewPlace(c echo.Context) error {
	parent, err := p.placeToChange(c, number(c, "parent"))
	if err != nil {
		return err
	}
	return edge.Show(c, views.PlaceFormPage(edge.Viewer(c), ui.Form{}, identity.Place{Kind: "embassy", Bandwidth: identity.Bandwidths[0]}, parent))
}

func (p *Pages) addPlace(c echo.Context) error {
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	parent, err := p.placeToChange(c, formNumber(form, "parent"))
	if err != nil {
		return err
	}
	if _, err := p.Identity.AddPlace(c.Request().Context(), edge.Who(c), parent.ID, placeDetails(form)); again(err) {
		return edge.ShowAgain(c, views.PlaceFormPage(edge.Viewer(c), ui.Again(form, err), identity.Place{}, parent))
	} else if err != nil {
		return err
	}
	edge.Flash(c, "identity.said.place_added")
	return edge.Back(c, "/places")
}

func (p *Pages) showEditPlace(c echo.Context) error {
	id, err := edge.ID(c, "place")
	if err != nil {
		return err
	}
	place, err := p.placeToChange(c, id)
	if err != nil {
		return err
	}
	return edge.Show(c, views.PlaceFormPage(edge.Viewer(c), ui.Form{}, place, identity.Place{}))
}

func (p *Pages) editPlace(c echo.Context) error {
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	id, err := edge.ID(c, "place")
	if err != nil {
		return err
	}
	place, err := p.placeToChange(c, id)
	if err != nil {
		return err
	}
	if err := p.Identity.EditPlace(c.Request().Context(), edge.Who(c), id, placeDetails(form)); again(err) {
		return edge.ShowAgain(c, views.PlaceFormPage(edge.Viewer(c), ui.Again(form, err), place, identity.Place{}))
	} else if err != nil {
		return err
	}
	edge.Flash(c, "identity.said.saved")
	return edge.Back(c, "/places")
}

func placeDetails(form url.Values) identity.PlaceDetails {
	return identity.PlaceDetails{
		Kind: form.Get("kind"), Name: form.Get("name"), Country: form.Get("country"), City: form.Get("city"),
		TimeZone: form.Get("time_zone"), Bandwidth: form.Get("bandwidth"),
	}
}

// text writes a number for a URL.
func text(n int64) string { return strconv.FormatInt(n, 10) }
