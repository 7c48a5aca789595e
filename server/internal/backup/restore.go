package backup

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"doorstep/storage"
	"doorstep/storage/sqlite"
)

// Outcome is what a restore did.
type Outcome struct {
	sqlite.Returned
	Backup storage.Backup
	Aside  string // folder of the replaced database; "" if there was none
}

// Restore puts a copy in the place of an agency's database: the newest, or the
// one that which names, by name or by a moment (RFC 3339, or 2006-01-02T15:04
// in UTC), which means the newest that was taken by then.
func (k *Keeper) Restore(ctx context.Context, objects storage.Objects, tenant, which string) (outcome Outcome, err error) {
	found, err := k.shelf(ctx, tenant)
	if err != nil {
		return outcome, err
	}
	chosen, err := choose(found.whole, which)
	if err != nil {
		return outcome, err
	}
	if outcome.Backup, err = k.describe(ctx, tenant, chosen.name); err != nil {
		return outcome, err
	}
	restore, err := k.Control.BeginRestore(tenant)
	if err != nil {
		return outcome, err
	}
	defer func() { err = errors.Join(err, restore.Close()) }()
	if err := k.fetch(ctx, outcome.Backup, restore.Path()); err != nil {
		return outcome, fmt.Errorf("backup %s: %w", chosen.name, err)
	}
	sizes, err := k.Store.ObjectSizes(ctx, tenant)
	if err != nil {
		return outcome, err
	}
	now := k.now()
	outcome.Returned, err = restore.Prepare(ctx, sqlite.Return{
		Terms: found.terms, Objects: sizes, Now: now, Media: func(sha256 string) string { return media(ctx, objects, tenant, sha256) },
	})
	if err != nil {
		return outcome, err
	}
	if err := k.reserve(ctx, tenant, outcome.Term, now); err != nil {
		return outcome, err
	}
	if outcome.Aside, err = restore.Swap(now); err != nil {
		return outcome, err
	}
	safe := storage.SafeCopy{Backup: outcome.Backup, Apart: k.Apart}
	safe.Term = outcome.Term // what is in the copy is in the new term too
	return outcome, k.Control.SaveSafeCopy(ctx, safe)
}

// reserve notes in the store that a term began, so that no later restore, on
// whatever volume, begins the same one again.
func (k *Keeper) reserve(ctx context.Context, tenant string, term int64, now time.Time) error {
	text, err := json.Marshal(map[string]any{"tenant": tenant, "term": term, "began": now.UTC()})
	if err != nil {
		return err
	}
	return k.Store.PutBackup(ctx, tenant, fmt.Sprintf("%s%013d", termStart, term), int64(len(text)), bytes.NewReader(text))
}

// fetch brings a copy to the disk.
func (k *Keeper) fetch(ctx context.Context, about storage.Backup, path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(k.readBack(ctx, about, file), file.Close())
}

// choose finds the copy that a person means.
func choose(whole []named, which string) (named, error) {
	if len(whole) == 0 {
		return named{}, errors.New("the object store has no whole copy of this agency")
	}
	if which == "" {
		return whole[len(whole)-1], nil
	}
	for _, one := range whole {
		if one.name == strings.TrimSuffix(strings.TrimSuffix(which, aboutEnd), packedEnd) {
			return one, nil
		}
	}
	by, err := time.Parse(time.RFC3339, which)
	if err != nil {
		if by, err = time.Parse("2006-01-02T15:04", which); err != nil {
			return named{}, fmt.Errorf("%q is neither the name of a whole copy nor a moment such as 2026-01-31T14:05 (UTC)", which)
		}
	}
	var best named
	for _, one := range whole {
		if !one.taken.After(by) {
			best = one
		}
	}
	if best.name == "" {
		return named{}, fmt.Errorf("no copy was taken by %s; the oldest is %s", by.Format(time.RFC3339), whole[0].name)
	}
	return best, nil
}

// media looks at the first bytes of an object.
func media(ctx context.Context, objects storage.Objects, tenant, sha256 string) string {
	const unknown = "application/octet-stream"
	content, _, err := objects.Open(ctx, tenant, sha256)
	if err != nil {
		return unknown
	}
	defer content.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(content, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return unknown
	}
	return http.DetectContentType(head[:n])
}
