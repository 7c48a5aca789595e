package pages

import (
	"sort"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// What a provider delivered: what was paid for beside what took place, and what
// changed toward the goals, month by month.

// delivered says it on the page of a referral.
func (d desk) delivered(referral *casework.Record, state string, more *views.WorkMoreView) {
	if delivered := casework.DeliveredOf(d.file, referral); delivered != (casework.Delivered{}) {
		more.Facts = deliveredFacts(delivered)
		if note := d.shortfall(referral, state, delivered); note.Words != "" {
			more.Notes = append(more.Notes, note)
		}
	}
	more.Bars = d.deliveredBars(referral)
	for _, report := range d.reportsOf(referral) {
		if says := joinDot(choiceWords(report.Kind, "progress", report.Get("progress")), report.Get("behaviour")); says != "" {
			more.Progress = append(more.Progress, views.SummaryRow{Name: day(report.Get("on")), Value: says})
		}
	}
}

// reportsOf are the reports of a referral, oldest first.
func (d desk) reportsOf(referral *casework.Record) []*casework.Record {
	reports := partsOf(d.file, workByKind[casework.KindReport], referral.ID)
	sort.SliceStable(reports, func(i, j int) bool { return reports[i].Get("on") < reports[j].Get("on") })
	return reports
}

// shortfall says in words what was authorised and not delivered, or more than it.
// While the service runs, the rest may still come.
func (d desk) shortfall(referral *casework.Record, state string, v casework.Delivered) views.Note2 {
	until := referral.Get("until_on")
	over := state == "completed" || state == "ended" || until != "" && until < d.request.today()
	note, rest := views.Note2{Tone: views.Warn}, v.Authorised-v.Attended
	key := words.DeliveredShort
	switch {
	case v.Authorised == 0 || rest == 0:
		return note
	case rest < 0:
		key, rest = words.DeliveredTooMany, -rest
	case !over:
		key, note.Tone = words.DeliveredSoFar, views.Plain
	}
	note.Words = words.Count(key, rest, "all", words.Count(words.WorkCount, v.Authorised), "came", words.Count(words.WorkCount, v.Attended))
	return note
}

func deliveredFacts(v casework.Delivered) []views.SummaryRow {
	fact := func(key words.Key, n int) views.SummaryRow {
		return views.SummaryRow{Name: words.Say(key), Value: words.Count(words.WorkCount, n)}
	}
	facts := []views.SummaryRow{fact(words.DeliveredAuthorised, v.Authorised), fact(words.DeliveredAttended, v.Attended),
		fact(words.DeliveredMissed, v.Missed), fact(words.DeliveredExcused, v.Excused), fact(words.DeliveredOff, v.CalledOff)}
	if v.Authorised > 0 && v.Attended > v.Authorised {
		facts = append(facts, fact(words.DeliveredOver, v.Attended-v.Authorised))
	}
	return facts
}

// deliveredBars are the months of a referral, each with what was attended and
// missed and what the newest report of it says, for the small picture over time.
func (d desk) deliveredBars(referral *casework.Record) []views.Bar {
	bars := map[string]*views.Bar{}
	at := func(on string) *views.Bar {
		month := on[:min(len(on), len("2026-11"))]
		if bars[month] == nil {
			bars[month] = &views.Bar{Label: month}
		}
		return bars[month]
	}
	for _, entry := range casework.AttendanceOf(d.file, referral.ID) {
		if entry.Get("outcome") == "attended" {
			at(entry.Get("on")).Yes++
		} else {
			at(entry.Get("on")).No++
		}
	}
	for _, report := range d.reportsOf(referral) {
		if progress := report.Get("progress"); progress != "" {
			bar := at(report.Get("on"))
			bar.Way, bar.Says = progress, choiceWords(report.Kind, "progress", progress)
		}
	}
	sorted := make([]views.Bar, 0, len(bars))
	for _, bar := range bars {
		sorted = append(sorted, *bar)
	}
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].Label < sorted[j].Label })
	for i := range sorted {
		sorted[i].Label = monthWords(sorted[i].Label)
	}
	return sorted
}

// monthWords writes "2026-11" as a month and year in words.
func monthWords(month string) string {
	_, name, year := dateParts(month + "-01")
	return words.Say(words.MonthYear, "month", name, "year", year)
}
