package process

import (
	"flag"
	"fmt"
	"os"
	"sync"
	"testing"

	"doorstep/sim/faults"
)

// hits counts the faults that this layer caused.
var hits struct {
	mu    sync.Mutex
	times map[faults.Fault]int
}

func hit(fault faults.Fault) {
	hits.mu.Lock()
	defer hits.mu.Unlock()
	if hits.times == nil {
		hits.times = map[faults.Fault]int{}
	}
	hits.times[fault]++
}

// TestMain says how often each of the layer's faults was hit. The usual torment
// lasts seconds and cuts at random: on a slow machine one fault may not come up,
// which decides nothing. A run whose length was asked for (DOORSTEP_PROCESS)
// fails where one was never hit.
func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	asked := os.Getenv("DOORSTEP_PROCESS") != ""
	whole := !testing.Short() && flag.Lookup("test.run").Value.String() == ""
	for _, fault := range faults.Of(faults.Process) {
		if hits.times[fault] > 0 || whole {
			fmt.Printf("fault (process): %-40s hit %d times\n", fault, hits.times[fault])
		}
		if asked && whole && code == 0 && hits.times[fault] == 0 {
			fmt.Printf("FAIL: the fault %q was never hit\n", fault)
			code = 1
		}
	}
	os.Exit(code)
}
