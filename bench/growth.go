package main

import (
	"context"
	"fmt"
	"time"

	"doorstep/casework"
	"doorstep/e2e/stage"
	"doorstep/sync/oplog"
)

// growthSizes are the lengths of the log at which a sync is measured. The
// tablet's own caseload is the same at each: what grows is the agency.
var growthSizes = []int{1_000, 10_000, 100_000, 1_000_000}

// growth runs.
const (
	growthTurns   = 101 // syncs of each kind at each size
	growthCases   = 8   // of the tablet's worker
	growthRecords = 100
	growthOthers  = 250 // records of each case of everybody else
)

// grown is what the syncs took at each size, measured once for both jobs.
type grown struct{ noop, one [][]float64 }

// grow makes an agency of each size, and syncs with all of them in turn, so
// that each has the same share of a quiet and of a busy machine. The store
// numbers and commits the logs as ever, only nobody folds them.
func (c *contest) grow() *grown {
	if c.grown != nil {
		return c.grown
	}
	writer := newWriter(caseloadSeed, "")
	var tablets []*native
	for _, size := range growthSizes {
		server := stage.NewServer(c.t)
		agency := onlyAgency(c.t, server)
		dana := agency.person(deviceName(-1), "Dana Reed", casework.RoleCaseworker)
		agency.fill(newWriter(caseloadSeed, dana.ID), dana, growthCases, growthRecords)
		tablet := agency.enrol(dana, deviceName(0))
		others := newWriter(caseloadSeed+2, agency.person(deviceName(-2), "Noor Haddad", casework.RoleCaseworker).ID)
		for left := size - growthCases*growthRecords; left > 0; left -= growthOthers {
			agency.append(others, min(growthOthers, left))
		}
		agency.close()
		server.Start()
		tablet.connect(server.Origin)
		for range 5 { // the file is opened, connections made
			tablet.timed(c.t)
		}
		tablets = append(tablets, tablet)
	}
	c.grown = &grown{noop: make([][]float64, len(tablets)), one: make([][]float64, len(tablets))}
	for range growthTurns {
		for i, tablet := range tablets {
			c.grown.noop[i] = append(c.grown.noop[i], tablet.timed(c.t))
			tablet.write(writer, 1)
			c.grown.one[i] = append(c.grown.one[i], tablet.timed(c.t))
		}
	}
	return c.grown
}

// timed is how long one sync takes, in seconds.
func (n *native) timed(t stage.T) float64 {
	began := time.Now()
	if _, err := n.client.Sync(context.Background()); err != nil {
		t.Fatalf("a sync: %v", err)
	}
	return time.Since(began).Seconds()
}

// append commits one more case of somebody else, as it would stand.
func (a *agency) append(w *writer, records int) {
	c := w.chapter(records)
	batch := oplog.Batch{Case: c.id}
	for i := range len(c.coming) {
		op := w.next(c, 0)
		record := &casework.Record{ID: op.Record, Kind: op.Kind, Fields: map[string]string{}}
		for _, change := range op.Changes {
			if change.Do == oplog.Set {
				record.Fields[change.Field] = change.To
			}
		}
		record.Created = casework.Stamp{Seq: -int64(i + 1), Chain: op.Chain(), Op: op.ID.String(), Actor: op.Actor, At: op.At}
		if record.ID == c.id {
			batch.Summary = casework.Summary{Case: c.id, Name: record.Get("name"), Worker: record.Get("worker"), Status: "open"}
		}
		batch.Operations, batch.Records = append(batch.Operations, op), append(batch.Records, record)
		batch.Results = append(batch.Results, oplog.Result{N: op.N, Outcome: oplog.Applied, Seq: -int64(i + 1)})
	}
	if _, err := a.store.Commit(context.Background(), batch); err != nil {
		a.t.Fatalf("committing %d operations: %v", records, err)
	}
}

func (c *contest) growthNoop() SyncJob {
	return c.growthJob(c.grow().noop, "a sync with nothing to do")
}
func (c *contest) growthOne() SyncJob { return c.growthJob(c.grow().one, "a sync with one change") }

func (c *contest) growthJob(turns [][]float64, note string) SyncJob {
	job := SyncJob{Note: note}
	low, high := 0.0, 0.0
	for i, runs := range turns {
		at := figure(fmt.Sprintf("at 10^%d", 3+i), "s", runs)
		job.Figures = append(job.Figures, at)
		if i == 0 || at.Ours.Median < low {
			low = at.Ours.Median
		}
		high = max(high, at.Ours.Median)
	}
	flat := figure("slowest", "times the quickest", []float64{high / low})
	job.Figures = append(job.Figures, flat.must("flat within 1.5 times", flat.Ours.Median <= 1.5))
	return job
}
