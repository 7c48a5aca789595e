package sqlite

import (
	"context"
	"errors"
	"sync"
	"time"
)

// pool keeps the agencies that were used last open: at most max of them unless
// more are in use, and none for longer than idle after its last use.
type pool struct {
	max  int
	idle time.Duration
	open func(ctx context.Context, tenant string) (*Agency, error)

	mu      sync.Mutex
	entries map[string]*entry
	closed  bool
	stop    chan struct{}
	swept   sync.WaitGroup
}

// entry is one agency that is open or just being opened.
type entry struct {
	ready  chan struct{} // closed once agency or err is set
	agency *Agency
	err    error
	users  int
	used   time.Time // when the last user left
}

var errClosed = errors.New("sqlite: the databases are closed")

func newPool(max int, idle time.Duration, open func(ctx context.Context, tenant string) (*Agency, error)) *pool {
	p := &pool{max: max, idle: idle, open: open, entries: map[string]*entry{}, stop: make(chan struct{})}
	p.swept.Go(p.sweepOften)
	return p
}

// take returns the agency and what the caller must call when done with it.
func (p *pool) take(ctx context.Context, tenant string) (*Agency, func(), error) {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil, nil, errClosed
	}
	e := p.entries[tenant]
	if e == nil {
		e = &entry{ready: make(chan struct{})}
		p.entries[tenant] = e
		// One request opens for all that wait; its end must not be theirs.
		go p.fill(context.WithoutCancel(ctx), tenant, e)
	}
	e.users++
	p.mu.Unlock()

	release := sync.OnceFunc(func() { p.release(e) })
	select {
	case <-e.ready:
	case <-ctx.Done():
		release()
		return nil, nil, ctx.Err()
	}
	if e.err != nil {
		release()
		return nil, nil, e.err
	}
	return e.agency, release, nil
}

// fill opens the agency. One that could not be opened is forgotten, so that the
// next request tries again.
func (p *pool) fill(ctx context.Context, tenant string, e *entry) {
	agency, err := p.open(ctx, tenant)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err == nil && p.closed {
		err = errors.Join(errClosed, agency.close())
	}
	if err != nil {
		e.err = err
		if p.entries[tenant] == e {
			delete(p.entries, tenant)
		}
	} else {
		e.agency = agency
	}
	close(e.ready)
	p.shrink()
}

func (p *pool) release(e *entry) {
	p.mu.Lock()
	defer p.mu.Unlock()
	e.users--
	e.used = time.Now()
	p.shrink()
}

// shrink closes the agencies used longest ago while too many are open. The
// caller holds the lock.
func (p *pool) shrink() {
	for len(p.entries) > p.max {
		oldest := ""
		for tenant, e := range p.entries {
			if e.users == 0 && e.agency != nil && (oldest == "" || e.used.Before(p.entries[oldest].used)) {
				oldest = tenant
			}
		}
		if oldest == "" {
			return // all are in use
		}
		p.drop(oldest)
	}
}

// drop closes an agency that nobody uses. The caller holds the lock, so that it
// cannot be opened again before it is closed: the last connection to leave
// folds the write-ahead log back into the file.
func (p *pool) drop(tenant string) {
	e := p.entries[tenant]
	delete(p.entries, tenant)
	e.agency.closeLogged()
}

func (p *pool) sweepOften() {
	ticker := time.NewTicker(max(p.idle/4, time.Millisecond))
	defer ticker.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-ticker.C:
			p.sweep(time.Now())
		}
	}
}

// sweep closes what nobody has used since idle before now.
func (p *pool) sweep(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for tenant, e := range p.entries {
		if e.users == 0 && e.agency != nil && now.Sub(e.used) >= p.idle {
			p.drop(tenant)
		}
	}
}

// peek returns an agency that is open, without using it, or nil.
func (p *pool) peek(tenant string) *Agency {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e := p.entries[tenant]; e != nil {
		return e.agency
	}
	return nil
}

// count is how many agencies are open or being opened.
func (p *pool) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.entries)
}

func (p *pool) close() error {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil
	}
	p.closed = true
	close(p.stop)
	var errs []error
	for tenant, e := range p.entries {
		if e.agency != nil {
			errs = append(errs, e.agency.close())
		}
		delete(p.entries, tenant)
	}
	p.mu.Unlock()
	p.swept.Wait()
	return errors.Join(errs...)
}
