//go:build js && wasm

package main

import (
	"context"
	"syscall/js"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/tablet/vault"
	"doorstep/views"
	"doorstep/views/words"
)

// Turn writes to whom the tablet is turned. The book keeps it, so that it outlives
// this worker, the page and the browser.
func (d *desk) Turn(_ context.Context, turned casework.Turned) error {
	return d.book.Turn(d.record.Vault, &turned)
}

// answerTurned answers while the tablet is turned to somebody, or covered: the
// client's pages of the one case, and everything else by leading there. Only an
// unlock against the vault ends it.
func (w *worker) answerTurned(ctx context.Context, asked js.Value, request pages.Request, owner string, turned casework.Turned) (any, error) {
	request.Turned = &turned
	records, err := w.book.Records()
	if err != nil {
		complain("read the book", err)
		return given(ctx, request, pages.Failure(request, err))
	}
	for _, record := range records {
		if record.Vault != owner {
			continue
		}
		if record.Lost != "" {
			if w.letGo(record) {
				return redirect(pages.UnlockPath), nil
			}
			return given(ctx, request, pages.TurnedLostPage(request))
		}
		request.Vaults = waysInto(record)
	}
	d, err := w.current(asked.Get("alone").Truthy())
	if err != nil {
		complain("open the vault", err)
	}
	if d != nil && (d.record.Vault != owner || d.leaseOver(ctx)) {
		d = nil // as good as locked
	}
	request.Locked = d == nil
	route, params, ok := pages.WhileTurned(turned, w.routes, request.Method, request.Path)
	switch {
	case !ok && d == nil && request.Path == pages.UnlockPath && !turned.Covered:
		return given(ctx, request, pages.TurnedLockedPage(request))
	case !ok:
		return given(ctx, request, pages.TurnedAway(request))
	case d == nil && pages.IsLeaving(request):
		return given(ctx, request, pages.LeavePage(request))
	case d == nil && route.Pattern == pages.CoverPath:
		return w.coverLocked(ctx, request, owner)
	case d == nil && request.Method != "GET" && request.Htmx:
		return given(ctx, request, pages.LockedPage(request))
	case d == nil && request.Method != "GET":
		return toUnlock(ctx, request, asked.Get("referrer").String())
	case d == nil:
		return given(ctx, request, pages.TurnedLockedPage(request))
	}
	request.Params = params
	return d.page(ctx, route, request, asked.Get("referrer").String())
}

// coverLocked covers a tablet that is turned and has locked.
func (w *worker) coverLocked(ctx context.Context, request pages.Request, owner string) (any, error) {
	covered := request.Turned.Cover()
	if err := w.book.Turn(owner, &covered); err != nil {
		return nil, err
	}
	request.Turned, request.Method = &covered, "GET"
	return given(ctx, request, pages.TurnedAway(request))
}

// waysInto says what opens a vault.
func waysInto(record vault.Record) pages.Vaults {
	var ways pages.Vaults
	for _, slot := range record.Slots {
		ways.Passkey = ways.Passkey || slot.Kind == vault.PRF
		ways.Phrase = ways.Phrase || slot.Kind == vault.Passphrase
	}
	return ways
}

// takeBack ends what an unlock ends. Whoever opens another vault has the tablet;
// the one whose vault is turned says what it is for: to "lift" the cover, to take
// the tablet "back", or to let the client go on.
func (w *worker) takeBack(opened, how string) error {
	owner, turned, err := w.book.Turned()
	switch {
	case err != nil || turned == nil:
		return err
	case opened != owner:
		return w.book.Turn(owner, nil)
	case how == "lift" && turned.Covered, how == "back" && !turned.Covered:
		return w.book.Turn(owner, turned.Lifted())
	}
	return nil
}

// turnedMessages are what a page may ask while the tablet is turned: to hold the
// key and to unlock, to lock, and to send what waits. Nothing that tells of other
// cases, and nothing that makes another vault.
var turnedMessages = map[string]bool{"hold": true, "slots": true, "unlock": true, "lock": true, "sync": true}

// closedTo reports whether a message is not answered now.
func (w *worker) closedTo(kind string) (bool, error) {
	if turnedMessages[kind] {
		return false, nil
	}
	_, turned, err := w.book.Turned()
	return turned != nil, err
}

// turnedState is what the header says to a client: that their words are kept, and
// nothing of what else waits on this tablet.
func (d *desk) turnedState() views.State {
	if time.Since(d.saved) < savedFor {
		return views.State{Words: words.Say(words.StateSaved), Tone: string(views.Good)}
	}
	return views.State{}
}
