package world

import (
	"os"
	"testing"
)

// root is a folder in memory where there is one: the files are real, and fast.
func root(t testing.TB) string {
	if _, err := os.Stat("/dev/shm"); err != nil {
		return t.TempDir()
	}
	folder, err := os.MkdirTemp("/dev/shm", "doorstep-sim-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}

func TestSeeds(t *testing.T) {
	folder := root(t)
	for seed := range uint64(12) {
		result, err := Run(folder, seed, Usual)
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range result.Findings {
			t.Errorf("seed %d: %s", seed, finding)
		}
		if t.Failed() {
			return
		}
	}
}

// TestReplay: one seed is one world, byte for byte.
func TestReplay(t *testing.T) {
	folder := root(t)
	for seed := range uint64(4) {
		first, err := Run(folder, seed, Usual)
		if err != nil {
			t.Fatal(err)
		}
		second, err := Run(folder, seed, Usual)
		if err != nil {
			t.Fatal(err)
		}
		if first.Trace != second.Trace {
			t.Errorf("seed %d took two courses", seed)
		}
	}
}

// TestPlanted plays the seeds that deliberate faults are held against. It stops
// at the first finding.
func TestPlanted(t *testing.T) {
	folder := root(t)
	for seed := range uint64(14) {
		result, err := Run(folder, seed+1, Usual)
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range result.Findings {
			t.Fatalf("seed %d: %s", seed+1, finding)
		}
	}
}
