//go:build js && wasm

package main

import (
	"errors"
	"fmt"
	"math"
	"sync/atomic"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/sync/exchange"
)

// TestTrouble: what an answer means, and that only what the office alone can put
// right pauses for long. Nothing is ever given up.
func TestTrouble(t *testing.T) {
	asked := 90 * time.Second
	for _, test := range []struct {
		err   error
		want  pages.Trouble
		after time.Duration
	}{
		{nil, pages.NoTrouble, 0},
		{&officeError{path: "sync", status: 401}, pages.Refused, 0},
		{&officeError{path: "sync", status: 403}, pages.Refused, 0},
		{&officeError{path: "file", status: 401}, pages.Refused, 0},
		{&officeError{path: "sync", status: 409}, pages.Refused, 0},
		{&exchange.RolledBackError{Office: 9}, pages.Refused, 0},
		{&officeError{path: "sync", status: 429, after: asked}, pages.Busy, asked},
		{&officeError{path: "sync", status: 500}, pages.Down, 0},
		{&officeError{path: "sync", status: 503, after: asked}, pages.Busy, asked},
		{&officeError{path: "sync", status: 408}, pages.Down, 0},
		{&officeError{path: "segment", status: 404}, pages.Down, 0},
		{&officeError{path: "sync", status: 400}, pages.Odd, 0},
		{&exchange.GapError{Expected: 3}, pages.Odd, 0},
		{errSegmentHash, pages.Down, 0},
		{errAway, pages.Away, 0},
		{casework.Fail(casework.NoSpace), pages.Full, 0},
		{errors.New("something else"), pages.Odd, 0},
	} {
		for _, err := range []error{test.err, fmt.Errorf("wrapped: %w", test.err)} {
			if test.err == nil {
				err = nil
			}
			if trouble, after := troubleOf(err); trouble != test.want || after != test.after {
				t.Errorf("%v is %q after %s, want %q after %s", err, trouble, after, test.want, test.after)
			}
		}
	}
}

func TestPauses(t *testing.T) {
	longest := func(failures int, trouble pages.Trouble, asked time.Duration) (most time.Duration) {
		for range 200 {
			most = max(most, pause(failures, trouble, asked))
		}
		return most
	}
	if got := longest(1, pages.Down, 0); got > exchange.FirstPause {
		t.Errorf("after one failure a tablet waits %s", got)
	}
	if got := longest(1, pages.Refused, 0); got <= exchange.LongestPause/2 || got > exchange.LongestPause {
		t.Errorf("a refused tablet waits at most %s", got)
	}
	if got := longest(math.MaxInt, pages.Down, time.Minute); got <= time.Minute || got > time.Minute+exchange.LongestPause {
		t.Errorf("a tablet that was asked to wait a minute waits at most %s", got)
	}
}

// TestPauseAfterTheNetwork: days without a network do not lengthen the pause that
// follows the first try with one.
func TestPauseAfterTheNetwork(t *testing.T) {
	var s syncing
	fails := func(why string, trouble pages.Trouble) time.Duration {
		t.Helper()
		if !s.begin(why) {
			t.Fatalf("a sync for the reason %q did not begin", why)
		}
		s.end(trouble, 0)
		return time.Until(s.next)
	}
	for range 50 { // full jitter: a long pause would show in some of them
		for range 20 {
			if wait := fails(whyNow, pages.Away); wait > exchange.FirstPause {
				t.Fatalf("without a network a tablet waits %s", wait)
			}
		}
		if wait := fails(whyOnline, pages.Down); wait > exchange.FirstPause {
			t.Fatalf("after the network came back a tablet waits %s", wait)
		}
		for range 20 {
			fails(whyNow, pages.Down)
		}
		if wait := fails(whyOnline, pages.Down); wait > exchange.FirstPause {
			t.Fatalf("after the network came back again a tablet waits %s", wait)
		}
	}
}

// TestGather: writes that follow one another are carried by one sync, begun
// after the last of them.
func TestGather(t *testing.T) {
	var s syncing
	var first atomic.Int32
	begun := make(chan time.Time, 3)
	write := func() {
		if s.gather() {
			first.Add(1)
		}
		begun <- time.Now()
	}
	go write()
	await(t, func() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.batch != nil })
	s.mu.Lock()
	s.batch.timer.Reset(time.Hour) // nothing ends the batch but a later write
	s.mu.Unlock()
	last := time.Now()
	go write()
	go write()
	for range 3 {
		if at := <-begun; at.Sub(last) < gather {
			t.Errorf("a sync began %s after the last write", at.Sub(last))
		}
	}
	if first.Load() != 1 {
		t.Errorf("%d syncs carry one batch", first.Load())
	}
	if s.batch != nil {
		t.Error("the batch is still open")
	}
}

func await(t *testing.T, what func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !what(); {
		if time.Now().After(end) {
			t.Fatal("it did not come")
		}
		time.Sleep(time.Millisecond)
	}
}

// TestReceived: what the office has in its inbox counts as there, unless something
// stands in the way, and until the sync has ended.
func TestReceived(t *testing.T) {
	s := syncing{inbox: 7}
	for trouble, want := range map[pages.Trouble]int64{pages.NoTrouble: 7, pages.Away: 7, pages.Down: 0, pages.Refused: 0, pages.Odd: 0, pages.Full: 0} {
		s.trouble = trouble
		if got := s.received(); got != want {
			t.Errorf("with the trouble %q the office is taken to have %d, want %d", trouble, got, want)
		}
	}
	s.end(pages.NoTrouble, 0)
	if got := s.received(); got != 0 {
		t.Errorf("after the sync %d", got)
	}
}
