package views_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"credence/modules/assessment"
	"credence/web/i18n"
	"credence/web/views"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Every kind on the shelf is drawn in two directions; a new kind gets its pictures with -update.
func TestEveryKindIsDrawnAsBefore(t *testing.T) {
	for _, kind := range assessment.Kinds() {
		for _, lang := range []string{"en", "ar"} {
			asked := assessment.Example(kind, lang)
			var drawn strings.Builder
			if err := views.Question(asked, lang).Render(i18n.With(context.Background(), lang), &drawn); err != nil {
				t.Fatal(err)
			}
			golden(t, "assessment_"+kind.Name+"."+lang+".html", strings.ReplaceAll(drawn.String(), "><", ">\n<")+"\n")
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s is drawn differently (go test ./web/views -update, then look at the change):\n%s", name, got)
	}
}
