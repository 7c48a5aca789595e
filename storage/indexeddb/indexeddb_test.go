//go:build js && wasm

package indexeddb_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"syscall/js"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/indexeddb"
	"doorstep/storage/indexeddb/web"
	"doorstep/storage/storagetest"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

const caseID, goalID, canary = "case-1", "goal-1", "Marisol Quetzalcoatl"

var worker = casework.Actor{ID: "worker-1", Name: "May", Role: casework.RoleCaseworker}

var vaults int

// newVault makes a vault nobody used before.
func newVault(t *testing.T) indexeddb.Vault {
	t.Helper()
	key, err := web.NewKey(false)
	if err != nil {
		t.Fatal(err)
	}
	vaults++
	vault := indexeddb.Vault{
		ID:    "test-" + strconv.Itoa(vaults) + "-" + hex.EncodeToString(web.Random(4)),
		Scope: indexeddb.Scope{Tenant: "tenant", Person: worker.ID, Device: "device", Epoch: 1},
		Key:   key, Now: time.Now,
		SealToAgency: func(info string, plain []byte) ([]byte, error) {
			sum := sha256.Sum256(append([]byte(info), plain...)) // stands for HPKE: gives nothing away
			return sum[:], nil
		},
	}
	t.Cleanup(func() {
		if err := indexeddb.Destroy(vault.ID); err != nil {
			t.Error(err)
		}
	})
	return vault
}

func openStore(t *testing.T, vault indexeddb.Vault) *indexeddb.Store {
	t.Helper()
	store, err := indexeddb.Open(vault)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	return store
}

func TestStore(t *testing.T) {
	storagetest.RunReplica(t, func(t *testing.T) storagetest.ReplicaSubject {
		vault := newVault(t)
		now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
		vault.Now = func() time.Time { return now }
		store := openStore(t, vault)
		return storagetest.ReplicaSubject{Replica: store, Later: func(passed time.Duration) { now = now.Add(passed) }, Reopen: func(t *testing.T) storagetest.Replica {
			store.Close()
			return openStore(t, vault)
		}}
	})
}

type writer struct{ n int64 }

func (w *writer) op(record string, kind casework.Kind, changes ...oplog.Change) oplog.Operation {
	w.n++
	return oplog.Operation{
		ID: oplog.ID{Device: "device", Epoch: 1, N: w.n}, Actor: worker.ID, Case: caseID, Record: record, Kind: kind,
		At: oplog.Moment(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)), Changes: changes,
	}.Seal(bytes.Repeat([]byte{byte(w.n)}, oplog.SaltBytes))
}

func (w *writer) opens() oplog.Operation {
	return w.op(caseID, casework.KindCase, oplog.Change{Do: oplog.Create},
		oplog.Change{Do: oplog.Set, Field: "name", To: canary}, oplog.Change{Do: oplog.Set, Field: "worker", To: worker.ID})
}

func (w *writer) adds(goal, text string) oplog.Operation {
	return w.op(goal, casework.KindGoal, oplog.Change{Do: oplog.Create}, oplog.Change{Do: oplog.Set, Field: "words", To: text})
}

func land(t *testing.T, store *indexeddb.Store, ops ...oplog.Operation) {
	t.Helper()
	if _, _, err := merge.Land(t.Context(), store, caseID, worker, ops); err != nil {
		t.Fatal(err)
	}
}

// raw opens the vault's database as a thief does, without a key.
func raw(t *testing.T, vault indexeddb.Vault, use func(tx *web.Tx)) {
	t.Helper()
	stores := []string{"turn", "papers", "heads", "bodies", "overlays", "outbox", "settled", "drafts", "files"}
	db, err := web.OpenDB(indexeddb.DatabaseName(vault.ID), 1, stores)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(stores, use); err != nil {
		t.Fatal(err)
	}
}

func TestNothingReadableAtRest(t *testing.T) {
	vault := newVault(t)
	store := openStore(t, vault)
	var w writer
	land(t, store, w.opens(), w.adds(goalID, "see "+canary+" every day"))
	content := []byte("photo of " + canary)
	sum := sha256.Sum256(content)
	for _, err := range []error{
		store.PutDraft(t.Context(), canary, canary, storage.Draft{Fields: map[string]string{"words": canary}}),
		store.PutAttachment(t.Context(), hex.EncodeToString(sum[:]), "image/jpeg", content),
		store.PutPaper(t.Context(), "person", canary),
		store.SaveState(t.Context(), exchange.ReplicaState{House: exchange.House{Agency: canary, Tenant: "t"}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	rows := 0
	decode := js.Global().Get("TextDecoder").New("latin1")
	var look func(value js.Value)
	look = func(value js.Value) {
		if value.Type() == js.TypeObject && value.InstanceOf(js.Global().Get("Uint8Array")) {
			rows++
			if strings.Contains(decode.Call("decode", value).String(), "Quetzal") {
				t.Error("a stored row holds the planted name")
			}
			return
		}
		if value.Type() == js.TypeObject {
			members := js.Global().Get("Object").Call("values", value)
			for i := range members.Get("length").Int() {
				look(members.Index(i))
			}
			return
		}
		if strings.Contains(value.String(), "Quetzal") {
			t.Error("a stored row holds the planted name")
		}
	}
	raw(t, vault, func(tx *web.Tx) {
		for _, name := range []string{"turn", "papers", "heads", "bodies", "overlays", "outbox", "settled", "drafts", "files"} {
			tx.All(name, func(values []js.Value) {
				for _, value := range values {
					look(value)
				}
			})
		}
	})
	if rows < 8 {
		t.Errorf("looked at %d sealed values only", rows)
	}
}

func TestWrongKeyOpensNothing(t *testing.T) {
	vault := newVault(t)
	land(t, openStore(t, vault), new(writer).opens())
	other := vault
	other.Key = newVault(t).Key
	if _, err := indexeddb.Open(other); !errors.Is(err, indexeddb.ErrTampered) {
		t.Errorf("another key answered %v", err)
	}
	other = vault
	other.Epoch++
	if _, err := indexeddb.Open(other); !errors.Is(err, indexeddb.ErrTampered) {
		t.Errorf("another epoch answered %v", err)
	}
}

func TestRolledBackChunkIsSeen(t *testing.T) {
	for _, name := range []string{"overlays", "papers"} {
		t.Run(name, func(t *testing.T) {
			vault := newVault(t)
			store := openStore(t, vault)
			var w writer
			land(t, store, w.opens())
			key := caseID
			if name == "papers" {
				key = "manifest"
			}
			var old js.Value
			raw(t, vault, func(tx *web.Tx) { tx.Get(name, key, func(value js.Value) { old = value }) })
			land(t, store, w.adds(goalID, "words"))
			store.Close()
			raw(t, vault, func(tx *web.Tx) { tx.Put(name, key, old) })
			again, err := indexeddb.Open(vault)
			if err == nil {
				t.Cleanup(again.Close)
				_, err = again.File(t.Context(), caseID)
			}
			if !errors.Is(err, indexeddb.ErrTampered) {
				t.Errorf("a rolled-back chunk answered %v", err)
			}
		})
	}
}

func TestSwappedChunksAreSeen(t *testing.T) {
	vault := newVault(t)
	store := openStore(t, vault)
	for _, id := range []string{"a", "b"} {
		if err := store.StoreSegments(t.Context(), []exchange.Arrived{{Mark: exchange.Mark{Case: id, Position: 3}, Head: gzipped(t, "{}"), Body: gzipped(t, "[]")}}); err != nil {
			t.Fatal(err)
		}
	}
	store.Close()
	raw(t, vault, func(tx *web.Tx) {
		tx.Get("bodies", "a", func(a js.Value) {
			tx.Get("bodies", "b", func(b js.Value) {
				tx.Put("bodies", "a", b)
				tx.Put("bodies", "b", a)
			})
		})
	})
	if _, err := openStore(t, vault).File(t.Context(), "a"); !errors.Is(err, indexeddb.ErrTampered) {
		t.Errorf("a swapped chunk answered %v", err)
	}
}

func gzipped(t *testing.T, text string) []byte {
	t.Helper()
	packed, err := web.Gzip(web.Array([]byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	return web.Bytes(packed)
}

// Two workers run for a moment when a new release takes over.
func TestTwoWorkersNeverOverwrite(t *testing.T) {
	vault := newVault(t)
	one, two := openStore(t, vault), openStore(t, vault)
	var w writer
	land(t, one, w.opens())
	land(t, two, w.adds("goal-2", "from the new worker"))
	land(t, one, w.adds("goal-3", "from the old worker"))
	for _, store := range []*indexeddb.Store{one, two} {
		file, err := store.File(t.Context(), caseID)
		if err != nil {
			t.Fatal(err)
		}
		if len(file.Records) != 3 {
			t.Errorf("%d records, want 3", len(file.Records))
		}
		waiting, err := store.Waiting(t.Context(), 0)
		if err != nil || len(waiting) != 3 {
			t.Errorf("%d operations wait (%v), want 3", len(waiting), err)
		}
	}
}

// The case must be read while the write is prepared, and that read finds out
// that the other worker was faster: what is then written must not be made from
// the manifest of before.
func TestAWriteThatReadsNewerNewsStartsAgain(t *testing.T) {
	vault := newVault(t)
	var w writer
	land(t, openStore(t, vault), w.opens())
	two, one := openStore(t, vault), openStore(t, vault) // neither has opened the case
	if err := two.PutDraft(t.Context(), worker.ID, "/elsewhere", storage.Draft{Fields: map[string]string{"words": "kept"}}); err != nil {
		t.Fatal(err)
	}
	file, err := two.File(t.Context(), caseID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := one.Commit(t.Context(), merge.Plan(file, worker, []oplog.Operation{w.adds("goal-2", "from the old worker")})); err != nil {
		t.Fatal(err)
	}
	draft, err := openStore(t, vault).Draft(t.Context(), worker.ID, "/elsewhere")
	if err != nil || draft == nil || draft.Fields["words"] != "kept" {
		t.Errorf("the other worker's draft is %v (%v)", draft, err)
	}
}

// A full disk shows itself in any of a transaction's writes.
func TestFullDiskWritesNothing(t *testing.T) {
	for failing := range 5 {
		vault := newVault(t)
		store := openStore(t, vault)
		var w writer
		land(t, store, w.opens())
		before, err := store.File(t.Context(), caseID)
		if err != nil {
			t.Fatal(err)
		}
		restore := failPut(failing)
		_, _, err = merge.Land(t.Context(), store, caseID, worker, []oplog.Operation{w.adds(goalID, "words")})
		restore()
		if casework.CodeOf(err) != casework.NoSpace {
			t.Fatalf("put %d failed and the commit answered %v", failing, err)
		}
		for _, look := range []*indexeddb.Store{store, openStore(t, vault)} {
			after, err := look.File(t.Context(), caseID)
			if err != nil {
				t.Fatal(err)
			}
			if len(after.Records) != len(before.Records) || after.Position != before.Position {
				t.Errorf("put %d failed and left %d records at position %d", failing, len(after.Records), after.Position)
			}
			if next, err := look.NextNumber(t.Context(), "device", 1); err != nil || next != 2 {
				t.Errorf("put %d failed and used a number up: next is %d (%v)", failing, next, err)
			}
		}
	}
}

// failPut lets the n-th put from now on throw as a full disk does.
func failPut(n int) (restore func()) {
	prototype := js.Global().Get("IDBObjectStore").Get("prototype")
	real := prototype.Get("put")
	make := js.Global().Get("Function").New("real", "n",
		`let left = n; return function (...args) {
			if (left-- === 0) throw new DOMException("full", "QuotaExceededError");
			return real.apply(this, args);
		}`)
	prototype.Set("put", make.Invoke(real, n))
	return func() { prototype.Set("put", real) }
}

func TestClosedIsLocked(t *testing.T) {
	store := openStore(t, newVault(t))
	store.Close()
	store.Close() // twice is once
	if _, err := store.File(t.Context(), caseID); casework.CodeOf(err) != casework.Locked {
		t.Errorf("a locked store answered %v", err)
	}
	if _, err := store.Commit(t.Context(), oplog.Batch{Case: caseID}); casework.CodeOf(err) != casework.Locked {
		t.Errorf("a locked store answered %v", err)
	}
}

func TestSettledWorkLeavesTheOutbox(t *testing.T) {
	vault := newVault(t)
	now := time.Now()
	vault.Now = func() time.Time { return now }
	store := openStore(t, vault)
	var w writer
	open, add := w.opens(), w.adds(goalID, "words")
	land(t, store, open, add)
	file, err := store.File(t.Context(), caseID)
	if err != nil {
		t.Fatal(err)
	}
	absorbed := exchange.Absorbed{
		Mark: exchange.Mark{Case: caseID, Position: 9, Digest: "d"}, Expected: file.Position,
		Trunk: []*casework.Record{file.Head()}, Summary: casework.Summarise(file),
		Settled: []oplog.Result{{N: 1, Outcome: oplog.Applied, Seq: 8}, {N: 2, Outcome: oplog.Kept, Reason: casework.ReasonInvalid, Seq: 9}},
	}
	if err := store.Absorb(t.Context(), absorbed); err != nil {
		t.Fatal(err)
	}
	store.Close()
	store = openStore(t, vault)
	if waiting, err := store.Waiting(t.Context(), 0); err != nil || len(waiting) != 0 {
		t.Fatalf("%d operations wait (%v)", len(waiting), err)
	}
	now = now.Add(exchange.KeepFor)
	if err := store.SaveState(t.Context(), exchange.ReplicaState{Position: 9, Durable: 9}); err != nil {
		t.Fatal(err)
	}
	results, _, err := store.StoredResults(t.Context(), []oplog.ID{open.ID, add.ID})
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != 1 || results[add.ID].Outcome != oplog.Kept {
		t.Errorf("after the office is durable, results are %v; want the kept one alone", results)
	}
	kept, err := store.AllKept(t.Context())
	if err != nil || len(kept) != 1 || kept[0].Operation.Hash() != add.Hash() {
		t.Errorf("kept: %v (%v)", kept, err)
	}
	if next, err := store.NextNumber(t.Context(), "device", 1); err != nil || next != 3 {
		t.Errorf("next number is %d (%v), want 3", next, err)
	}
}

func TestSegmentDoesNotCoverUnsentWork(t *testing.T) {
	store := openStore(t, newVault(t))
	land(t, store, new(writer).opens())
	err := store.StoreSegments(t.Context(), []exchange.Arrived{{Mark: exchange.Mark{Case: caseID, Position: 3}, Head: gzipped(t, "{}"), Body: gzipped(t, "[]")}})
	var moved *oplog.MovedError
	if !errors.As(err, &moved) {
		t.Errorf("a segment over unsent work answered %v", err)
	}
	if err := store.Leave(t.Context(), caseID); !errors.As(err, &moved) {
		t.Errorf("leaving with unsent work answered %v", err)
	}
}

func TestAVaultHoldsWhatWouldBeGone(t *testing.T) {
	vault := newVault(t)
	store := openStore(t, vault)
	holds := func(want int, when string) {
		t.Helper()
		if got, err := indexeddb.Holds(vault.ID); err != nil || got != want {
			t.Errorf("%s the vault holds %d (%v), want %d", when, got, err, want)
		}
	}
	holds(0, "new,")
	draft := storage.Draft{Saved: time.Now(), Fields: map[string]string{"text": canary}}
	if err := store.PutDraft(t.Context(), worker.ID, "/cases/a/notes/new", draft); err != nil {
		t.Fatal(err)
	}
	holds(1, "with a draft")
	content := []byte("photo")
	sum := sha256.Sum256(content)
	sha := hex.EncodeToString(sum[:])
	if err := store.PutAttachment(t.Context(), sha, "image/jpeg", content); err != nil {
		t.Fatal(err)
	}
	holds(2, "with a photo")
	if err := store.MarkSent(t.Context(), sha); err != nil {
		t.Fatal(err)
	}
	holds(2, "with a photo on the office's own disk")
	if err := store.MarkSafe(t.Context(), sha); err != nil {
		t.Fatal(err)
	}
	holds(1, "with the photo safe")
	raw(t, vault, func(tx *web.Tx) { tx.Delete("turn", "holds") })
	if got, err := indexeddb.Holds(vault.ID); err != nil || got == 0 {
		t.Errorf("a vault that was never counted holds %d (%v)", got, err)
	}
}

func TestMoveCarriesDraftsAndWhatWasKept(t *testing.T) {
	earlierVault, nowVault := newVault(t), newVault(t)
	nowVault.Device = "device-2"
	earlier, now := openStore(t, earlierVault), openStore(t, nowVault)
	var w writer
	open, add := w.opens(), w.adds(goalID, "words")
	land(t, earlier, open, add)
	file, err := earlier.File(t.Context(), caseID)
	if err != nil {
		t.Fatal(err)
	}
	err = earlier.Absorb(t.Context(), exchange.Absorbed{
		Mark: exchange.Mark{Case: caseID, Position: 9, Digest: "d"}, Expected: file.Position,
		Trunk: []*casework.Record{file.Head()}, Summary: casework.Summarise(file),
		Settled: []oplog.Result{{N: 1, Outcome: oplog.Applied, Seq: 8}, {N: 2, Outcome: oplog.Kept, Reason: casework.ReasonInvalid, Seq: 9}},
	})
	if err != nil {
		t.Fatal(err)
	}
	const moves, stays = "/cases/a/notes/new", "/cases/b/notes/new"
	put := func(store *indexeddb.Store, key, text string) {
		t.Helper()
		if err := store.PutDraft(t.Context(), worker.ID, key, storage.Draft{Saved: time.Now(), Fields: map[string]string{"text": text}}); err != nil {
			t.Fatal(err)
		}
	}
	put(earlier, moves, "moves")
	put(earlier, stays, "earlier")
	put(now, stays, "newer")
	for range 2 { // twice is once
		if err := earlier.Move(t.Context(), now); err != nil {
			t.Fatal(err)
		}
	}
	text := func(store *indexeddb.Store, key string) string {
		t.Helper()
		draft, err := store.Draft(t.Context(), worker.ID, key)
		if err != nil {
			t.Fatal(err)
		}
		if draft == nil {
			return ""
		}
		return draft.Fields["text"]
	}
	if text(now, moves) != "moves" || text(earlier, moves) != "" {
		t.Error("a draft was not moved")
	}
	if text(now, stays) != "newer" || text(earlier, stays) != "earlier" {
		t.Error("one of two drafts of a form is lost")
	}
	if holds, err := indexeddb.Holds(earlierVault.ID); err != nil || holds != 1 {
		t.Errorf("the earlier vault holds %d (%v), want the one draft", holds, err)
	}
	now.Close()
	now = openStore(t, nowVault)
	kept, err := now.AllKept(t.Context())
	if err != nil || len(kept) != 1 || kept[0].Operation.Hash() != add.Hash() {
		t.Errorf("kept: %v (%v)", kept, err)
	}
	drafts, err := now.AllDrafts(t.Context(), worker.ID)
	if err != nil || len(drafts) != 2 {
		t.Errorf("drafts: %v (%v)", drafts, err)
	}
}
