package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// openAttempts starts a quiz for so many people and gives requests that save an answer in each.
func openAttempts(addr string, people int) (func(conn, n int) []byte, error) {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	var made [][]byte
	for i := 1; i <= people; i++ {
		req, err := http.NewRequest("POST", "http://"+addr+"/quizzes/cyber-hygiene-final/attempts", strings.NewReader("lang=en"))
		if err != nil {
			return nil, err
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.AddCookie(&http.Cookie{Name: "credence", Value: token(i)})
		res, err := client.Do(req)
		if err != nil {
			return nil, err
		}
		said, _ := io.ReadAll(res.Body)
		res.Body.Close()
		attempt := res.Header.Get("Location")
		if res.StatusCode != http.StatusSeeOther || attempt == "" {
			return nil, fmt.Errorf("no attempt: %d %s", res.StatusCode, said[:min(300, len(said))])
		}
		body := url.Values{"page": {"bench"}, "seen": {"0"}, "on": {"1"}, "a1": {"1"}}.Encode()
		made = append(made, fmt.Appendf(nil, "POST %s/answers HTTP/1.1\r\nHost: %s\r\nCookie: credence=%s\r\nAccept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
			strings.Split(attempt, "?")[0], addr, token(i), len(body), body))
	}
	return func(conn, n int) []byte { return made[(conn*13+n)%len(made)] }, nil
}
