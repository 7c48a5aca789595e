package world

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/sqlite"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// office is the server core on a real SQLite file, and the process that it
// runs in: it can be killed at a commit and started again on what lies on the
// disk.
type office struct {
	storage.Tenant
	w       *World
	folder  string // of this process's files; each start has its own copy
	tenant  string
	control *sqlite.Control
	release func()
	boots   int
	dies    Fault // KilledBefore or KilledAfter the next commit
	dead    bool  // killed, and not started again yet
	small   bool  // pages of changes are small
	digests map[exchange.Mark]bool
}

// errKilled says that the server died before it answered.
var errKilled = errors.New("world: the server was killed")

func (o *office) options() sqlite.Options {
	return sqlite.Options{Dir: o.folder, Stage: blob.OpenStage, Now: o.w.now}
}

// open starts the server on the files in its folder.
func (o *office) open() error {
	var err error
	o.control, err = sqlite.Open(o.w.ctx, o.options())
	if err != nil {
		return err
	}
	o.Tenant, o.release, err = o.control.Tenant(o.w.ctx, o.tenant)
	o.boots++
	o.dies, o.dead = "", false
	if err != nil {
		return err
	}
	return o.landParcels()
}

// landParcels is what the server does by itself when it has started, and a while
// after a tablet that asked no more.
func (o *office) landParcels() error {
	bringers, err := o.Bringers(o.w.ctx)
	for _, one := range bringers {
		if err == nil {
			_, err = exchange.LandParcels(o.w.ctx, o, one.Device, 0)
		}
		if errors.As(err, new(*exchange.ClonedError)) { // kept apart
			err = nil
		}
	}
	return err
}

func (o *office) close() error {
	if o.control == nil {
		return nil
	}
	o.release()
	err := o.control.Close()
	o.control = nil
	return err
}

// database is the agency's file.
func (o *office) database() string {
	return filepath.Join(o.folder, "tenants", o.tenant[:2], o.tenant, "main.db")
}

// restart kills the process and starts another on what lies on the disk. change
// may alter the copied files first: a torn write, an older backup.
func (o *office) restart(change func(folder string) error) error {
	next := filepath.Join(o.w.folder, fmt.Sprintf("office-%d", o.boots+1))
	if err := copyFiles(o.folder, next); err != nil {
		return err
	}
	old := o.folder
	if err := o.close(); err != nil {
		return err
	}
	o.folder = next
	if change != nil {
		if err := change(next); err != nil {
			return err
		}
	}
	if err := o.open(); err != nil {
		return err
	}
	return os.RemoveAll(old)
}

// copyFiles copies a folder as a dying process leaves it: shared memory is gone.
func copyFiles(from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(to, strings.TrimPrefix(path, from))
		switch {
		case entry.IsDir():
			return os.MkdirAll(target, 0o700)
		case strings.HasSuffix(path, "-shm"):
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o600)
	})
}

// Commit is the store's, unless the process dies around it.
func (o *office) Commit(ctx context.Context, batch oplog.Batch) (first int64, err error) {
	err = o.dying(func() error {
		first, err = o.Tenant.Commit(ctx, batch)
		return err
	})
	return first, err
}

// CommitAll is the store's, unless the process dies around it.
func (o *office) CommitAll(ctx context.Context, batches []oplog.Batch) (first int64, err error) {
	err = o.dying(func() error {
		first, err = o.Tenant.CommitAll(ctx, batches)
		return err
	})
	return first, err
}

// dying runs a commit. A process that is dead does nothing more.
func (o *office) dying(commit func() error) error {
	if o.dead {
		return errKilled
	}
	if o.dies == KilledBefore {
		o.w.hit(KilledBefore)
		o.dead = true
		return errKilled
	}
	err := commit()
	if err == nil && o.dies == KilledAfter {
		o.w.hit(KilledAfter)
		o.dead = true
		return errKilled
	}
	return err
}

// PutParcel is the store's, unless the process dies around it.
func (o *office) PutParcel(ctx context.Context, parcel exchange.Parcel) (kept bool, err error) {
	err = o.dying(func() error {
		kept, err = o.Tenant.PutParcel(ctx, parcel)
		return err
	})
	return kept, err
}

// House is the store's under a fixed name: the real one is drawn at random.
func (o *office) House(ctx context.Context) (exchange.House, error) {
	house, err := o.Tenant.House(ctx)
	house.Tenant = "agency"
	return house, err
}

// errRefused is what a tablet gets to hear from a server that does not take it.
var errRefused = errors.New("world: the office refuses this tablet")

// receive answers one request as the server's handler does: bytes in, bytes out.
func (o *office) receive(t *tablet, body []byte) ([]byte, error) {
	actor, err := o.caller(t)
	if err != nil {
		return nil, err
	}
	var request exchange.Request
	if err := json.Unmarshal(body, &request); err != nil {
		return nil, errAway // 400: the body was cut
	}
	request.Arrived = oplog.Moment(o.w.clock)
	if o.w.random.IntN(4) == 0 && !o.dead {
		if err := o.landParcels(); err != nil {
			return nil, err
		}
	}
	reply, err := exchange.Answer(o.w.ctx, o, actor, request)
	if err != nil {
		return nil, err
	}
	o.learn(reply)
	encoded, err := json.Marshal(reply)
	o.w.past = append(o.w.past, exchanged{t, actor, body, encoded})
	return encoded, err
}

// caller is the person behind a tablet, as the office knows them now.
func (o *office) caller(t *tablet) (casework.Actor, error) {
	known, err := o.Tablet(o.w.ctx, t.device)
	if err != nil {
		return casework.Actor{}, err
	}
	person, err := o.Person(o.w.ctx, known.Person)
	if err != nil {
		return casework.Actor{}, err
	}
	if known.SetAside != "" || !known.Revoked.IsZero() || person.Suspended {
		return casework.Actor{}, errRefused
	}
	return person.Actor(), nil
}

// learn remembers which digest each case had at each position.
func (o *office) learn(reply exchange.Reply) {
	for _, change := range reply.Changes {
		if change.Digest != "" {
			o.digests[change.Mark] = true
		}
	}
	for _, mark := range reply.Enter {
		o.digests[mark] = true
	}
}

// segment answers as the server's handler does.
func (o *office) segment(t *tablet, mark exchange.Mark) ([]byte, error) {
	actor, err := o.caller(t)
	if err != nil {
		return nil, err
	}
	segment, now, err := exchange.Segment(o.w.ctx, o, actor, t.device, t.epoch, mark.Case, o.form())
	if casework.CodeOf(err) == casework.NotFound || err == nil && now.Position != mark.Position {
		return nil, errAway // 404 or 410: it moved on
	}
	return segment, err
}

// bundle answers as the server's handler does.
func (o *office) bundle(t *tablet, request exchange.BundleRequest) ([]byte, error) {
	actor, err := o.caller(t)
	if err != nil {
		return nil, err
	}
	request.Form = o.form()
	return exchange.Segments(o.w.ctx, o, actor, t.device, t.epoch, request)
}

// form is the one that a tablet asks for; some are of an earlier build.
func (o *office) form() exchange.Form {
	if o.w.strike(8, OldFormat) != "" {
		o.w.hit(OldFormat)
		return exchange.InJSON
	}
	return exchange.InColumns
}

// Pull is the store's; in some worlds pages are so small that most pulls take several.
func (o *office) Pull(ctx context.Context, actor casework.Actor, since int64, limit int) (exchange.Snapshot, error) {
	if limit > 0 && o.small {
		limit = 700
	}
	return o.Tenant.Pull(ctx, actor, since, limit)
}
