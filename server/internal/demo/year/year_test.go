package year

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// log is an office in memory that also notes what it was given.
type log struct {
	*memory.Office
	sum  [32]byte
	kind map[casework.Kind]int
	last string
	back int // operations that are older than one before them by more than a stretch
}

func (l *log) CommitAll(ctx context.Context, batches []oplog.Batch) (int64, error) {
	for _, batch := range batches {
		for _, op := range batch.Operations {
			l.sum = sha256.Sum256(append(l.sum[:], op.Bytes()...))
			l.kind[op.Kind]++
			if op.At < l.last && op.At[:10] < casework.AddDays(l.last[:10], -stretch) {
				l.back++
			}
			l.last = max(l.last, op.At)
		}
	}
	return l.Office.CommitAll(ctx, batches)
}

func written(t *testing.T, year Year) (*log, []casework.Actor) {
	t.Helper()
	staff := year.Staff()
	house := exchange.House{Agency: year.Agency}
	for _, one := range staff {
		house.Staff = append(house.Staff, exchange.StaffMember{ID: one.ID, Name: one.Name, Role: one.Role})
	}
	l := &log{Office: memory.NewOffice(house), kind: map[casework.Kind]int{}}
	if err := year.Write(t.Context(), l, staff, func(int, int) {}); err != nil {
		t.Fatal(err)
	}
	return l, staff
}

// TestYear makes a small agency twice, and looks for what a year has.
func TestYear(t *testing.T) {
	year := Year{Agency: "Sample County", Cases: 45, Workers: 12, Seed: 7, Today: "2026-11-30"}
	l, staff := written(t, year)
	if again, _ := written(t, year); again.sum != l.sum {
		t.Error("the same seed and day gave another year")
	}
	other := year
	other.Seed = 8
	if again, _ := written(t, other); again.sum == l.sum {
		t.Error("another seed gave the same year")
	}
	if l.back > 0 {
		t.Errorf("%d operations stand in the log long before what was written earlier", l.back)
	}
	if l.last[:10] >= year.Today {
		t.Errorf("something was written on %s, after yesterday", l.last)
	}

	for _, kind := range casework.Kinds() {
		switch kind {
		case casework.KindAttachment, casework.KindDealt, casework.KindTogether, casework.KindRemark, casework.KindTeachBack, casework.KindCopy, casework.KindFulfilled, casework.KindCountersign:
			continue // what the small demonstration shows by hand
		}
		if l.kind[kind] == 0 {
			t.Errorf("nobody wrote a %s all year", kind)
		}
	}

	all, err := l.Summaries(t.Context())
	if err != nil || len(all) != year.Cases {
		t.Fatalf("%d cases, %v", len(all), err)
	}
	closed, workers := 0, map[string]int{}
	for _, one := range all {
		workers[one.Worker]++
		if one.Status == "closed" {
			closed++
		}
		if !strings.HasSuffix(one.Name, "(example)") {
			t.Errorf("the case %q could be taken for a family's", one.Name)
		}
		if one.Conflicts > 0 {
			t.Errorf("%q has versions side by side", one.Name)
		}
	}
	if closed == 0 || closed > year.Cases/2 {
		t.Errorf("%d of %d cases are closed", closed, year.Cases)
	}
	if supervisors := 2; len(workers) != len(staff)-supervisors {
		t.Errorf("%d members of staff carry cases", len(workers))
	}
	states := map[string]int{}
	contracts := map[casework.ContractState]int{}
	for _, one := range all {
		file, err := l.File(t.Context(), one.Case)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range file.Of(casework.KindReferralState) {
			states[step.Get("state")]++
		}
		for _, contract := range file.Of(casework.KindContract) {
			contracts[casework.StateOf(file, contract)]++
		}
	}
	for _, state := range casework.ReferralStates {
		if state != "paused" && states[state] == 0 {
			t.Errorf("no referral was ever %s: %v", state, states)
		}
	}
	if contracts[casework.ContractSigned] == 0 || contracts[casework.ContractDraft] == 0 {
		t.Errorf("contracts: %v", contracts)
	}
	t.Log(fmt.Sprint(l.kind))
}
