package pages_test

import (
	"context"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// A case made on the tablet has no position of the office. A form drawn then
// and sent after the first sync has seen nothing of what the office wrote.
func TestAFormDrawnBeforeTheFirstSyncHasSeenNothingOfTheOffice(t *testing.T) {
	ctx, tablet := context.Background(), memory.NewTablet()
	pen := &pages.Pen{Device: "tablet-1", Epoch: 1, Salt: func() []byte { return make([]byte, oplog.SaltBytes) }}
	next := int64(1)
	pen.Next = func(context.Context) (int64, error) { next += 10; return next, nil }
	numbers := &ids{}
	dana := at(t, &pages.Env{Store: tablet, Pen: pen, NewID: numbers.next}, danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", "Home by summer")
	goal := only(dana, id, casework.KindGoal)
	stale := *dana.open("/cases/" + id + "/goals/" + goal.ID + "/edit")

	// The office has it all, and somebody there words the goal anew.
	office := goal.Clone()
	file := dana.file(id)
	trunk := []*casework.Record{}
	for _, record := range file.Records {
		trunk = append(trunk, record.Clone())
	}
	casework.Number(trunk, 10)
	for i, record := range trunk {
		if record.ID == goal.ID {
			office = trunk[i]
		}
	}
	office.Fields["words"] = "Home by spring"
	office.Changed = map[string]casework.Stamp{"words": {Seq: 20, Op: "office-1/1/1", Actor: "sam", At: "2026-11-16T15:00:00.000Z"}}
	waiting, err := tablet.Waiting(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	var settled []oplog.Result
	for _, op := range waiting {
		settled = append(settled, oplog.Result{N: op.N, Seq: 10 + op.N, Outcome: oplog.Applied})
	}
	err = tablet.Absorb(ctx, exchange.Absorbed{Mark: exchange.Mark{Case: id, Position: 20}, Expected: file.Position, Trunk: trunk, Settled: settled, Summary: casework.Summarise(file)})
	if err != nil {
		t.Fatal(err)
	}

	stale.submit("form", "words", "Home by autumn")
	now := only(dana, id, casework.KindGoal)
	if open := now.Open("words"); now.Get("words") != "Home by spring" || len(open) != 1 || open[0].Text != "Home by autumn" {
		t.Errorf("head %q, versions %v: somebody's words were overwritten unseen", now.Get("words"), now.Siblings)
	}
}

// An operation that no office decodes would stand before everything else that
// a tablet ever sends. It is refused where it is written, in words.
func TestWhatIsTooLongToSendIsNotWritten(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	contract := contractOf(b, caseID)
	before := b.file(caseID)
	content := strings.Repeat("ü", oplog.MaxBytes/2) // two bytes each
	entry := pages.Entry{Record: contract.ID, Kind: contract.Kind, Seen: before.Seen, Changes: []oplog.Change{{Do: oplog.Set, Field: "content", To: content}}}
	request := pages.Request{Actor: danaReed, Now: firstDay}
	err := b.env.Write(context.Background(), request, caseID, entry)
	if casework.CodeOf(err) != casework.TooLong {
		t.Errorf("writing %d bytes answers %v, want %s", len(content), err, casework.TooLong)
	}
	if now := b.file(caseID); now.Position != before.Position {
		t.Error("something was written all the same")
	}
	if reply := pages.Failure(request, err); reply.Status != 422 {
		t.Errorf("status %d, want 422", reply.Status)
	}
}

// crowded is a store that finds every write too long.
type crowded struct{ storage.Store }

func (crowded) Commit(context.Context, oplog.Batch) (int64, error) {
	return 0, casework.Fail(casework.TooLong)
}

func TestTheFormKeepsWordsThatTogetherAreTooLong(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/goals/new")
	b.env.Store = crowded{b.env.Store}
	b.submit("form", "words", "Home by summer").expect(422, "more than can be kept at once", "Home by summer")
	if strings.Contains(b.text, "“”") {
		t.Errorf("the sentence names no field: %s", b.text)
	}
}
