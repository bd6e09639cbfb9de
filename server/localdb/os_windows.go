package localdb

import (
	"os"
	"syscall"
)

type account struct{}

func serverAccount() (*account, error)                 { return nil, nil }
func (*account) chown(string) error                    { return nil }
func (*account) mkdir(p string) error                  { return os.MkdirAll(p, 0o700) }
func (*account) sysProcAttr(bool) *syscall.SysProcAttr { return nil }
func isServer(int, string) bool                        { return false }
func (*account) reaches(string) bool                   { return true }
