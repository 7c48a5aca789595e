//go:build js && wasm

package indexeddb_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"testing"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/indexeddb"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
)

func putFile(t *testing.T, store *indexeddb.Store, size int) string {
	t.Helper()
	content := []byte(strconv.Itoa(size) + string(make([]byte, size)))
	sum := sha256.Sum256(content)
	sha := hex.EncodeToString(sum[:])
	if err := store.PutAttachment(t.Context(), sha, "image/jpeg", content); err != nil {
		t.Fatal(err)
	}
	return sha
}

func waitingFiles(t *testing.T, store *indexeddb.Store) (names []string) {
	t.Helper()
	files, err := store.WaitingFiles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		names = append(names, file.SHA256)
	}
	return names
}

// TestFilesGoSmallFirst: what is only here goes before what the office has on
// its own disk, small before large; what it refused is set aside until somebody
// asks, and nothing of it is dropped.
func TestFilesGoSmallFirst(t *testing.T) {
	vault := newVault(t)
	store := openStore(t, vault)
	ctx := t.Context()
	scan, thumb, photo := putFile(t, store, 90_000), putFile(t, store, 900), putFile(t, store, 9_000)
	if got := waitingFiles(t, store); !slices.Equal(got, []string{thumb, photo, scan}) {
		t.Errorf("they go as %v", got)
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(store.MarkSent(ctx, thumb))
	if got := waitingFiles(t, store); !slices.Equal(got, []string{photo, scan, thumb}) {
		t.Errorf("with one on the office's disk they go as %v", got)
	}
	check(store.MarkRefused(ctx, photo))
	if got := waitingFiles(t, store); !slices.Equal(got, []string{scan, thumb}) {
		t.Errorf("with one refused they go as %v", got)
	}
	store.Close()
	store = openStore(t, vault)
	if place, err := store.AttachmentPlace(ctx, photo); err != nil || place != storage.Refused {
		t.Errorf("the refused one is at %q, %v", place, err)
	}
	if content, _, err := store.Attachment(ctx, photo); err != nil || len(content) < 9_000 {
		t.Errorf("the refused one has %d bytes, %v", len(content), err)
	}
	if counts, err := store.Counts(ctx); err != nil || counts.Files != 2 || counts.Staged != 1 {
		t.Errorf("counts: %+v, %v", counts, err)
	}
	check(store.RetryFiles(ctx))
	if got := waitingFiles(t, store); !slices.Equal(got, []string{photo, scan, thumb}) {
		t.Errorf("asked to try again they go as %v", got)
	}
}

// TestFilesOfACaseThatLeft: what the office has safely goes with the case, the
// rest as soon as the office has it.
func TestFilesOfACaseThatLeft(t *testing.T) {
	store := openStore(t, newVault(t))
	ctx := t.Context()
	safe, staged, thumb := putFile(t, store, 10), putFile(t, store, 20), putFile(t, store, 5)
	stamp := casework.Stamp{Actor: worker.ID}
	record := func(id string, kind casework.Kind, fields map[string]string) *casework.Record {
		return &casework.Record{ID: id, Kind: kind, Fields: fields, Created: stamp}
	}
	records := []*casework.Record{
		record(caseID, casework.KindCase, map[string]string{"name": "Ruiz", "worker": worker.ID}),
		record("01900000-0000-7000-8000-0000000000a1", casework.KindAttachment, map[string]string{"sha256": safe, "thumb": thumb}),
		record("01900000-0000-7000-8000-0000000000a2", casework.KindAttachment, map[string]string{"sha256": staged}),
	}
	mark := exchange.Mark{Case: caseID, Position: 3, Digest: casework.DigestOf(records).String()}
	packed, err := exchange.PackSegment(exchange.SegmentHead{Mark: mark, Summary: casework.Summary{Case: caseID, Name: "Ruiz"}}, records, exchange.InColumns, func(plain []byte) ([]byte, error) {
		packed, err := web.Gzip(web.Array(plain))
		return web.Bytes(packed), err
	})
	if err != nil {
		t.Fatal(err)
	}
	head, body, err := exchange.SplitSegment(packed)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		store.StoreSegments(ctx, []exchange.Arrived{{Mark: mark, Head: head, Body: body}}), store.MarkSafe(ctx, safe), store.MarkSafe(ctx, thumb), store.MarkSent(ctx, staged),
		store.Leave(ctx, caseID),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	place := func(sha string) storage.Place {
		t.Helper()
		place, err := store.AttachmentPlace(ctx, sha)
		if err != nil {
			t.Fatal(err)
		}
		return place
	}
	if place(safe) != storage.Nowhere || place(thumb) != storage.Nowhere {
		t.Error("files that are safe stayed behind their case")
	}
	if place(staged) != storage.Here {
		t.Error("a file left before the object store had it")
	}
	if err := store.MarkSafe(ctx, staged); err != nil {
		t.Fatal(err)
	}
	if place(staged) != storage.Nowhere {
		t.Error("a file of a case that left stayed after it was safe")
	}
}
