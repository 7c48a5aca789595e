package casework_test

import (
	"testing"
	"time"
	_ "time/tzdata" // zones wherever the test runs, the browser included

	"doorstep/casework"
)

// A zone's rule beyond the tables of the system ends some of its years oddly;
// the calendar must come to an end all the same, and be right on both sides.
func TestCalendarFollowsTheZone(t *testing.T) {
	for _, name := range []string{"UTC", "America/Detroit", "America/St_Johns", "Europe/Berlin", "Pacific/Auckland", "Africa/Casablanca"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatalf("no zone %q: %v", name, err)
		}
		calendar := casework.NewCalendar(zone, 2024, 2056)
		if len(calendar.Offsets) > 200 {
			t.Errorf("%s: %d offsets in 33 years", name, len(calendar.Offsets))
		}
		for at := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2057; at = at.Add(7 * time.Hour) {
			if got, want := calendar.Local(at).Format(time.DateTime), at.In(zone).Format(time.DateTime); got != want {
				t.Fatalf("%s: %s is %s, want %s", name, at, got, want)
			}
		}
	}
}
