package identity

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limits gives each key a bucket of tokens. It forgets full buckets when it holds too many, so its memory is bounded.
type limits struct {
	mu      sync.Mutex
	every   rate.Limit
	burst   int
	buckets map[string]*rate.Limiter
}

const mostBuckets = 20_000

func newLimits(every rate.Limit, burst int) *limits {
	return &limits{every: every, burst: burst, buckets: map[string]*rate.Limiter{}}
}

// allow takes a token from key's bucket and reports whether there was one.
func (l *limits) allow(key string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, ok := l.buckets[key]
	if !ok {
		if len(l.buckets) >= mostBuckets {
			l.forget(now)
		}
		b = rate.NewLimiter(l.every, l.burst)
		l.buckets[key] = b
	}
	return b.AllowN(now, 1)
}

// forget drops every bucket that has filled up again, and when all are in use, any tenth of them.
func (l *limits) forget(now time.Time) {
	for key, b := range l.buckets {
		if b.TokensAt(now) >= float64(l.burst) {
			delete(l.buckets, key)
		}
	}
	for key := range l.buckets {
		if len(l.buckets) < mostBuckets*9/10 {
			return
		}
		delete(l.buckets, key)
	}
}
