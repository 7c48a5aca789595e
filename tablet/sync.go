//go:build js && wasm

package main

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"strconv"
	"sync"
	"syscall/js"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/views/words"
)

// Pauses of the sync loop. Nothing is ever given up or deleted on a failure.
const (
	gather     = 2 * time.Second  // after the last write: more often follows
	gatherMost = 10 * time.Second // after the first
	fresh      = time.Minute      // a page that opens does not sync again within this
	catchTry   = 3                // starts afresh where the person wrote meanwhile
)

// Why a sync runs.
const (
	whyNow    = "now"    // a person asked
	whyOpen   = "open"   // a page opened
	whyWrite  = "write"  // something was written
	whyOnline = "online" // the network is back
	whyTime   = "time"   // some minutes went by
)

// syncing is where the one sync of a desk stands.
type syncing struct {
	mu       sync.Mutex
	running  bool
	again    bool
	carries  bool  // something waits to be sent
	inbox    int64 // exchange.Progress.Inbox, as last told
	failures int
	next     time.Time // not before, unless a person asks
	last     time.Time // when the office last had everything
	trouble  pages.Trouble
	progress exchange.Progress
	batch    *batch // writes that are being gathered
}

// batch is a run of writes that one sync will carry.
type batch struct {
	since time.Time
	timer *time.Timer
	done  chan struct{} // closed when no write has followed for a while
}

// gather waits until no write has followed for a while. It reports true to the
// first writer of a batch, who syncs for all.
func (s *syncing) gather() bool {
	s.mu.Lock()
	b := s.batch
	first := b == nil
	switch {
	case first:
		b = &batch{since: time.Now(), done: make(chan struct{})}
		b.timer = time.AfterFunc(gather, func() { s.gathered(b) })
		s.batch = b
	case time.Since(b.since) < gatherMost-gather:
		b.timer.Reset(gather)
	}
	s.mu.Unlock()
	<-b.done
	return first
}

// gathered ends a batch; a timer that was set again while it went off ends it once.
func (s *syncing) gathered(b *batch) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.batch == b {
		s.batch = nil
		close(b.done)
	}
}

func (s *syncing) standing() (pages.Trouble, time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.trouble, s.last
}

// received is up to which number the office has operations that still wait here. It
// is not counted on while something stands in the way.
func (s *syncing) received() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.trouble != pages.NoTrouble && s.trouble != pages.Away {
		return 0
	}
	return s.inbox
}

func (s *syncing) sending() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.running && s.carries
}

func (s *syncing) carried() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.carries
}

func (s *syncing) progressNow() (running bool, progress exchange.Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.running, s.progress
}

// begin reports whether a sync may start now; one that runs goes once more.
func (s *syncing) begin(why string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	switch {
	case s.running:
		s.again = s.again || why == whyNow || why == whyWrite
		return false
	case why == whyOpen && within(fresh, s.last):
		return false
	case why != whyNow && why != whyOnline && now.Before(s.next):
		return false
	}
	if why == whyOnline {
		s.failures = 0
	}
	s.running, s.again, s.progress = true, false, exchange.Progress{}
	return true
}

// within reports whether t is less than limit ago. A time to come was written by
// a clock that was ahead, and says nothing.
func within(limit time.Duration, t time.Time) bool {
	passed := time.Since(t)
	return passed >= 0 && passed < limit
}

// end notes how a sync went and reports whether it goes once more.
func (s *syncing) end(trouble pages.Trouble, after time.Duration) (again bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.progress, s.carries, s.trouble = exchange.Progress{}, false, trouble
	if trouble == pages.NoTrouble {
		s.inbox = 0
		s.failures, s.next, s.last = 0, time.Time{}, time.Now()
		if s.again {
			s.again = false
			return true
		}
	} else {
		if s.failures++; trouble == pages.Away {
			s.failures = 1 // nothing was asked of the office, so it needs no longer pause once it can be
		}
		s.next = time.Now().Add(pause(s.failures, trouble, after))
	}
	s.running = false
	return false
}

// pause grows with each failure. Where only somebody at the office can help, it
// is long from the start.
func pause(failures int, trouble pages.Trouble, asked time.Duration) time.Duration {
	if trouble == pages.Refused || trouble == pages.Odd {
		failures = math.MaxInt
	}
	return exchange.Pause(failures, asked, rand.N[time.Duration])
}

// syncFor is asked by sw.js and by pages.
func (w *worker) syncFor(why js.Value) (any, error) {
	d, err := w.current(false)
	if err != nil || d == nil {
		return nil, err
	}
	d.syncNow(context.Background(), why.String())
	return nil, nil
}

// syncNow runs a sync, unless one runs or has to wait. It ends when nothing is
// left to do or something stands in the way.
func (d *desk) syncNow(ctx context.Context, why string) {
	if why == whyWrite {
		d.tellState(ctx, false)
		if !d.sync.gather() {
			return
		}
	}
	if err := d.countEarlier(); err != nil {
		complain("count what earlier vaults hold", err)
	}
	if !d.sync.begin(why) {
		d.tellState(ctx, false)
		return
	}
	ended := false
	defer func() {
		if !ended { // it panicked: the next one must not wait for it
			d.sync.end(pages.Odd, 0)
		}
	}()
	for again := true; again; {
		err := d.exchange(ctx)
		if casework.CodeOf(err) == casework.Locked {
			d.sync.end(pages.NoTrouble, 0)
			ended = true
			return
		}
		trouble, after := troubleOf(err)
		if trouble == pages.NoTrouble {
			d.reached(ctx)
			d.fetchDirectory(ctx)
		}
		if trouble == pages.Odd {
			complain("sync", err)
		}
		again = d.sync.end(trouble, after)
	}
	ended = true
	d.tellState(ctx, true)
	d.tellAgain()
	if d.standsApart(ctx) {
		return
	}
	if trouble, _ := d.sync.standing(); trouble == pages.NoTrouble && d.carryFiles(ctx, why) {
		d.tellState(ctx, true)
	}
}

// reachedPaper remembers when the office last had everything.
const reachedPaper = "reached"

// rememberEvery keeps a sync that changed nothing from writing each time.
const rememberEvery = 10 * time.Minute

func (d *desk) reached(ctx context.Context) {
	_, last := d.sync.standing()
	if !d.sync.carried() && within(rememberEvery, last) && !d.leaseOver(ctx) { // a clock that was set forward ends a lease at once
		return
	}
	d.renewLease(ctx)
	err := d.PutPaper(ctx, reachedPaper, time.Now())
	if err == nil {
		err = d.PutPaper(ctx, clockPaper, d.clock)
	}
	if err != nil {
		complain("remember when the office was reached", err) // the sync itself is done
	}
}

// exchange sends what waits and takes what is new. Files have a queue of their own
// (files.go).
func (d *desk) exchange(ctx context.Context) error {
	if !online() {
		return errAway
	}
	counts, err := d.Counts(ctx)
	if err != nil {
		return err
	}
	if counts.Unsent() > 0 {
		d.sync.mu.Lock()
		d.sync.carries = true
		d.sync.mu.Unlock()
		d.tellState(ctx, false)
	}
	return d.exchangeText(ctx, counts.Files)
}

func (d *desk) exchangeText(ctx context.Context, files int) error {
	state, err := d.State(ctx)
	if err != nil {
		return err
	}
	client := exchange.Client{
		Replica: d.Store, Transport: telling{&d.office, d}, Device: d.record.Device, Epoch: d.record.Epoch, Actor: d.actor(state.House),
		Unsqueeze: func(packed []byte) ([]byte, error) {
			plain, err := web.Gunzip(web.Array(packed))
			if err != nil {
				return nil, err
			}
			return web.Bytes(plain), nil
		},
		Progress: d.tellProgress, FilesWait: func() int { return files },
	}
	for range catchTry {
		_, err = client.Sync(ctx)
		if !movedOn(err) {
			break
		}
	}
	if err == nil {
		d.noteContact()
	}
	return err
}

// movedOn reports that somebody wrote between two steps: the person here, or
// somebody at the office. A sync then starts afresh.
func movedOn(err error) bool {
	var moved *oplog.MovedError
	var answered *officeError
	return errors.As(err, &moved) || casework.CodeOf(err) == casework.Busy ||
		errors.As(err, &answered) && answered.path == "segment" && (answered.status == 404 || answered.status == 410)
}

var errAway = errors.New("sync: no network")

// troubleOf says what an error means to the person.
func troubleOf(err error) (pages.Trouble, time.Duration) {
	if err == nil {
		return pages.NoTrouble, 0
	}
	if errors.As(err, new(*exchange.RolledBackError)) {
		return pages.Refused, 0 // this replica is older than what it sent before
	}
	var answered *officeError
	if errors.As(err, &answered) {
		switch status := answered.status; {
		case status == 401, status == 403, status == 409 && answered.path == "sync":
			return pages.Refused, 0 // revoked, or set aside as a copy of another tablet
		case status == 429, status == 503:
			return pages.Busy, answered.after
		case status >= 500, status == 408, answered.path == "segment":
			return pages.Down, answered.after
		case answered.path == "file" && (status == 409 || status == 423 || status == 460):
			return pages.Down, 0 // two uploads of one file, or a part that arrived damaged
		}
		return pages.Odd, 0
	}
	switch {
	case casework.CodeOf(err) == casework.NoSpace:
		return pages.Full, 0
	case errors.Is(err, errAway):
		return pages.Away, 0
	case web.Named(err, "TypeError"), web.Named(err, "TimeoutError"), web.Named(err, "AbortError"), web.Named(err, "NetworkError"):
		if online() {
			return pages.Down, 0
		}
		return pages.Away, 0
	case errors.Is(err, errSegmentHash):
		return pages.Down, 0
	}
	return pages.Odd, 0
}

func casesWords(progress exchange.Progress) string {
	return words.Say(words.StateCases, "done", strconv.Itoa(progress.CasesDone), "all", strconv.Itoa(progress.CasesAll))
}

func (d *desk) tellProgress(progress exchange.Progress) {
	d.sync.mu.Lock()
	told := d.sync.inbox != progress.Inbox
	d.sync.progress, d.sync.inbox = progress, progress.Inbox
	if told && progress.Inbox > 0 { // what stood in the way does no more
		d.sync.trouble = pages.NoTrouble
	}
	d.sync.mu.Unlock()
	if told {
		d.tellState(context.Background(), false)
	}
	if _, turned, err := d.book.Turned(); err == nil && turned == nil && progress.CasesAll > 0 {
		d.tell(map[string]any{
			"type": "progress", "done": progress.CasesDone, "all": progress.CasesAll, "words": casesWords(progress),
		})
	}
}

// tellAgain says it once more when the header no longer says that something was
// saved: a sync can end before that, and no other message follows.
func (d *desk) tellAgain() {
	left := savedFor - time.Since(d.saved)
	if left <= 0 || left > savedFor {
		return
	}
	time.AfterFunc(left+time.Millisecond, func() {
		ctx := context.Background()
		if _, err := d.Counts(ctx); err == nil { // else it was locked meanwhile
			d.tellState(ctx, false)
		}
	})
}

// tellState says to the pages what the header says now, when a sync has ended,
// and when to ask for the next one: a worker that sleeps has no clock. A page that
// opens during a pause hears of it too: the clock of the page before went with it.
func (d *desk) tellState(ctx context.Context, ended bool) {
	state := d.state(ctx)
	message := map[string]any{"type": "state", "words": state.Words, "tone": state.Tone, "ended": ended, "open": !d.leaseOver(ctx)}
	d.sync.mu.Lock()
	// Without a network the browser tells the page when there is one again; a page
	// that has heard of it before this worker did asks by the clock.
	hopeful := d.sync.trouble == pages.Down || d.sync.trouble == pages.Busy || d.sync.trouble == pages.Odd || d.sync.trouble == pages.Away
	wait, running := time.Until(d.sync.next), d.sync.running
	d.sync.mu.Unlock()
	if !hopeful {
		wait = d.files.wait()
	}
	if wait > 0 && !running {
		message["retry"] = wait.Milliseconds() + 1 // not before its time: it would be turned away
	}
	d.tell(message)
}
