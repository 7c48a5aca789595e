package main

import (
	"fmt"
	"io"
	"strings"

	"doorstep/sim/faults"
	"doorstep/sim/world"
)

// sum is what became of all seeds so far.
type sum struct {
	seeds, operations, lost, diverged int
	hits                              map[faults.Fault]int
}

// add counts a seed and says what was wrong in it, and how to see it again.
func (s *sum) add(result world.Result) {
	s.seeds++
	s.operations += result.Operations
	s.lost += result.Lost()
	s.diverged += len(result.Findings) - result.Lost()
	for fault, times := range result.Hits {
		s.hits[fault] += times
	}
	for _, finding := range result.Findings {
		fmt.Printf("seed %d: %s\n", result.Seed, finding)
	}
	if len(result.Findings) > 0 {
		fmt.Printf("seed %d again: go run ./sim -first %d -seeds 1 -trace\n", result.Seed, result.Seed)
	}
}

// ours lists the faults that this layer causes.
func ours() []faults.Fault { return faults.Of(faults.Simulator) }

func (s *sum) hit() (count int) {
	for _, fault := range ours() {
		if s.hits[fault] > 0 {
			count++
		}
	}
	return count
}

// good: nothing was lost, nothing differs, and, unless only a few seeds were
// played, every fault happened.
func (s *sum) good() bool {
	return s.lost == 0 && s.diverged == 0 && (s.seeds < fewSeeds || s.hit() == len(ours()))
}

// fewSeeds may leave a rare fault out.
const fewSeeds = 50

func (s *sum) String() string {
	return fmt.Sprintf("sim: %d seeds, %d operations, %d lost, %d diverged, faults hit %d/%d",
		s.seeds, s.operations, s.lost, s.diverged, s.hit(), len(ours()))
}

// table lists the fault points, the layers that can cause each, and how often
// this one did.
func (s *sum) table(out io.Writer) {
	for _, point := range faults.Points() {
		fmt.Fprintf(out, "%8d  %-60s %s\n", s.hits[point.Fault], point.Fault, strings.Join(point.Layers, ", "))
	}
}
