//go:build js && wasm

package indexeddb_test

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"syscall/js"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/indexeddb"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// testdata/*.json are vaults as earlier releases left them, row by row, with
// the key that opens them: `make corpus NAME=x` adds one. None is ever changed.
//
//go:embed all:testdata
var oldVaults embed.FS

var recordVault = flag.String("record", "", "print a vault as this code writes it, under this name")

// oldVault is one recorded vault. Bytes lie in Rows as {"bytes": base64}.
type oldVault struct {
	Release string                     `json:"release"`
	ID      string                     `json:"id"`
	Key     []byte                     `json:"key"`
	Rows    map[string]json.RawMessage `json:"rows"` // by store: key -> value
	Words   []string                   `json:"words"`
	Waiting []string                   `json:"waiting"` // hashes of operations that wait
	Settled []string                   `json:"settled"` // ids of operations that have a result
	Sum     string                     `json:"sum"`     // of the attachment
}

var everyStore = []string{"turn", "papers", "heads", "bodies", "overlays", "outbox", "settled", "drafts", "files"}

const (
	draftKey  = "/cases/case-1/goals/new"
	draftText = "A draft of an old release"
	fileText  = "bytes of a photo"
	paperText = "a small sealed thing"
	heldCase  = "case-2"
)

func (o *oldVault) vault(t *testing.T) indexeddb.Vault {
	t.Helper()
	key, err := web.ImportKey(o.Key)
	if err != nil {
		t.Fatal(err)
	}
	return indexeddb.Vault{
		ID: o.ID, Scope: indexeddb.Scope{Tenant: "tenant", Person: worker.ID, Device: "device", Epoch: 1}, Key: key,
		Now:          func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) },
		SealToAgency: func(info string, plain []byte) ([]byte, error) { return []byte("sealed " + info), nil },
	}
}

// TestRecordVault prints a vault with something of everything in it.
func TestRecordVault(t *testing.T) {
	if *recordVault == "" {
		t.Skip("make corpus NAME=x records anew")
	}
	old := &oldVault{Release: *recordVault, ID: "recorded-" + *recordVault, Key: bytes.Repeat([]byte{7}, 32), Rows: map[string]json.RawMessage{}}
	vault := old.vault(t)
	if err := indexeddb.Destroy(vault.ID); err != nil {
		t.Fatal(err)
	}
	store := openStore(t, vault)
	fillOld(t, store, old)
	store.Close()
	dump(t, vault, old)
	encoded, err := json.Marshal(old)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("RECORDED %s\n", encoded)
}

// fillOld writes something of everything that a tablet keeps.
func fillOld(t *testing.T, store *indexeddb.Store, old *oldVault) {
	t.Helper()
	ctx, w := t.Context(), new(writer)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(store.SaveState(ctx, exchange.ReplicaState{Term: 1, Position: 9, House: exchange.House{Tenant: "tenant", Agency: "Harbor House"}}))

	// A case that came from the office, and its segment.
	held := &casework.Record{ID: heldCase, Kind: casework.KindCase, Fields: map[string]string{"name": "Okonkwo", "worker": worker.ID},
		Changed: map[string]casework.Stamp{}, Created: casework.Stamp{Seq: 3, Op: "office/1/1", Actor: worker.ID, At: "2026-11-20T09:00:00.000Z"}}
	mark := exchange.Mark{Case: heldCase, Position: 3, Digest: casework.DigestOf([]*casework.Record{held}).String()}
	file := &casework.File{Case: heldCase, Position: 3, Seen: 3, Records: map[string]*casework.Record{heldCase: held}}
	segment, err := exchange.PackSegment(exchange.SegmentHead{Mark: mark, Summary: casework.Summarise(file)}, []*casework.Record{held}, exchange.InColumns,
		func(plain []byte) ([]byte, error) { return gzipped(t, string(plain)), nil })
	check(err)
	head, body, err := exchange.SplitSegment(segment)
	check(err)
	check(store.StoreSegments(ctx, []exchange.Arrived{{Mark: mark, Head: head, Body: body}}))

	// A case that was made here: two of its operations are settled, one waits.
	opens, adds := w.opens(), w.adds(goalID, "I want my kids home by summer")
	land(t, store, opens)
	land(t, store, adds)
	settleOld(t, store, opens, adds)
	waits := w.op(goalID, casework.KindGoal, oplog.Change{Do: oplog.Set, Field: "words", To: "Home when school ends"})
	land(t, store, waits)

	check(store.PutDraft(ctx, worker.ID, draftKey, storage.Draft{Saved: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC), Fields: map[string]string{"words": draftText}}))
	sum := sha256.Sum256([]byte(fileText))
	old.Sum = hex.EncodeToString(sum[:])
	check(store.PutAttachment(ctx, old.Sum, "image/jpeg", []byte(fileText)))
	check(store.PutPaper(ctx, "note", paperText))
	old.Waiting = []string{waits.Hash()}
	old.Settled = []string{opens.ID.String(), adds.ID.String()}
	old.Words = []string{canary, "Home when school ends", "Okonkwo"}
}

// settleOld gives two operations the office's answer.
func settleOld(t *testing.T, store *indexeddb.Store, ops ...oplog.Operation) {
	t.Helper()
	office := casework.NewFile(caseID)
	batch := merge.Plan(office, worker, ops)
	var results []oplog.Result
	for i, result := range batch.Results {
		result.Seq = int64(7 + i)
		results = append(results, result)
	}
	casework.Number(batch.Records, 6)
	file, err := store.File(t.Context(), caseID)
	if err != nil {
		t.Fatal(err)
	}
	mark := exchange.Mark{Case: caseID, Position: 8, Digest: casework.DigestOf(batch.Records).String()}
	err = store.Absorb(t.Context(), exchange.Absorbed{Mark: mark, Expected: file.Position, Trunk: batch.Records, Settled: results, Summary: batch.Summary})
	if err != nil {
		t.Fatal(err)
	}
}

// TestOldVaults opens every recorded vault with today's code.
func TestOldVaults(t *testing.T) {
	entries, err := oldVaults.ReadDir("testdata")
	if err != nil || len(entries) == 0 {
		t.Fatalf("no recorded vault: %v", err)
	}
	for _, entry := range entries {
		t.Run(entry.Name(), func(t *testing.T) {
			content, err := oldVaults.ReadFile("testdata/" + entry.Name())
			if err != nil {
				t.Fatal(err)
			}
			var old oldVault
			if err := json.Unmarshal(content, &old); err != nil {
				t.Fatal(err)
			}
			vault := old.vault(t)
			undump(t, vault, &old)
			defer func() { _ = indexeddb.Destroy(vault.ID) }() // the test's own
			store := openStore(t, vault)
			readOld(t, store, &old)
			// Today's code goes on writing in it, and reads all of it again.
			w := &writer{n: int64(len(old.Settled) + len(old.Waiting))}
			next := w.adds("goal-2", "A new goal")
			land(t, store, next)
			old.Waiting = append(old.Waiting, next.Hash())
			store.Close()
			readOld(t, openStore(t, vault), &old)
		})
	}
}

func readOld(t *testing.T, store *indexeddb.Store, old *oldVault) {
	t.Helper()
	ctx := t.Context()
	state, err := store.State(ctx)
	if err != nil || state.Position != 9 || state.House.Agency != "Harbor House" {
		t.Errorf("state %+v, %v", state, err)
	}
	var said []string
	for _, id := range []string{caseID, heldCase} {
		file, err := store.File(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, record := range file.Records {
			for _, text := range record.Fields {
				said = append(said, text)
			}
		}
	}
	for _, want := range old.Words {
		if !slices.Contains(said, want) {
			t.Errorf("the cases do not say %q", want)
		}
	}
	waiting, err := store.Waiting(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	var hashes []string
	for _, op := range waiting {
		hashes = append(hashes, op.Hash())
	}
	if !slices.Equal(hashes, old.Waiting) {
		t.Errorf("waiting %v, want %v", hashes, old.Waiting)
	}
	results, _, err := store.StoredResults(ctx, []oplog.ID{{Device: "device", Epoch: 1, N: 1}, {Device: "device", Epoch: 1, N: 2}})
	if err != nil || len(results) != len(old.Settled) {
		t.Errorf("%d settled results, want %d: %v", len(results), len(old.Settled), err)
	}
	draft, err := store.Draft(ctx, worker.ID, draftKey)
	if err != nil || draft == nil || draft.Fields["words"] != draftText {
		t.Errorf("draft %+v, %v", draft, err)
	}
	content, media, err := store.Attachment(ctx, old.Sum)
	if err != nil || string(content) != fileText || media != "image/jpeg" {
		t.Errorf("attachment %q of %s, %v", content, media, err)
	}
	var paper string
	if err := store.Paper(ctx, "note", &paper); err != nil || paper != paperText {
		t.Errorf("paper %q, %v", paper, err)
	}
	marks, err := store.Marks(ctx)
	if err != nil || len(marks) != 2 {
		t.Errorf("%d marks, %v", len(marks), err)
	}
	if _, err := store.Summaries(ctx); err != nil {
		t.Error(err)
	}
}

// pack and unpack turn rows into JSON and back.
const packRows = `(function pack(value) {
	if (value instanceof ArrayBuffer) value = new Uint8Array(value);
	if (value instanceof Uint8Array) return {bytes: btoa(String.fromCharCode(...value))};
	if (value && typeof value === "object") return {of: Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pack(one)]))};
	return {is: value};
})`

const unpackRows = `(function unpack(value) {
	if ("bytes" in value) return Uint8Array.from(atob(value.bytes), (c) => c.charCodeAt(0));
	if ("of" in value) return Object.fromEntries(Object.entries(value.of).map(([key, one]) => [key, unpack(one)]));
	return value.is;
})`

func dump(t *testing.T, vault indexeddb.Vault, old *oldVault) {
	t.Helper()
	pack := js.Global().Call("eval", packRows)
	for _, name := range everyStore {
		rows := js.Global().Get("Object").New()
		raw(t, vault, func(tx *web.Tx) {
			tx.Entries(name, func(key string, value js.Value) { rows.Set(key, pack.Invoke(value)) })
		})
		old.Rows[name] = json.RawMessage(js.Global().Get("JSON").Call("stringify", rows).String())
	}
}

func undump(t *testing.T, vault indexeddb.Vault, old *oldVault) {
	t.Helper()
	unpack := js.Global().Call("eval", unpackRows)
	if err := indexeddb.Destroy(vault.ID); err != nil {
		t.Fatal(err)
	}
	for name, rows := range old.Rows {
		parsed := js.Global().Get("JSON").Call("parse", string(rows))
		keys := js.Global().Get("Object").Call("keys", parsed)
		raw(t, vault, func(tx *web.Tx) {
			for i := range keys.Length() {
				key := keys.Index(i).String()
				tx.Put(name, key, unpack.Invoke(parsed.Get(key)))
			}
		})
	}
}
