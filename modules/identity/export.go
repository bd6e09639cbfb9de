package identity

import (
	"context"
	"encoding/csv"
	"io"
	"strings"

	"credence/modules/kernel/actor"
)

// WritePeople writes the people of a query as CSV with the columns of an import, and notes in the audit trail that it did.
// It begins with the mark that tells spreadsheets that the file is UTF-8.
func (m *Module) WritePeople(ctx context.Context, who actor.Actor, q PeopleQuery, w io.Writer) error {
	if _, err := io.WriteString(w, "\xef\xbb\xbf"); err != nil {
		return err
	}
	out, lines := csv.NewWriter(w), 0
	out.Write(ImportColumns)
	if err := m.eachListed(ctx, m.reach(who, "person", "export"), q, func(cells []string) error {
		lines++
		return out.Write(Harmless(cells))
	}); err != nil {
		return err
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return m.Audit(ctx, who, "people.exported", "", map[string]any{"lines": lines})
}

// Harmless puts an apostrophe before every cell that a spreadsheet would take for a formula.
func Harmless(cells []string) []string {
	for i, cell := range cells {
		if isFormula(cell) {
			cells[i] = "'" + cell
		}
	}
	return cells
}

func isFormula(cell string) bool {
	return cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0]))
}
