package exchange_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// counting counts commits, and writes nothing on one case.
type counting struct {
	*memory.Office
	commits int
	broken  string
}

var errBroken = errors.New("this case cannot be written")

func (c *counting) Commit(ctx context.Context, batch oplog.Batch) (int64, error) {
	if batch.Case == c.broken {
		return 0, errBroken
	}
	c.commits++
	return c.Office.Commit(ctx, batch)
}

func (c *counting) CommitAll(ctx context.Context, batches []oplog.Batch) (int64, error) {
	if slices.ContainsFunc(batches, func(b oplog.Batch) bool { return b.Case == c.broken }) {
		return 0, errBroken
	}
	c.commits++
	return c.Office.CommitAll(ctx, batches)
}

// mixed is work on several cases, now on this one and now on that.
func mixed(cases ...string) []json.RawMessage {
	var ops []json.RawMessage
	for i, caseID := range cases {
		ops = append(ops, opensCase("tab1", "may", int64(i+1), caseID))
	}
	for range 10 {
		for _, caseID := range cases {
			op := oplog.Operation{
				ID: oplog.ID{Device: "tab1", Epoch: 1, N: int64(len(ops) + 1)}, Actor: "may", Case: caseID, Record: caseID, Kind: "case",
				At: "2026-11-21T09:00:00.000Z", Changes: []oplog.Change{{Do: oplog.Set, Field: "next_step", To: "Call"}},
			}
			ops = append(ops, op.Seal(make([]byte, oplog.SaltBytes)).Bytes())
		}
	}
	return ops
}

// TestOneRequestIsOneCommit holds the office to one wait for its disk, however
// the cases of a request take turns.
func TestOneRequestIsOneCommit(t *testing.T) {
	office := &counting{Office: memory.NewOffice(exchange.House{})}
	reply, err := exchange.Answer(t.Context(), office, may, request(mixed("c1", "c2", "c3")...))
	if err != nil {
		t.Fatal(err)
	}
	if office.commits != 1 {
		t.Errorf("33 operations on 3 cases took %d commits, want 1", office.commits)
	}
	for i, result := range reply.Results {
		if result.N != int64(i+1) || result.Outcome != oplog.Applied {
			t.Errorf("result %d is %+v", i, result)
		}
	}
	if len(reply.Results) != 33 || reply.Next != 34 || reply.Position != 33 {
		t.Errorf("%d results, next %d, position %d", len(reply.Results), reply.Next, reply.Position)
	}
}

// TestACaseThatCannotBeWritten does not hold up what was written before it, and
// the numbers that landed have no gap.
func TestACaseThatCannotBeWritten(t *testing.T) {
	office := &counting{Office: memory.NewOffice(exchange.House{}), broken: "c3"}
	if _, err := exchange.Answer(t.Context(), office, may, request(mixed("c1", "c2", "c3")...)); !errors.Is(err, errBroken) {
		t.Fatalf("answers %v, want what stood in the way", err)
	}
	next, err := office.NextNumber(t.Context(), "tab1", 1)
	if err != nil || next != 3 {
		t.Errorf("the next number is %d (%v), want 3: two operations stand before the one that failed", next, err)
	}
	for _, caseID := range []string{"c1", "c2"} {
		if file, err := office.File(t.Context(), caseID); err != nil || file.Head() == nil {
			t.Errorf("case %s is not there (%v)", caseID, err)
		}
	}
}

// TestStrangersBesideOnesOwn: work that names another author is kept aside, and
// its neighbours in the same case are applied.
func TestStrangersBesideOnesOwn(t *testing.T) {
	office := &counting{Office: memory.NewOffice(exchange.House{})}
	ops := mixed("c1", "c2")
	var stranger oplog.Operation
	if err := json.Unmarshal(ops[4], &stranger); err != nil {
		t.Fatal(err)
	}
	stranger.Actor = "noor"
	ops[4] = stranger.Seal(make([]byte, oplog.SaltBytes)).Bytes()
	reply, err := exchange.Answer(t.Context(), office, may, request(ops...))
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range reply.Results {
		if kept := result.Outcome == oplog.Kept; kept != (result.N == 5) {
			t.Errorf("operation %d is %s", result.N, result.Outcome)
		}
	}
}
