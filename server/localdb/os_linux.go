package localdb

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// If we are killed, the kernel asks postgres for a fast shutdown.
func dieWithParent(a *syscall.SysProcAttr) { a.Pdeathsig = syscall.SIGINT }

// isServer guards against a stale pid file whose number another program has now (containers).
func isServer(pid int, data string) bool {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return err == nil && (len(b) == 0 || strings.Contains(string(b), data)) // empty: dead, not reaped yet
}
