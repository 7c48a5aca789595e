package exchange_test

import (
	"context"
	"slices"
	"testing"

	"doorstep/casework"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// listening is a device's network that remembers what the office answered, and
// may spoil it on the way.
type listening struct {
	*device
	replies []exchange.Reply
	spoil   func(reply *exchange.Reply)
}

func (l *listening) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	reply, err := exchange.Answer(ctx, l.world.office.Office, l.actor, throughJSON(l.world.t, request))
	if err != nil {
		return reply, err
	}
	l.replies = append(l.replies, reply)
	carried := throughJSON(l.world.t, reply)
	if l.spoil != nil {
		l.spoil(&carried)
	}
	return carried, nil
}

// differed lists the cases that the office noted as differing.
func (l *listening) differed() []string {
	var cases []string
	for _, reply := range l.replies {
		cases = append(cases, reply.Differ...)
	}
	return cases
}

// newListening is a tablet in a world without cuts, with one case of its own.
func newListening(t *testing.T) (*world, *listening) {
	w := newWorld(t, 1)
	for _, d := range w.tablets {
		d.cuts = 0
	}
	l := &listening{device: w.tablets[0]}
	l.client.Transport = l
	w.opensCase(l.replica, &l.author)
	w.syncs(l.device)
	return w, l
}

// TestDivergenceAtRest: a record on the tablet is not what the office gave,
// whatever did that. The next sync finds it, fetches the case again, keeps the
// unsent words, and the office hears of it.
func TestDivergenceAtRest(t *testing.T) {
	w, l := newListening(t)
	w.addsNote(l.device, "case0001", 3)
	file := w.file(l.replica, "case0001")
	notes := file.Of(casework.KindNote)
	trunk, err := l.replica.Trunk(t.Context(), "case0001")
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range trunk {
		if record.ID == "goal0002" {
			record.Fields["words"] = "words that nobody wrote"
		}
	}
	mark := exchange.Mark{Case: "case0001", Position: file.Seen, Term: file.Term, Digest: casework.DigestOf(trunk).String()}
	if err := l.replica.Absorb(t.Context(), exchange.Absorbed{Mark: mark, Expected: file.Position, Trunk: trunk, Overlay: notes, Summary: casework.Summarise(file)}); err != nil {
		t.Fatal(err)
	}
	w.syncs(l.device)
	file = w.file(l.replica, "case0001")
	if got := file.Record("goal0002").Get("words"); got != "first words" || file.Record(notes[0].ID) == nil {
		t.Errorf("the tablet shows %q and the note %v", got, file.Record(notes[0].ID))
	}
	w.agreesAtRest()
	if !slices.Contains(l.differed(), "case0001") {
		t.Error("the office did not hear of it")
	}
}

// TestDivergenceOnTheWay: an answer that lost a record, or a part of one, between
// the office's store and the tablet's. The same sync puts it right.
func TestDivergenceOnTheWay(t *testing.T) {
	for name, spoil := range map[string]func(change *exchange.Change){
		"a record is missing": func(change *exchange.Change) { change.Records = change.Records[1:] },
		"a field is missing":  func(change *exchange.Change) { delete(change.Records[0].Fields, "words") },
		"a version is missing": func(change *exchange.Change) {
			for _, record := range change.Records {
				record.Siblings = nil
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, l := newListening(t)
			w.sets(l.replica, &l.author, "goal0002", "words", "on the tablet")
			w.sets(w.office, w.desk, "goal0002", "words", "at the desk")
			spoiled := false
			l.spoil = func(reply *exchange.Reply) {
				if len(reply.Changes) > 0 && !spoiled {
					spoiled = true
					spoil(&reply.Changes[0])
				}
			}
			w.syncs(l.device)
			goal := w.file(l.replica, "case0001").Record("goal0002")
			if !spoiled || goal.Get("words") != "at the desk" || len(goal.Siblings) != 1 {
				t.Errorf("spoiled %t; the tablet shows %q beside %v", spoiled, goal.Get("words"), goal.Siblings)
			}
			if !slices.Contains(l.differed(), "case0001") {
				t.Error("the office did not hear of it")
			}
			w.agreesAtRest()
		})
	}
}

// TestNoAlarmWithoutDivergence: ordinary work of several people is no bug.
func TestNoAlarmWithoutDivergence(t *testing.T) {
	w, l := newListening(t)
	for range 60 {
		w.officeWrites()
		w.tabletWrites(l.device)
		w.syncs(l.device)
	}
	if cases := l.differed(); len(cases) > 0 {
		t.Errorf("the office was told of %v", cases)
	}
}

// TestForgedSeen: an operation that claims to have seen what its tablet was
// never given overwrites nothing; one that claims to have seen less than
// before loses nothing either.
func TestForgedSeen(t *testing.T) {
	for name, seen := range map[string]int64{"beyond the log": 1 << 40, "just now written": 5, "less than before": 1, "nothing": 0, "below nothing": -9} {
		t.Run(name, func(t *testing.T) {
			w, l := newListening(t) // the tablet was given up to 2
			for _, words := range []string{"one", "two", "three"} {
				w.sets(w.office, w.desk, "goal0002", "words", words)
			}
			op := oplog.Operation{ID: oplog.ID{Device: l.device.device, Epoch: 1, N: 3}, Actor: l.actor.ID, Case: "case0001", Record: "goal0002",
				Kind: casework.KindGoal, Seen: seen, At: "2026-11-21T09:00:00.000Z",
				Changes: []oplog.Change{{Do: oplog.Set, Field: "words", To: "forged"}}}.Seal(make([]byte, oplog.SaltBytes))
			asked := request(op.Bytes())
			asked.Device = l.device.device
			reply, err := exchange.Answer(t.Context(), w.office, l.actor, asked)
			if err != nil || len(reply.Results) != 1 || reply.Results[0].Outcome != oplog.Conflict {
				t.Fatalf("got %+v, %v", reply.Results, err)
			}
			goal := w.file(w.office, "case0001").Record("goal0002")
			if goal.Get("words") != "three" || len(goal.Siblings) != 1 || goal.Siblings[0].Text != "forged" {
				t.Errorf("the office has %q beside %v", goal.Get("words"), goal.Siblings)
			}
		})
	}
}

// TestGivenIsRemembered: what a tablet was given counts as seen, in answers and in
// segments.
func TestGivenIsRemembered(t *testing.T) {
	w, l := newListening(t)
	w.sets(w.office, w.desk, "goal0002", "words", "from the desk")
	w.syncs(l.device)
	w.sets(l.replica, &l.author, "goal0002", "words", "seen and changed")
	w.syncs(l.device)
	if goal := w.file(w.office, "case0001").Record("goal0002"); goal.Get("words") != "seen and changed" || len(goal.Siblings) > 0 {
		t.Errorf("after an answer: %q beside %v", goal.Get("words"), goal.Siblings)
	}
	grace := w.tablets[3]
	w.syncs(grace)
	w.sets(grace.replica, &grace.author, "goal0002", "words", "from a segment")
	w.syncs(grace)
	if goal := w.file(w.office, "case0001").Record("goal0002"); goal.Get("words") != "from a segment" || len(goal.Siblings) > 0 {
		t.Errorf("after a segment: %q beside %v", goal.Get("words"), goal.Siblings)
	}
}

// TestAFailingGroupBlocksNothing: a group of which one part cannot be applied is
// kept whole; the same case before and after it, and other cases, land.
func TestAFailingGroupBlocksNothing(t *testing.T) {
	office := memory.NewOffice(exchange.House{})
	n := int64(0)
	var raws []oplog.Operation
	add := func(caseID, record, group string, kind casework.Kind, changes ...oplog.Change) {
		n++
		raws = append(raws, oplog.Operation{ID: oplog.ID{Device: "tab1", Epoch: 1, N: n}, Group: group, Actor: "may", Case: caseID, Record: record,
			Kind: kind, At: "2026-11-21T09:00:00.000Z", Changes: changes}.Seal(make([]byte, oplog.SaltBytes)))
	}
	set := func(to string) oplog.Change { return oplog.Change{Do: oplog.Set, Field: "words", To: to} }
	add("c1", "c1", "", casework.KindCase, makes("name", "One", "worker", "may")...)
	add("c1", "g1", "", casework.KindGoal, makes("words", "before")...)
	add("c1", "g2", "x", casework.KindGoal, makes("words", "whole or not at all")...)
	add("c1", "none", "x", casework.KindGoal, set("of a record that is not there"))
	add("c2", "c2", "", casework.KindCase, makes("name", "Two", "worker", "may")...)
	add("c9", "g9", "", casework.KindGoal, makes("words", "of a case that is not there")...)
	add("c1", "g1", "", casework.KindGoal, set("after"))
	asked := request()
	for _, op := range raws {
		asked.Operations = append(asked.Operations, op.Bytes())
	}
	reply, err := exchange.Answer(t.Context(), office, may, asked)
	if err != nil {
		t.Fatal(err)
	}
	want := []oplog.Outcome{oplog.Applied, oplog.Applied, oplog.Kept, oplog.Kept, oplog.Applied, oplog.Kept, oplog.Applied}
	for i, result := range reply.Results {
		if result.Outcome != want[i] || result.Seq != int64(i+1) {
			t.Errorf("operation %d: %+v, want %s", i+1, result, want[i])
		}
	}
	file, err := office.File(t.Context(), "c1")
	if err != nil || len(reply.Results) != len(want) || file.Record("g1").Get("words") != "after" || file.Record("g2") != nil {
		t.Errorf("the case: %+v (%v)", file.Records, err)
	}
	for caseID, count := range map[string]int{"c1": 2, "c2": 0, "c9": 1} {
		if kept, err := office.Kept(t.Context(), caseID); err != nil || len(kept) != count {
			t.Errorf("%d kept of %s (%v), want %d", len(kept), caseID, err, count)
		}
	}
}

// TestTwoContents: one number with two contents is never one of them lost: both
// are kept, and so is everything that came with the second.
func TestTwoContents(t *testing.T) {
	office := memory.NewOffice(exchange.House{})
	if _, err := exchange.Answer(t.Context(), office, may, request(opensCase("tab1", "may", 1, "c1"), opensCase("tab1", "may", 2, "c2"))); err != nil {
		t.Fatal(err)
	}
	for range 2 { // and again, since nobody heard the answer
		if _, err := exchange.Answer(t.Context(), office, may, request(opensCase("tab1", "may", 1, "d1"), opensCase("tab1", "may", 2, "d2"))); err == nil {
			t.Fatal("other contents under used numbers were taken")
		}
	}
	for _, caseID := range []string{"d1", "d2"} {
		kept, err := office.Kept(t.Context(), caseID)
		if err != nil || len(kept) != 1 || kept[0].Result.Reason != casework.ReasonExists {
			t.Errorf("kept of %s: %+v (%v)", caseID, kept, err)
		}
	}
	for _, caseID := range []string{"c1", "c2"} {
		if file, err := office.File(t.Context(), caseID); err != nil || file.Head() == nil {
			t.Errorf("%s is gone (%v)", caseID, err)
		}
	}
}
