package main

import (
	"encoding/json"
	"testing"
)

// TestSyncLines: the file lists what the other benches list.
func TestSyncLines(t *testing.T) {
	names := []string{"first-download", "push-500", "noop", "office-200-noop", "office-200-push", "office-200-download", "resume-bytes", "growth-noop", "growth-one"}
	if len(syncJobs) != len(names) {
		t.Fatalf("%d jobs, want %d", len(syncJobs), len(names))
	}
	for i, name := range names {
		if syncJobs[i].name != name {
			t.Errorf("job %d is %s, want %s", i, syncJobs[i].name, name)
		}
	}
	both := figure("time", "s", []float64{2, 1, 3}).beside(map[string][]float64{"defaults": {20, 30, 40}, "batch_size 1000": {10, 20, 90}}).over(0.5)
	job := SyncJob{Job: "noop", Figures: []SyncFigure{both, figure("requests", "", []float64{1})}}
	text, err := json.Marshal(job.lines())
	if err != nil {
		t.Fatal(err)
	}
	var listed []map[string]any
	if err := json.Unmarshal(text, &listed); err != nil || len(listed) != 2 {
		t.Fatalf("%s (%v)", text, err)
	}
	want := map[string]any{"job": "noop", "unit": "s", "ours": 2.0, "peer": 20.0, "floor": 0.5, "ratio": 10.0, "over_floor": 4.0, "peer_is": "batch_size 1000"}
	for name, value := range want {
		if listed[0][name] != value {
			t.Errorf("%s is %v, want %v", name, listed[0][name], value)
		}
	}
	for _, name := range []string{"peer", "floor", "ratio"} {
		if value, here := listed[1][name]; !here || value != nil {
			t.Errorf("without a peer and a floor %s is %v", name, value)
		}
	}
}
