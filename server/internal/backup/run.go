package backup

import (
	"context"
	"time"

	"doorstep/casework"
	"doorstep/storage"
)

// Pauses of the schedule.
const (
	firstPause  = 30 * time.Second // after a failure; doubles with each, up to Every
	longestTick = time.Minute      // how often files are looked at
	shortTick   = 20 * time.Millisecond
)

// state is how it goes with the copies of one agency.
type state struct {
	tried    time.Time // last
	failures int
	since    time.Time // of the first failure in a row
	code     casework.Code
}

// Standing is what an administrator is told.
type Standing struct {
	Taken time.Time     // of the newest verified copy; zero if there is none
	Apart bool          // it lies off the server's volume
	Since time.Time     // copies fail since then; zero if they do not
	Code  casework.Code // NoSpace where the disk is full
}

// Standing says when an agency was last copied, and what stands in the way.
func (k *Keeper) Standing(ctx context.Context, tenant string) (Standing, error) {
	copies, err := k.Control.SafeCopies(ctx)
	if err != nil {
		return Standing{}, err
	}
	safe := copies[tenant]
	k.mu.Lock()
	defer k.mu.Unlock()
	standing := Standing{Taken: safe.Taken, Apart: safe.Apart}
	if state := k.states[tenant]; state != nil {
		standing.Since, standing.Code = state.since, state.code
	}
	return standing, nil
}

// Run takes copies until the context ends: of every agency that was written to,
// not more often than Every. What fails is tried again after a growing pause,
// and every failure is an error in the log.
func (k *Keeper) Run(ctx context.Context) {
	if k.Every <= 0 {
		k.Log.Warn("no copies are taken: backup-every is 0")
		return
	}
	if err := k.Control.SweepCopies(); err != nil {
		k.Log.Warn("clearing what a crash left of copies", "cause", err)
	}
	tick := time.NewTicker(min(max(k.Every/10, shortTick), longestTick))
	defer tick.Stop()
	for {
		k.pass(ctx)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// pass copies what is due.
func (k *Keeper) pass(ctx context.Context) {
	tenants, err := k.Control.Tenants(ctx)
	var safe map[string]storage.SafeCopy
	if err == nil {
		safe, err = k.Control.SafeCopies(ctx)
	}
	if err != nil {
		if ctx.Err() == nil {
			k.Log.Error("no copies are taken: the control database does not answer", "cause", err)
		}
		return
	}
	for _, tenant := range tenants {
		if ctx.Err() != nil {
			return
		}
		if k.isDue(tenant, safe[tenant]) {
			k.copyOne(ctx, tenant, safe[tenant])
		}
	}
}

func (k *Keeper) isDue(tenant string, safe storage.SafeCopy) bool {
	if safe.Apart == k.Apart && safe.Name != "" && safe.Seen == k.Control.SeenFiles(tenant) {
		k.mu.Lock() // nothing was written, so nothing stands in the way
		delete(k.states, tenant)
		k.mu.Unlock()
		return false
	}
	now := k.now()
	last, wait := safe.Taken, k.Every
	k.mu.Lock()
	defer k.mu.Unlock()
	if state := k.states[tenant]; state != nil {
		if state.tried.After(last) {
			last = state.tried
		}
		if state.failures > 0 {
			wait = min(firstPause<<min(state.failures-1, 20), k.Every)
		}
	}
	passed := now.Sub(last)
	return passed >= wait || passed < 0 // a clock that went back must not stop the copies
}

func (k *Keeper) copyOne(ctx context.Context, tenant string, safe storage.SafeCopy) {
	taken, fresh, err := k.Take(ctx, tenant)
	if ctx.Err() != nil {
		return
	}
	k.note(tenant, err)
	if err != nil {
		cause := "the object store or the disk failed"
		if casework.CodeOf(err) == casework.NoSpace {
			cause = "the disk is full"
		}
		k.Log.Error("no safe copy could be taken: "+cause, "tenant", tenant, "last", safe.Taken, "cause", err)
		return
	}
	if !fresh {
		return
	}
	k.Log.Info("safe copy taken", "tenant", tenant, "name", taken.Name, "bytes", taken.Packed)
	if err := k.Prune(ctx, tenant); err != nil {
		k.Log.Warn("old copies could not be removed", "tenant", tenant, "cause", err)
	}
}

// note remembers how a try went.
func (k *Keeper) note(tenant string, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.states == nil {
		k.states = map[string]*state{}
	}
	s := k.states[tenant]
	if s == nil {
		s = &state{}
		k.states[tenant] = s
	}
	s.tried = k.now()
	if err == nil {
		s.failures, s.since, s.code = 0, time.Time{}, ""
		return
	}
	s.failures++
	s.code = casework.CodeOf(err)
	if s.since.IsZero() {
		s.since = s.tried
	}
}
