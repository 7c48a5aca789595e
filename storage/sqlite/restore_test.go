package sqlite

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage/blob"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// carrier is a tablet that syncs with whichever agency is in place.
type carrier struct {
	t       *testing.T
	agency  **Agency
	actor   casework.Actor
	device  string
	replica *memory.Tablet
	client  *exchange.Client
	n       int64
}

func newCarrier(t *testing.T, agency **Agency, device string, actor casework.Actor) *carrier {
	c := &carrier{t: t, agency: agency, actor: actor, device: device, replica: memory.NewTablet()}
	c.client = &exchange.Client{Replica: c.replica, Transport: c, Device: device, Epoch: 1, Actor: actor, Unsqueeze: func(packed []byte) ([]byte, error) {
		reader, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(reader)
	}}
	return c
}

func (c *carrier) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	return exchange.Answer(ctx, *c.agency, c.actor, request)
}

func (c *carrier) Segment(ctx context.Context, mark exchange.Mark) ([]byte, error) {
	segment, _, err := exchange.Segment(ctx, *c.agency, c.actor, c.device, 1, mark.Case, exchange.InColumns)
	return segment, err
}

func (c *carrier) sync() {
	c.t.Helper()
	if _, err := c.client.Sync(c.t.Context()); err != nil {
		c.t.Fatalf("sync of %s: %v", c.device, err)
	}
}

func (c *carrier) writes(caseID, record string, kind casework.Kind, changes ...oplog.Change) {
	c.t.Helper()
	file, err := c.replica.File(c.t.Context(), caseID)
	ok(c.t, err)
	c.n++
	op := oplog.Operation{
		ID: oplog.ID{Device: c.device, Epoch: 1, N: c.n}, Actor: c.actor.ID, Case: caseID, Record: record, Kind: kind,
		Seen: file.Seen, Term: file.Term, At: "2026-11-21T09:00:00.000Z", Changes: changes,
	}.Seal(make([]byte, oplog.SaltBytes))
	_, _, err = merge.Land(c.t.Context(), c.replica, caseID, c.actor, []oplog.Operation{op})
	ok(c.t, err)
}

func (c *carrier) opens(caseID string) {
	c.writes(caseID, caseID, casework.KindCase, oplog.Change{Do: oplog.Create},
		oplog.Change{Do: oplog.Set, Field: "name", To: "Family " + caseID}, oplog.Change{Do: oplog.Set, Field: "worker", To: c.actor.ID})
}

func (c *carrier) adds(caseID, goal, words string) {
	c.writes(caseID, goal, casework.KindGoal, oplog.Change{Do: oplog.Create}, oplog.Change{Do: oplog.Set, Field: "words", To: words})
}

// TestRestoredFile copies an agency's file back in time, twice, while tablets
// hold newer work, acknowledged and not: everything that a tablet wrote is there
// again afterwards, once, and everybody agrees.
func TestRestoredFile(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "agency")
	const tenant = "t1"
	options := Options{Stage: blob.OpenStage, Now: func() time.Time { return day }}
	ok(t, createAgency(t.Context(), folder, tenant, day))
	var agency *Agency
	open := func() {
		t.Helper()
		var err error
		agency, err = openAgency(t.Context(), folder, tenant, options)
		ok(t, err)
	}
	open()
	t.Cleanup(func() { ok(t, agency.close()) })
	may := casework.Actor{ID: "may", Role: casework.RoleCaseworker}
	grace := casework.Actor{ID: "grace", Role: casework.RoleSupervisor}
	one, two, three := newCarrier(t, &agency, "tab1", may), newCarrier(t, &agency, "tab2", may), newCarrier(t, &agency, "tab3", grace)
	tablets := []*carrier{one, two, three}
	all := func() {
		for _, tablet := range tablets {
			tablet.sync()
		}
	}

	one.opens("case1")
	one.adds("case1", "goal1", "before the backup")
	all()
	ok(t, agency.close()) // closing leaves everything in the one file
	backup, err := os.ReadFile(filepath.Join(folder, "main.db"))
	ok(t, err)
	open()

	for round := range 2 {
		one.adds("case1", fmt.Sprint("goal-one-", round), "sent after the backup")
		two.opens(fmt.Sprint("case-two-", round))
		all()
		two.adds("case1", fmt.Sprint("goal-two-", round), "sent after that")
		two.sync()
		three.adds("case1", fmt.Sprint("goal-three-", round), "not sent yet")

		ok(t, agency.close())
		for _, name := range []string{"main.db-wal", "main.db-shm"} {
			_ = os.Remove(filepath.Join(folder, name))
		}
		ok(t, os.WriteFile(filepath.Join(folder, "main.db"), backup, 0o600))
		open()
		ok(t, agency.BeginTerm(t.Context(), day.Add(time.Duration(round)*time.Hour).UnixMilli()))
		two.adds("case1", fmt.Sprint("goal-away-", round), "written before it heard of the restore")
		all()
		all()
	}

	for _, tablet := range tablets {
		var ids []oplog.ID
		for n := range tablet.n {
			ids = append(ids, oplog.ID{Device: tablet.device, Epoch: 1, N: n + 1})
		}
		results, _, err := agency.StoredResults(t.Context(), ids)
		ok(t, err)
		for _, id := range ids {
			if result, here := results[id]; !here || result.Outcome == oplog.Kept {
				t.Errorf("operation %s: %+v", id, result)
			}
		}
		snapshot, err := agency.Pull(t.Context(), tablet.actor, 0, 0)
		ok(t, err)
		marks, err := tablet.replica.Marks(t.Context())
		ok(t, err)
		if got, want := exchange.StateDigest(marks), exchange.StateDigest(snapshot.Scope); got != want {
			t.Errorf("%s holds %v, the office has %v", tablet.device, marks, snapshot.Scope)
		}
		if snapshot.Position != one.n+two.n+three.n {
			t.Errorf("the log has %d operations, %d were written", snapshot.Position, one.n+two.n+three.n)
		}
	}
}

// TestTermsRise: a term is never used twice, and the first one lies before all.
func TestTermsRise(t *testing.T) {
	agency := newAgency(t)
	ok(t, agency.BeginTerm(t.Context(), 5))
	for _, term := range []int64{-1, 0, 1, 5} {
		if err := agency.BeginTerm(t.Context(), term); err == nil {
			t.Errorf("term %d began after term 5", term)
		}
	}
	ok(t, agency.BeginTerm(t.Context(), 6))
	terms, err := agency.Terms(t.Context())
	ok(t, err)
	want := []exchange.Term{{Term: 1}, {Term: 5}, {Term: 6}}
	if fmt.Sprint(terms) != fmt.Sprint(want) {
		t.Errorf("terms %v, want %v", terms, want)
	}
	file, err := agency.File(t.Context(), "case1")
	ok(t, err)
	if snapshot, err := agency.Pull(t.Context(), casework.Actor{}, 0, 0); err != nil || snapshot.Term != 6 || file.Term != 6 {
		t.Errorf("the term is %d in a pull and %d in a file (%v), want 6", snapshot.Term, file.Term, err)
	}
}

// TestQuietSyncWritesNothing: an exchange with nothing to do leaves the file and
// its write-ahead log as they are.
func TestQuietSyncWritesNothing(t *testing.T) {
	agency := newAgency(t)
	tablet := newCarrier(t, &agency, "tab1", casework.Actor{ID: "may", Role: casework.RoleCaseworker})
	tablet.opens("case1")
	tablet.sync()
	tablet.sync()
	changes := func() (count int64) {
		t.Helper()
		ok(t, agency.file.writer.QueryRowContext(t.Context(), `SELECT total_changes()`).Scan(&count))
		return count
	}
	before := changes()
	for range 3 {
		tablet.sync()
	}
	if after := changes(); after != before {
		t.Errorf("three quiet syncs changed %d rows", after-before)
	}
	tablet.adds("case1", "goal1", "something to do")
	tablet.sync()
	if changes() == before {
		t.Error("total_changes does not count")
	}
}
