package casework

import (
	"testing"
	"time"
)

// TestParseDay reads what time.Parse reads, and refuses what it refuses.
func TestParseDay(t *testing.T) {
	dates := []string{"", "2026-11-30", "2026-02-29", "2024-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-10", "0000-01-01", "0001-01-01", "9999-12-31",
		"2026-11-3x", "2026/11/30", "+026-11-30", "2026-11-30T00:00:00Z", "２０２６-11-30", "-001-01-01", " 2026-11-3"}
	for at := time.Date(1999, 12, 25, 0, 0, 0, 0, time.UTC); at.Year() < 2033; at = at.AddDate(0, 0, 1) {
		dates = append(dates, at.Format(time.DateOnly))
	}
	for _, text := range dates {
		want, err := time.Parse(time.DateOnly, text)
		if got, ok := parseDay(text); ok != (err == nil) || ok && !got.Equal(want) {
			t.Errorf("%q: %v %v, want %v %v", text, got, ok, want, err)
		}
	}
}
