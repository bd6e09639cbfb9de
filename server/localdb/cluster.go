package localdb

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// initdb makes a new cluster beside its place and renames it at the end, so a killed initdb leaves nothing half-made.
func initdb(ctx context.Context, bin, data string, c Config, acct *account) error {
	tmp := data + ".new"
	if err := os.RemoveAll(tmp); err != nil {
		return err
	}
	args := []string{"-D", tmp, "-U", superuser, "-A", "scram-sha-256", "--pwfile", filepath.Join(c.Dir, "secret"),
		"-E", "UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=und", "-T", "simple"}
	if c.Volatile {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, filepath.Join(bin, exe("initdb")), args...)
	cmd.Dir, cmd.SysProcAttr, cmd.Env = c.Dir, acct.sysProcAttr(false), serverEnv()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, bytes.ReplaceAll(bytes.TrimSpace(out), []byte("\n"), []byte(" · ")))
	}
	return os.Rename(tmp, data)
}

// checkVersion never deletes data: another major version is an error to solve by hand.
func checkVersion(bin, data string) error {
	have, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	out, err := exec.Command(filepath.Join(bin, exe("postgres")), "-V").Output()
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(bin, "postgres"), err)
	}
	words := strings.Fields(string(out)) // postgres (PostgreSQL) 15.18 …
	if len(words) < 3 {
		return fmt.Errorf("%s does not say its version: %q", bin, out)
	}
	major, _, _ := strings.Cut(words[2], ".")
	if made := strings.TrimSpace(string(have)); made != major {
		return fmt.Errorf("%s was made by PostgreSQL %s, but %s is PostgreSQL %s: set PG_BIN to the binaries of PostgreSQL %s, or dump the data there and load it here", data, made, bin, major, made)
	}
	return nil
}

// waitOldServer gives a predecessor whose program was killed time to finish: postgres is told by the kernel and shuts down.
func waitOldServer(ctx context.Context, data string) error {
	for range 200 {
		b, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
		if err != nil {
			return nil
		}
		first, _, _ := strings.Cut(string(b), "\n")
		pid, _ := strconv.Atoi(strings.TrimSpace(first))
		if pid <= 0 || !isServer(pid, data) {
			return nil // stale; postgres clears it itself
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	return fmt.Errorf("another PostgreSQL uses %s: stop it, or set CREDENCE_DATA to another folder", data)
}

func ensureSecret(file string, acct *account) (string, error) {
	b, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		b = []byte(rand.Text())
		if err := os.WriteFile(file, b, 0o600); err != nil {
			return "", err
		}
		return string(b), acct.chown(file)
	}
	return string(b), err
}

// socketDir keeps the path under the 107 bytes that the kernel allows.
func socketDir(dir string, acct *account) (string, error) {
	s := filepath.Join(dir, "run")
	if len(s) > 80 {
		h := fnv.New64a()
		h.Write([]byte(dir))
		s = filepath.Join(os.TempDir(), fmt.Sprintf("credence-%x", h.Sum64()))
	}
	return s, acct.mkdir(s)
}

// serverEnv is the little that postgres needs of our environment.
func serverEnv() []string {
	env := []string{"LC_ALL=C"}
	for _, k := range []string{"PATH", "TMPDIR", "LD_LIBRARY_PATH", "SystemRoot", "TEMP"} {
		if v, ok := os.LookupEnv(k); ok {
			env = append(env, k+"="+v)
		}
	}
	return env
}
