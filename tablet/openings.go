//go:build js && wasm

package main

import (
	"context"
	"slices"
	"sync"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// openedPaper keeps, sealed, which cases were opened since the office was told.
const openedPaper = "opened"

// openedMost bounds what a tablet keeps that was away for long: the newest stay.
const openedMost = 2000

// opened is what the office has not been told yet.
type opened struct {
	mu     sync.Mutex
	read   bool
	list   []exchange.Opening
	lately map[string]time.Time // case: the quarter of an hour that was noted
}

// noteOpening keeps that the person looked at a case. What cannot be kept stands
// in no one's way: the page is shown all the same.
func (d *desk) noteOpening(ctx context.Context, caseID string, now time.Time) {
	quarter := now.Truncate(storage.OpeningSpan)
	d.opened.mu.Lock()
	defer d.opened.mu.Unlock()
	if caseID == "" || d.opened.lately[caseID].Equal(quarter) {
		return
	}
	if err := d.readOpened(ctx); err != nil {
		complain("read which cases were opened", err)
		return
	}
	list := append(slices.Clone(d.opened.list), exchange.Opening{Case: caseID, At: oplog.Moment(now)})
	list = list[max(0, len(list)-openedMost):]
	if err := d.PutPaper(ctx, openedPaper, list); err != nil {
		complain("keep which cases were opened", err)
		return
	}
	d.opened.list = list
	if d.opened.lately == nil {
		d.opened.lately = map[string]time.Time{}
	}
	d.opened.lately[caseID] = quarter
}

// readOpened reads the list once. The caller holds the lock.
func (d *desk) readOpened(ctx context.Context) error {
	if d.opened.read {
		return nil
	}
	err := d.Paper(ctx, openedPaper, &d.opened.list)
	if err != nil && casework.CodeOf(err) != casework.NotFound {
		return err
	}
	d.opened.read = true
	return nil
}

// toTell is what the next exchange takes along.
func (d *desk) toTell(ctx context.Context) []exchange.Opening {
	d.opened.mu.Lock()
	defer d.opened.mu.Unlock()
	if err := d.readOpened(ctx); err != nil {
		complain("read which cases were opened", err)
		return nil
	}
	return slices.Clone(d.opened.list[:min(len(d.opened.list), exchange.MaxOpened)])
}

// told forgets what the office has noted.
func (d *desk) told(ctx context.Context, sent []exchange.Opening) {
	d.opened.mu.Lock()
	defer d.opened.mu.Unlock()
	list := slices.DeleteFunc(slices.Clone(d.opened.list), func(one exchange.Opening) bool { return slices.Contains(sent, one) })
	if err := d.PutPaper(ctx, openedPaper, list); err != nil {
		complain("forget which cases were opened", err) // they are told once more, and noted once
		return
	}
	d.opened.list = list
}

// telling is the way to the office that also tells which cases were opened, and
// which key this tablet seals with.
type telling struct {
	*office
	desk *desk
}

// Sync implements exchange.Transport.
func (t telling) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	request.Opened, request.Key = t.desk.toTell(ctx), t.desk.deviceKey()
	reply, err := t.office.Sync(ctx, request)
	if err == nil && reply.Keyed {
		t.desk.keyed(ctx)
	}
	if err == nil && len(request.Opened) > 0 {
		t.desk.told(ctx, request.Opened)
	}
	return reply, err
}
