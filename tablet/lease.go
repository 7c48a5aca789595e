//go:build js && wasm

package main

import (
	"context"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage/indexeddb"
	"doorstep/sync/exchange"
	"doorstep/tablet/vault"
)

// leasePaper keeps the lease, sealed: whoever has the disk cannot make it longer.
const leasePaper = "lease"

// leaseEvery is how often the passing of time is written down.
const leaseEvery = 10 * time.Minute

// openLease reads the lease. A vault from before there was one begins it now.
func (d *desk) openLease(ctx context.Context) error {
	err := d.Paper(ctx, leasePaper, &d.lease)
	if casework.CodeOf(err) == casework.NotFound {
		d.lease = vault.NewLease(time.Now(), 0)
		return d.PutPaper(ctx, leasePaper, d.lease)
	}
	return err
}

// renewLease begins it anew: the office was reached.
func (d *desk) renewLease(ctx context.Context) {
	d.lease, d.leased = vault.NewLease(time.Now(), d.office.clock), time.Now()
	if err := d.PutPaper(ctx, leasePaper, d.lease); err != nil {
		complain("remember the lease", err)
	}
}

// leaseOver reports whether the tablet has to reach the office before it shows a
// case again.
func (d *desk) leaseOver(ctx context.Context) bool {
	d.lease = d.lease.At(time.Now())
	if !within(leaseEvery, d.leased) {
		d.leased = time.Now()
		if err := d.PutPaper(ctx, leasePaper, d.lease); err != nil {
			complain("remember the lease", err)
		}
	}
	return d.lease.Over(d.leaseDays(ctx))
}

// leaseDays is the agency's setting, as the office last said.
func (d *desk) leaseDays(ctx context.Context) int {
	state, err := d.State(ctx)
	if err != nil || state.House.Lease == 0 {
		return exchange.UsualLease
	}
	return min(max(state.House.Lease, exchange.MinLease), exchange.MaxLease)
}

// lapsedPage is the answer to whatever was asked while the lease is over. A form
// that was sent stays on its page, as on a locked tablet.
func (d *desk) lapsedPage(ctx context.Context, request pages.Request) (any, error) {
	if request.Method != "GET" && request.Path != pages.SyncPath && request.Htmx {
		return given(ctx, request, pages.LockedPage(request))
	}
	counts, err := d.Counts(ctx)
	if err != nil {
		return nil, err
	}
	request.State = d.state(ctx)
	answered, err := given(ctx, request, pages.LapsedPage(request, d.leaseDays(ctx), counts.Unsent()))
	if err == nil {
		answered.Set("sync", whyNow)
	}
	return answered, err
}

// standsApart hands in through the narrow credential where the office takes no
// sync from this tablet, or wants it retired and nothing waits any more. It
// reports that the vault is gone.
func (d *desk) standsApart(ctx context.Context) bool {
	trouble, _ := d.sync.standing()
	switch {
	case trouble == pages.Refused:
	case trouble == pages.NoTrouble && d.office.retire:
		if holds, err := indexeddb.Holds(d.record.Vault); err != nil || holds > 0 {
			return false
		}
	default:
		return false
	}
	result := d.handIn(ctx)
	if result.err != nil {
		complain("hand in", result.err)
	}
	if !result.wiped && result.taken > 0 {
		d.tellState(ctx, true)
	}
	return result.wiped
}

// handInRest hands in from the vaults that nobody has opened, while somebody
// works in another one.
func (w *worker) handInRest() {
	if _, err := w.handInClosed(context.Background()); err != nil {
		complain("hand in", err)
	}
}

// endWipes ends the wipes that wait, with any page that opens.
func (w *worker) endWipes() {
	if err := w.finishWipes(context.Background()); err != nil {
		complain("finish a wipe", err)
	}
}

// unsentIn counts what the office does not have of these vaults, without a key.
func (w *worker) unsentIn(records []vault.Record) (int, error) {
	unsent := 0
	for _, record := range records {
		closed, err := indexeddb.OpenClosed(record.Vault, indexeddb.Scope{})
		if err != nil {
			return 0, err
		}
		counts, err := closed.Counts()
		closed.Close()
		if err != nil {
			return 0, err
		}
		unsent += counts.Unsent
	}
	return unsent, nil
}

// forgetGone drops the memory of vaults that were wiped and of which the office
// knows.
func (w *worker) forgetGone() error {
	gone, err := w.book.Gone()
	if err != nil {
		return err
	}
	for _, record := range gone {
		if record.HandIn != "" {
			continue
		}
		if err := w.book.Drop(record.Vault); err != nil {
			return err
		}
	}
	return nil
}
