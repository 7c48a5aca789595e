package casework

import "time"

// Calendar turns moments into the agency's days and back. It carries the
// offsets of the agency's time zone as a table, so that office and tablet (a
// browser has no zone files for Go) agree to the minute.
type Calendar struct {
	Zone    string   `json:"zone"` // IANA name, for people
	Offsets []Offset `json:"offsets"`
}

// Offset is the distance from UTC that holds from a moment on.
type Offset struct {
	From    int64 `json:"from"` // Unix seconds
	Seconds int   `json:"s"`    // east of UTC
}

// NewCalendar tables the offsets of a zone between two years.
func NewCalendar(zone *time.Location, fromYear, toYear int) Calendar {
	calendar := Calendar{Zone: zone.String()}
	end := time.Date(toYear+1, 1, 1, 0, 0, 0, 0, time.UTC)
	at := time.Date(fromYear, 1, 1, 0, 0, 0, 0, time.UTC)
	for at.Before(end) {
		_, seconds := at.In(zone).Zone()
		if last := len(calendar.Offsets) - 1; last < 0 || calendar.Offsets[last].Seconds != seconds {
			calendar.Offsets = append(calendar.Offsets, Offset{From: at.Unix(), Seconds: seconds})
		}
		_, next := at.In(zone).ZoneBounds()
		if next.IsZero() {
			break
		}
		if !next.After(at) { // Go says so of the last day of a leap year, 2040 for one
			next = at.Add(24 * time.Hour)
		}
		at = next.UTC()
	}
	return calendar
}

// Local returns the moment as the agency's clocks show it.
func (c Calendar) Local(moment time.Time) time.Time {
	seconds := 0
	for _, offset := range c.Offsets {
		if moment.Unix() < offset.From && offset != c.Offsets[0] {
			break
		}
		seconds = offset.Seconds
	}
	return moment.In(time.FixedZone(c.Zone, seconds))
}

// Day returns the agency's calendar date of the moment, "2026-11-21".
func (c Calendar) Day(moment time.Time) string { return c.Local(moment).Format(time.DateOnly) }
