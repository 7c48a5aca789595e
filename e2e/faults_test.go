package e2e

import (
	"sync"
	"testing"

	"doorstep/sim/faults"
)

// inBrowser counts the faults that the stories caused.
var inBrowser struct {
	mu    sync.Mutex
	times map[faults.Fault]int
}

func hitInBrowser(fault faults.Fault) {
	inBrowser.mu.Lock()
	defer inBrowser.mu.Unlock()
	if inBrowser.times == nil {
		inBrowser.times = map[faults.Fault]int{}
	}
	inBrowser.times[fault]++
}

// countFaults says how often each fault of this layer was hit; where all stories
// were played none may have stayed away.
func countFaults(t *testing.T, all bool) {
	for _, fault := range faults.Of(faults.Chromium) {
		times := inBrowser.times[fault]
		if times > 0 || all {
			t.Logf("fault (Chromium): %-52s hit %d times", fault, times)
		}
		if all && times == 0 {
			t.Errorf("the fault %q was never hit", fault)
		}
	}
}
