package merge_test

import (
	"fmt"
	"testing"

	"doorstep/casework"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// FuzzPlan folds operations in arbitrary orders, from arbitrary devices that
// have seen arbitrarily much: every operation gets a result, a text is gone only
// if somebody replaced it who could have seen it, and what was kept changes
// nothing.
func FuzzPlan(f *testing.F) {
	f.Add([]byte{0x10, 0x21, 0x32, 0x43, 0x54, 0x65})
	f.Add([]byte{0x00, 0x40, 0x80, 0xc0, 0x01, 0x41, 0x81, 0xc1})
	f.Add([]byte("remove, revive and choose"))
	f.Fuzz(func(t *testing.T, orders []byte) {
		if len(orders) > 200 {
			return
		}
		file := casework.NewFile("case1")
		actor := casework.Actor{ID: "may", Role: casework.RoleSupervisor}
		landed := int64(0)
		for i, order := range orders {
			op := operationOf(file, i, order, landed)
			before := file.Clone()
			batch := merge.Plan(file, actor, []oplog.Operation{op})
			if len(batch.Results) != 1 {
				t.Fatalf("%d results for one operation", len(batch.Results))
			}
			landed++
			casework.Number(batch.Records, landed-1)
			file.Position, file.Seen = landed, landed
			if batch.Results[0].Outcome == oplog.Kept {
				if len(batch.Records) > 0 {
					t.Fatal("what was kept changed a record")
				}
				continue
			}
			nothingLost(t, before, file, op)
		}
	})
}

// operationOf reads an operation out of one byte: who, what, and how much they
// had seen.
func operationOf(file *casework.File, i int, order byte, landed int64) oplog.Operation {
	op := oplog.Operation{
		ID:    oplog.ID{Device: []string{"tab1", "tab2", oplog.OfficePrefix + "1"}[order%3], Epoch: 1, N: int64(i) + 1},
		Actor: "may", Case: "case1", Record: "case1", Kind: casework.KindCase, Seen: max(0, landed-int64(order>>6)*2),
	}
	text := fmt.Sprintf("text %d", i)
	head := file.Head()
	switch what := order >> 2 & 7; {
	case head == nil:
		op.Changes = []oplog.Change{{Do: oplog.Create}, {Do: oplog.Set, Field: "name", To: text}, {Do: oplog.Set, Field: "worker", To: "may"}}
	case what == 0 && len(head.Siblings) > 0:
		one := head.Siblings[0]
		op.Changes = []oplog.Change{{Do: oplog.Resolve, Field: one.Field, To: one.Text, Siblings: []string{one.ID}}}
	case what == 1:
		op.Changes = []oplog.Change{{Do: oplog.Remove, To: text}}
	case what == 2:
		op.Changes = []oplog.Change{{Do: "mend", Field: "name", To: text}}
	default:
		op.Changes = []oplog.Change{{Do: oplog.Set, Field: []string{"name", "next_step", "safety_note"}[what%3], To: text}}
	}
	return op.Seal(make([]byte, oplog.SaltBytes))
}

// nothingLost: a head that the author cannot have seen still stands somewhere,
// and so does every version that the operation does not name or replace.
func nothingLost(t *testing.T, before, after *casework.File, op oplog.Operation) {
	t.Helper()
	old, now := before.Record(op.Record), after.Record(op.Record)
	if old == nil {
		return
	}
	for field, text := range old.Fields {
		stamp := old.StampOf(field)
		unseen := stamp.Seq > op.Seen && (stamp.Chain == "" || stamp.Chain != op.Chain())
		if unseen && now.Get(field) != text {
			t.Errorf("%s of %q was overwritten unseen by %s", field, text, op.ID)
		}
	}
	for _, sibling := range old.Siblings {
		named := false
		for _, change := range op.Changes {
			for _, id := range change.Siblings {
				named = named || id == sibling.ID
			}
		}
		own := op.Chain() != "" && sibling.Stamp.Chain == op.Chain()
		if !named && !own && !hasSibling(now, sibling.ID) {
			t.Errorf("version %s went although %s does not name it", sibling.ID, op.ID)
		}
	}
}

func hasSibling(record *casework.Record, id string) bool {
	for _, sibling := range record.Siblings {
		if sibling.ID == id {
			return true
		}
	}
	return false
}
