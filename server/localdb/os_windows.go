package localdb

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

type account struct{}

func serverAccount() (*account, error)                 { return nil, nil }
func (*account) chown(string) error                    { return nil }
func (*account) mkdir(p string) error                  { return os.MkdirAll(p, 0o700) }
func (*account) sysProcAttr(bool) *syscall.SysProcAttr { return nil }
func isServer(int, string) bool                        { return false }
func (*account) reaches(string) bool                   { return true }

// lockDir keeps a second program away from dir: Windows refuses to remove a file that another holds open.
func lockDir(dir string) (*os.File, error) {
	name := filepath.Join(dir, "lock")
	if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
		return nil, fmt.Errorf("another Credence is running on %s: stop it, or set CREDENCE_DATA to another folder", dir)
	}
	return os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
}
