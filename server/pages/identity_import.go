package pages

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"credence/modules/identity"
	"credence/modules/kernel/fault"
	"credence/server/edge"
	"credence/web/ui"
	"credence/web/views"
)

func (p *Pages) showImport(c echo.Context) error {
	return edge.Show(c, views.ImportPage(edge.Viewer(c), ui.Form{}))
}

// checkImport keeps the uploaded list and shows what it would do.
func (p *Pages) checkImport(c echo.Context) error {
	done, err := p.dryRun(c)
	if again(err) {
		return edge.ShowAgain(c, views.ImportPage(edge.Viewer(c), ui.Again(nil, err)))
	}
	if err != nil {
		return err
	}
	return edge.Back(c, importURL(done.ID))
}

func (p *Pages) dryRun(c echo.Context) (i identity.Import, err error) {
	upload, err := c.FormFile("file")
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		return i, fault.New(fault.Invalid, "identity.import_too_big").In("file").With("n", identity.ImportLimit>>20)
	}
	if err != nil || upload.Filename == "" {
		return i, fault.New(fault.Invalid, "identity.import_no_file").In("file")
	}
	file, err := upload.Open()
	if err != nil {
		return i, err
	}
	defer file.Close()
	return p.Identity.DryRun(c.Request().Context(), edge.Who(c), upload.Filename, file)
}

func (p *Pages) showImportLines(c echo.Context) error {
	id, err := edge.ID(c, "import")
	if err != nil {
		return err
	}
	lines := views.ImportLines{Outcome: oneOf(c.QueryParam("outcome"), identity.Outcomes), Page: edge.PageNumber(c)}
	lines.Import, lines.Rows, err = p.Identity.OpenImport(c.Request().Context(), edge.Who(c), id, lines.Outcome, lines.Page)
	if err != nil {
		return err
	}
	return edge.Show(c, views.ImportLinesPage(edge.Viewer(c), lines))
}

func (p *Pages) commitImport(c echo.Context) error {
	id, err := edge.ID(c, "import")
	if err != nil {
		return err
	}
	if _, err := p.Identity.CommitImport(c.Request().Context(), edge.Who(c), id); err != nil {
		return err
	}
	edge.Flash(c, "identity.said.imported")
	return edge.Back(c, importURL(id))
}

func importURL(id int64) string { return "/people/import/" + text(id) }
