package web

import (
	"testing"
	"time"
)

// TestTheBoardIsWantedAheadOnceADay: and again under another pack, after a while,
// and where there was no room.
func TestTheBoardIsWantedAheadOnceADay(t *testing.T) {
	a, now := newAhead(), time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)
	wanted := func(what, tenant, key string, now time.Time, want bool) {
		t.Helper()
		a.want(tenant, key, now)
		select {
		case got := <-a.wanted:
			if !want || got != tenant {
				t.Errorf("%s: %s is counted", what, got)
			}
		default:
			if want {
				t.Errorf("%s: nobody counts", what)
			}
		}
	}
	wanted("the first of a day", "t", "2026-11-30 1", now, true)
	wanted("the second", "t", "2026-11-30 1", now.Add(time.Minute), false)
	wanted("another agency", "u", "2026-11-30 1", now, true)
	wanted("another pack", "t", "2026-11-30 2", now.Add(2*time.Minute), true)
	wanted("the next day", "t", "2026-12-01 2", now.Add(3*time.Minute), true)
	wanted("after a while", "t", "2026-12-01 2", now.Add(3*time.Minute+aheadEvery), true)

	for range aheadRoom {
		a.wanted <- "other"
	}
	a.want("v", "2026-11-30 1", now) // waits for nobody
	for range aheadRoom {
		<-a.wanted
	}
	wanted("after there was no room", "v", "2026-11-30 1", now, true)
}
