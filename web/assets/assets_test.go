package assets

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func built(t *testing.T) {
	t.Helper()
	if Check() != nil {
		t.Skip("assets are not built")
	}
}

func get(path, encoding string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", encoding)
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w
}

func TestABrowserGetsTheSmallestFileItUnderstands(t *testing.T) {
	built(t)
	for accept, want := range map[string]string{
		"gzip, deflate, br": "br", "gzip;q=1.0, br;q=0": "gzip", "identity": "", "": "",
	} {
		w := get(URL("app.css"), accept)
		if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != want {
			t.Errorf("%q: status %d, encoding %q, want %q", accept, w.Code, w.Header().Get("Content-Encoding"), want)
		}
		if got := w.Header().Get("Cache-Control"); !strings.Contains(got, "immutable") {
			t.Errorf("Cache-Control %q", got)
		}
		if got := w.Header().Get("Content-Type"); !strings.HasPrefix(got, "text/css") {
			t.Errorf("Content-Type %q", got)
		}
	}
}

func TestNothingButAssetsIsServed(t *testing.T) {
	for _, path := range []string{"/assets/", "/assets/manifest.json", "/assets/.gitkeep", "/assets/../assets.go", "/assets/app.css.br"} {
		if w := get(path, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}

// A bad line is the normal case: these are the shares of style and script in
// the 150 KB that a lesson's first visit may cost.
func TestStyleAndScriptStayLight(t *testing.T) {
	built(t)
	for name, limit := range map[string]int{"app.css": 22_000, "app.js": 25_000, "icons.svg": 5_000} {
		if got := len(files[strings.TrimPrefix(URL(name), Root)].br); got == 0 || got > limit {
			t.Errorf("%s is %d bytes compressed, at most %d are allowed", name, got, limit)
		}
	}
}

func TestAProgramWithoutAssetsSaysHowToMendIt(t *testing.T) {
	if err := Check(); err != nil && !strings.Contains(err.Error(), "make assets") {
		t.Errorf("got %q", err)
	}
	if got := URL("nothing.css"); got != "/assets/nothing.css" {
		t.Errorf("got %q", got)
	}
}
