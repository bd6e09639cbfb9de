package database

import (
	"database/sql/driver"
	"strconv"
	"strings"
)

// Texts is a text[] argument. (GORM would write a plain slice as a list of arguments.)
type Texts []string

// Value writes it as PostgreSQL reads arrays.
func (t Texts) Value() (driver.Value, error) {
	quoted := make([]string, len(t))
	for i, s := range t {
		quoted[i] = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
	}
	return "{" + strings.Join(quoted, ",") + "}", nil
}

// IDs is a bigint[] argument.
type IDs []int64

// Value writes it as PostgreSQL reads arrays.
func (ids IDs) Value() (driver.Value, error) {
	written := make([]string, len(ids))
	for i, id := range ids {
		written[i] = strconv.FormatInt(id, 10)
	}
	return "{" + strings.Join(written, ",") + "}", nil
}
