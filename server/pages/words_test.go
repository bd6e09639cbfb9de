package pages

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"credence/web/i18n"
)

// said finds the message keys that are written out in the source of the house.
var said = regexp.MustCompile(`(?:i18n\.T\(ctx, |fault\.New\(fault\.\w+, |\.Add\("[^"]*", |dress\.Say\(|\bdoor\("\w+", "[^"]*", )"([a-z_]+\.[\w.-]*\w)"(?:[^+ ]| [^+])`)

func TestEverySentenceThatIsSaidIsInTheCatalog(t *testing.T) {
	root, err := os.OpenRoot("../..")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, folder := range []string{"modules", "server", "web"} {
		err := fs.WalkDir(root.FS(), folder, func(path string, _ fs.DirEntry, err error) error {
			source := strings.HasSuffix(path, ".templ") || strings.HasSuffix(path, ".go")
			if err != nil || !source || strings.HasSuffix(path, "_templ.go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := root.ReadFile(path)
			for _, m := range said.FindAllSubmatch(text, -1) {
				found++
				if key := string(m[1]); !i18n.Has(key) {
					t.Errorf("%s: no catalog has %s", path, key)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 500 {
		t.Errorf("only %d keys found; the pattern no longer fits the source", found)
	}
}
