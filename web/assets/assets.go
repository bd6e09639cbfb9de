// Package assets is everything that a browser loads besides pages: stylesheet,
// scripts and icons, built by build.mjs and embedded under hashed names.
package assets

import (
	"embed"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// Root is the path under which the assets are served.
const Root = "/assets/"

//go:embed all:dist
var dist embed.FS

// ErrNotBuilt is what Check says when the program was compiled without assets.
var ErrNotBuilt = errors.New("assets are not built: run make assets, then build again")

// manifest leads from a plain name to the hashed one.
var manifest = func() map[string]string {
	names := map[string]string{}
	if data, err := dist.ReadFile("dist/manifest.json"); err == nil {
		if err := json.Unmarshal(data, &names); err != nil {
			panic("assets: manifest.json: " + err.Error())
		}
	}
	return names
}()

// Check reports whether the program carries its assets; the server asks at start.
func Check() error {
	if len(manifest) == 0 {
		return ErrNotBuilt
	}
	return nil
}

// URL is the address of the asset called name, for example "app.css". The
// address changes with the content, so a browser may keep it for ever.
func URL(name string) string {
	if hashed, ok := manifest[name]; ok {
		return Root + hashed
	}
	return Root + name
}

// file is one asset in the encodings that we have.
type file struct {
	kind     string
	plain    []byte
	br, gzip []byte
}

var files = func() map[string]file {
	all := map[string]file{}
	entries, _ := dist.ReadDir("dist")
	for _, e := range entries {
		name := e.Name()
		switch path.Ext(name) {
		case ".css", ".js", ".svg":
			all[name] = file{kind: mime.TypeByExtension(path.Ext(name)), plain: read(name), br: read(name + ".br"), gzip: read(name + ".gz")}
		}
	}
	return all
}()

func read(name string) []byte {
	data, _ := dist.ReadFile("dist/" + name)
	return data
}

// Handler serves the assets below Root, compressed as the browser likes it,
// to be kept for ever.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := files[strings.TrimPrefix(r.URL.Path, Root)]
		if !ok {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", f.kind)
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Vary", "Accept-Encoding")
		h.Set("X-Content-Type-Options", "nosniff")
		body, encoding := f.best(r.Header.Get("Accept-Encoding"))
		if encoding != "" {
			h.Set("Content-Encoding", encoding)
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method != http.MethodHead {
			_, _ = w.Write(body) // a reader who left needs no answer
		}
	})
}

// best is the smallest body that the browser accepts, and its encoding.
func (f file) best(accept string) ([]byte, string) {
	switch {
	case len(f.br) > 0 && accepts(accept, "br"):
		return f.br, "br"
	case len(f.gzip) > 0 && accepts(accept, "gzip"):
		return f.gzip, "gzip"
	}
	return f.plain, ""
}

func accepts(header, encoding string) bool {
	for offer := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(offer), ";")
		if strings.TrimSpace(name) == encoding {
			return strings.ReplaceAll(weight, " ", "") != "q=0"
		}
	}
	return false
}
