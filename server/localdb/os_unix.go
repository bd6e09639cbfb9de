//go:build unix

package localdb

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the unprivileged user postgres runs as when we are root (it refuses root).
type account struct{ uid, gid int }

func serverAccount() (*account, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ := strconv.Atoi(u.Uid)
			gid, _ := strconv.Atoi(u.Gid)
			return &account{uid, gid}, nil
		}
	}
	return nil, errors.New("PostgreSQL refuses to run as root and there is no user postgres or nobody to run it as: add one, or start as another user")
}

func (a *account) chown(p string) error {
	if a == nil {
		return nil
	}
	return os.Chown(p, a.uid, a.gid)
}

func (a *account) mkdir(p string) error {
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		return err
	}
	if err := os.MkdirAll(p, 0o700); err != nil {
		return err
	}
	if !a.reaches(filepath.Dir(p)) {
		return fmt.Errorf("%s: a folder above it is closed to the user PostgreSQL runs as; set CREDENCE_DATA to a path outside it", p)
	}
	if err := a.chown(p); err != nil {
		return fmt.Errorf("hand %s to the database's user: %w", p, err)
	}
	return nil
}

// reaches tells whether the account may pass through dir and every folder above it.
func (a *account) reaches(dir string) bool {
	if a == nil {
		return true
	}
	for ; ; dir = filepath.Dir(dir) {
		fi, err := os.Stat(dir)
		if err != nil {
			return false
		}
		if st := fi.Sys().(*syscall.Stat_t); fi.Mode()&0o001 == 0 && int(st.Uid) != a.uid {
			return false
		}
		if dir == filepath.Dir(dir) {
			return true
		}
	}
}

func (a *account) sysProcAttr(server bool) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{}
	if a != nil {
		attr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	if server {
		attr.Setpgid = true // Ctrl-C reaches us first; we stop postgres after draining
		dieWithParent(attr)
	}
	return attr
}

// lockDir keeps a second program away from dir. The lock goes with the process, however it ends.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, fmt.Errorf("another Credence is running on %s: stop it, or set CREDENCE_DATA to another folder", dir)
	}
	return f, nil
}
