//go:build unix && !linux

package localdb

import "syscall"

func dieWithParent(*syscall.SysProcAttr) {}

func isServer(pid int, _ string) bool { return syscall.Kill(pid, 0) == nil }
