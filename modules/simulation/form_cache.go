package simulation

import "sync"

// forms keeps each accepted form taken apart: scenarios are few and never change, texts are many.
var forms sync.Map

// compiled returns the form, or nil when check would have refused it.
func compiled(written string) form {
	if f, ok := forms.Load(written); ok {
		return f.(form)
	}
	f, _ := parseForm(written)
	forms.Store(written, f)
	return f
}
