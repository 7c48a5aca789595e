package exchange_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

func sortByID(records []*casework.Record) {
	slices.SortFunc(records, func(a, b *casework.Record) int { return strings.Compare(a.ID, b.ID) })
}

const (
	seeds = 40
	steps = 80
)

// TestConvergence lets people work and tablets sync over a network that is cut
// at random, then lets everything come to rest, and looks: all tablets agree
// with the office, and everything anybody wrote is in the log exactly once.
func TestConvergence(t *testing.T) {
	reached := map[string]int{}
	for seed := range uint64(seeds) {
		w := newWorld(t, seed)
		for range steps {
			d := w.tablets[w.random.IntN(len(w.tablets))]
			switch choice := w.random.IntN(10); {
			case choice < 2:
				w.officeWrites()
			case choice < 7:
				w.tabletWrites(d)
				w.lookWhileAway(d)
			default:
				if _, err := d.client.Sync(t.Context()); err != nil && !errors.Is(err, errCut) && casework.CodeOf(err) != casework.NotFound {
					t.Fatalf("seed %d: sync of %s: %v", seed, d.device, err)
				}
				w.lookWhileAway(d)
			}
			if t.Failed() {
				t.Fatalf("seed %d", seed)
			}
		}
		w.rest()
		w.agree()
		w.everythingOnce()
		w.nothingOverwrittenUnseen()
		w.replay()
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
		for name, times := range w.reached {
			reached[name] += times
		}
	}
	for _, name := range []string{"request lost", "reply lost", "request sent twice", "segment lost", "page", "list", "enter", "leave",
		"operations", "parcel", "applied", "merged", "conflict"} {
		if reached[name] == 0 {
			t.Errorf("no seed reached %q", name)
		}
	}
	t.Logf("reached: %v", reached)
}

// lookWhileAway: whatever a person made on this tablet stands on its pages at
// any moment, before, while and after it is sent, unless the office kept it aside.
func (w *world) lookWhileAway(d *device) {
	var ids []oplog.ID
	for id, wrote := range w.written {
		if id.Device == d.device && wrote.op.Write().Create {
			ids = append(ids, id)
		}
	}
	stored, _, err := w.office.StoredResults(w.t.Context(), ids)
	if err != nil {
		w.t.Fatal(err)
	}
	here, _, err := d.replica.StoredResults(w.t.Context(), ids)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, id := range ids {
		op := w.written[id].op
		file := w.file(d.replica, op.Case)
		// What an office kept aside and lost at a restore is still kept for the tablet.
		if file.Head() == nil || stored[id].Outcome == oplog.Kept || here[id].Outcome == oplog.Kept {
			continue
		}
		if file.Record(op.Record) == nil {
			w.t.Errorf("%s: record %s of %s was made here and is not shown", d.device, op.Record, op.Case)
		}
	}
}

// rest syncs without cuts until nobody has anything to say.
func (w *world) rest() {
	w.t.Helper()
	for _, d := range w.tablets {
		d.cuts = 0
	}
	for range 10 {
		quiet := true
		for _, d := range w.tablets {
			report, err := d.client.Sync(w.t.Context())
			if err != nil {
				w.t.Fatalf("%s, with the network up: %v", d.device, err)
			}
			quiet = quiet && report.Sent == 0 && report.Requests == 1
		}
		if quiet {
			return
		}
	}
	w.t.Error("the tablets did not come to rest")
}

// agree compares every tablet with what the office says its person may see.
func (w *world) agree() {
	w.t.Helper()
	ctx := w.t.Context()
	for _, d := range w.tablets {
		snapshot, err := w.office.Office.Pull(ctx, d.actor, 0, 0)
		if err != nil {
			w.t.Fatal(err)
		}
		marks, err := d.replica.Marks(ctx)
		if err != nil {
			w.t.Fatal(err)
		}
		if exchange.StateDigest(marks) != exchange.StateDigest(snapshot.Scope) {
			w.t.Errorf("%s holds %v, the office says %v", d.device, marks, snapshot.Scope)
		}
		for _, mark := range snapshot.Scope {
			if got, want := encode(w.file(d.replica, mark.Case)), encode(w.file(w.office, mark.Case)); got != want {
				w.t.Errorf("%s shows %s as\n%s\nthe office has\n%s", d.device, mark.Case, got, want)
			}
		}
		if waiting, err := d.replica.Waiting(ctx, 0); err != nil || len(waiting) > 0 {
			w.t.Errorf("%s: %d operations wait (%v)", d.device, len(waiting), err)
		}
	}
}

func encode(file *casework.File) string {
	encoded, err := json.Marshal(file.Records)
	if err != nil {
		panic(err)
	}
	return string(encoded)
}

// everythingOnce: the log holds every operation that a person wrote, with its
// bytes, and as many operations as were written.
func (w *world) everythingOnce() {
	w.t.Helper()
	var ids []oplog.ID
	for id := range w.written {
		ids = append(ids, id)
	}
	stored, hashes, err := w.office.StoredResults(w.t.Context(), ids)
	if err != nil {
		w.t.Fatal(err)
	}
	places := map[int64]bool{}
	for id, wrote := range w.written {
		if hashes[id] != wrote.op.Hash() {
			w.t.Errorf("operation %s is not in the log as it was written", id)
		}
		places[stored[id].Seq] = true
	}
	for seq := range int64(len(w.written)) {
		if !places[seq+1] {
			w.t.Errorf("number %d of the log is nobody's", seq+1)
		}
	}
	if last := w.position(); last != int64(len(w.written)) {
		w.t.Errorf("the log has %d operations, %d were written", last, len(w.written))
	}
}

// nothingOverwrittenUnseen reads the log again from its beginning: words that an
// operation replaced were the words that its author had on the page, or older
// ones of the same chain.
func (w *world) nothingOverwrittenUnseen() {
	w.t.Helper()
	var ids []oplog.ID
	for id := range w.written {
		ids = append(ids, id)
	}
	stored, _, err := w.office.StoredResults(w.t.Context(), ids)
	if err != nil {
		w.t.Fatal(err)
	}
	slices.SortFunc(ids, func(a, b oplog.ID) int { return int(stored[a].Seq - stored[b].Seq) })
	counted := map[oplog.ID]oplog.Operation{}
	for _, op := range w.office.Log() {
		counted[op.ID] = op
	}
	files := map[string]*casework.File{}
	for _, id := range ids {
		wrote := w.written[id]
		file := files[wrote.op.Case]
		if file == nil {
			file = casework.NewFile(wrote.op.Case)
			files[wrote.op.Case] = file
		}
		if stored[id].Outcome == oplog.Kept {
			continue
		}
		before := file.Record(wrote.op.Record)
		anybody := casework.Actor{ID: wrote.op.Actor, Role: casework.RoleSupervisor} // the office decided before
		_, after := merge.Fold(file, counted[id], anybody, stored[id].Seq)
		if before == nil || after == nil {
			continue
		}
		if stored[id].Outcome == oplog.Conflict && len(after.Siblings) == 0 {
			w.t.Errorf("%s is called a conflict and nothing stands beside the words", id)
		}
		for _, change := range wrote.op.Changes {
			stood, written := before.Fields[change.Field]
			if !written {
				continue
			}
			stands := after.Get(change.Field)
			own := before.StampOf(change.Field).Chain == wrote.op.Chain() && wrote.op.Chain() != ""
			if stood != stands && stood != wrote.shown[change.Field] && !own && !w.sawBeforeRestore(wrote.op, before.StampOf(change.Field)) {
				w.t.Errorf("%s replaced %q by %q, but its author had seen %q", id, stood, stands, wrote.shown[change.Field])
			}
		}
	}
	for caseID, file := range files {
		if got, want := encode(file), encode(w.file(w.office, caseID)); got != want {
			w.t.Errorf("the log of %s adds up to\n%s\nthe office has\n%s", caseID, got, want)
		}
	}
}

// sawBeforeRestore: the author had seen those words, and after them others that
// a restore took away.
func (w *world) sawBeforeRestore(op oplog.Operation, stamp casework.Stamp) bool {
	standing, err := w.office.Standing(w.t.Context(), "", 0)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, later := range standing.Terms {
		if later.Term > max(op.Term, 1) {
			return stamp.Seq <= later.Began && stamp.Seq <= op.Seen
		}
	}
	return false
}

func (w *world) position() int64 {
	snapshot, err := w.office.Office.Pull(w.t.Context(), w.staff[2], 0, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	return snapshot.Position
}

// replay sends every request of the past again: nothing changes, and the
// results are the same.
func (w *world) replay() {
	w.t.Helper()
	before := w.position()
	for _, past := range w.past {
		reply, err := exchange.Answer(w.t.Context(), w.office, past.actor, past.request)
		if err != nil {
			w.t.Fatalf("an old request again: %v", err)
		}
		if past.reply.Inbox > 0 {
			continue // it heard what became of them with the next request
		}
		if got, want := fmt.Sprint(reply.Results), fmt.Sprint(own(w.t, past.request, past.reply.Results)); got != want {
			w.t.Errorf("an old request again answers\n%s\nwant\n%s", got, want)
		}
	}
	if after := w.position(); after != before {
		w.t.Errorf("old requests wrote %d operations", after-before)
	}
}

// own are the results of the operations in a request: an answer also has those of
// what lay in the inbox.
func own(t *testing.T, request exchange.Request, results []oplog.Result) []oplog.Result {
	t.Helper()
	numbers := map[int64]bool{}
	for _, raw := range request.Operations {
		op, err := oplog.Decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		numbers[op.N] = true
	}
	return slices.DeleteFunc(slices.Clone(results), func(result oplog.Result) bool { return !numbers[result.N] })
}
