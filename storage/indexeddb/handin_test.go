//go:build js && wasm

package indexeddb_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"syscall/js"
	"testing"

	"doorstep/storage"
	"doorstep/storage/indexeddb"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

func openClosed(t *testing.T, vault indexeddb.Vault) *indexeddb.Closed {
	t.Helper()
	closed, err := indexeddb.OpenClosed(vault.ID, vault.Scope)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(closed.Close)
	return closed
}

func counts(t *testing.T, closed *indexeddb.Closed) indexeddb.ClosedCounts {
	t.Helper()
	counted, err := closed.Counts()
	if err != nil {
		t.Fatal(err)
	}
	return counted
}

func TestAClosedVaultGivesWhatIsSealed(t *testing.T) {
	vault := newVault(t)
	store := openStore(t, vault)
	var w writer
	land(t, store, w.opens(), w.adds(goalID, "one"), w.adds("goal-2", "two"))
	content := []byte("a photo")
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	for _, err := range []error{
		store.PutAttachment(t.Context(), name, "image/jpeg", content),
		store.CacheAttachment(t.Context(), hashOf("from the office"), "image/jpeg", []byte("from the office")),
		store.PutDraft(t.Context(), worker.ID, "/cases/case-1/goals/new", storage.Draft{Fields: map[string]string{"words": "typed"}}),
		store.PutDraft(t.Context(), worker.ID, "saved", storage.Draft{Fields: map[string]string{"drawings": "7"}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	store.Close()

	closed := openClosed(t, vault)
	if got := counts(t, closed); got.Unsent != 4 || got.Drafts != 1 {
		t.Errorf("counts %+v, want 4 unsent and 1 draft: what the pages remember for themselves is none", got)
	}
	list, err := closed.Operations(2)
	if err != nil || len(list) != 2 || list[0].N != 2 {
		t.Fatalf("operations from the second on: %+v (%v)", list, err)
	}
	boxes, err := closed.Boxes(list)
	if err != nil || len(boxes) != 2 || len(boxes[1].Box) == 0 || boxes[1].N != 3 {
		t.Fatalf("boxes %+v (%v)", boxes, err)
	}
	file, sealed, err := closed.File(name)
	if err != nil || !sealed || file.Size != int64(len(content)) || len(file.Nonce) != 12 || len(file.Key) == 0 {
		t.Errorf("the photo: %+v, %v (%v)", file, sealed, err)
	}
	if _, sealed, err := closed.File(hashOf("from the office")); sealed || err != nil {
		t.Errorf("a photo that came from the office is to be handed in (%v)", err)
	}
	if err := closed.Reviewed([]int64{2}); err != nil {
		t.Fatal(err)
	}
	if list, err := closed.Operations(1); err != nil || len(list) != 2 || list[0].N != 1 || list[1].N != 3 {
		t.Errorf("what waits for review is handed in again: %+v (%v)", list, err)
	}
	if err := closed.Left(0); err != nil {
		t.Fatal(err)
	}
	if holds, err := indexeddb.Holds(vault.ID); err != nil || counts(t, closed).Unsent != 0 || holds != 1 {
		t.Errorf("after all was handed in: %d held, %+v (%v); want the draft", holds, counts(t, closed), err)
	}
	closed.Close()

	// Whoever unlocks it after all finds everything as it was.
	again := openStore(t, vault)
	if waiting, err := again.Waiting(t.Context(), 0); err != nil || len(waiting) != 3 {
		t.Errorf("waiting after a hand-in: %d (%v)", len(waiting), err)
	}
}

func TestAClosedVaultKeepsOrderAndSize(t *testing.T) {
	vault := newVault(t)
	store := openStore(t, vault)
	var w writer
	land(t, store, w.opens())
	ops := make([]oplog.Operation, 0, 250)
	for i := range 250 {
		ops = append(ops, w.adds("goal-"+strconv.Itoa(i), "words"))
	}
	land(t, store, ops...)
	closed := openClosed(t, vault)
	list, err := closed.Unsent()
	if err != nil || len(list) != 251 || list[9].N != 10 || list[250].N != 251 {
		t.Fatalf("%d operations (%v), not in the order of their numbers", len(list), err)
	}
	if boxes, err := closed.Boxes(list); err != nil || len(boxes) != exchange.MaxHandIn {
		t.Errorf("%d boxes in one request (%v)", len(boxes), err)
	}
}

func TestStripLeavesOnlyWhatIsSealedToTheAgency(t *testing.T) {
	vault := newVault(t)
	store := openStore(t, vault)
	var w writer
	land(t, store, w.opens())
	if err := store.PutPaper(t.Context(), "person", canary); err != nil {
		t.Fatal(err)
	}
	store.Close()
	closed := openClosed(t, vault)
	if err := closed.Strip(); err != nil {
		t.Fatal(err)
	}
	if list, err := closed.Operations(1); err != nil || len(list) != 1 {
		t.Errorf("the sealed work: %+v (%v)", list, err)
	}
	closed.Close()
	raw(t, vault, func(tx *web.Tx) {
		for _, store := range []string{"papers", "heads", "bodies", "overlays", "settled", "drafts"} {
			tx.All(store, func(values []js.Value) {
				if len(values) > 0 {
					t.Errorf("%d rows of %s are left", len(values), store)
				}
			})
		}
	})
	if _, err := indexeddb.Open(vault); err == nil {
		t.Error("a vault that was stripped opens")
	}
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
