package casework

// draftedDays is how long a referral may be in the making.
const draftedDays = 14

func (e *Events) referrals(file *File) {
	reports := reportedUpTo(file)
	states, sent, stands, started := map[string]string{}, map[string]string{}, map[string]string{}, map[string]bool{}
	for _, step := range StepsOf(file, "") {
		id, on := step.Get("referral"), step.Get("on")
		states[id], stands[id] = step.Get("state"), on
		started[id] = started[id] || states[id] == "started"
		switch step.Get("state") {
		case "sent":
			e.add(EventSent, id, on)
			if sent[id] == "" {
				sent[id] = on
			}
		case "accepted", "declined", "waiting_list", "unavailable", "started":
			e.add(EventAnswered, id, on)
		}
	}
	for _, referral := range file.Of(KindReferral) {
		made := firstOf(referral, "verbal_on")
		if made == "" {
			made = sent[referral.ID]
		}
		if written := referral.Get("written_on"); written != "" {
			e.add(EventWritten, "", written)
			if made == "" || written < made {
				made = written
			}
		}
		e.add(EventReferral, "", made)
		e.named(referral.ID, firstOf(referral, "provider", "service", "need"))
		state := states[referral.ID]
		switch on := stands[referral.ID]; {
		case started[referral.ID]:
		case state == "" && len(referral.Created.At) >= len("2026-11-29"):
			e.add(EventUnstarted, referral.ID, AddDays(referral.Created.At[:len("2026-11-29")], draftedDays))
		case state == "drafted":
			e.add(EventUnstarted, referral.ID, AddDays(on, draftedDays))
		case state == "accepted" || state == "waiting_list":
			e.add(EventUnstarted, referral.ID, on)
		}
		if Running(state) {
			e.add(EventReportDue, referral.ID, NextReport(referral, reports[referral.ID]))
		}
		if referral.Get("discharge") != "" {
			e.add(EventDischarge, referral.ID, made)
			e.add(EventFollowedUp, referral.ID, referral.Get("followed_up_on"))
		}
	}
}

// reportedUpTo is, by referral, the day up to which the newest report reaches. No
// report reaches past the day on which it came: a slip in its dates would keep the
// next one from being missed.
func reportedUpTo(file *File) map[string]string {
	reports := map[string]string{}
	for _, report := range file.Of(KindReport) {
		id, upTo := report.Get("referral"), firstOf(report, "until_on", "on")
		if on := report.Get("on"); on != "" && on < upTo {
			upTo = on
		}
		if upTo > reports[id] {
			reports[id] = upTo
		}
	}
	return reports
}

// ReportAwaited is the day for which the provider of a running referral promised
// a report that has not come, "" where none is missing today.
func ReportAwaited(file *File, referral *Record, today string) string {
	if !Running(ReferralState(file, referral.ID)) {
		return ""
	}
	if due := NextReport(referral, reportedUpTo(file)[referral.ID]); due <= today {
		return due
	}
	return ""
}

// StepsOf lists the steps of a referral ("" = of all) in the order of their
// days; of one day, in the order in which they were written.
func StepsOf(file *File, referral string) []*Record {
	var steps []*Record
	for _, step := range file.Of(KindReferralState) {
		if referral == "" || step.Get("referral") == referral {
			steps = append(steps, step)
		}
	}
	return byDay(steps, "on")
}

// NextReport is when the provider's next report is due, "" where none was
// promised any more. last is the day up to which the newest report reaches.
func NextReport(referral *Record, last string) string {
	due, rhythm := referral.Get("report_from"), referral.Get("reports")
	if due == "" || rhythm == "none" || rhythm == "" {
		return ""
	}
	if rhythm == "at_end" {
		if last != "" {
			return ""
		}
		return due
	}
	first, early := due, 7
	if rhythm == "weekly" {
		early = 3
	}
	// A report that came a few days early is this period's, not an extra one.
	for n := 1; last != "" && due <= AddDays(last, early) && n < 600; n++ {
		switch rhythm {
		case "weekly":
			due = AddDays(first, 7*n)
		case "quarterly":
			due = AddMonths(first, 3*n)
		default:
			due = AddMonths(first, n)
		}
	}
	return withinDays(due, referral.Get("until_on"))
}

func withinDays(due, until string) string {
	if until != "" && due > until {
		return ""
	}
	return due
}
