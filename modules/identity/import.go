package identity

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"credence/modules/kernel/fault"
)

// ImportColumns are the columns of a staff list, in the order that counts when the file has no header.
var ImportColumns = []string{"name", "email", "staff_type", "rank", "language", "time_zone", "mission", "role_at_post", "starts_on", "ends_on"}

// ImportLimit is the size of the largest staff list, in bytes.
const ImportLimit = 10 << 20

// Outcomes are what an import does with a line.
var Outcomes = []string{"added", "changed", "unchanged", "refused"}

// Import is an uploaded staff list, with what it would do or did.
type Import struct {
	ID          int64
	PersonID    int64 // who uploaded it
	FileName    string
	UploadedAt  time.Time
	CommittedAt *time.Time
	Added       int
	Changed     int
	Unchanged   int
	Refused     int
}

// TableName is where imports are kept.
func (Import) TableName() string { return "identity.imports" }

// ImportRow is one line of a staff list.
type ImportRow struct {
	Line       int
	Name       string
	Email      string
	StaffType  string
	Rank       string
	Lang       string
	TimeZone   string
	Mission    string
	RoleAtPost string
	StartsOn   *time.Time
	EndsOn     *time.Time
	Faults     []string `gorm:"-"`
	Outcome    string   // added, changed, unchanged, refused
	Why        string   // message keys with blanks between
	Was        string   // field → value before, as JSON, of a changed line
}

// Reasons are the message keys that say why the line is refused.
func (r ImportRow) Reasons() []string { return strings.Fields(r.Why) }

// Change is a field that a line changes, and what it holds before.
type Change struct{ Field, Was string }

// Changes lists what the line changes, in the order of the columns.
func (r ImportRow) Changes() (list []Change) {
	was := map[string]string{}
	json.Unmarshal([]byte(r.Was), &was)
	for _, column := range ImportColumns {
		if value, ok := was[column]; ok {
			list = append(list, Change{column, value})
		}
	}
	return list
}

// Cell is the line's own text in a column.
func (r ImportRow) Cell(column string) string {
	date := func(t *time.Time) string {
		if t == nil {
			return ""
		}
		return t.Format(time.DateOnly)
	}
	return map[string]string{
		"name": r.Name, "email": r.Email, "staff_type": r.StaffType, "rank": r.Rank, "language": r.Lang, "time_zone": r.TimeZone,
		"mission": r.Mission, "role_at_post": r.RoleAtPost, "starts_on": date(r.StartsOn), "ends_on": date(r.EndsOn),
	}[column]
}

// parseStaff reads a staff list. What is wrong with a line is noted on the line; an error means that the file as a whole is not one.
func parseStaff(file io.Reader) ([]ImportRow, error) {
	text, err := io.ReadAll(io.LimitReader(file, ImportLimit+1))
	if err != nil {
		return nil, err
	}
	if len(text) > ImportLimit {
		return nil, notAList("identity.import_too_big").With("n", ImportLimit>>20)
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(text) {
		return nil, notAList("identity.import_not_utf8")
	}
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma, in.FieldsPerRecord, in.ReuseRecord = separator(text), -1, true
	var rows []ImportRow
	columns := ImportColumns
	for first := true; ; first = false {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if broken, ok := errors.AsType[*csv.ParseError](err); ok {
			return nil, notAList("identity.import_broken_line").With("line", broken.Line)
		}
		if err != nil {
			return nil, err
		}
		if first && isHeader(cells) {
			if columns, err = header(cells); err != nil {
				return nil, err
			}
			continue
		}
		line, _ := in.FieldPos(0)
		if strings.Join(cells, "") != "" {
			rows = append(rows, readRow(line, columns, cells))
		}
	}
	if len(rows) == 0 {
		return nil, notAList("identity.import_empty")
	}
	return rows, nil
}

func notAList(key string) *fault.Fault { return fault.New(fault.Invalid, key).In("file") }

// separator is the semicolon when the first line has more of them than commas.
func separator(text []byte) rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	if bytes.Count(line, []byte(";")) > bytes.Count(line, []byte(",")) {
		return ';'
	}
	return ','
}

func isHeader(cells []string) bool {
	return slices.ContainsFunc(cells, func(c string) bool { return columnName(c) == "email" })
}

func columnName(cell string) string {
	return strings.NewReplacer(" ", "_", "-", "").Replace(strings.ToLower(strings.TrimSpace(cell)))
}

// header reads the names of the columns, in any order.
func header(cells []string) ([]string, error) {
	columns := make([]string, len(cells))
	for i, cell := range cells {
		columns[i] = columnName(cell)
		if !slices.Contains(ImportColumns, columns[i]) {
			return nil, notAList("identity.import_column_unknown").With("column", cell)
		}
		if slices.Contains(columns[:i], columns[i]) {
			return nil, notAList("identity.import_column_twice").With("column", cell)
		}
	}
	for _, needed := range []string{"name", "email", "staff_type"} {
		if !slices.Contains(columns, needed) {
			return nil, notAList("identity.import_column_missing").With("column", needed)
		}
	}
	return columns, nil
}

// readRow reads one line and notes what is wrong with it.
func readRow(line int, columns, cells []string) ImportRow {
	r := ImportRow{Line: line, Faults: []string{}}
	refuse := func(key string) {
		if !slices.Contains(r.Faults, key) {
			r.Faults = append(r.Faults, key)
		}
	}
	if len(cells) > len(columns) || len(cells) < min(len(columns), 3) {
		refuse("identity.import_cells")
	}
	for i, column := range columns[:min(len(columns), len(cells))] {
		cell := clean(cells[i])
		if utf8.RuneCountInString(cell) > 254 {
			refuse("identity.import_cell_long")
			cell = string([]rune(cell)[:254])
		}
		switch column {
		case "name":
			r.Name = strings.Join(strings.Fields(cell), " ")
		case "email":
			r.Email = cell
		case "staff_type":
			r.StaffType = columnName(cell)
		case "rank":
			r.Rank = cell
		case "language":
			r.Lang = strings.ToLower(cell)
		case "time_zone":
			r.TimeZone = cell
		case "mission":
			r.Mission = strings.Join(strings.Fields(cell), " ")
		case "role_at_post":
			r.RoleAtPost = cell
		case "starts_on", "ends_on":
			date, err := time.Parse(time.DateOnly, cell)
			switch {
			case cell == "":
			case err != nil:
				refuse("identity.import_date")
			case column == "starts_on":
				r.StartsOn = &date
			default:
				r.EndsOn = &date
			}
		}
	}
	d := Details{Name: r.Name, Email: r.Email, StaffType: r.StaffType, Rank: r.Rank, Lang: r.Lang, TimeZone: r.TimeZone}
	for _, f := range fault.All(d.Tidy().Check()) {
		refuse(f.Key)
	}
	if r.Mission != "" && r.StartsOn == nil && !slices.Contains(r.Faults, "identity.import_date") {
		refuse("identity.starts_on_missing")
	}
	if r.StartsOn != nil && r.EndsOn != nil && r.EndsOn.Before(*r.StartsOn) {
		refuse("identity.ends_before_start")
	}
	return r
}

// clean takes blanks off, and the apostrophe that an export put before a formula; PostgreSQL takes no zero bytes.
func clean(cell string) string {
	cell = strings.TrimSpace(strings.ReplaceAll(cell, "\x00", ""))
	rest, guarded := strings.CutPrefix(cell, "'")
	if first, _ := utf8.DecodeRuneInString(rest); guarded && rest != "" && !unicode.IsLetter(first) && !unicode.IsDigit(first) {
		return rest
	}
	return cell
}
