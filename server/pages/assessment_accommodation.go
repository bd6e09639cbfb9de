package pages

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"credence/modules/kernel/fault"
	"credence/server/edge"
	"credence/web/ui"
	"credence/web/views"
)

// showAccommodation is what a person in reach has been given, and the form to change it.
func (p *Pages) showAccommodation(c echo.Context) error {
	person, err := edge.ID(c, "person")
	if err != nil {
		return err
	}
	given, err := p.Assessment.Accommodated(c.Request().Context(), edge.Who(c), person)
	if err != nil {
		return err
	}
	return edge.Show(c, views.AccommodationPage(edge.Viewer(c), given, ui.Form{}))
}

// setAccommodation gives a person more time, or takes it back.
func (p *Pages) setAccommodation(c echo.Context) error {
	ctx, who := c.Request().Context(), edge.Who(c)
	person, err := edge.ID(c, "person")
	if err != nil {
		return err
	}
	form, err := edge.Form(c)
	if err != nil {
		return err
	}
	factor, _ := strconv.ParseFloat(form.Get("factor"), 64)
	err = p.Assessment.Accommodate(ctx, who, person, factor, form.Get("reason"))
	if f := fault.Of(err); f != nil && f.Kind == fault.Invalid {
		given, missing := p.Assessment.Accommodated(ctx, who, person)
		if missing != nil {
			return missing
		}
		return edge.ShowAgain(c, views.AccommodationPage(edge.Viewer(c), given, ui.Again(form, err)))
	}
	if err != nil {
		return err
	}
	return edge.Back(c, "/accommodations/"+c.Param("person"))
}
