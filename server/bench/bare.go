package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"
)

// bare is the yardstick: one indexed SELECT, 10 KB of HTML, nothing else. It runs as a process of its own, as the program does.
func bare(url string) error {
	pool, err := pgxpool.New(context.Background(), url)
	if err != nil {
		return err
	}
	page := bytes.Repeat([]byte("<p>ten kilobytes of it</p>\n"), 10*1024/27)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("ready http://" + listener.Addr().String())
	return http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var name string
		if err := pool.QueryRow(r.Context(), "SELECT name FROM identity.people WHERE id = $1", 42).Scan(&name); err != nil {
			fmt.Fprintln(os.Stderr, err)
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Length", fmt.Sprint(len(page)+len(name)))
		w.Write([]byte(name))
		w.Write(page)
	}))
}
