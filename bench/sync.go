package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"doorstep/e2e/stage"
)

// SyncFigure is one quantity of one sync job, on both sides where there is a
// peer. Ratio is how many times more the peer takes than we do (against the
// better of its two settings); OverFloor is ours over the floor.
type SyncFigure struct {
	What      string
	Unit      string
	Ours      spread
	Peer      *spread
	PeerIs    string // the setting that did better
	Floor     *float64
	Ratio     *float64
	OverFloor *float64
	Bar       string
	Met       *bool
}

// SyncJob is what one job found.
type SyncJob struct {
	Job     string
	Note    string
	Load    [2]string // of the machine over one minute, before and after
	Figures []SyncFigure
}

// SyncLine is a figure as bench/out/sync.json lists it: the members of every
// bench (Figure), and then what is known besides. Ours and Peer are medians.
type SyncLine struct {
	Figure
	What      string    `json:"what"` // time, bytes, requests, server cpu …
	OverFloor *float64  `json:"over_floor"`
	Bar       string    `json:"bar,omitempty"`
	Met       *bool     `json:"met"`
	OursRuns  []float64 `json:"ours_runs"`
	PeerRuns  []float64 `json:"peer_runs,omitempty"`
	PeerIs    string    `json:"peer_is,omitempty"`
	Note      string    `json:"note,omitempty"`
	Load      [2]string `json:"load"`
}

// lines are the figures of a job as they are listed.
func (j SyncJob) lines() []SyncLine {
	var lines []SyncLine
	for _, f := range j.Figures {
		line := SyncLine{
			Figure: Figure{Job: j.Job, Unit: f.Unit, Ours: f.Ours.Median, Floor: f.Floor, Ratio: f.Ratio},
			What:   f.What, OverFloor: f.OverFloor, Bar: f.Bar, Met: f.Met, OursRuns: f.Ours.Runs, PeerIs: f.PeerIs, Note: j.Note, Load: j.Load,
		}
		if f.Peer != nil {
			line.Peer, line.PeerRuns = &f.Peer.Median, f.Peer.Runs
		}
		lines = append(lines, line)
	}
	return lines
}

// SyncAbout is bench/out/sync-about.json: what the figures were taken on.
type SyncAbout struct {
	When    string `json:"when"`
	Machine string `json:"machine"`
	Peer    string `json:"peer"`
	Records string `json:"records"`
	Runs    int    `json:"runs"`
	Floors  floors `json:"floors"`
}

// contest is the scene of the sync jobs.
type contest struct {
	*scene
	runs   int
	floors floors
	peer   *pouch
	crowd  *crowd
	grown  *grown
}

// syncJobs in the order in which they run.
var syncJobs = []struct {
	name string
	run  func(*contest) SyncJob
}{
	{"first-download", (*contest).firstDownload},
	{"push-500", (*contest).push500},
	{"noop", (*contest).quiet},
	{"office-200-noop", (*contest).crowdNoop},
	{"office-200-push", (*contest).crowdPush},
	{"office-200-download", (*contest).crowdDownload},
	{"resume-bytes", (*contest).resume},
	{"growth-noop", (*contest).growthNoop},
	{"growth-one", (*contest).growthOne},
}

// runSync runs the sync jobs, prints them and writes them down. A job that runs
// alone takes its place among those of earlier runs.
func runSync(bench *tester, only string, runs int) {
	c := &contest{scene: &scene{t: bench}, runs: runs}
	var lines []SyncLine
	before := earlierLines()
	for _, job := range syncJobs {
		if only != "" && only != job.name {
			lines = append(lines, before[job.name]...)
			continue
		}
		loaded := load()
		done := job.run(c)
		done.Job, done.Load = job.name, [2]string{loaded, load()}
		done.print()
		lines = append(lines, done.lines()...)
	}
	about := SyncAbout{
		When: time.Now().UTC().Format(time.RFC3339), Machine: machine(), Runs: runs, Floors: c.floors,
		Peer:    "PouchDB 9.0.0 (IndexedDB adapter) with express-pouchdb 4.2.0 over LevelDB, at its defaults and at batch_size 1000",
		Records: fmt.Sprintf("%d cases, %d records, seed %d", caseloadCases, caseloadCases*caseloadRecords, caseloadSeed),
	}
	if err := errors.Join(keep("sync", lines), keep("sync-about", about)); err != nil {
		bench.Fatalf("%v", err)
	}
}

func earlierLines() map[string][]SyncLine {
	jobs := map[string][]SyncLine{}
	var lines []SyncLine
	text, err := os.ReadFile(filepath.Join(stage.Root("bench", "out"), "sync.json"))
	if err == nil && json.Unmarshal(text, &lines) == nil {
		for _, line := range lines {
			jobs[line.Job] = append(jobs[line.Job], line)
		}
	}
	return jobs
}

func machine() string {
	chromium := "Chromium"
	if out, err := exec.Command("chromium", "--version").Output(); err == nil {
		chromium = strings.TrimSpace(string(out))
	}
	return fmt.Sprintf("%d cores, %s, %s", runtime.NumCPU(), runtime.Version(), chromium)
}

func (j SyncJob) print() {
	fmt.Printf("%s (load %s to %s) %s\n", j.Job, j.Load[0], j.Load[1], j.Note)
	for _, f := range j.Figures {
		line := fmt.Sprintf("  %-12s %12s %-8s", f.What, number(f.Ours.Median), f.Unit)
		line += fmt.Sprintf(" %-19s", fmt.Sprintf("(%s to %s)", number(f.Ours.Low), number(f.Ours.High)))
		if f.Peer != nil {
			line += fmt.Sprintf(" peer %s, %.2f times", number(f.Peer.Median), *f.Ratio)
		}
		if f.Floor != nil {
			line += fmt.Sprintf(" floor %s, %.2f times it", number(*f.Floor), *f.OverFloor)
		}
		if f.Met != nil {
			line += " | " + f.Bar + ": " + map[bool]string{true: "met", false: "NOT met"}[*f.Met]
		}
		fmt.Println(line)
	}
}

func number(value float64) string {
	switch {
	case math.Abs(value) >= 1000:
		return fmt.Sprintf("%.0f", value)
	case math.Abs(value) >= 10:
		return fmt.Sprintf("%.1f", value)
	}
	return fmt.Sprintf("%.4g", value)
}

// figure begins a figure of ours.
func figure(what, unit string, runs []float64) SyncFigure {
	return SyncFigure{What: what, Unit: unit, Ours: spreadOf(runs)}
}

// beside puts the peer's figures next to ours: its settings by name, of which
// the better one counts.
func (f SyncFigure) beside(settings map[string][]float64) SyncFigure {
	for name, runs := range settings {
		one := spreadOf(runs)
		if f.Peer == nil || one.Median < f.Peer.Median {
			f.Peer, f.PeerIs = &one, name
		}
	}
	ratio := f.Peer.Median / f.Ours.Median
	f.Ratio = &ratio
	return f
}

func (f SyncFigure) over(floor float64) SyncFigure {
	over := f.Ours.Median / floor
	f.Floor, f.OverFloor = &floor, &over
	return f
}

// must says what was to be reached, and whether it was.
func (f SyncFigure) must(bar string, met bool) SyncFigure {
	f.Bar, f.Met = bar, &met
	return f
}

// rest are the figures of a job that have no bar of their own.
func rest(ours []sample, peer map[string][]sample) []SyncFigure {
	var figures []SyncFigure
	for _, part := range []struct {
		what, unit string
		of         func(sample) float64
	}{
		{"bytes up", "B", upOf}, {"bytes down", "B", downOf}, {"server cpu", "s", cpuOf}, {"server peak", "B", memoryOf},
	} {
		f := figure(part.what, part.unit, pickFrom(ours, part.of))
		if peer != nil {
			f = f.beside(each2(peer, part.of))
		}
		figures = append(figures, f)
	}
	return figures
}

func each2(peer map[string][]sample, of func(sample) float64) map[string][]float64 {
	runs := map[string][]float64{}
	for name, samples := range peer {
		runs[name] = pickFrom(samples, of)
	}
	return runs
}
