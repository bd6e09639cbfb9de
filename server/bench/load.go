package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// request is what one connection sends again and again. Made gives the bytes of the n-th request of a connection.
type request struct {
	name string
	made func(conn, n int) []byte
}

// measured is how a page did under a number of connections.
type measured struct {
	count         int
	took          time.Duration
	p50, p95, p99 time.Duration
	bytes         int
	failed        int
}

func (m measured) perSecond() float64 { return float64(m.count) / m.took.Seconds() }

// load keeps a number of connections busy for a while: each sends its next request when the last one was answered.
func load(addr string, conns int, d time.Duration, r request) (measured, error) {
	var (
		mu    sync.Mutex
		all   []time.Duration
		out   measured
		wait  sync.WaitGroup
		first error
	)
	began := time.Now()
	until := began.Add(d)
	for conn := range conns {
		wait.Go(func() {
			times, size, failed, err := one(addr, until, func(n int) []byte { return r.made(conn, n) })
			mu.Lock()
			defer mu.Unlock()
			all, out.bytes, out.failed = append(all, times...), size, out.failed+failed
			if err != nil {
				first = err
			}
		})
	}
	wait.Wait()
	if first != nil {
		return out, fmt.Errorf("%s: %w", r.name, first)
	}
	out.took, out.count = time.Since(began), len(all)
	slices.Sort(all)
	out.p50, out.p95, out.p99 = percentile(all, .5), percentile(all, .95), percentile(all, .99)
	return out, nil
}

func percentile(sorted []time.Duration, share float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))]
}

// one is a connection. It reads answers by hand, so that the load costs little beside what is measured.
func one(addr string, until time.Time, made func(n int) []byte) (times []time.Duration, size, failed int, err error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, 0, 0, err
	}
	defer conn.Close()
	in := bufio.NewReaderSize(conn, 64<<10)
	for n := 0; time.Now().Before(until); n++ {
		began := time.Now()
		if _, err := conn.Write(made(n)); err != nil {
			return times, size, failed, err
		}
		status, body, err := answer(in)
		if err != nil {
			return times, size, failed, err
		}
		if status >= 400 {
			failed++
		}
		times, size = append(times, time.Since(began)), body
	}
	return times, size, failed, nil
}

// answer reads one response and says its status and the bytes of its body.
func answer(in *bufio.Reader) (status, size int, err error) {
	text := textproto.NewReader(in)
	line, err := text.ReadLine()
	if err != nil {
		return 0, 0, err
	}
	if len(line) < 12 {
		return 0, 0, errors.New("not HTTP: " + line)
	}
	if status, err = strconv.Atoi(line[9:12]); err != nil {
		return 0, 0, err
	}
	length, chunked := 0, false
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return status, 0, err
		}
		if len(line) <= 2 {
			break
		}
		name, value, _ := strings.Cut(string(line), ":")
		switch strings.ToLower(name) {
		case "content-length":
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return status, 0, err
			}
		case "transfer-encoding":
			chunked = strings.Contains(value, "chunked")
		}
	}
	if !chunked {
		_, err = in.Discard(length)
		return status, length, err
	}
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return status, size, err
		}
		n, err := strconv.ParseInt(strings.TrimSpace(string(line)), 16, 64)
		if err != nil {
			return status, size, err
		}
		if _, err := io.CopyN(io.Discard, in, n+2); err != nil {
			return status, size, err
		}
		if n == 0 {
			return status, size, nil
		}
		size += int(n)
	}
}

// get is a GET of path by the person whose session token is given.
func get(path string, tokens []string) func(conn, n int) []byte {
	made := make([][]byte, len(tokens))
	for i, t := range tokens {
		made[i] = fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: bench\r\nCookie: credence=%s\r\n\r\n", path, t)
	}
	return func(conn, n int) []byte { return made[(conn*7919+n)%len(made)] }
}
