package ui

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"credence/modules/kernel/fault"
	"credence/web/i18n"
)

// Form is what a form knows besides its fields: nothing at first; after a
// refusal, what was typed and what is wrong with it.
type Form struct {
	Typed  url.Values
	Faults []*fault.Fault
}

// Again is the form to show after err refused what was typed.
func Again(typed url.Values, err error) Form {
	faults := fault.All(err)
	if len(faults) == 0 {
		if f := fault.Of(err); f != nil {
			faults = []*fault.Fault{f}
		}
	}
	return Form{Typed: typed, Faults: faults}
}

// Refused reports whether the form comes back with something to mend.
func (f Form) Refused() bool { return len(f.Faults) > 0 }

// Value is what was typed into the field called name, else what we keep for
// it: a field that is switched off is not sent.
func (f Form) Value(name, kept string) string {
	if typed, sent := f.Typed[name]; sent {
		return typed[0]
	}
	return kept
}

// picked reports whether value is chosen in the field called name. A box that
// came back without its name was left empty.
func (f Form) picked(name, value string, kept []string) bool {
	if f.Typed != nil {
		kept = f.Typed[name]
	}
	for _, k := range kept {
		if k == value {
			return true
		}
	}
	return false
}

// wrong is what stands beside the field called name; empty when all is well.
func (f Form) wrong(ctx context.Context, name string) string {
	var said []string
	for _, one := range f.Faults {
		if one.Field == name {
			said = append(said, i18n.T(ctx, one.Key, one.Args...))
		}
	}
	return strings.Join(said, " ")
}

// In describes one field.
type In struct {
	Name     string
	Label    string
	Hint     string
	Value    string   // what we keep for it; typed values win
	Values   []string // the same where several may be chosen
	Type     string   // of an input; "text" when empty
	Optional bool     // said beside the label; everything else is required
	Auto     string   // the autocomplete attribute, for example "email"
	Width    string   // "short", "mid" or the whole line
	Dir      string   // "ltr" for addresses and codes, "auto" for free text of any language
	Lang     string   // of what is to be written, where it is known
	Max      int      // characters, 0 for no limit
	Rows     int      // of a text area
	Off      bool     // disabled; the hint says why
	ID       string   // when two fields of a page share a name
}

// Option is one thing to choose.
type Option struct {
	Value, Label, Hint string
	Off                bool
}

func (in In) id() string {
	if in.ID != "" {
		return in.ID
	}
	return "f-" + strings.NewReplacer(".", "-", "[", "-", "]", "").Replace(in.Name)
}

func (in In) kind() string {
	if in.Type == "" {
		return "text"
	}
	return in.Type
}

// kept are the values we keep, one or several.
func (in In) kept() []string {
	if in.Value != "" {
		return append([]string{in.Value}, in.Values...)
	}
	return in.Values
}

// shown is what an input shows: a password is never sent back.
func (in In) shown(f Form) string {
	if in.Type == "password" {
		return ""
	}
	return f.Value(in.Name, in.Value)
}

func (in In) dir() string {
	switch {
	case in.Dir != "":
		return in.Dir
	case in.Type == "email" || in.Type == "url" || in.Type == "tel" || in.Type == "password":
		return "ltr"
	}
	return ""
}

// described lists the elements that say more about the field.
func (in In) described(wrong string) string {
	var ids []string
	if wrong != "" {
		ids = append(ids, in.id()+"-wrong")
	}
	if in.Hint != "" {
		ids = append(ids, in.id()+"-hint")
	}
	return strings.Join(ids, " ")
}

func (in In) class(kind string) []string {
	classes := []string{kind}
	if in.Width != "" {
		classes = append(classes, in.Width)
	}
	if in.dir() == "ltr" {
		classes = append(classes, "ltr")
	}
	return classes
}

// rules are the attributes that all controls share. Nothing is "required" in
// the browser's sense: the server says what is wrong, in the person's language
// and beside the field, and says all of it at once.
func (in In) rules(wrong string) templ.OrderedAttributes {
	var a templ.OrderedAttributes
	add := func(name string, value any) { a = append(a, templ.KV(name, value)) }
	if in.dir() != "" {
		add("dir", in.dir())
	}
	if in.Lang != "" {
		add("lang", in.Lang)
	}
	if in.Max > 0 {
		add("maxlength", strconv.Itoa(in.Max))
	}
	if wrong != "" {
		add("aria-invalid", "true")
	}
	if ids := in.described(wrong); ids != "" {
		add("aria-describedby", ids)
	}
	if !in.Optional && in.Type != "checkbox" {
		add("aria-required", "true")
	}
	if in.Off {
		add("disabled", true)
	}
	return a
}

func auto(in In) string {
	if in.Auto == "" {
		return "off"
	}
	return in.Auto
}

func rows(in In) string {
	if in.Rows == 0 {
		return "4"
	}
	return strconv.Itoa(in.Rows)
}

func labelOf(name string, labels []string) string {
	for i := 0; i+1 < len(labels); i += 2 {
		if labels[i] == name {
			return labels[i+1]
		}
	}
	return ""
}
