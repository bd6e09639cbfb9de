package simulation

// Tool is an instrument of the verification desk. Each use costs exercise time.
type Tool struct {
	ID      string
	Minutes Minute
	Takes   string // what it is used on: media, persona or address
}

// Tools of the desk, in the order the desk shows them.
var Tools = []Tool{
	{"reverse-image", 2, "media"},
	{"metadata", 1, "media"},
	{"archive", 2, "media"},
	{"account-check", 3, "persona"},
	{"look-alike", 1, "address"},
}

func tool(id string) (Tool, bool) {
	for _, t := range Tools {
		if t.ID == id {
			return t, true
		}
	}
	return Tool{}, false
}
