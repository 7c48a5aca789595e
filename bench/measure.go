package main

import (
	"slices"
	"time"

	"doorstep/casework"
	"doorstep/e2e/stage"
)

// sample is one run of one job on one side.
type sample struct {
	seconds, up, down, requests float64
	cpu                         float64 // seconds of the server's processor
	memory                      float64 // the server's peak, bytes
	durable                     float64 // seconds until the server had written what was sent and said so
}

// measured counts what passes the wire, and what the server spends, while do
// runs. do tells how long it took, in the browser's own clock.
func measured(wire *stage.Wire, server process, do func() time.Duration) sample {
	server.calm()
	wire.Count()
	before := server.cpu()
	took := do()
	spent := server.cpu() - before
	up, down, requests := wire.Traffic()
	return sample{
		seconds: took.Seconds(), up: float64(up), down: float64(down), requests: float64(requests),
		cpu: spent.Seconds(), memory: server.peak(),
	}
}

// spread is a figure over several runs.
type spread struct {
	Median float64   `json:"median"`
	Low    float64   `json:"lower_quartile"`
	High   float64   `json:"upper_quartile"`
	Runs   []float64 `json:"runs"`
}

func spreadOf(runs []float64) spread {
	sorted := slices.Sorted(slices.Values(runs))
	at := func(share float64) float64 { return sorted[int(share*float64(len(sorted)-1)+0.5)] }
	return spread{Median: at(0.5), Low: at(0.25), High: at(0.75), Runs: runs}
}

// pickFrom takes one quantity out of every sample.
func pickFrom(samples []sample, of func(sample) float64) []float64 {
	runs := make([]float64, len(samples))
	for i, one := range samples {
		runs[i] = of(one)
	}
	return runs
}

func seconds(s sample) float64  { return s.seconds }
func durable(s sample) float64  { return s.durable }
func bytesOf(s sample) float64  { return s.up + s.down }
func upOf(s sample) float64     { return s.up }
func downOf(s sample) float64   { return s.down }
func requests(s sample) float64 { return s.requests }
func cpuOf(s sample) float64    { return s.cpu }
func memoryOf(s sample) float64 { return s.memory }

// sorted lists the records of a case by id.
func sorted(file *casework.File) []*casework.Record {
	records := make([]*casework.Record, 0, len(file.Records))
	for _, record := range file.Records {
		records = append(records, record)
	}
	slices.SortFunc(records, func(a, b *casework.Record) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return records
}
