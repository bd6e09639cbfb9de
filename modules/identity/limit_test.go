package identity

import (
	"strconv"
	"testing"
	"time"

	"golang.org/x/time/rate"
)

func TestLimitsForgetSoonerThanTheyGrow(t *testing.T) {
	l, now := newLimits(rate.Every(time.Hour), 2), time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	for n := range 3 * mostBuckets {
		l.allow(strconv.Itoa(n), now)
	}
	if len(l.buckets) > mostBuckets {
		t.Errorf("%d buckets", len(l.buckets))
	}
	first, second, third := l.allow("me", now), l.allow("me", now), l.allow("me", now)
	if !first || !second || third {
		t.Error("the burst is not two")
	}
	if !l.allow("me", now.Add(time.Hour)) {
		t.Error("never fills up again")
	}
}
