// Package outgoing carries bytes that are staged on the server's volume to the
// object store, and makes the papers of signed contracts. It works beside the
// requests: when the store is away everything waits, visibly, and goes later.
package outgoing

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"doorstep/server/internal/paper"
	"doorstep/storage"
)

// Limits of one round for one agency.
const (
	papersAtOnce  = 20
	objectsAtOnce = 50
)

// Usual pauses.
const (
	usualPause    = time.Second      // after the first failure; doubles with each
	usualMaxPause = 5 * time.Minute  // never longer than this
	usualSweep    = 10 * time.Minute // every agency is looked at this often
)

// Render draws and seals the paper of a signed contract. The same contract always
// gives the same bytes.
type Render func(signed paper.Signed) ([]byte, error)

// Worker carries bytes out. Its fields are set before Run.
type Worker struct {
	Control storage.Control
	Objects storage.Objects
	Render  Render
	Origin  string // public address; the code on a paper leads there
	Log     *slog.Logger
	Now     func() time.Time

	Pause, MaxPause, Sweep time.Duration // 0 = the usual ones

	mu    sync.Mutex
	asked map[string]bool
	wake  chan struct{}
	once  sync.Once
}

func (w *Worker) begin() {
	w.once.Do(func() {
		w.wake = make(chan struct{}, 1)
		w.asked = map[string]bool{}
		if w.Now == nil {
			w.Now = time.Now
		}
		for _, pause := range []struct {
			set   *time.Duration
			usual time.Duration
		}{{&w.Pause, usualPause}, {&w.MaxPause, usualMaxPause}, {&w.Sweep, usualSweep}} {
			if *pause.set == 0 {
				*pause.set = pause.usual
			}
		}
	})
}

// Nudge says that an agency may have something to carry out.
func (w *Worker) Nudge(tenant string) {
	w.begin()
	w.mu.Lock()
	w.asked[tenant] = true
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// Run works until the context ends: agencies that were nudged at once, those
// with something left over after a growing pause, all of them now and then.
func (w *Worker) Run(ctx context.Context) {
	w.begin()
	w.askAll(ctx)
	pause, sweep := time.Duration(0), time.NewTicker(w.Sweep)
	defer sweep.Stop()
	waited := true // only a try that waited its pause makes the next pause longer; a nudge does not
	for {
		left := false
		for _, tenant := range w.take() {
			more, err := w.Round(ctx, tenant)
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				w.Log.Warn("carrying out papers and files", "tenant", tenant, "cause", err)
			}
			if more || err != nil {
				left = true
				w.mu.Lock()
				w.asked[tenant] = true
				w.mu.Unlock()
			}
		}
		var again <-chan time.Time
		switch {
		case !left:
			pause = 0
		case waited:
			pause = min(max(2*pause, w.Pause), w.MaxPause)
		default:
			pause = max(pause, w.Pause)
		}
		if left {
			again = time.After(pause)
		}
		waited = false
		select {
		case <-ctx.Done():
			return
		case <-again:
			waited = true
		case <-w.wake:
		case <-sweep.C:
			w.askAll(ctx)
		}
	}
}

func (w *Worker) askAll(ctx context.Context) {
	tenants, err := w.Control.Tenants(ctx)
	if err != nil {
		w.Log.Warn("listing agencies", "cause", err)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, tenant := range tenants {
		w.asked[tenant] = true
	}
}

func (w *Worker) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var tenants []string
	for tenant := range w.asked {
		tenants = append(tenants, tenant)
	}
	clear(w.asked)
	return tenants
}

// Round does what there is to do for one agency. more says that something
// failed or is left, and waits for another round.
func (w *Worker) Round(ctx context.Context, tenant string) (more bool, err error) {
	w.begin()
	agency, release, err := w.Control.Tenant(ctx, tenant)
	if err != nil {
		return false, fmt.Errorf("outgoing: open tenant %q: %w", tenant, err)
	}
	defer release()
	paperErr := w.papers(ctx, tenant, agency)
	staged, err := agency.StagedObjects(ctx, objectsAtOnce)
	if err != nil {
		return false, errors.Join(paperErr, fmt.Errorf("outgoing: staged objects of tenant %q: %w", tenant, err))
	}
	if len(staged) == 0 {
		return false, paperErr
	}
	if err := w.Objects.Ready(ctx); err != nil { // one question instead of fifty failures
		return true, errors.Join(paperErr, fmt.Errorf("outgoing: object store: %w", err))
	}
	for _, object := range staged {
		if putErr := w.put(ctx, tenant, agency, object); putErr != nil {
			more, err = true, errors.Join(err, putErr, agency.CountTry(ctx, object.SHA256))
		}
	}
	return more || len(staged) == objectsAtOnce, errors.Join(paperErr, err)
}

func (w *Worker) put(ctx context.Context, tenant string, agency storage.Tenant, object storage.Object) error {
	content, size, err := agency.OpenAttachment(ctx, object.SHA256)
	if err != nil {
		return fmt.Errorf("outgoing: open %s: %w", object.SHA256, err)
	}
	defer content.Close()
	seeker, ok := content.(io.ReadSeeker)
	if !ok { // it came from the object store: a crash came before that was noted
		return w.stored(ctx, agency, object)
	}
	if err := w.Objects.Put(ctx, tenant, object.SHA256, object.Media, size, seeker); err != nil {
		return fmt.Errorf("outgoing: put %s: %w", object.SHA256, err)
	}
	return w.stored(ctx, agency, object)
}

func (w *Worker) stored(ctx context.Context, agency storage.Tenant, object storage.Object) error {
	if err := agency.MarkStored(ctx, object.SHA256, w.Now()); err != nil {
		return fmt.Errorf("outgoing: mark %s: %w", object.SHA256, err)
	}
	return nil
}

// papers draws what has both signatures and no paper yet. A contract that
// cannot be drawn stays in the list and holds up none of the others.
func (w *Worker) papers(ctx context.Context, tenant string, agency storage.Tenant) error {
	refs, err := agency.WithoutPaper(ctx, papersAtOnce)
	if err != nil {
		return fmt.Errorf("outgoing: contracts without paper: %w", err)
	}
	var failed []error
	for _, ref := range refs {
		if err := w.paper(ctx, tenant, agency, ref); err != nil {
			failed = append(failed, fmt.Errorf("outgoing: paper of contract %s: %w", ref.Contract, err))
		}
	}
	return errors.Join(failed...)
}

func (w *Worker) paper(ctx context.Context, tenant string, agency storage.Tenant, ref storage.ContractRef) error {
	signed, err := Gather(ctx, agency, ref, w.Origin)
	if err != nil {
		return err
	}
	content, err := w.Render(signed)
	if err != nil { // the same words fail the same way: not for ever
		return errors.Join(err, agency.CountPaperTry(ctx, ref))
	}
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	if err := agency.PutAttachment(ctx, name, "application/pdf", content); err != nil {
		return err
	}
	if err := w.publish(ctx, tenant, ref, signed.Contract.Get("content_hash")); err != nil {
		return err
	}
	return agency.SavePaper(ctx, ref, name)
}
