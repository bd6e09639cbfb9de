package edge

import "strings"

// HarmlessCell keeps a spreadsheet from taking what a person typed for a formula.
func HarmlessCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n|%", rune(s[0])) {
		return "'" + s
	}
	return s
}
