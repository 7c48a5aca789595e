//go:build js && wasm

package indexeddb_test

import (
	"maps"
	"slices"
	"testing"

	"doorstep/casework"
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
