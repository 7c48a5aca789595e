package web

import (
	"context"
	"strconv"
	"sync"
	"time"

	"doorstep/casework"
	"doorstep/pages"
)

// The first board of a day counts every case of the agency. So that no supervisor
// waits for it, it is counted as soon as anybody of the agency is at a desk.

// aheadEvery is when it is looked at again: an agency that nobody used is closed,
// and what it had counted goes with it.
const aheadEvery = 10 * time.Minute

// aheadRoom is how many agencies can wait.
const aheadRoom = 64

// ahead remembers when each agency was last counted, and for which day and pack.
type ahead struct {
	mu     sync.Mutex
	last   map[string]counted
	wanted chan string
}

type counted struct {
	key string
	at  time.Time
}

func newAhead() *ahead {
	return &ahead{last: map[string]counted{}, wanted: make(chan string, aheadRoom)}
}

// want asks for a count where the last one is of another day or pack, or old. It
// never waits.
func (a *ahead) want(tenant, key string, now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if last := a.last[tenant]; last.key == key && now.Sub(last.at) < aheadEvery {
		return
	}
	select {
	case a.wanted <- tenant:
		a.last[tenant] = counted{key, now}
	default: // the next request asks again
	}
}

// wantBoard asks for the board of the visit's agency.
func (s *Server) wantBoard(v *visit) {
	s.ahead.want(v.tenant, v.house.Calendar.Day(v.now)+" "+strconv.Itoa(v.house.Rules().Version), v.now)
}

// RunAhead counts boards until the context ends.
func (s *Server) RunAhead(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case tenant := <-s.ahead.wanted:
			if err := s.countAhead(ctx, tenant); err != nil && ctx.Err() == nil {
				s.parts.Log.Warn("the board was not counted ahead", "tenant", tenant, "cause", err)
			}
		}
	}
}

func (s *Server) countAhead(ctx context.Context, tenant string) error {
	agency, release, err := s.parts.Control.Tenant(ctx, tenant)
	if err != nil {
		return err
	}
	defer release()
	house, err := agency.House(ctx)
	if err != nil {
		return err
	}
	request := pages.Request{Actor: casework.Actor{Role: casework.RoleSupervisor}, Now: s.parts.Now(), House: house}
	return pages.CountAhead(ctx, &pages.Env{Store: agency, Lists: agency}, request)
}
