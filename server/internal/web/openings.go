package web

import (
	"fmt"
	"sync"
	"time"

	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// opened remembers what was noted in this quarter of an hour, so that a person
// who works in a case costs one write and not one a page.
type opened struct {
	mu      sync.Mutex
	quarter time.Time
	noted   map[string]bool // tenant, person and case
}

// isNew reports whether this is the first look in its quarter of an hour.
func (o *opened) isNew(key string, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if quarter := now.Truncate(storage.OpeningSpan); !quarter.Equal(o.quarter) {
		o.quarter, o.noted = quarter, map[string]bool{}
	}
	if o.noted[key] {
		return false
	}
	o.noted[key] = true
	return true
}

// forget makes the next look count as the first again.
func (o *opened) forget(key string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.noted, key)
}

// noteOpening writes down, before the page is sent, who looks at a case at a
// desk. A disk that takes nothing more shuts nobody out of a safety note: the
// log says so, loudly, and the next look tries again.
func (s *Server) noteOpening(v *visit, caseID string) {
	key := v.tenant + " " + v.person.ID + " " + caseID
	if caseID == "" || !s.opened.isNew(key, v.now) {
		return
	}
	err := v.agency.NoteOpenings(v.ctx, []storage.Opening{{Case: caseID, Person: v.person.ID, At: v.now, Noted: v.now}})
	if err != nil {
		s.opened.forget(key)
		s.parts.Log.Error("who opened a case could not be written down", "tenant", v.tenant, "cause", err)
	}
}

// noteOpened writes down what a tablet tells.
func (s *Server) noteOpened(k *caller, told []exchange.Opening) error {
	if len(told) == 0 {
		return nil
	}
	if len(told) > exchange.MaxOpened {
		return fmt.Errorf("%w: %d openings in one request", oplog.ErrFormat, len(told))
	}
	now := s.parts.Now()
	openings := make([]storage.Opening, len(told))
	for i, one := range told {
		at, err := time.Parse(time.RFC3339Nano, one.At)
		if err != nil { // the rest of the exchange does not wait for a clock
			at = now
		}
		openings[i] = storage.Opening{Case: one.Case, Person: k.actor.ID, Tablet: k.tablet.ID, At: at, Noted: now}
	}
	if err := k.agency.NoteOpenings(k.ctx, openings); err != nil {
		return fmt.Errorf("web: openings of tenant %q: %w", k.tenant, err)
	}
	return nil
}
