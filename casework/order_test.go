package casework

import "testing"

func TestCheckOrder(t *testing.T) {
	file := NewFile("c")
	file.Records["kim"] = &Record{ID: "kim", Kind: KindPerson, Fields: map[string]string{"name": "Kim", "born_on": "2020-02-29"}}
	file.Records["ana"] = &Record{ID: "ana", Kind: KindPerson, Fields: map[string]string{"name": "Ana", "born_on": "2015-03-01"}}
	for _, c := range []struct {
		name         string
		kind         Kind
		now, changed map[string]string
		want         string
	}{
		{"in order", KindLiving, map[string]string{"child": "kim", "from_on": "2020-02-29", "until_on": "2020-02-29"}, nil, ""},
		{"until before from", KindReferral, map[string]string{"from_on": "2026-05-02", "until_on": "2026-05-01"}, nil, "until_on<from_on"},
		{"a release that ends before it begins", KindRelease, map[string]string{"signed_on": "2026-05-02", "until": "2026-05-01"}, nil, "until<signed_on"},
		{"the next hearing before this one", KindHearing, map[string]string{"on": "2026-05-02", "next_on": "2026-04-02"}, nil, "next_on<on"},
		{"closed before it was opened", KindCase, map[string]string{"opened_on": "2026-05-02", "closed_on": "2025-05-02"}, nil, "closed_on<opened_on"},
		{"before birth", KindWellbeing, map[string]string{"child": "kim", "on": "2020-02-28"}, nil, "on unborn"},
		{"a concern that is older than the youngest", KindSafetyConcern, map[string]string{"children": "ana kim", "since": "2019-05-01"}, nil, ""},
		{"seen before birth", KindNote, map[string]string{"seen": "kim", "on": "2002-05-01"}, nil, "on unborn"},
		{"a meeting years ahead", KindMeeting, map[string]string{"on": "2029-05-01"}, nil, ""},
		{"a visit years ahead", KindNote, map[string]string{"on": "2062-11-30"}, nil, "on"},
		{"a visit by a clock that is a week behind", KindNote, map[string]string{"on": "2026-12-07"}, nil, ""},
		{"born next year", KindPerson, map[string]string{"born_on": "2027-11-30"}, nil, "born_on"},
		{"one date alone", KindReferral, map[string]string{"until_on": "2026-05-01"}, nil, ""},
		{"wrong before, and not touched", KindReferral, map[string]string{"from_on": "2026-05-02", "until_on": "2026-05-01", "need": "x"}, map[string]string{"need": "x"}, ""},
		{"wrong before, and one of them touched", KindReferral, map[string]string{"from_on": "2026-05-02", "until_on": "2026-05-01"}, map[string]string{"from_on": "2026-05-02"}, "until_on<from_on"},
	} {
		if c.changed == nil {
			c.changed = c.now
		}
		got := ""
		for _, one := range CheckOrder(file, c.kind, c.now, c.changed, "2026-11-30") {
			got += one.Field
			if one.After != "" {
				got += "<" + one.After
			}
			if one.Born != nil {
				got += " unborn"
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
