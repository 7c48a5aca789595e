package casework

import (
	"slices"
	"strings"
	"testing"
)

// TestFidelityOfASummary: what a summary says of the measures is what the file
// shows, and what is late on a day comes to it.
func TestFidelityOfASummary(t *testing.T) {
	file := NewFile("c")
	put := func(id string, kind Kind, pairs ...string) {
		record := &Record{ID: id, Kind: kind, Fields: map[string]string{}}
		for i := 0; i < len(pairs); i += 2 {
			record.Fields[pairs[i]] = pairs[i+1]
		}
		record.Created.Actor = "sam"
		file.Records[id] = record
	}
	put("c", KindCase, "name", "Alvarez", "worker", "dana", "status", "open")
	put("1", KindSuggestion, "words", "Meet on Saturdays")
	put("2", KindMeeting, "type", "ftm", "held", "yes", "on", "2026-01-10")
	put("3", KindFidelity, "measure", "o6", "on", "2026-03-01", "seen", "seen", "worker", "eve")
	put("4", KindFidelity, "measure", "o6", "on", "2026-02-01", "seen", "partly")
	summary := Summarise(file)
	var want []string
	for _, measure := range Measures {
		if measure.Way == "documentation" && ShownBy(file, measure.ID, nil).Missing {
			want = append(want, measure.ID)
		}
	}
	if got := summary.Fidelity.Missing(nil); !slices.Equal(got, want) || slices.Contains(got, "d1") || slices.Contains(got, "d2") {
		t.Errorf("missing are %v, want %v", got, want)
	}
	late := []Deadline{{Rule: &PolicyRule{Done: EventFTM}, State: DeadlineOverdue}}
	if got := summary.Fidelity.Missing(late); !slices.Contains(got, "d2") || len(got) != len(want)+1 {
		t.Errorf("with a late meeting %v", got)
	}
	if got := summary.Fidelity.Looked; len(got) != 2 || got[0] != (Looked{"o6", "2026-02-01", "partly", "dana", "sam"}) || got[1].Worker != "eve" {
		t.Errorf("looked at: %v", got)
	}
	file.Head().Fields["status"] = "closed"
	if closed := FidelityOf(file); strings.TrimSpace(closed.Lacks) != "" || len(closed.Looked) != 2 {
		t.Errorf("of a closed case: %v", closed)
	}
}
