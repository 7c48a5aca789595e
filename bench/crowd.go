package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"doorstep/casework"
	"doorstep/e2e/stage"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// The crowd that comes back to the office at five o'clock.
const (
	crowdTablets = 200
	crowdChanges = 50 // of each, made without a network
	crowdCases   = 5  // of each worker who brings changes
	crowdRecords = 10 // of each such case
)

// crowd is a server with 200 tablets that hold one caseload of 40 cases, and
// 200 workers whose tablets hold cases of their own. The tablets are native
// clients with the same Go core, in this process; the server is its own.
type crowd struct {
	t       stage.T
	server  *stage.Server
	tablets []*native // of the one caseload
	workers []*native
	writer  *writer
	worn    bool // the workers' tablets hold their cases
	held    bool // the tablets hold theirs
}

// gather makes the crowd.
func (c *contest) gather() *crowd {
	if c.crowd != nil {
		return c.crowd
	}
	crowd := &crowd{t: c.t, server: stage.NewServer(c.t)}
	agency := onlyAgency(c.t, crowd.server)
	dana := agency.person(deviceName(-1), "Dana Reed", casework.RoleCaseworker)
	agency.fill(newWriter(caseloadSeed, dana.ID), dana, caseloadCases, caseloadRecords)
	for i := range crowdTablets {
		crowd.tablets = append(crowd.tablets, agency.enrol(dana, deviceName(i)))
		worker := agency.person(deviceName(1000+i), fmt.Sprintf("Worker %d", i), casework.RoleCaseworker)
		agency.fill(newWriter(uint64(1000+i), worker.ID), worker, crowdCases, crowdRecords)
		crowd.workers = append(crowd.workers, agency.enrol(worker, deviceName(2000+i)))
	}
	crowd.writer = newWriter(caseloadSeed+1, "")
	agency.close()
	crowd.server.Start()
	c.crowd = crowd
	return crowd
}

// rush lets all tablets sync at the same moment and measures until the last is
// done; each lists what the single tablets took, in seconds.
func (c *crowd) rush(tablets []*native) (all sample, each []float64) {
	server := process(c.server.PID())
	for _, tablet := range tablets {
		tablet.connect(c.server.Origin)
	}
	each = make([]float64, len(tablets))
	failed := make([]error, len(tablets))
	server.calm()
	before := server.cpu()
	start := make(chan struct{})
	var done sync.WaitGroup
	var began time.Time
	for i, tablet := range tablets {
		done.Go(func() {
			<-start
			_, failed[i] = tablet.client.Sync(context.Background())
			each[i] = time.Since(began).Seconds()
		})
	}
	began = time.Now()
	close(start)
	done.Wait()
	all = sample{seconds: time.Since(began).Seconds(), cpu: (server.cpu() - before).Seconds(), memory: server.peak()}
	for _, tablet := range tablets {
		tablet.disconnect()
	}
	for _, err := range failed {
		if err != nil {
			c.t.Fatalf("a tablet of the crowd: %v", err)
		}
	}
	return all, each
}

// late is the 99th percentile.
func late(each []float64) float64 {
	sorted := slices.Sorted(slices.Values(each))
	return sorted[len(sorted)*99/100]
}

// crowdJob runs one rush as often as there are runs.
func (c *contest) crowdJob(note string, limit float64, bar string, prepare func(*crowd) []*native) SyncJob {
	crowd := c.gather()
	var runs []sample
	var last []float64
	for range c.runs {
		tablets := prepare(crowd)
		one, each := crowd.rush(tablets)
		runs, last = append(runs, one), append(last, late(each))
	}
	time, peak := figure("time", "s", pickFrom(runs, seconds)), figure("server peak", "B", pickFrom(runs, memoryOf))
	return SyncJob{Note: note + "; no error", Figures: []SyncFigure{
		time.must(bar, time.Ours.Median <= limit),
		figure("99th of 100", "s", last).must(bar, spreadOf(last).Median <= limit),
		peak.must("server at most 300 MB", peak.Ours.Median <= 300e6),
		figure("server cpu", "s", pickFrom(runs, cpuOf)),
	}}
}

func (c *contest) crowdDownload() SyncJob {
	return c.crowdJob("200 tablets fetch 40 cases with 10,000 records each", 6, "within 6 s", func(crowd *crowd) []*native {
		for _, tablet := range crowd.tablets {
			tablet.reset()
		}
		crowd.held = true
		return crowd.tablets
	})
}

func (c *contest) crowdNoop() SyncJob {
	return c.crowdJob("200 tablets with 40 cases each and nothing to do", 0.3, "within 0.3 s", func(crowd *crowd) []*native {
		if !crowd.held {
			crowd.rush(crowd.tablets)
			crowd.held = true
		}
		return crowd.tablets
	})
}

func (c *contest) crowdPush() SyncJob {
	return c.crowdJob("200 tablets bring 50 changes each", 3, "within 3 s, and so is the 99th of a hundred", func(crowd *crowd) []*native {
		if !crowd.worn {
			crowd.rush(crowd.workers)
			crowd.worn = true
		}
		for _, worker := range crowd.workers {
			worker.write(crowd.writer, crowdChanges)
		}
		return crowd.workers
	})
}

// write makes changes on a native tablet: other words in what it holds, spread
// over its cases.
func (n *native) write(w *writer, changes int) {
	ctx := context.Background()
	marks, _ := n.replica.Marks(ctx)                    // memory never fails
	number, _ := n.replica.NextNumber(ctx, n.device, 1) // nor here
	device := &oplog.ID{Device: n.device, Epoch: 1, N: number - 1}
	w.worker = n.actor.ID
	for i := range changes {
		mark := marks[i%len(marks)]
		file, _ := n.replica.File(ctx, mark.Case)
		n.landed(file, w.change(device, file))
	}
}

func (n *native) landed(file *casework.File, op oplog.Operation) {
	if _, _, err := merge.Land(context.Background(), n.replica, file.Case, n.actor, []oplog.Operation{op}); err != nil {
		panic("bench: a change on a tablet in memory: " + err.Error())
	}
}

// change is one edit of a case: its next step in other words.
func (w *writer) change(device *oplog.ID, file *casework.File) oplog.Operation {
	w.clock = w.clock.Add(time.Minute)
	changes := []oplog.Change{{Do: oplog.Set, Field: "next_step", To: w.prose(5, 18)}}
	record, kind := file.Case, casework.KindCase
	var people []*casework.Record
	if people = file.Of(casework.KindPerson); len(people) > 0 && w.random.IntN(2) == 0 {
		record, kind = pick(w, people).ID, casework.KindPerson
		changes[0].Field = "about"
	}
	return w.operation(device, file.Case, record, kind, file.Seen, changes)
}

var _ exchange.Transport = (*native)(nil)
