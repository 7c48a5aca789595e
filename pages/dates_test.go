package pages

import (
	"testing"
	"time"
	_ "time/tzdata" // zones wherever the test runs, the browser included

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/views/words"
)

func TestParseDateAsPeopleWriteIt(t *testing.T) {
	for _, c := range []struct {
		day, month, year, want string
		wrong                  words.Key
	}{
		{"27", "9", "2026", "2026-09-27", ""},
		{"27", "09", "2026", "2026-09-27", ""},
		{"27", "sept", "2026", "2026-09-27", ""},
		{"27", "Sept.", "2026", "2026-09-27", ""},
		{" 27 ", " SEPTEMBER ", " 2026 ", "2026-09-27", ""},
		{"29", "2", "2028", "2028-02-29", ""},
		{"", "", "", "", ""},
		{"29", "2", "2026", "", words.DateDay},
		{"0", "2", "2026", "", words.DateDay},
		{"x", "2", "2026", "", words.DateDay},
		{"27", "13", "2026", "", words.DateMonth},
		{"27", "0", "2026", "", words.DateMonth},
		{"27", "ju", "2026", "", words.DateMonth}, // June or July: too short to tell
		{"27", "smarch", "2026", "", words.DateMonth},
		{"27", "9", "26", "", words.DateYear},
		{"27", "9", "20260", "", words.DateYear},
		{"27", "", "2026", "", words.DateIncomplete},
		{"", "9", "", "", words.DateIncomplete},
	} {
		got, wrong := parseDate(c.day, c.month, c.year)
		if got != c.want || wrong != c.wrong {
			t.Errorf("parseDate(%q, %q, %q) = %q, %q; want %q, %q", c.day, c.month, c.year, got, wrong, c.want, c.wrong)
		}
	}
}

func TestDaysAreToldFromTheAgencysToday(t *testing.T) {
	detroit, err := time.LoadLocation("America/Detroit")
	if err != nil {
		t.Fatal(err)
	}
	request := Request{
		Now:   time.Date(2026, 11, 22, 3, 30, 0, 0, time.UTC), // still the evening before in Detroit
		House: exchange.House{Calendar: casework.NewCalendar(detroit, 2026, 2027)},
	}
	today := request.today()
	if today != "2026-11-21" {
		t.Fatalf("today = %s, want 2026-11-21", today)
	}
	if got := request.clock(request.Now); got != "22:30" {
		t.Errorf("clock = %s, want 22:30", got)
	}
	for iso, want := range map[string]string{
		"2026-11-21": "today", "2026-11-22": "tomorrow", "2026-11-20": "yesterday", "2026-11-25": "in 4 days",
		"2026-12-31": "31 December 2026", "2026-11-01": "1 November 2026", "": "", "soon": "soon",
	} {
		if got := dayFrom(today, iso); got != want {
			t.Errorf("dayFrom(%q) = %q, want %q", iso, got, want)
		}
	}
	for iso, want := range map[string]string{"2026-11-20": "Overdue by 1 day", "2026-11-19": "Overdue by 2 days", "2026-11-21": "", "": ""} {
		if got := overdue(today, iso); got != want {
			t.Errorf("overdue(%q) = %q, want %q", iso, got, want)
		}
	}
}
