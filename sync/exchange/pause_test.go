package exchange_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"doorstep/sync/exchange"
)

func TestPause(t *testing.T) {
	ceiling := func(n time.Duration) time.Duration { return n }
	for _, test := range []struct {
		failures int
		asked    time.Duration
		want     time.Duration
	}{
		{0, 0, 5 * time.Second},
		{1, 0, 5 * time.Second},
		{2, 0, 10 * time.Second},
		{3, 0, 20 * time.Second},
		{7, 0, 5 * time.Minute},
		{8, 0, 5 * time.Minute},
		{1 << 40, 0, 5 * time.Minute},
		{1, 90 * time.Second, 95 * time.Second},
		{1, -time.Hour, 5 * time.Second},
		{9, 1 << 60, time.Hour + 5*time.Minute},
	} {
		if got := exchange.Pause(test.failures, test.asked, ceiling); got != test.want {
			t.Errorf("after %d failures, asked for %s: at most %s, want %s", test.failures, test.asked, got, test.want)
		}
	}
}

// TestPauseIsSpread: two hundred tablets that failed in the same second do not
// come back in the same second, and none comes before the office asked.
func TestPauseIsSpread(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	seconds := map[int64]int{}
	for range 200 {
		wait := exchange.Pause(5, 30*time.Second, func(n time.Duration) time.Duration { return time.Duration(random.Int64N(int64(n))) })
		if wait < 30*time.Second || wait >= 110*time.Second {
			t.Errorf("a tablet waits %s", wait)
		}
		seconds[int64(wait/time.Second)]++
	}
	for second, count := range seconds {
		if count > 12 {
			t.Errorf("%d of 200 tablets come back in second %d", count, second)
		}
	}
}
