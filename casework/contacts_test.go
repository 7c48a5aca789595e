package casework_test

import (
	"testing"

	"doorstep/casework"
)

// TestContactMonths counts months, not contacts: by hand.
func TestContactMonths(t *testing.T) {
	face := func(on string, alone bool) casework.Contact {
		return casework.Contact{On: on, Held: true, Face: true, Alone: alone}
	}
	list := []casework.Contact{
		face("2026-11-20", false), face("2026-11-02", true), face("2026-10-31", false), {On: "2026-09-05", Held: true}, face("2025-10-01", true),
	}
	for _, row := range []struct {
		from, today      string
		all, seen, alone int
	}{
		{"2026-08-31", "2026-11-30", 4, 2, 1}, // a call in September is no visit
		{"2026-11-30", "2026-11-30", 1, 1, 1},
		{"2020-02-29", "2026-11-30", 12, 2, 1}, // the last twelve months
		{"2026-12-01", "2026-11-30", 0, 0, 0},
	} {
		all, seen, alone := casework.ContactMonths(list, row.from, row.today)
		if all != row.all || seen != row.seen || alone != row.alone {
			t.Errorf("from %s to %s: %d, %d, %d; want %d, %d, %d", row.from, row.today, all, seen, alone, row.all, row.seen, row.alone)
		}
	}
}
