package storagetest

import (
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// The replica under test may belong to one device only, that of its vault.
const ownDevice = "device"

// acknowledged opens a case with goals, sends all and has it acknowledged in a
// term, one number of the log after the other.
func acknowledged(t *testing.T, s ReplicaSubject, term int64, goals int) (ops []oplog.Operation) {
	t.Helper()
	a := &author{device: ownDevice, actor: may}
	ops = append(ops, a.opens(caseA, "Ruiz"))
	for i := range goals {
		ops = append(ops, a.addsGoal(caseA, id(3000+i), "words"))
	}
	land(t, s.Replica, may, caseA, ops...)
	acknowledge(t, s.Replica, term, ops)
	return ops
}

// acknowledge absorbs the case as the office gives it after it took the operations.
func acknowledge(t *testing.T, r Replica, term int64, ops []oplog.Operation) {
	t.Helper()
	var settled []oplog.Result
	for _, op := range ops {
		settled = append(settled, oplog.Result{N: op.N, Outcome: oplog.Applied, Seq: op.N})
	}
	f := file(t, r, caseA)
	records := officeRecords(caseA, "Ruiz", int64(len(ops)), "words")
	mark := markOf(caseA, int64(len(ops)), records)
	mark.Term = term
	check(t, r.Absorb(t.Context(), exchange.Absorbed{
		Mark: mark, Expected: f.Position, Trunk: records, Settled: settled, Given: mark.Term,
		Summary: casework.Summary{Case: caseA, Name: "Ruiz", Worker: may.ID},
	}))
}

// held counts the operations that the replica still has.
func held(t *testing.T, r Replica, ops []oplog.Operation) int {
	t.Helper()
	var ids []oplog.ID
	for _, op := range ops {
		ids = append(ids, op.ID)
	}
	results, hashes, err := r.StoredResults(t.Context(), ids)
	check(t, err)
	for _, op := range ops {
		if hash, here := hashes[op.ID]; here && hash != op.Hash() {
			t.Errorf("operation %s is kept with another content", op.ID)
		}
	}
	return len(results)
}

func save(t *testing.T, r Replica, state exchange.ReplicaState) {
	t.Helper()
	check(t, r.SaveState(t.Context(), state))
}

func reopen(t *testing.T, r Replica, from int64) int {
	t.Helper()
	count, err := r.Reopen(t.Context(), ownDevice, 1, from)
	check(t, err)
	return count
}

func keptUntilSafe(t *testing.T, s ReplicaSubject) {
	ops := acknowledged(t, s, 1, 3)
	save(t, s.Replica, exchange.ReplicaState{Term: 1, Position: 4, Durable: 4})
	if got := held(t, s.Replica, ops); got != 4 {
		t.Errorf("%d operations are kept the moment they are durable, want 4", got)
	}
	s.Later(exchange.KeepFor)
	save(t, s.Replica, exchange.ReplicaState{Term: 1, Position: 5, Durable: 2})
	s.thenReopened(t, func(r Replica) {
		if got := held(t, r, ops); got != 2 {
			t.Errorf("%d operations are kept after 14 days, want the 2 that are not durable", got)
		}
		if next, err := r.NextNumber(t.Context(), ownDevice, 1); err != nil || next != 5 {
			t.Errorf("the next number is %d (%v), want 5", next, err)
		}
	})
	s.Later(365 * 24 * time.Hour)
	save(t, s.Replica, exchange.ReplicaState{Term: 1, Position: 6, Durable: 3})
	if got := held(t, s.Replica, ops); got != 1 {
		t.Errorf("%d operations are kept a year later, want the one that is not durable", got)
	}
}

func reopenedOps(t *testing.T, s ReplicaSubject) {
	ops := acknowledged(t, s, 1, 3)
	if left := waiting(t, s.Replica, 0); len(left) != 0 {
		t.Fatalf("%d operations wait", len(left))
	}
	if got := reopen(t, s.Replica, 5); got != 0 {
		t.Errorf("%d operations wait again although the office lost none", got)
	}
	if got := reopen(t, s.Replica, 3); got != 2 {
		t.Errorf("%d operations wait again, want 2", got)
	}
	s.thenReopened(t, func(r Replica) {
		left := waiting(t, r, 0)
		if len(left) != 2 || left[0].Hash() != ops[2].Hash() || left[1].Hash() != ops[3].Hash() {
			t.Errorf("%d operations wait: %+v", len(left), left)
		}
		if got := reopen(t, r, 3); got != 0 {
			t.Errorf("%d operations were taken back once more", got)
		}
	})
	acknowledge(t, s.Replica, 2, ops)
	if left := waiting(t, s.Replica, 0); len(left) != 0 || held(t, s.Replica, ops) != 4 {
		t.Errorf("%d operations wait after they were acknowledged again, %d are kept", len(left), held(t, s.Replica, ops))
	}
}

func acknowledgedBefore(t *testing.T, s ReplicaSubject) {
	ops := acknowledged(t, s, 1, 1)
	s.Later(exchange.KeepFor)
	save(t, s.Replica, exchange.ReplicaState{Term: 7, Position: 20, Durable: 10})
	if got := held(t, s.Replica, ops); got != 2 {
		t.Errorf("%d operations are kept, want 2: their numbers say nothing in a new term", got)
	}
	save(t, s.Replica, exchange.ReplicaState{Term: 7, Position: 21, Durable: 20})
	s.thenReopened(t, func(r Replica) {
		if got := held(t, r, ops); got != 0 {
			t.Errorf("%d operations are kept although the office has all of them safely", got)
		}
	})
}

func forgottenInPortions(t *testing.T, s ReplicaSubject) {
	ops := acknowledged(t, s, 1, exchange.ForgetAtOnce+9)
	s.Later(exchange.KeepFor)
	for i, want := range []int{10, 0, 0} {
		save(t, s.Replica, exchange.ReplicaState{Term: 1, Position: int64(500 + i), Durable: 500})
		if got := held(t, s.Replica, ops); got != want {
			t.Errorf("%d operations are kept after %d times, want %d", got, i+1, want)
		}
	}
}

func leftAndLost(t *testing.T, s ReplicaSubject) {
	ops := acknowledged(t, s, 1, 1)
	check(t, s.Replica.Leave(t.Context(), caseA))
	s.thenReopened(t, func(r Replica) {
		kept, err := r.Kept(t.Context(), caseA)
		check(t, err)
		if f := file(t, r, caseA); len(f.Records)+len(kept) != 0 {
			t.Errorf("the case shows %d records and %d kept operations after it left", len(f.Records), len(kept))
		}
	})
	save(t, s.Replica, exchange.ReplicaState{Term: 1, Position: 3, Durable: 1})
	if got := reopen(t, s.Replica, 1); got != 1 {
		t.Errorf("%d operations come back, want the one that is not durable", got)
	}
	if left := waiting(t, s.Replica, 0); len(left) != 1 || left[0].Hash() != ops[1].Hash() {
		t.Errorf("%d operations wait: %+v", len(left), left)
	}
}

func floorOfNumbers(t *testing.T, s ReplicaSubject) {
	a := &author{device: ownDevice, actor: may}
	land(t, s.Replica, may, caseA, a.opens(caseA, "Ruiz"))
	state := exchange.ReplicaState{Term: 1, Aside: exchange.SetAsideRolledBack, Floor: 9}
	save(t, s.Replica, state)
	s.thenReopened(t, func(r Replica) {
		got, err := r.State(t.Context())
		check(t, err)
		same(t, "state", got, state)
		if next, err := r.NextNumber(t.Context(), ownDevice, 1); err != nil || next != 9 {
			t.Errorf("the next number is %d (%v), want 9", next, err)
		}
		if left := waiting(t, r, 0); len(left) != 1 {
			t.Errorf("%d operations wait, want the one that was written", len(left))
		}
	})
}

func termOfTheSeen(t *testing.T, s ReplicaSubject) {
	records := officeRecords(caseA, "Ruiz", 7, "words")
	mark := markOf(caseA, 7, records)
	mark.Term = 3
	head, body := segmentOf(t, mark, casework.Summary{Case: caseA, Name: "Ruiz", Worker: may.ID}, records)
	check(t, s.Replica.StoreSegments(t.Context(), []exchange.Arrived{{Mark: mark, Head: head, Body: body}}))
	s.thenReopened(t, func(r Replica) {
		if f := file(t, r, caseA); f.Seen != 7 || f.Term != 3 {
			t.Errorf("the file has seen %d in term %d", f.Seen, f.Term)
		}
		same(t, "marks", marks(t, r), map[string]exchange.Mark{caseA: mark})
	})
	mark.Term, mark.Position = 4, 6
	check(t, s.Replica.Absorb(t.Context(), exchange.Absorbed{
		Mark: mark, Expected: file(t, s.Replica, caseA).Position, Trunk: records,
		Summary: casework.Summary{Case: caseA, Name: "Ruiz", Worker: may.ID},
	}))
	if f := file(t, s.Replica, caseA); f.Seen != 6 || f.Term != 4 {
		t.Errorf("the file has seen %d in term %d, want 6 in 4", f.Seen, f.Term)
	}
}
