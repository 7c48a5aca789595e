package web

import (
	"context"
	"errors"
	"sync"
	"time"

	"doorstep/sync/exchange"
)

// A tablet that sent much asks at once what became of it, and lands it by that.
// Where it asks no more, the office lands it by itself.

// inboxEvery is how often it is looked at.
const inboxEvery = 10 * time.Second

// inbox names the agencies that may have something in their inbox.
type inbox struct {
	mu      sync.Mutex
	tenants map[string]bool
}

func newInbox() *inbox { return &inbox{tenants: map[string]bool{}} }

func (i *inbox) want(tenants ...string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, tenant := range tenants {
		i.tenants[tenant] = true
	}
}

func (i *inbox) take() map[string]bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	taken := i.tenants
	i.tenants = map[string]bool{}
	return taken
}

// RunInbox lands what tablets no longer ask for, until the context ends: of every
// agency when it starts, then of those that received something.
func (s *Server) RunInbox(ctx context.Context) {
	tenants, err := s.parts.Control.Tenants(ctx)
	if err != nil {
		s.parts.Log.Warn("listing agencies", "cause", err)
	}
	s.inbox.want(tenants...)
	tick := time.NewTicker(inboxEvery)
	defer tick.Stop()
	for {
		for tenant := range s.inbox.take() {
			if err := s.landInbox(ctx, tenant); err != nil && ctx.Err() == nil {
				s.parts.Log.Error("what tablets sent could not be put into its cases; it is tried again", "tenant", tenant, "cause", err)
				s.inbox.want(tenant)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// landInbox lands what lies in the inbox of an agency.
func (s *Server) landInbox(ctx context.Context, tenant string) error {
	agency, release, err := s.parts.Control.Tenant(ctx, tenant)
	if err != nil {
		return err
	}
	defer release()
	bringers, err := exchange.Bringers(ctx, agency)
	for device, actor := range bringers {
		err = errors.Join(err, s.landParcels(inAgency{ctx, tenant, agency}, device, actor.ID))
	}
	return err
}

// landParcels lands what one tablet sent before. A copy of a tablet is set aside by
// it, and what it sent waits for review.
func (s *Server) landParcels(at inAgency, device, person string) error {
	landed, err := exchange.LandParcels(at.ctx, at.agency, device)
	if errors.As(err, new(*exchange.ClonedError)) {
		s.parts.Log.Warn("tablet set aside", "tenant", at.tenant, "tablet", device)
		err = nil
	}
	if len(landed.Operations) > 0 {
		s.openTabletLinks(at, person, landed.Operations)
		s.checkEvidence(at.ctx, at.tenant, at.agency)
		s.parts.Nudge(at.tenant)
	}
	return err
}
