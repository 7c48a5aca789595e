//go:build js && wasm

package indexeddb_test

import (
	"maps"
	"slices"
	"testing"

	"doorstep/casework"
	"doorstep/storage/indexeddb"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// TestThingsAreCountedAsPeopleDo: a record counts once however often it was
// changed, and a photo once with its small picture and the entry that attaches
// them, also when the entry was sent before the bytes.
func TestThingsAreCountedAsPeopleDo(t *testing.T) {
	vault := newVault(t)
	store := openStore(t, vault)
	ctx := t.Context()
	things := func(want, files int) {
		t.Helper()
		counts, err := store.Counts(ctx)
		if err != nil || counts.Things != want || counts.Files != files {
			t.Errorf("%d things with %d files (%v), want %d with %d", counts.Things, counts.Files, err, want, files)
		}
	}
	var w writer
	land(t, store, w.opens(), w.adds(goalID, "first"))
	land(t, store, w.op(goalID, casework.KindGoal, oplog.Change{Do: oplog.Set, Field: "words", To: "second"}))
	things(2, 0)
	photo, thumb := putFile(t, store, 9_000), putFile(t, store, 900)
	things(4, 2) // nothing says yet that they belong together
	attach := w.op("photo-1", casework.KindAttachment, oplog.Change{Do: oplog.Create},
		oplog.Change{Do: oplog.Set, Field: "type", To: "photo"}, oplog.Change{Do: oplog.Set, Field: "media", To: "image/jpeg"},
		oplog.Change{Do: oplog.Set, Field: "size", To: "9000"}, oplog.Change{Do: oplog.Set, Field: "sha256", To: photo},
		oplog.Change{Do: oplog.Set, Field: "small_sha256", To: thumb})
	land(t, store, attach)
	things(3, 2)

	// The office answers all of the text; the bytes are still to go.
	done(t, store.SaveState(ctx, exchange.ReplicaState{Term: 1, Position: 4}))
	file, err := store.File(ctx, caseID)
	if err != nil {
		t.Fatal(err)
	}
	var results []oplog.Result
	for n := range int64(4) {
		results = append(results, oplog.Result{N: n + 1, Outcome: oplog.Applied, Seq: n + 1})
	}
	trunk := slices.Collect(maps.Values(file.Records))
	casework.Number(trunk, 0)
	absorbed := exchange.Absorbed{
		Mark: exchange.Mark{Case: caseID, Term: 1, Position: 4, Digest: casework.DigestOf(trunk).String()}, Expected: file.Position,
		Trunk: trunk, Settled: results, Given: 1, Summary: casework.Summarise(file),
	}
	if err := store.Absorb(ctx, absorbed); err != nil {
		t.Fatal(err)
	}
	store.Close()
	store = openStore(t, vault)
	things(1, 2)
	here, err := store.FilesHere(ctx)
	if err != nil || len(here) != 2 {
		t.Fatalf("only here: %v, %v", here, err)
	}
	ops, err := store.Attaching(ctx, map[string]bool{photo: true})
	if err != nil || len(ops) != 1 || ops[0].Record != "photo-1" {
		t.Errorf("attached by %v, %v", ops, err)
	}
	if n, err := store.NotDurable(ctx); err != nil || n != 4 {
		t.Errorf("%d operations are not durable (%v), want 4", n, err)
	}
	done(t, store.SaveState(ctx, exchange.ReplicaState{Term: 1, Position: 4, Durable: 3}))
	if n, err := store.NotDurable(ctx); err != nil || n != 1 {
		t.Errorf("%d operations are not durable (%v), want 1", n, err)
	}
	done(t, store.MarkSent(ctx, thumb))
	things(1, 1)
	done(t, store.MarkRefused(ctx, photo))
	if here, err := store.FilesHere(ctx); err != nil || len(here) != 1 || !here[photo] {
		t.Errorf("only here: %v, %v; want the photo, refused", here, err)
	}
	done(t, store.MarkSafe(ctx, photo))
	things(0, 0)
}

func done(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestUnsentWorkLiesBeside: what the office does not have lies a second time
// beside the databases, and can be handed in from there after they are gone. Once
// the office has it, nothing lies there.
func TestUnsentWorkLiesBeside(t *testing.T) {
	vault := newVault(t)
	store := openStore(t, vault)
	var w writer
	land(t, store, w.opens(), w.adds(goalID, "only here"))
	photo := putFile(t, store, 9_000)
	listed := func() (operations []indexeddb.Sealed, files []string) {
		t.Helper()
		closed, err := indexeddb.OpenClosed(vault.ID, vault.Scope)
		if err != nil {
			t.Fatal(err)
		}
		defer closed.Close()
		operations, err = closed.Unsent()
		done(t, err)
		boxes, err := closed.Boxes(operations)
		done(t, err)
		for _, box := range boxes {
			if len(box.Box) == 0 {
				t.Errorf("operation %d is not sealed to the agency", box.N)
			}
		}
		files, err = closed.Files()
		done(t, err)
		return operations, files
	}
	before, _ := listed()
	store.Close()
	done(t, web.DeleteDB(indexeddb.DatabaseName(vault.ID)))
	if n, err := indexeddb.Regain(vault.ID); err != nil || n != 3 {
		t.Fatalf("%d things came back (%v), want 2 operations and a photo", n, err)
	}
	after, files := listed()
	if !slices.Equal(before, after) || !slices.Equal(files, []string{photo}) {
		t.Errorf("operations %v and files %v came back, want %v and %v", after, files, before, photo)
	}

	again := newVault(t)
	store = openStore(t, again)
	w = writer{}
	land(t, store, w.opens())
	file, err := store.File(t.Context(), caseID)
	done(t, err)
	done(t, store.Absorb(t.Context(), exchange.Absorbed{
		Mark: exchange.Mark{Case: caseID, Position: 1, Digest: "d"}, Expected: file.Position, Trunk: []*casework.Record{file.Head()},
		Summary: casework.Summarise(file), Settled: []oplog.Result{{N: 1, Outcome: oplog.Applied, Seq: 1}},
	}))
	if n, err := indexeddb.Regain(again.ID); err != nil || n != 0 {
		t.Errorf("%d things lie beside although the office has all (%v)", n, err)
	}
}
