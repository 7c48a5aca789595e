package casework

import "time"

// Arithmetic on calendar dates, written "2026-11-21". What is no date has no
// distance and moves nowhere: these functions answer "" for it.

// parseDay reads a date as time.Parse does, without its layouts: a board reads
// some hundred dates a case.
func parseDay(iso string) (time.Time, bool) {
	if len(iso) != len(time.DateOnly) || iso[4] != '-' || iso[7] != '-' {
		return time.Time{}, false
	}
	number := func(digits string) (n int, ok bool) {
		for i := range len(digits) {
			if digits[i] < '0' || digits[i] > '9' {
				return 0, false
			}
			n = 10*n + int(digits[i]-'0')
		}
		return n, true
	}
	year, yearOK := number(iso[:4])
	month, monthOK := number(iso[5:7])
	day, dayOK := number(iso[8:])
	if !yearOK || !monthOK || !dayOK || month < 1 || month > 12 || day < 1 || day > 31 {
		return time.Time{}, false
	}
	at := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return at, at.Day() == day // 30 February would be in March
}

// AddDays moves a date by days, back where they are negative.
func AddDays(iso string, days int) string {
	at, ok := parseDay(iso)
	if !ok {
		return ""
	}
	return at.AddDate(0, 0, days).Format(time.DateOnly)
}

// AddMonths moves a date by calendar months. A day that the month does not have
// becomes its last one: one month after 31 January is 28 or 29 February.
func AddMonths(iso string, months int) string {
	at, ok := parseDay(iso)
	if !ok {
		return ""
	}
	first := time.Date(at.Year(), at.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(at.Day(), last)-1).Format(time.DateOnly)
}

// AddWorkingDays moves a date on by working days: not Saturday, not Sunday, no
// holiday. The day itself does not count.
func AddWorkingDays(iso string, days int, holidays []string) string {
	for ; days > 0; days-- {
		iso = nextWorkingDay(iso, holidays)
	}
	return iso
}

func nextWorkingDay(iso string, holidays []string) string {
	for at, ok := parseDay(iso); ok; {
		at = at.AddDate(0, 0, 1)
		day := at.Format(time.DateOnly)
		if weekday := at.Weekday(); weekday == time.Saturday || weekday == time.Sunday || contains(holidays, day) {
			continue
		}
		return day
	}
	return ""
}

// MonthEnd is the last day of the date's month.
func MonthEnd(iso string) string {
	at, ok := parseDay(iso)
	if !ok {
		return ""
	}
	return time.Date(at.Year(), at.Month()+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// monthOf is the date's month, "2026-11".
func monthOf(iso string) string {
	if len(iso) < len("2026-11") {
		return ""
	}
	return iso[:len("2026-11")]
}

// DaysBetween is how many days the second date lies after the first.
func DaysBetween(from, to string) (int, bool) {
	a, fromOK := parseDay(from)
	b, toOK := parseDay(to)
	return int(b.Sub(a).Hours() / 24), fromOK && toOK
}

func contains(list []string, text string) bool {
	for _, one := range list {
		if one == text {
			return true
		}
	}
	return false
}
