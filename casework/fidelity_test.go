package casework

import (
	"slices"
	"strings"
	"testing"
)

// measuredFile is an empty file, and what puts a record into it.
func measuredFile(id string) (*File, func(id string, kind Kind, pairs ...string)) {
	file := NewFile(id)
	return file, func(id string, kind Kind, pairs ...string) {
		record := &Record{ID: id, Kind: kind, Fields: map[string]string{}}
		for i := 0; i < len(pairs); i += 2 {
			record.Fields[pairs[i]] = pairs[i+1]
		}
		record.Created.Actor = "sam"
		file.Records[id] = record
	}
}

// TestEachMeasureOfTheFile: every measure that documentation can show is missing in
// an empty file, shows once its record is there, and is missing again where that
// says less than the guide asks.
func TestEachMeasureOfTheFile(t *testing.T) {
	type record struct {
		kind  Kind
		pairs []string
	}
	of := func(kind Kind, pairs ...string) record { return record{kind, pairs} }
	referral := []string{"need", "Calm evenings"}
	for _, field := range ReferralAsks {
		referral = append(referral, field, "said")
	}
	rows := map[string]struct {
		shows, less []record // less is in place of the last of shows
		late        string
	}{
		"d1": {shows: []record{of(KindSuggestion, "words", "Meet on Saturdays")}},
		"d2": {shows: []record{of(KindMeeting, "type", "ftm", "held", "yes")}, less: []record{of(KindMeeting, "type", "ftm")}, late: EventFTM},
		"d3": {shows: []record{of(KindSafetyConcern, "status", "open"), of(KindSafetyActivity, "concern", "0")}, less: []record{of(KindSafetyActivity, "concern", "other")}},
		"d4": {shows: []record{of(KindPermanency, "child", "kim"), of(KindStep, "permanency", "0")}, less: []record{of(KindStep, "permanency", "other")}},
		"d5": {shows: []record{of(KindPerson, "role", "child"), of(KindWellbeing, "child", "0")}, less: []record{of(KindWellbeing, "child", "other")}},
		"d6": {shows: []record{of(KindReview, "finished", "yes")}, less: []record{of(KindReview)}, late: EventReview},
		"d7": {shows: []record{of(KindReferral, referral...)}, less: []record{of(KindReferral, "need", "Calm evenings")}},
		"d8": {shows: []record{of(KindReferral, "need", "Calm evenings")}, late: EventReferral},
		"d9": {shows: []record{of(KindPerson, "role", "child"), of(KindLiving, "child", "0", "assessed_on", "2026-11-01", "safety", "safe")},
			less: []record{of(KindLiving, "child", "0", "assessed_on", "2026-11-01", "safety", "not_safe")}},
	}
	for _, measure := range Measures {
		if measure.Way != "documentation" {
			continue
		}
		row := rows[measure.ID]
		made := func(records []record) *File {
			file, put := measuredFile("c")
			put("c", KindCase, "worker", "dana")
			for i, one := range records {
				put(string(rune('0'+i)), one.kind, one.pairs...)
			}
			return file
		}
		if !ShownBy(made(nil), measure.ID, nil).Missing || len(row.shows) == 0 {
			t.Errorf("%s shows in an empty file", measure.ID)
		}
		full := made(row.shows)
		if shown := ShownBy(full, measure.ID, nil); shown.Missing || len(shown.Records) == 0 {
			t.Errorf("%s does not show: %v", measure.ID, shown)
		}
		if row.less != nil && !ShownBy(made(append(row.shows[:len(row.shows)-1:len(row.shows)-1], row.less...)), measure.ID, nil).Missing {
			t.Errorf("%s shows with less than it asks", measure.ID)
		}
		late := []Deadline{{Rule: &PolicyRule{Done: row.late}, State: DeadlineMissed}}
		if row.late != "" && !ShownBy(full, measure.ID, late).Missing {
			t.Errorf("%s shows although it is late", measure.ID)
		}
	}
}

// TestFidelityOfASummary: what a summary says of the measures is what the file
// shows, and what is late on a day comes to it.
func TestFidelityOfASummary(t *testing.T) {
	file, put := measuredFile("c")
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
