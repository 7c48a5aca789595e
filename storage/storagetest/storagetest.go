// Package storagetest holds the one suite that every store of Doorstep passes:
// Run for storage.Store, RunReplica for the tablet's side of the exchange,
// RunHub for the office's.
//
// It is pure, so that it also runs compiled to js/wasm against the browser's
// own store: it takes a function that opens an empty store and never reaches
// for a disk or a network itself.
package storagetest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// Subject is one empty store under test.
type Subject struct {
	Store storage.Store
	// Numbers says that the store draws sequence numbers (the office); a
	// tablet leaves the stamps of its operations provisional.
	Numbers bool
	// Reopen closes the store and opens the same data again. A store that
	// lives only as long as the process returns itself.
	Reopen func(t *testing.T) storage.Store
}

// Replica is a tablet's store.
type Replica interface {
	storage.Store
	exchange.Replica
}

// ReplicaSubject is one empty replica under test.
type ReplicaSubject struct {
	Replica Replica
	Reopen  func(t *testing.T) Replica
	Later   func(passed time.Duration) // moves the replica's clock
}

// Hub is the office's store.
type Hub interface {
	storage.Store
	exchange.Hub
	Segment(ctx context.Context, caseID string, form exchange.Form) (segment []byte, mark exchange.Mark, err error)
}

// HubSubject is one empty agency under test.
type HubSubject struct {
	Hub    Hub
	Reopen func(t *testing.T) Hub
}

// thenReopened looks at the replica as it is and again after opening it anew.
func (s *ReplicaSubject) thenReopened(t *testing.T, look func(r Replica)) {
	t.Helper()
	look(s.Replica)
	s.Replica = s.Reopen(t)
	look(s.Replica)
}

// thenReopened looks at the hub as it is and again after opening it anew.
func (s *HubSubject) thenReopened(t *testing.T, look func(hub Hub)) {
	t.Helper()
	look(s.Hub)
	s.Hub = s.Reopen(t)
	look(s.Hub)
}

// Run holds a store against the contract; open returns an empty one.
func Run(t *testing.T, open func(t *testing.T) Subject) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, s Subject)
	}{
		{"an unknown case is an empty file", unknownCase},
		{"a commit is read back", commitReadBack},
		{"what is read is a copy", readsAreCopies},
		{"what is committed is copied", commitsAreCopied},
		{"a commit on an old position writes nothing", staleCommit},
		{"an operation that is here already stops the whole commit", duplicateStops},
		{"numbers are drawn by the office only", numbering},
		{"unknown fields survive", unknownFields},
		{"huge and foreign text survives", hugeText},
		{"results are stored", storedResults},
		{"kept operations are listed newest first", keptListed},
		{"summaries are listed by name", summaries},
		{"records are found by their words", findings},
		{"two writers never overwrite one another", twoWriters},
		{"cases do not touch one another", casesApart},
		{"drafts are put, replaced and dropped", drafts},
		{"attachments are checked and found again", attachments},
		{"everything is there after opening again", reopening},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

// ids of the suite, shaped like the real ones
func id(n int) string { return fmt.Sprintf("01930000-0000-7000-8000-%012d", n) }

var (
	caseA = id(1)
	caseB = id(2)
	goal1 = id(11)
	goal2 = id(12)

	may   = casework.Actor{ID: id(901), Name: "May Torres", Role: casework.RoleCaseworker}
	noor  = casework.Actor{ID: id(902), Name: "Noor Haddad", Role: casework.RoleCaseworker}
	grace = casework.Actor{ID: id(903), Name: "Grace Okafor", Role: casework.RoleSupervisor}
)

// author writes operations in dense numbers, as one device does.
type author struct {
	device string
	actor  casework.Actor
	n      int64
}

func tablet(actor casework.Actor) *author {
	return &author{device: "tablet-" + actor.ID[len(actor.ID)-3:], actor: actor}
}

func desk(actor casework.Actor) *author {
	return &author{device: oplog.OfficePrefix + actor.ID[len(actor.ID)-3:], actor: actor}
}

// op seals the author's next operation.
func (a *author) op(caseID, record string, kind casework.Kind, seen int64, changes ...oplog.Change) oplog.Operation {
	a.n++
	return oplog.Operation{
		ID:    oplog.ID{Device: a.device, Epoch: 1, N: a.n},
		Actor: a.actor.ID, Case: caseID, Record: record, Kind: kind, Seen: seen,
		At:      oplog.Moment(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC).Add(time.Duration(a.n) * time.Minute)),
		Changes: changes,
	}.Seal([]byte(fmt.Sprintf("%016d", a.n)))
}

func (a *author) opens(caseID, name string) oplog.Operation {
	return a.op(caseID, caseID, casework.KindCase, 0, makes("name", name, "worker", a.actor.ID)...)
}

func (a *author) addsGoal(caseID, goal, words string) oplog.Operation {
	return a.op(caseID, goal, casework.KindGoal, 0, makes("words", words)...)
}

func (a *author) sets(caseID, goal string, seen int64, words string) oplog.Operation {
	return a.op(caseID, goal, casework.KindGoal, seen, oplog.Change{Do: oplog.Set, Field: "words", To: words})
}

// makes lists the changes that create a record with these field, value pairs.
func makes(pairs ...string) []oplog.Change {
	changes := []oplog.Change{{Do: oplog.Create}}
	for i := 0; i < len(pairs); i += 2 {
		changes = append(changes, oplog.Change{Do: oplog.Set, Field: pairs[i], To: pairs[i+1]})
	}
	return changes
}

// land folds and commits, as pages and exchange do.
func land(t *testing.T, store merge.Store, actor casework.Actor, caseID string, ops ...oplog.Operation) []oplog.Result {
	t.Helper()
	results, _, err := merge.Land(t.Context(), store, caseID, actor, ops)
	if err != nil {
		t.Fatalf("land on %s: %v", caseID, err)
	}
	return results
}

// opened lands a case with one goal, as the author.
func opened(t *testing.T, store merge.Store, a *author, caseID, name, goal, words string) {
	t.Helper()
	land(t, store, a.actor, caseID, a.opens(caseID, name), a.addsGoal(caseID, goal, words))
}

func file(t *testing.T, store merge.Store, caseID string) *casework.File {
	t.Helper()
	f, err := store.File(t.Context(), caseID)
	if err != nil {
		t.Fatalf("File(%s): %v", caseID, err)
	}
	return f
}

func words(t *testing.T, store merge.Store, caseID, goal string) string {
	t.Helper()
	record := file(t, store, caseID).Record(goal)
	if record == nil {
		t.Fatalf("record %s is not in case %s", goal, caseID)
	}
	return record.Get("words")
}

// same compares two values by their JSON, which is what stores keep.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	g, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	w, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if string(g) != string(w) {
		t.Errorf("%s:\n got %s\nwant %s", what, shorten(string(g)), shorten(string(w)))
	}
}

func shorten(text string) string {
	if len(text) > 2000 {
		return text[:2000] + fmt.Sprintf("… (%d bytes)", len(text))
	}
	return text
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// huge is text of n characters that are not one byte each.
func huge(n int) string { return strings.Repeat("ø", n) }
