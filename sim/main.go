// Command sim plays simulated agencies, one a seed, and says whether anything
// that a screen confirmed was lost. `make sim SEEDS=500` runs it.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"

	"doorstep/sim/world"
)

func main() {
	seeds := flag.Int("seeds", 500, "how many seeds to play")
	first := flag.Uint64("first", 1, "the first seed")
	profile := flag.String("profile", "usual", "usual (2 to 6 tablets) or large (200)")
	trace := flag.Bool("trace", false, "print what happens, one line an event; for one seed")
	points := flag.Bool("points", false, "list the fault points with how often each was hit")
	flag.Parse()
	profiles := map[string]world.Profile{"usual": world.Usual, "large": world.Large}
	size, known := profiles[*profile]
	if !known || *seeds < 1 {
		flag.Usage()
		os.Exit(2)
	}
	if *trace {
		world.Tell = func(parts []string) { fmt.Println(strings.Join(parts, " | ")) }
	}
	sum, err := playAll(*first, *seeds, size)
	if err != nil {
		fmt.Fprintln(os.Stderr, "sim:", err)
		os.Exit(1)
	}
	if *points {
		sum.table(os.Stdout)
	}
	fmt.Println(sum)
	if !sum.good() {
		os.Exit(1)
	}
}

// folderInMemory is where the databases of the worlds lie: real files, but in
// memory where the system offers that.
func folderInMemory() (string, error) {
	if folder, err := os.MkdirTemp("/dev/shm", "doorstep-sim-"); err == nil {
		return folder, nil
	}
	return os.MkdirTemp("", "doorstep-sim-")
}

// playAll plays seeds on every processor and prints a line for each thousand.
func playAll(first uint64, seeds int, profile world.Profile) (*sum, error) {
	root, err := folderInMemory()
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(root)
	next := make(chan uint64)
	results := make(chan played)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for seed := range next {
				result, err := world.Run(root, seed, profile)
				results <- played{result, err}
			}
		})
	}
	go func() {
		for i := range uint64(seeds) {
			next <- first + i
		}
		close(next)
		workers.Wait()
		close(results)
	}()
	sum := &sum{hits: map[world.Fault]int{}}
	var failed error
	for one := range results {
		if one.err != nil && failed == nil {
			failed = one.err
		}
		sum.add(one.result)
		if sum.seeds%1000 == 0 && sum.seeds < seeds {
			fmt.Println(sum)
		}
	}
	return sum, failed
}

type played struct {
	result world.Result
	err    error
}
