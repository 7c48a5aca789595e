// Bench measures Doorstep as people meet it: the built program, a real browser,
// a caseload of real size. It prints its figures and writes one file a job to
// bench/out, each a list of {job, unit, ours, peer, floor, ratio}.
//
//	make bench              all jobs
//	make bench JOB=page-cold
//	make bench JOB='*-5000'     every page of an agency with 5,000 cases
//	make bench-sync         the sync beside its peer, and as an agency grows
//	make bench-sync JOB=noop
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"doorstep/e2e/stage"
)

// Figure is one measured number. Peer and Floor are null where there is none;
// Ratio is the peer over ours: how many times less we take.
type Figure struct {
	Job   string   `json:"job"`
	Unit  string   `json:"unit"`
	Ours  float64  `json:"ours"`
	Peer  *float64 `json:"peer"`
	Floor *float64 `json:"floor"`
	Ratio *float64 `json:"ratio"`
	note  string
}

// job measures one or more figures; some share a scene, which is made once.
type job struct {
	name string
	run  func(*scene) []Figure
}

// jobs in the order in which they run: a scene grows from one to the next.
var jobs = []job{
	{"wasm-brotli", wasmBrotli},
	{"server-start", serverStart},
	{"office-case-500", officeCase500},
	{"first-download", firstDownload},
	{"page-warm", pageWarm},
	{"page-cold", pageCold},
	{"tablet-year", pagesOfTablet},
	{"freeze-to-ready", freezeToReady},
	{"save-signature", saveSignature},
	{"push-500", push500},
	{"contract-pdf", contractPDF},
}

// sizedJobs are the pages of agencies with a year behind them. The larger one
// takes minutes to make.
var sizedJobs = append(pagesAt(150), pagesAt(5000)...)

func main() {
	log.SetFlags(0)
	only := flag.String("job", "", "run this job alone, or those that match a pattern")
	sync := flag.Bool("sync", false, "run the sync jobs, beside PouchDB")
	runs := flag.Int("runs", 5, "runs of each sync job, in turn with the peer's")
	flag.Parse()
	stage.Limit = 3 * time.Minute
	bench := &tester{}
	defer bench.close()
	if *sync {
		runSync(bench, *only, *runs)
		return
	}
	scene := &scene{t: bench}
	for _, job := range append(jobs, sizedJobs...) {
		if named, _ := path.Match(*only, job.name); *only != "" && !named {
			continue
		}
		figures := job.run(scene)
		for _, figure := range figures {
			fmt.Printf("%-18s %12.3f %-9s %s\n", figure.Job, figure.Ours, figure.Unit, figure.note)
		}
		if err := keep(job.name, figures); err != nil {
			bench.Fatalf("%v", err)
		}
	}
}

func keep(name string, figures any) error {
	text, err := json.MarshalIndent(figures, "", " ")
	if err != nil {
		return fmt.Errorf("writing the figures of %s: %w", name, err)
	}
	folder := stage.Root("bench", "out")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, name+".json"), append(text, '\n'), 0o644)
}

// median of several runs; the spread goes into the note.
func median(job, unit string, runs []float64) Figure {
	slices.Sort(runs)
	n := len(runs)
	return Figure{Job: job, Unit: unit, Ours: runs[n/2],
		note: fmt.Sprintf("median of %d, %.3g to %.3g", n, runs[0], runs[n-1])}
}

// ms is a duration in milliseconds.
func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// tester stands in for testing.T: a bench that cannot go on ends.
type tester struct{ cleanups []func() }

func (t *tester) Helper()      {}
func (t *tester) Failed() bool { return false }
func (t *tester) Name() string { return "bench" }

func (t *tester) Fatalf(format string, args ...any) {
	t.close()
	log.Fatalf("bench: "+format, args...)
}
func (t *tester) Errorf(format string, args ...any) { log.Printf("bench: "+format, args...) }
func (t *tester) Logf(format string, args ...any)   { log.Printf("bench: "+format, args...) }
func (t *tester) Cleanup(f func())                  { t.cleanups = append(t.cleanups, f) }

func (t *tester) TempDir() string {
	folder, err := os.MkdirTemp("", "doorstep-bench")
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}

func (t *tester) close() {
	for len(t.cleanups) > 0 {
		last := t.cleanups[len(t.cleanups)-1]
		t.cleanups = t.cleanups[:len(t.cleanups)-1]
		last()
	}
}
