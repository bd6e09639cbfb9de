// Command bench measures the program beside a bare handler on the same machine in the same run.
//
//	make bench
//
// It makes a database of 12,000 people and 2 million statements, starts the program on it, and prints for each page
// throughput and times at 1, 8 and 32 connections, statements, processor time and memory. All traffic stays on loopback.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"credence/server/localdb"
)

func main() {
	seconds := flag.Int("seconds", 4, "how long each measurement takes")
	only := flag.String("only", "", "measure only pages whose name contains this, on the full database alone")
	flag.Parse()
	var err error
	if flag.Arg(0) == "bare" {
		err = bare(flag.Arg(1))
	} else {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		err = run(ctx, time.Duration(*seconds)*time.Second, *only)
		stop()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, d time.Duration, only string) error {
	dir, err := os.MkdirTemp("", "credence-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	if err := manyCourses(filepath.Join(dir, "content")); err != nil {
		return err
	}
	pg, err := localdb.Start(ctx, localdb.Config{Dir: filepath.Join(dir, "pg"), Database: "credence", Settings: map[string]string{
		"shared_preload_libraries": "pg_stat_statements", "shared_buffers": "512MB", "max_wal_size": "4GB",
	}})
	if err != nil {
		return err
	}
	defer pg.Stop()
	pool, err := pgxpool.New(ctx, pg.URL)
	if err != nil {
		return err
	}
	defer pool.Close()
	if _, err := pool.Exec(ctx, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements"); err != nil {
		return err
	}
	b := &bench{pool: pool, data: filepath.Join(dir, "pg", "data"), each: d, only: only, env: []string{
		"DATABASE_URL=" + pg.URL, "CREDENCE_DATA=" + filepath.Join(dir, "house"), "CREDENCE_ADDR=127.0.0.1:0",
		"CREDENCE_CONTENT=" + filepath.Join(dir, "content"), "CREDENCE_DEMO=false",
	}, url: pg.URL}
	return b.run(ctx)
}
