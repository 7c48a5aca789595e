//go:build js && wasm

package main

import (
	"context"
	"encoding/base64"
	"errors"
	"strconv"
	"sync"
	"syscall/js"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
)

// filing is where the one queue of files of a desk stands. Files travel beside
// text and never before it: a note that is written while a scan is on its way
// goes out at once. Small ones go first, so that no picture of a list waits for
// a scan; one that the office does not take is set aside and holds up none.
type filing struct {
	mu       sync.Mutex
	running  bool
	fresh    bool // a file was added since the queue was last read
	failures int
	next     time.Time // not before, unless a person asks
	trouble  pages.Trouble
}

// begin reports whether the queue may run now. One that runs reads it again.
func (f *filing) begin(why string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.running {
		f.fresh = true
		return false
	}
	if why != whyNow && why != whyOnline && time.Now().Before(f.next) {
		return false
	}
	f.running = true
	return true
}

func (f *filing) end(trouble pages.Trouble, after time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.running, f.trouble = false, trouble
	if trouble == pages.NoTrouble {
		f.failures, f.next = 0, time.Time{}
		return
	}
	f.failures++
	f.next = time.Now().Add(pause(f.failures, trouble, after))
}

// added says that a file came, which may be smaller than the one on its way.
func (f *filing) added() {
	f.mu.Lock()
	f.fresh = true
	f.mu.Unlock()
}

func (f *filing) changed() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.fresh
}

func (f *filing) read() {
	f.mu.Lock()
	f.fresh = false
	f.mu.Unlock()
}

func (f *filing) sending() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.running
}

func (f *filing) standing() pages.Trouble {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.trouble
}

// wait is how long until the queue is worth another try, 0 where none is due.
func (f *filing) wait() time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.trouble != pages.Down && f.trouble != pages.Odd {
		return 0
	}
	return max(0, time.Until(f.next))
}

// carryFiles sends photos and papers until none is left or something stands in
// the way, and reports whether there were any. The tablet's own stay until the
// office's object store has them.
func (d *desk) carryFiles(ctx context.Context, why string) bool {
	if !d.files.begin(why) {
		return false
	}
	trouble, after := pages.Odd, time.Duration(0)
	defer func() { d.files.end(trouble, after) }() // also if it panicked: the next one must not wait for it
	if why == whyNow {
		if err := d.RetryFiles(ctx); err != nil {
			complain("take up files that were set aside", err)
			return false
		}
	}
	any, err := d.sendFiles(ctx)
	if casework.CodeOf(err) == casework.Locked {
		err = nil
	}
	if trouble, after = troubleOf(err); trouble == pages.Odd {
		complain("send files", err)
	}
	return any
}

// sendFiles goes through the queue once; each time a file was added it looks
// again which comes first.
func (d *desk) sendFiles(ctx context.Context) (any bool, err error) {
	done := map[string]bool{}
	for {
		d.files.read()
		files, err := d.WaitingFiles(ctx)
		if err != nil {
			return any, err
		}
		more := false
		for _, file := range files {
			if done[file.SHA256] {
				continue
			}
			any = true
			state, err := d.sendFile(ctx, file.SHA256, file.Size)
			if err != nil {
				return any, err
			}
			done[file.SHA256] = state.Whole
			if more = d.files.changed(); more {
				break
			}
		}
		if !more {
			return any, nil
		}
	}
}

// sendFile sends one file and notes how far it came. One that the office does
// not take counts as done.
func (d *desk) sendFile(ctx context.Context, sha256 string, size int64) (exchange.FileState, error) {
	way := parcel{desk: d}
	state, err := exchange.SendFile(ctx, &way, exchange.FileToSend{SHA256: sha256, Size: size}, d.files.changed)
	var answered *officeError
	switch {
	case errors.As(err, &answered) && refuses(answered.status):
		complain("send a file", err)
		return exchange.FileState{Whole: true}, d.MarkRefused(ctx, sha256)
	case err != nil || !state.Whole:
		return state, err
	case state.Safe:
		return state, d.MarkSafe(ctx, sha256)
	}
	return state, d.MarkSent(ctx, sha256)
}

// refuses reports whether a status is about this one file: too large, of a kind
// that is not taken, not what its name says.
func refuses(status int) bool {
	return status == 400 || status == 404 || status == 413 || status == 415 || status == 422
}

// parcel carries the parts of one file. Its bytes are opened when the first part
// is asked for, and never enter Go's memory.
type parcel struct {
	*desk
	whole js.Value
	media string
}

var _ exchange.FileTransport = (*parcel)(nil)

// FileState asks how much of a file the office has; unknown is nothing.
func (p *parcel) FileState(_ context.Context, sha256 string) (exchange.FileState, error) {
	response, err := p.office.fetch(call{method: "HEAD", path: exchange.PathFile + sha256, name: "file"})
	var failed *officeError
	if errors.As(err, &failed) && failed.status == 404 {
		return exchange.FileState{}, nil
	}
	if err != nil {
		return exchange.FileState{}, err
	}
	return stateOfFile(response)
}

func stateOfFile(response js.Value) (exchange.FileState, error) {
	return exchange.StateOfFile(func(name string) string { return header(response, name) })
}

// SendPart sends one part with its checksum.
func (p *parcel) SendPart(ctx context.Context, file exchange.FileToSend, offset, end int64) (state exchange.FileState, err error) {
	if p.whole.IsUndefined() {
		if p.whole, p.media, err = p.AttachmentArray(ctx, file.SHA256); err != nil {
			return state, err
		}
	}
	part := p.whole.Call("subarray", offset, end)
	sum, err := web.SHA256(part)
	if err != nil {
		return state, err
	}
	response, err := p.office.fetch(call{
		method: "PATCH", path: exchange.PathFile + file.SHA256, name: "file", body: part,
		headers: map[string]any{
			"Content-Type": "application/offset+octet-stream", "Upload-Offset": strconv.FormatInt(offset, 10),
			"Upload-Length": strconv.FormatInt(file.Size, 10), "Doorstep-Media": p.media, "Tus-Resumable": "1.0.0",
			"Upload-Checksum": "sha256 " + base64.StdEncoding.EncodeToString(sum),
		},
	})
	if err != nil {
		return state, err
	}
	return stateOfFile(response)
}
