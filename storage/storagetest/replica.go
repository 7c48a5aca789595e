package storagetest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"testing"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// RunReplica holds a tablet's store against the contract, Run included.
func RunReplica(t *testing.T, open func(t *testing.T) ReplicaSubject) {
	t.Run("store", func(t *testing.T) {
		Run(t, func(t *testing.T) Subject {
			s := open(t)
			return Subject{Store: s.Replica, Reopen: func(t *testing.T) storage.Store { return s.Reopen(t) }}
		})
	})
	for _, test := range []struct {
		name string
		run  func(t *testing.T, s ReplicaSubject)
	}{
		{"its state is kept", replicaState},
		{"unsent operations wait in order", waitingOrder},
		{"a case made here is marked at position 0", madeHere},
		{"absorbing replaces trunk and overlay and settles", absorbing},
		{"absorbing on an old position changes nothing", staleAbsorb},
		{"cases are absorbed together or not at all", absorbedTogether},
		{"what was kept at the office stays listed", keptStays},
		{"a case that neither trunk nor overlay holds is gone", nothingLeft},
		{"a segment is stored as it came and read later", segmentStored},
		{"a segment never covers unsent work", segmentOverWork},
		{"cases that came together are stored together or not at all", segmentsTogether},
		{"work on a segment lies over it", workOnSegment},
		{"a broken segment is an error and not an empty case", brokenSegment},
		{"leaving removes a case", leaving},
		{"a case with unsent work does not leave", leavingWithWork},
		{"a long caseload", longCaseload},
		{"what the office acknowledged is kept until it is safe", keptUntilSafe},
		{"what the office lost waits again", reopenedOps},
		{"an acknowledgement of an earlier term counts anew", acknowledgedBefore},
		{"a few are forgotten at once", forgottenInPortions},
		{"a case that left can still be brought back", leftAndLost},
		{"numbers of an older self are never used again", floorOfNumbers},
		{"the term of what was seen is kept with it", termOfTheSeen},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

// officeRecords are a case as an office at this position would give it.
func officeRecords(caseID, name string, position int64, words string) []*casework.Record {
	stamp := func(seq int64) casework.Stamp {
		return casework.Stamp{Seq: seq, Op: fmt.Sprintf("office-1/1/%d", seq), Actor: grace.ID, At: "2026-11-20T08:00:00.000Z"}
	}
	return []*casework.Record{
		{ID: caseID, Kind: casework.KindCase, Fields: map[string]string{"name": name, "worker": may.ID}, Created: stamp(position - 1)},
		{ID: goal1, Kind: casework.KindGoal, Fields: map[string]string{"words": words, "field_of_2031": "kept"}, Created: stamp(position)},
	}
}

func markOf(caseID string, position int64, records []*casework.Record) exchange.Mark {
	return exchange.Mark{Case: caseID, Position: position, Digest: casework.DigestOf(records).String()}
}

// givenByOffice absorbs a case from the office without unsent work.
func givenByOffice(t *testing.T, r Replica, caseID, name string, position int64, words string) exchange.Mark {
	t.Helper()
	records := officeRecords(caseID, name, position, words)
	mark := markOf(caseID, position, records)
	check(t, r.Absorb(t.Context(), exchange.Absorbed{
		Mark: mark, Expected: file(t, r, caseID).Position, Trunk: records,
		Summary: casework.Summary{Case: caseID, Name: name, Worker: may.ID},
	}))
	return mark
}

func waiting(t *testing.T, r exchange.Replica, limit int) []oplog.Operation {
	t.Helper()
	ops, err := r.Waiting(t.Context(), limit)
	check(t, err)
	return ops
}

func marks(t *testing.T, r exchange.Replica) map[string]exchange.Mark {
	t.Helper()
	list, err := r.Marks(t.Context())
	check(t, err)
	byCase := map[string]exchange.Mark{}
	for _, mark := range list {
		if _, twice := byCase[mark.Case]; twice {
			t.Errorf("case %s is marked twice", mark.Case)
		}
		byCase[mark.Case] = mark
	}
	return byCase
}

func squeeze(plain []byte) ([]byte, error) {
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	if _, err := writer.Write(plain); err != nil {
		return nil, err
	}
	err := writer.Close()
	return packed.Bytes(), err
}

func unsqueeze(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

// segmentOf packs a case as the office does and splits it as a tablet does.
func segmentOf(t *testing.T, mark exchange.Mark, summary casework.Summary, records []*casework.Record) (head, body []byte) {
	t.Helper()
	packed, err := exchange.PackSegment(exchange.SegmentHead{Mark: mark, Summary: summary}, records, exchange.InColumns, squeeze)
	check(t, err)
	head, body, err = exchange.SplitSegment(packed)
	check(t, err)
	return head, body
}

func storeSegment(t *testing.T, r Replica, caseID, name string, position int64, words string, settled ...oplog.Result) exchange.Mark {
	t.Helper()
	records := officeRecords(caseID, name, position, words)
	mark := markOf(caseID, position, records)
	head, body := segmentOf(t, mark, casework.Summary{Case: caseID, Name: name, Worker: may.ID}, records)
	check(t, r.StoreSegments(t.Context(), []exchange.Arrived{{Mark: mark, Head: head, Body: body, Settled: settled}}))
	return mark
}

func replicaState(t *testing.T, s ReplicaSubject) {
	state, err := s.Replica.State(t.Context())
	check(t, err)
	same(t, "the state of an empty replica", state, exchange.ReplicaState{})
	want := exchange.ReplicaState{Term: 3, Position: 4711, Durable: 4000, House: exchange.House{
		Tenant: "t1", Agency: "Harbour House", Calendar: casework.Calendar{Zone: "America/Detroit", Offsets: []casework.Offset{{From: 1, Seconds: -18000}}},
		Staff: []exchange.StaffMember{{ID: may.ID, Name: may.Name, Role: may.Role}},
	}}
	check(t, s.Replica.SaveState(t.Context(), exchange.ReplicaState{Term: 1}))
	check(t, s.Replica.SaveState(t.Context(), want))
	s.thenReopened(t, func(r Replica) {
		state, err = r.State(t.Context())
		check(t, err)
		same(t, "the state", state, want)
	})
}

func waitingOrder(t *testing.T, s ReplicaSubject) {
	if got := waiting(t, s.Replica, 0); len(got) != 0 {
		t.Fatalf("%d operations wait in an empty replica", len(got))
	}
	a := tablet(may)
	var wrote []oplog.Operation
	for i := range 12 { // more than nine, so that numbers sorted as text would show
		caseID := []string{caseA, caseB}[i%2]
		if i < 2 {
			wrote = append(wrote, a.opens(caseID, "Ruiz"))
		} else {
			wrote = append(wrote, a.addsGoal(caseID, id(100+i), "words"))
		}
		land(t, s.Replica, may, caseID, wrote[i])
	}
	for _, limit := range []int{0, 1, 5, 12, 500} {
		s.thenReopened(t, func(r Replica) {
			want := wrote
			if limit > 0 && limit < len(wrote) {
				want = wrote[:limit]
			}
			got := waiting(t, r, limit)
			if len(got) != len(want) {
				t.Fatalf("limit %d: %d operations, want %d", limit, len(got), len(want))
			}
			for i := range want {
				if string(got[i].Bytes()) != string(want[i].Bytes()) {
					t.Errorf("limit %d: operation %d is %s, want %s", limit, i, got[i].ID, want[i].ID)
				}
			}
		})
	}
}

func madeHere(t *testing.T, s ReplicaSubject) {
	opened(t, s.Replica, tablet(may), caseA, "Ruiz", goal1, "words")
	s.thenReopened(t, func(r Replica) {
		same(t, "marks", marks(t, r), map[string]exchange.Mark{caseA: {Case: caseA}})
		trunk, err := r.Trunk(t.Context(), caseA)
		check(t, err)
		if f := file(t, r, caseA); len(trunk) != 0 || f.Seen != 0 || len(f.Records) != 2 {
			t.Errorf("trunk has %d records, the file %d and has seen %d", len(trunk), len(f.Records), f.Seen)
		}
	})
}

func absorbing(t *testing.T, s ReplicaSubject) {
	a, r := tablet(may), s.Replica
	mark := givenByOffice(t, r, caseA, "Ruiz", 7, "as agreed")
	same(t, "marks", marks(t, r), map[string]exchange.Mark{caseA: mark})
	if f := file(t, r, caseA); f.Seen != 7 || f.Record(goal1).Get("words") != "as agreed" {
		t.Fatalf("the file has seen %d: %+v", f.Seen, f.Records)
	}
	sent, unsent := a.sets(caseA, goal1, 7, "sent words"), a.addsGoal(caseA, goal2, "unsent goal")
	land(t, r, may, caseA, sent)
	land(t, r, may, caseA, unsent)
	trunk, err := r.Trunk(t.Context(), caseA)
	check(t, err)
	same(t, "the digest of the trunk under unsent work", casework.DigestOf(trunk).String(), mark.Digest)

	// The office answers: the sent words are numbered 8; the other waits on.
	records := officeRecords(caseA, "Ruiz", 7, "sent words")
	records[1].Changed = map[string]casework.Stamp{"words": {Seq: 8, Chain: sent.Chain(), Op: sent.ID.String(), Actor: may.ID, At: sent.At}}
	f := file(t, r, caseA)
	rest := merge.Plan(&casework.File{Case: caseA, Position: f.Position, Seen: 8, Records: map[string]*casework.Record{caseA: records[0], goal1: records[1]}}, may, []oplog.Operation{unsent})
	newMark := markOf(caseA, 8, records)
	check(t, r.Absorb(t.Context(), exchange.Absorbed{
		Mark: newMark, Expected: f.Position, Trunk: records, Overlay: rest.Records,
		Settled: []oplog.Result{{N: sent.N, Outcome: oplog.Applied, Seq: 8}}, Summary: rest.Summary,
	}))
	s.thenReopened(t, func(r Replica) {
		after := file(t, r, caseA)
		if after.Seen != 8 || after.Record(goal1).StampOf("words").Seq != 8 || after.Record(goal2).Get("words") != "unsent goal" || len(after.Records) != 3 {
			t.Errorf("after absorbing the file has seen %d: %+v", after.Seen, after.Records)
		}
		if after.Position == f.Position {
			t.Error("absorbing must move the case's position: what was folded on the old trunk is stale")
		}
		same(t, "marks", marks(t, r), map[string]exchange.Mark{caseA: newMark})
		if left := waiting(t, r, 0); len(left) != 1 || left[0].ID != unsent.ID {
			t.Errorf("waiting: %v, want the unsent goal alone", left)
		}
		trunk, err := r.Trunk(t.Context(), caseA)
		check(t, err)
		same(t, "the trunk's digest", casework.DigestOf(trunk).String(), newMark.Digest)
	})
}

func staleAbsorb(t *testing.T, s ReplicaSubject) {
	a, r := tablet(may), s.Replica
	mark := givenByOffice(t, r, caseA, "Ruiz", 7, "as agreed")
	old := file(t, r, caseA)
	op := a.sets(caseA, goal1, 7, "written meanwhile")
	land(t, r, may, caseA, op)
	now := file(t, r, caseA)
	records := officeRecords(caseA, "Ruiz", 9, "from the office")
	err := r.Absorb(t.Context(), exchange.Absorbed{
		Mark: markOf(caseA, 9, records), Expected: old.Position, Trunk: records,
		Settled: []oplog.Result{{N: op.N, Outcome: oplog.Applied, Seq: 8}},
	})
	var moved *oplog.MovedError
	if !errors.As(err, &moved) || moved.Position != now.Position {
		t.Fatalf("got %v, want MovedError with %d", err, now.Position)
	}
	same(t, "the file", file(t, r, caseA), now)
	same(t, "marks", marks(t, r), map[string]exchange.Mark{caseA: mark})
	if left := waiting(t, r, 0); len(left) != 1 {
		t.Errorf("%d operations wait, want the one written meanwhile", len(left))
	}
}

func absorbedTogether(t *testing.T, s ReplicaSubject) {
	a, r := tablet(may), s.Replica
	givenByOffice(t, r, caseA, "Ruiz", 7, "as agreed")
	givenByOffice(t, r, caseB, "Okafor", 7, "as agreed")
	first, second := a.sets(caseA, goal1, 7, "sent of the first"), a.sets(caseB, goal1, 7, "sent of the second")
	land(t, r, may, caseA, first)
	land(t, r, may, caseB, second)
	absorbed := func(op oplog.Operation, name string) exchange.Absorbed {
		records := officeRecords(op.Case, name, 9, "from the office")
		return exchange.Absorbed{
			Mark: markOf(op.Case, 9, records), Expected: file(t, r, op.Case).Position, Trunk: records,
			Settled: []oplog.Result{{N: op.N, Outcome: oplog.Applied, Seq: 9}},
			Summary: casework.Summary{Case: op.Case, Name: name, Worker: may.ID},
		}
	}
	both := []exchange.Absorbed{absorbed(first, "Ruiz"), absorbed(second, "Okafor")}
	both[1].Expected--
	before := marks(t, r)
	var moved *oplog.MovedError
	if err := r.Absorb(t.Context(), both...); !errors.As(err, &moved) || moved.Position != both[1].Expected+1 {
		t.Fatalf("one case had moved on: got %v", err)
	}
	same(t, "the marks", marks(t, r), before)
	if left := waiting(t, r, 0); len(left) != 2 || words(t, r, caseA, goal1) != "sent of the first" {
		t.Fatalf("after a refusal %d operations wait, and the first case says %q", len(left), words(t, r, caseA, goal1))
	}
	both[1].Expected++
	check(t, r.Absorb(t.Context(), both...))
	s.thenReopened(t, func(r Replica) {
		same(t, "the marks", marks(t, r), map[string]exchange.Mark{caseA: both[0].Mark, caseB: both[1].Mark})
		for _, id := range []string{caseA, caseB} {
			if got := words(t, r, id, goal1); got != "from the office" {
				t.Errorf("case %s says %q", id, got)
			}
		}
		if left := waiting(t, r, 0); len(left) != 0 {
			t.Errorf("%d operations wait although they have their results", len(left))
		}
	})
}

func keptStays(t *testing.T, s ReplicaSubject) {
	a, r := tablet(may), s.Replica
	mark := givenByOffice(t, r, caseA, "Ruiz", 7, "as agreed")
	op := a.sets(caseA, goal1, 7, "too late")
	land(t, r, may, caseA, op)
	f := file(t, r, caseA)
	records := officeRecords(caseA, "Ruiz", 7, "as agreed")
	check(t, r.Absorb(t.Context(), exchange.Absorbed{
		Mark: mark, Expected: f.Position, Trunk: records, Summary: casework.Summary{Case: caseA, Name: "Ruiz", Worker: may.ID},
		Settled: []oplog.Result{{N: op.N, Outcome: oplog.Kept, Reason: casework.ReasonFrozen, Seq: 8}},
	}))
	s.thenReopened(t, func(r Replica) {
		kept, err := r.Kept(t.Context(), caseA)
		check(t, err)
		if len(kept) != 1 || kept[0].Operation.Hash() != op.Hash() || kept[0].Result.Reason != casework.ReasonFrozen {
			t.Fatalf("kept: %+v", kept)
		}
		if left := waiting(t, r, 0); len(left) != 0 {
			t.Errorf("%d operations wait although they have their results", len(left))
		}
		if got := words(t, r, caseA, goal1); got != "as agreed" {
			t.Errorf("the page still shows %q", got)
		}
	})
}

func nothingLeft(t *testing.T, s ReplicaSubject) {
	a, r := tablet(may), s.Replica
	op := a.opens(caseA, "Ruiz")
	land(t, r, may, caseA, op)
	check(t, r.Absorb(t.Context(), exchange.Absorbed{
		Mark: exchange.Mark{Case: caseA}, Expected: file(t, r, caseA).Position, Summary: casework.Summary{Case: caseA},
		Settled: []oplog.Result{{N: op.N, Outcome: oplog.Kept, Reason: casework.ReasonNotYours, Seq: 8}},
	}))
	list, err := r.Summaries(t.Context())
	check(t, err)
	if len(marks(t, r)) != 0 || len(file(t, r, caseA).Records) != 0 || len(list) != 0 {
		t.Errorf("marks %v, summaries %v, file %v", marks(t, r), list, file(t, r, caseA))
	}
	kept, err := r.Kept(t.Context(), caseA)
	check(t, err)
	if len(kept) != 1 {
		t.Errorf("%d operations are kept, want the one that was written", len(kept))
	}
}

func segmentStored(t *testing.T, s ReplicaSubject) {
	r := s.Replica
	mark := storeSegment(t, r, caseA, "Ruiz", 7, "from a segment")
	s.thenReopened(t, func(r Replica) {
		same(t, "marks", marks(t, r), map[string]exchange.Mark{caseA: mark})
		list, err := r.Summaries(t.Context())
		check(t, err)
		same(t, "summaries", list, []casework.Summary{{Case: caseA, Name: "Ruiz", Worker: may.ID}})
		f := file(t, r, caseA)
		if f.Seen != 7 || f.Record(goal1).Get("words") != "from a segment" || f.Record(goal1).Get("field_of_2031") != "kept" {
			t.Errorf("the file has seen %d: %+v", f.Seen, f.Records)
		}
		trunk, err := r.Trunk(t.Context(), caseA)
		check(t, err)
		same(t, "the trunk's digest", casework.DigestOf(trunk).String(), mark.Digest)
	})
	r = s.Replica
	old := file(t, r, caseA)
	newer := storeSegment(t, r, caseA, "Ruiz", 9, "from a newer segment")
	if got := words(t, r, caseA, goal1); got != "from a newer segment" || marks(t, r)[caseA] != newer {
		t.Errorf("after a newer segment: %q, %+v", got, marks(t, r))
	}
	if file(t, r, caseA).Position == old.Position {
		t.Error("a new segment must move the case's position")
	}
}

func segmentOverWork(t *testing.T, s ReplicaSubject) {
	a, r := tablet(may), s.Replica
	givenByOffice(t, r, caseA, "Ruiz", 7, "as agreed")
	first, second := a.sets(caseA, goal1, 7, "unsent words"), a.sets(caseA, goal1, 7, "more unsent words")
	land(t, r, may, caseA, first, second)
	before := file(t, r, caseA)
	records := officeRecords(caseA, "Ruiz", 9, "from a segment")
	mark := markOf(caseA, 9, records)
	head, body := segmentOf(t, mark, casework.Summary{Case: caseA, Name: "Ruiz"}, records)
	settled := []oplog.Result{{N: first.N, Outcome: oplog.Applied, Seq: 8}}
	var moved *oplog.MovedError
	if err := r.StoreSegments(t.Context(), []exchange.Arrived{{Mark: mark, Head: head, Body: body, Settled: settled}}); !errors.As(err, &moved) {
		t.Fatalf("a segment over unsent work answers %v, want MovedError", err)
	}
	same(t, "the file", file(t, r, caseA), before)
	if got := len(waiting(t, r, 0)); got != 2 {
		t.Errorf("%d operations wait, want 2", got)
	}
	check(t, r.StoreSegments(t.Context(), []exchange.Arrived{{Mark: mark, Head: head, Body: body, Settled: append(settled, oplog.Result{N: second.N, Outcome: oplog.Applied, Seq: 9})}}))
	if got := words(t, r, caseA, goal1); got != "from a segment" || len(waiting(t, r, 0)) != 0 {
		t.Errorf("after settling: %q with %d waiting", got, len(waiting(t, r, 0)))
	}
}

func segmentsTogether(t *testing.T, s ReplicaSubject) {
	a, r := tablet(may), s.Replica
	arrived := func(caseID, words string) exchange.Arrived {
		records := officeRecords(caseID, "Ruiz", 7, words)
		mark := markOf(caseID, 7, records)
		head, body := segmentOf(t, mark, casework.Summary{Case: caseID, Name: "Ruiz"}, records)
		return exchange.Arrived{Mark: mark, Head: head, Body: body}
	}
	givenByOffice(t, r, caseB, "Okafor", 5, "as agreed")
	land(t, r, may, caseB, a.sets(caseB, goal1, 5, "unsent words"))
	first, second := arrived(caseA, "of the first"), arrived(caseB, "of the second")
	before := marks(t, r)
	var moved *oplog.MovedError
	if err := r.StoreSegments(t.Context(), []exchange.Arrived{first, second}); !errors.As(err, &moved) {
		t.Fatalf("two segments, one over unsent work: %v, want MovedError", err)
	}
	same(t, "marks", marks(t, r), before)
	check(t, r.Leave(t.Context(), caseA))
	third := arrived("case-c", "of the third")
	check(t, r.StoreSegments(t.Context(), []exchange.Arrived{first, third}))
	s.thenReopened(t, func(r Replica) {
		if got := words(t, r, caseA, goal1) + ", " + words(t, r, "case-c", goal1); got != "of the first, of the third" {
			t.Errorf("the cases that came together show %q", got)
		}
		held := marks(t, r)
		same(t, "the first's mark", held[caseA], first.Mark)
		same(t, "the third's mark", held["case-c"], third.Mark)
	})
}

func workOnSegment(t *testing.T, s ReplicaSubject) {
	a, r := tablet(may), s.Replica
	mark := storeSegment(t, r, caseA, "Ruiz", 7, "from a segment")
	land(t, r, may, caseA, a.sets(caseA, goal1, 7, "unsent words"))
	s.thenReopened(t, func(r Replica) {
		if got := words(t, r, caseA, goal1); got != "unsent words" {
			t.Errorf("the page shows %q", got)
		}
		trunk, err := r.Trunk(t.Context(), caseA)
		check(t, err)
		same(t, "the trunk's digest", casework.DigestOf(trunk).String(), mark.Digest)
		same(t, "marks", marks(t, r), map[string]exchange.Mark{caseA: mark})
	})
}

func brokenSegment(t *testing.T, s ReplicaSubject) {
	records := officeRecords(caseA, "Ruiz", 7, "words")
	mark := markOf(caseA, 7, records)
	head, body := segmentOf(t, mark, casework.Summary{Case: caseA, Name: "Ruiz"}, records)
	if err := s.Replica.StoreSegments(t.Context(), []exchange.Arrived{{Mark: mark, Head: head, Body: body[:len(body)/2]}}); err != nil {
		return // refused at once is as good
	}
	if f, err := s.Replica.File(t.Context(), caseA); err == nil {
		t.Errorf("half a segment reads as %+v", f)
	}
}

func leaving(t *testing.T, s ReplicaSubject) {
	a, r := tablet(may), s.Replica
	op := a.sets(caseA, goal1, 7, "kept words")
	givenByOffice(t, r, caseA, "Ruiz", 7, "as agreed")
	land(t, r, may, caseA, op)
	storeSegment(t, r, caseA, "Ruiz", 8, "as agreed", oplog.Result{N: op.N, Outcome: oplog.Kept, Reason: casework.ReasonNotYours, Seq: 8})
	storeSegment(t, r, caseB, "Sato", 9, "hers")
	check(t, r.Leave(t.Context(), caseA))
	check(t, r.Leave(t.Context(), caseA)) // twice is no error
	s.thenReopened(t, func(r Replica) {
		list, err := r.Summaries(t.Context())
		check(t, err)
		kept, err := r.Kept(t.Context(), caseA)
		check(t, err)
		trunk, err := r.Trunk(t.Context(), caseA)
		check(t, err)
		f := file(t, r, caseA)
		if len(list) != 1 || len(kept) != 0 || len(trunk) != 0 || len(f.Records) != 0 || f.Position != 0 || len(marks(t, r)) != 1 {
			t.Errorf("left behind: %d summaries, %d kept, %d trunk records, file %+v, marks %v", len(list), len(kept), len(trunk), f, marks(t, r))
		}
		if got := words(t, r, caseB, goal1); got != "hers" {
			t.Errorf("the other case reads %q", got)
		}
	})
	storeSegment(t, s.Replica, caseA, "Ruiz", 12, "back again")
	if got := words(t, s.Replica, caseA, goal1); got != "back again" {
		t.Errorf("a case that came back reads %q", got)
	}
}

func leavingWithWork(t *testing.T, s ReplicaSubject) {
	a, r := tablet(may), s.Replica
	givenByOffice(t, r, caseA, "Ruiz", 7, "as agreed")
	land(t, r, may, caseA, a.sets(caseA, goal1, 7, "unsent words"))
	var moved *oplog.MovedError
	if err := r.Leave(t.Context(), caseA); !errors.As(err, &moved) {
		t.Fatalf("leaving with unsent work answers %v, want MovedError", err)
	}
	if got := words(t, r, caseA, goal1); got != "unsent words" || len(waiting(t, r, 0)) != 1 {
		t.Errorf("after a refused leave: %q, %d waiting", got, len(waiting(t, r, 0)))
	}
}

func longCaseload(t *testing.T, s ReplicaSubject) {
	const cases = 45
	for i := range cases {
		storeSegment(t, s.Replica, id(2000+i), fmt.Sprintf("Family %02d", cases-i), int64(10+i), "words")
	}
	list, err := s.Replica.Summaries(t.Context())
	check(t, err)
	if len(list) != cases || list[0].Name != "Family 01" || len(marks(t, s.Replica)) != cases {
		encoded, _ := json.Marshal(list)
		t.Errorf("%d summaries, %d marks: %s", len(list), len(marks(t, s.Replica)), shorten(string(encoded)))
	}
}
