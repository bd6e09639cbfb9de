// Command withpg starts a throw-away PostgreSQL with a migrated template database and runs a command beside it:
//
//	go run ./server/withpg go test ./...
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"

	"credence/migrations"
	"credence/modules/kernel/database"
	"credence/modules/kernel/pgtest"
	"credence/server/localdb"
)

func main() {
	code, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "withpg:", err)
	}
	os.Exit(code)
}

func run() (int, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(os.Args) < 2 {
		return 2, errors.New("usage: withpg COMMAND [ARGUMENT …]")
	}
	dir, err := os.MkdirTemp("", "credence-test-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return 1, err
	}
	pg, err := localdb.Start(ctx, localdb.Config{Dir: filepath.Join(dir, "pg"), Database: "template_credence", Volatile: true})
	if err != nil {
		return 1, err
	}
	defer pg.Stop()
	db, err := database.Open(ctx, pg.URL)
	if err != nil {
		return 1, err
	}
	_, err = migrations.Up(ctx, db.Pool)
	db.Close() // a template must have no connections
	if err != nil {
		return 1, err
	}
	command := exec.CommandContext(ctx, os.Args[1], os.Args[2:]...)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	command.Env = append(os.Environ(), pgtest.Setting+"="+pg.URL)
	err = command.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode(), nil
	}
	if err != nil {
		return 1, err
	}
	return 0, nil
}
