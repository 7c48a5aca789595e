// Package backup writes verified copies of agencies to the object store, and
// brings them back.
//
// A copy is two things under one name: the packed database (.db.gz), and its
// description (.json), which is written only after the packed bytes were read
// back from the store and had their hash. A copy without description was cut
// short and counts for nothing.
package backup

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"doorstep/storage"
	"doorstep/storage/sqlite"
	"doorstep/views"
)

// Endings of what lies in the store.
const (
	packedEnd = ".db.gz"
	aboutEnd  = ".json"
	termStart = "term-" // notes that a restore began this term
)

// maxAbout bounds a description that is read.
const maxAbout = 64 << 10

// Keeper takes copies. Its fields are set before it is used.
type Keeper struct {
	Control *sqlite.Control
	Store   storage.Backups
	Apart   bool // the store lies off this volume: what a copy holds is durable
	Log     *slog.Logger
	Now     func() time.Time

	Every   time.Duration // how often an agency that changed is copied; 0 = never
	KeepAll time.Duration // every copy is kept for so long
	KeepDay int           // and after that one a day, for so many days

	mu     sync.Mutex
	states map[string]*state
}

func (k *Keeper) now() time.Time {
	if k.Now != nil {
		return k.Now()
	}
	return time.Now()
}

// Take writes a copy of an agency to the store, reads it back, and only then
// counts it. Where nothing was written since the last one, fresh is false and
// that one is the answer.
func (k *Keeper) Take(ctx context.Context, tenant string) (taken storage.Backup, fresh bool, err error) {
	safe, err := k.Control.SafeCopies(ctx)
	if err != nil {
		return taken, false, err
	}
	taken.Taken = k.now().UTC()
	copied, err := k.Control.CopyTenant(ctx, tenant)
	if err != nil {
		return taken, false, err
	}
	taken, fresh, err = k.send(ctx, copied, safe[tenant].Backup, taken.Taken)
	err = errors.Join(err, copied.Close())
	if err != nil {
		return taken, false, fmt.Errorf("backup of tenant %q: %w", tenant, err)
	}
	err = k.Control.SaveSafeCopy(ctx, storage.SafeCopy{Backup: taken, Apart: k.Apart, Seen: copied.Seen})
	return taken, fresh, err
}

func (k *Keeper) send(ctx context.Context, copied *sqlite.Copy, last storage.Backup, at time.Time) (storage.Backup, bool, error) {
	tenant := filepath.Base(copied.Folder)
	about := storage.Backup{
		Format: storage.BackupFormat, Tenant: tenant, Term: copied.Term, Position: copied.Position,
		Taken: at, Release: views.Release, Schema: copied.Schema, Name: nameOf(copied.Term, copied.Position, at),
	}
	packed := filepath.Join(copied.Folder, "packed")
	if err := pack(&about, copied.Path, packed); err != nil {
		return about, false, err
	}
	if about.SHA256 == last.SHA256 && about.Term == last.Term {
		names, err := k.Store.BackupNames(ctx, tenant)
		if err != nil {
			return about, false, err
		}
		if slices.Contains(names, last.Name+aboutEnd) && slices.Contains(names, last.Name+packedEnd) {
			return last, false, nil
		}
	}
	if err := os.Remove(copied.Path); err != nil { // make room: the packed one is enough
		return about, false, err
	}
	file, err := os.Open(packed)
	if err != nil {
		return about, false, err
	}
	err = k.Store.PutBackup(ctx, tenant, about.Name+packedEnd, about.Packed, file)
	if err := errors.Join(err, file.Close()); err != nil {
		return about, false, err
	}
	if err := k.readBack(ctx, about, io.Discard); err != nil {
		return about, false, errors.Join(err, k.Store.DropBackup(ctx, tenant, about.Name+packedEnd))
	}
	text, err := json.Marshal(about)
	if err != nil {
		return about, false, err
	}
	return about, true, k.Store.PutBackup(ctx, tenant, about.Name+aboutEnd, int64(len(text)), bytes.NewReader(text))
}
