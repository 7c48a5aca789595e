package vault

import (
	"testing"
	"time"
)

func TestLease(t *testing.T) {
	const day = 24 * time.Hour
	start := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		looks []time.Duration // on the device's clock, from the contact on
		over  bool
	}{
		"in touch a moment ago":              {[]time.Duration{0}, false},
		"the last hour":                      {[]time.Duration{14*day - time.Hour}, false},
		"one hour too long":                  {[]time.Duration{14*day + time.Hour}, true},
		"set back on the tenth day":          {[]time.Duration{10 * day, 0, 2 * day, 5 * day}, true},
		"set back again and again":           {[]time.Duration{5 * day, 0, 5 * day, 0, 5 * day, 0, 5 * day}, true},
		"set back a year before the contact": {[]time.Duration{10 * day, -365 * day, -364 * day}, false},
		"and on from there":                  {[]time.Duration{10 * day, -365 * day, -360 * day}, true},
		"set forward by mistake":             {[]time.Duration{400 * day}, true},
		"an empty battery, then the right time": {
			[]time.Duration{3 * day, -56 * 365 * day, -56*365*day + time.Hour, 4 * day}, false},
	} {
		lease := NewLease(start, 0)
		for _, look := range test.looks {
			lease = lease.At(start.Add(look))
		}
		if lease.Over(14) != test.over {
			t.Errorf("%s: over is %v, want %v (%v used)", name, lease.Over(14), test.over, time.Duration(lease.Used)*time.Millisecond)
		}
	}
	lapsed := NewLease(start, 0).At(start.Add(400 * day))
	if NewLease(start.Add(time.Hour), 0).Over(14) || !lapsed.Over(60) {
		t.Error("a contact does not begin a new lease")
	}
	if ahead := NewLease(start, time.Hour); time.UnixMilli(ahead.Office).UTC() != start.Add(-time.Hour) {
		t.Errorf("the office's time is %v", time.UnixMilli(ahead.Office))
	}
}
