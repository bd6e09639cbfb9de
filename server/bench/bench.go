package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// bench is one run.
type bench struct {
	pool *pgxpool.Pool
	data string // the cluster's folder
	url  string
	env  []string
	each time.Duration
	only string // part of a page's name; empty: all
}

// program is what every measurement starts: built by make.
const program = "bin/credence"

var widths = []int{1, 8, 32}

func (b *bench) run(ctx context.Context) error {
	if err := b.loadContent(ctx); err != nil {
		return err
	}
	var tenth measured
	if b.only == "" {
		fmt.Println("a small ministry first: 1,200 people, 200,000 statements")
		if err := seed(ctx, b.pool, small); err != nil {
			return err
		}
		var err error
		if tenth, err = b.lessonAlone(); err != nil {
			return err
		}
	}
	fmt.Println("then the full one: 12,000 people, 480,000 enrolments in 40 courses, 2,000,000 statements")
	if err := seed(ctx, b.pool, full); err != nil {
		return err
	}
	return b.full(ctx, tenth)
}

// loadContent starts the program once on the empty database, so that it migrates and stores the courses.
func (b *bench) loadContent(context.Context) error {
	p, err := launch(b.env, program)
	if err != nil {
		return err
	}
	p.stop()
	return nil
}

func lesson() request {
	return request{"lesson", get("/courses/cyber-hygiene/lessons/c2.1.2", tokens(1))}
}

// lessonAlone is the lesson's throughput at 8 connections.
func (b *bench) lessonAlone() (measured, error) {
	p, err := launch(b.env, program)
	if err != nil {
		return measured{}, err
	}
	defer p.stop()
	if _, err := load(p.addr, 8, time.Second, lesson()); err != nil {
		return measured{}, err
	}
	return load(p.addr, 8, b.each, lesson())
}

func (b *bench) full(ctx context.Context, tenth measured) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	yard, err := launch(nil, self, "bare", b.url)
	if err != nil {
		return err
	}
	defer yard.stop()
	p, err := launch(b.env, program)
	if err != nil {
		return err
	}
	defer p.stop()
	saves, err := openAttempts(p.addr, 40)
	if err != nil {
		return err
	}
	requests := []request{
		lesson(),
		{"course", get("/courses/cyber-hygiene", tokens(1))},
		{"my learning", get("/learning", tokens(1))},
		{"save an answer", saves},
		{"matrix by mission", get("/reports/completion", []string{token(0)})},
		{"matrix by person", get("/reports/completion?by=person", []string{token(0)})},
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "page\tconns\treq/s\tof bare\tp50 ms\tp95 ms\tp99 ms\tstatements\tCPU ms app\tCPU ms db\tKB\tfailed\t")
	var lessonAt8 measured
	for _, r := range requests {
		if !strings.Contains(r.name, b.only) {
			continue
		}
		for _, conns := range widths {
			if _, err := load(p.addr, conns, b.each/8, r); err != nil { // warm
				return err
			}
			base, err := load(yard.addr, conns, b.each/2, request{"bare", get("/", []string{"-"})})
			if err != nil {
				return err
			}
			calls, app, db := b.calls(ctx), p.cpu(), postgresCPU(b.data)
			m, err := load(p.addr, conns, b.each, r)
			if err != nil {
				return err
			}
			n := float64(max(m.count, 1))
			fmt.Fprintf(w, "%s\t%d\t%.0f\t1/%.1f\t%s\t%s\t%s\t%.1f\t%.2f\t%.2f\t%.1f\t%d\t\n", r.name, conns, m.perSecond(), base.perSecond()/m.perSecond(),
				ms(m.p50), ms(m.p95), ms(m.p99), float64(b.calls(ctx)-calls)/n, msEach(p.cpu()-app, n), msEach(postgresCPU(b.data)-db, n), float64(m.bytes)/1024, m.failed)
			if r.name == "lesson" && conns == 8 {
				lessonAt8 = m
			}
			if r.name == "lesson" {
				fmt.Fprintf(w, "bare\t%d\t%.0f\t1/1\t%s\t%s\t%s\t1\t\t\t%.1f\t%d\t\n", conns, base.perSecond(), ms(base.p50), ms(base.p95), ms(base.p99), float64(base.bytes)/1024, base.failed)
			}
		}
	}
	w.Flush()
	if b.only == "" {
		fmt.Printf("\na tenfold database costs the lesson %.1f %% of its throughput (8 connections: %.0f then, %.0f now)\n",
			100*(1-lessonAt8.perSecond()/tenth.perSecond()), tenth.perSecond(), lessonAt8.perSecond())
	}
	fmt.Printf("memory of the program after all this: %.0f MB\n", float64(p.memory())/(1<<20))
	return b.matrix(ctx, p)
}

// calls is how many statements PostgreSQL has run for the program.
func (b *bench) calls(ctx context.Context) (n int64) {
	b.pool.QueryRow(ctx, `SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
		WHERE d.datname = current_database() AND query NOT LIKE '%river%' AND query NOT LIKE '%pg_stat_statements%'`).Scan(&n)
	return n
}

// matrix holds the page and the export against a bare SELECT of the same rows.
func (b *bench) matrix(ctx context.Context, p *process) error {
	began := time.Now()
	rows, err := b.pool.Query(ctx, `SELECT person_id, course, enrolled_at, due_at, started_at, completed_at, expires_at FROM learning.enrolments`)
	if err != nil {
		return err
	}
	n := 0
	for rows.Next() {
		n++
	}
	if err := rows.Err(); err != nil {
		return err
	}
	bareTook := time.Since(began)
	page, err := load(p.addr, 1, 2*b.each, request{"matrix", get("/reports/completion", []string{token(0)})})
	if err != nil {
		return err
	}
	began = time.Now()
	export, err := load(p.addr, 1, time.Millisecond, request{"export", get("/reports/completion.csv", []string{token(0)})})
	if err != nil {
		return err
	}
	fmt.Printf("\nmatrix, %d rows: bare SELECT of them %s ms; page by mission %s ms (median); CSV of all people %s ms, %.1f MB, streamed\n",
		n, ms(bareTook), ms(page.p50), ms(time.Since(began)), float64(export.bytes)/(1<<20))
	return nil
}

func ms(d time.Duration) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(d.Microseconds())/1000), ".0")
}

func msEach(d time.Duration, n float64) float64 { return float64(d.Microseconds()) / 1000 / n }
