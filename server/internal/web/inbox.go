package web

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// A tablet that sent much asks at once what became of it, and lands it by that.
// Where it asks no more, the office lands it by itself.

// Pauses of the inbox.
const (
	inboxPatience = 10 * time.Second // that a tablet has to ask
	inboxMost     = 15 * time.Minute // between two tries: an agency that nobody uses is closed meanwhile
)

// Inbox names the agencies that may have something in their inbox, and when they
// are looked at.
type Inbox struct {
	mu  sync.Mutex
	due map[string]inboxTry
}

type inboxTry struct {
	at    time.Time
	pause time.Duration // before it
}

// NewInbox returns one that names nobody.
func NewInbox() *Inbox { return &Inbox{due: map[string]inboxTry{}} }

// Want says that an agency has something in its inbox.
func (i *Inbox) Want(tenant string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if _, known := i.due[tenant]; !known {
		i.due[tenant] = inboxTry{time.Now().Add(inboxPatience), inboxPatience}
	}
}

// take returns an agency whose time has come, and how long to wait for the next
// where there is none.
func (i *Inbox) take() (tenant string, try inboxTry, wait time.Duration) {
	i.mu.Lock()
	defer i.mu.Unlock()
	wait = inboxPatience
	for tenant, try := range i.due {
		left := time.Until(try.at)
		if left <= 0 {
			delete(i.due, tenant)
			return tenant, try, 0
		}
		wait = min(wait, left)
	}
	return "", try, wait
}

// again puts an agency back whose inbox could not be emptied, for later each time.
func (i *Inbox) again(tenant string, try inboxTry) {
	i.mu.Lock()
	defer i.mu.Unlock()
	pause := min(2*try.pause, inboxMost)
	i.due[tenant] = inboxTry{time.Now().Add(pause), pause}
}

// RunInbox lands what tablets no longer ask for, until the context ends. The store
// names what an agency has from before, whenever it is opened; all of them are at
// the start, for the papers and files that they owe.
func (s *Server) RunInbox(ctx context.Context) {
	for {
		tenant, try, wait := s.parts.Inbox.take()
		if tenant == "" {
			select {
			case <-ctx.Done():
				return
			case <-time.After(wait):
			}
			continue
		}
		if err := s.landInbox(ctx, tenant); err != nil {
			if ctx.Err() != nil {
				return
			}
			s.parts.Log.Error("what tablets sent is not in its cases yet; it is tried again", "tenant", tenant, "cause", err)
			s.parts.Inbox.again(tenant, try)
		}
	}
}

// landInbox lands what lies in the inbox of an agency, but for what came just now.
func (s *Server) landInbox(ctx context.Context, tenant string) error {
	agency, release, err := s.parts.Control.Tenant(ctx, tenant)
	if err != nil {
		return err
	}
	defer release()
	bringers, err := agency.Bringers(ctx)
	for _, one := range bringers {
		arrived, parseErr := time.Parse(time.RFC3339Nano, one.Arrived)
		if age := s.parts.Now().Sub(arrived); parseErr == nil && age >= 0 && age < inboxPatience {
			s.parts.Inbox.Want(tenant)
			continue
		}
		landed, landErr := s.landParcels(inAgency{ctx, tenant, agency}, one.Device, one.Actor.ID)
		if landErr == nil && landed.Gap != nil {
			landErr = fmt.Errorf("tablet %q: %w", one.Device, landed.Gap)
		}
		err = errors.Join(err, landErr)
	}
	return err
}

// landParcels lands what one tablet sent before. A copy of a tablet is set aside by
// it, and what it sent waits for review.
func (s *Server) landParcels(at inAgency, device, person string) (exchange.Landed, error) {
	landed, err := exchange.LandParcels(at.ctx, at.agency, device, 0)
	if errors.As(err, new(*exchange.ClonedError)) {
		s.parts.Log.Warn("tablet set aside", "tenant", at.tenant, "tablet", device)
		err = nil
	}
	if len(landed.Operations) > 0 {
		s.afterLanding(at, person, landed.Operations)
	}
	return landed, err
}

// afterLanding does what follows from work that a tablet of this person brought.
func (s *Server) afterLanding(at inAgency, person string, ops []oplog.Operation) {
	s.openTabletLinks(at, person, ops)
	s.checkEvidence(at.ctx, at.tenant, at.agency)
	s.parts.Nudge(at.tenant)
}
