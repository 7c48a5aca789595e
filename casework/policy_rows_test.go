package casework

// The rows, each with the day it looks at. "soon" is within seven days.
var deadlineRows = []deadlineRow{
	// First referrals: 30 days after the first out-of-home placement.
	{name: "no removal, no deadline", rule: "mi:first-referral", events: "opened 2026-01-01", today: "2026-01-10", want: ""},
	{name: "removal, day one", rule: "mi:first-referral", events: "removed 2026-01-01", today: "2026-01-01", want: "2026-01-31 open 0/1"},
	{name: "eight days left is open", rule: "mi:first-referral", events: "removed 2026-01-01", today: "2026-01-23", want: "2026-01-31 open 0/1"},
	{name: "seven days left is soon", rule: "mi:first-referral", events: "removed 2026-01-01", today: "2026-01-24", want: "2026-01-31 soon 0/1"},
	{name: "the last day is soon", rule: "mi:first-referral", events: "removed 2026-01-01", today: "2026-01-31", want: "2026-01-31 soon 0/1"},
	{name: "the day after is overdue", rule: "mi:first-referral", events: "removed 2026-01-01", today: "2026-02-01", want: "2026-01-31 overdue 0/1"},
	{name: "referral in time", rule: "mi:first-referral", events: "removed 2026-01-01; referral 2026-01-20", today: "2026-03-01", want: "2026-01-31 done 1/1 on 2026-01-20"},
	{name: "referral on the last day", rule: "mi:first-referral", events: "removed 2026-01-01; referral 2026-01-31", today: "2026-03-01", want: "2026-01-31 done 1/1 on 2026-01-31"},
	{name: "referral a day late", rule: "mi:first-referral", events: "removed 2026-01-01; referral 2026-02-01", today: "2026-03-01", want: "2026-01-31 late 1/1 on 2026-02-01"},
	{name: "the first referral counts, not the second", rule: "mi:first-referral", events: "removed 2026-01-01; referral 2026-01-10; referral 2026-02-10", today: "2026-03-01", want: "2026-01-31 done 2/1 on 2026-01-10"},
	{name: "a referral before the removal does not count", rule: "mi:first-referral", events: "removed 2026-01-10; referral 2026-01-05", today: "2026-01-12", want: "2026-02-09 open 0/1"},
	{name: "a referral dated in the future does not count yet", rule: "mi:first-referral", events: "removed 2026-01-01; referral 2026-01-20", today: "2026-01-10", want: "2026-01-31 open 0/1"},
	{name: "late, and answered", rule: "mi:first-referral", events: "removed 2026-01-01; referral 2026-02-01; answer first-referral - 2026-01-31 strike", today: "2026-03-01", want: "2026-01-31 answered 1/1 on 2026-02-01"},
	{name: "overdue, and answered", rule: "mi:first-referral", events: "removed 2026-01-01; answer first-referral - 2026-01-31 nobody", today: "2026-03-01", want: "2026-01-31 answered 0/1"},
	{name: "an answer to another date changes nothing", rule: "mi:first-referral", events: "removed 2026-01-01; answer first-referral - 2026-01-30 typo", today: "2026-03-01", want: "2026-01-31 overdue 0/1"},
	{name: "an answer before it is overdue hides nothing", rule: "mi:first-referral", events: "removed 2026-01-01; answer first-referral - 2026-01-31 early", today: "2026-01-30", want: "2026-01-31 soon 0/1"},
	{name: "over a leap day", rule: "mi:first-referral", events: "removed 2028-02-01", today: "2028-02-02", want: "2028-03-02 open 0/1"},
	{name: "the same without a leap day", rule: "mi:first-referral", events: "removed 2027-02-01", today: "2027-02-02", want: "2027-03-03 open 0/1"},
	{name: "over the new year", rule: "mi:first-referral", events: "removed 2026-12-15", today: "2026-12-20", want: "2027-01-14 open 0/1"},

	// First plan and its updates.
	{name: "first plan", rule: "mi:first-plan", events: "removed 2026-04-10", today: "2026-04-11", want: "2026-05-10 open 0/1"},
	{name: "first plan agreed", rule: "mi:first-plan", events: "removed 2026-04-10; plan 2026-05-01", today: "2026-06-01", want: "2026-05-10 done 1/1 on 2026-05-01"},
	{name: "no update before there is a plan", rule: "mi:plan-update", events: "removed 2026-04-10", today: "2026-08-01", want: ""},
	{name: "update 90 days after the plan", rule: "mi:plan-update", events: "removed 2026-04-10; plan 2026-05-01", today: "2026-05-02", want: "2026-07-30 open 0/1"},
	{name: "update counts from the newest plan", rule: "mi:plan-update", events: "removed 2026-04-10; plan 2026-05-01; plan 2026-06-15", today: "2026-07-01", want: "2026-09-13 open 0/1"},
	{name: "update overdue", rule: "mi:plan-update", events: "removed 2026-04-10; plan 2026-05-01", today: "2026-07-31", want: "2026-07-30 overdue 0/1"},

	// Monthly reviews.
	{name: "no review in the month of opening", rule: "mi:review", events: "opened 2026-01-15", today: "2026-01-20", want: ""},
	{name: "review of the running month", rule: "mi:review", events: "opened 2026-01-15", today: "2026-02-03", want: "2026-02-28 open 0/1"},
	{name: "review at a month's end", rule: "mi:review", events: "opened 2026-01-15", today: "2026-02-21", want: "2026-02-28 soon 0/1"},
	{name: "review done this month", rule: "mi:review", events: "opened 2026-01-15; review 2026-02-10", today: "2026-02-12", want: "2026-02-28 done 1/1 on 2026-02-10"},
	{name: "last month's review does not count for this one", rule: "mi:review", events: "opened 2026-01-15; review 2026-02-27", today: "2026-03-02", want: "2026-03-31 open 0/1"},
	{name: "a missed month stays, beside the running one", rule: "mi:review", events: "opened 2026-01-15", today: "2026-03-02", want: "2026-02-28 missed 0/1; 2026-03-31 open 0/1"},
	{name: "a missed month that was answered", rule: "mi:review", events: "opened 2026-01-15; answer review - 2026-02-28 ill", today: "2026-03-02", want: "2026-02-28 answered 0/1; 2026-03-31 open 0/1"},
	{name: "two missed months", rule: "mi:review", events: "opened 2026-01-15", today: "2026-04-30", want: "2026-02-28 missed 0/1; 2026-03-31 missed 0/1; 2026-04-30 soon 0/1"},
	{name: "leap February ends on the 29th", rule: "mi:review", events: "opened 2028-01-15", today: "2028-02-03", want: "2028-02-29 open 0/1"},
	{name: "opened on the last day of a month", rule: "mi:review", events: "opened 2026-01-31", today: "2026-02-01", want: "2026-02-28 open 0/1"},
	{name: "a second review in a month is no next month's", rule: "mi:review", events: "opened 2026-01-15; review 2026-02-02; review 2026-02-26", today: "2026-03-01", want: "2026-03-31 open 0/1"},
	{name: "a month is not missed on its last day", rule: "mi:review", events: "opened 2026-01-15", today: "2026-02-28", want: "2026-02-28 soon 0/1"},

	// Visits to a child.
	{name: "five working days from a Thursday", rule: "mi:child-first", events: "placed kim 2026-01-01", today: "2026-01-02", want: "kim 2026-01-08 soon 0/1"},
	{name: "five working days from a Friday", rule: "mi:child-first", events: "placed kim 2026-01-02", today: "2026-01-02", want: "kim 2026-01-09 soon 0/1"},
	{name: "five working days from a Saturday", rule: "mi:child-first", events: "placed kim 2026-01-03", today: "2026-01-03", want: "kim 2026-01-09 soon 0/1"},
	{name: "five working days over a holiday", rule: "mi:child-first", events: "placed kim 2026-01-16", holidays: []string{"2026-01-19"}, today: "2026-01-17", want: "kim 2026-01-26 open 0/1"},
	{name: "seen on the third day", rule: "mi:child-first", events: "placed kim 2026-01-01; seen_child kim 2026-01-04", today: "2026-01-10", want: "kim 2026-01-08 done 1/1 on 2026-01-04"},
	{name: "another child's visit does not count", rule: "mi:child-first", events: "placed kim 2026-01-01; seen_child lee 2026-01-04", today: "2026-01-10", want: "kim 2026-01-08 overdue 0/1"},
	{name: "each child has a deadline", rule: "mi:child-first", events: "placed kim 2026-01-01; placed lee 2026-01-02; seen_child lee 2026-01-04", today: "2026-01-07", want: "kim 2026-01-08 soon 0/1; lee 2026-01-09 done 1/1 on 2026-01-04"},
	{name: "a new placement begins anew", rule: "mi:child-first", events: "placed kim 2026-01-01..2026-02-01; placed kim 2026-02-01; seen_child kim 2026-01-05", today: "2026-02-02", want: "kim 2026-02-06 soon 0/1; kim 2026-01-08 done 1/1 on 2026-01-05"},
	{name: "one of two visits", rule: "mi:child-two", events: "placed kim 2026-01-01; seen_child kim 2026-01-05", today: "2026-01-20", want: "kim 2026-01-31 open 1/2"},
	{name: "both visits", rule: "mi:child-two", events: "placed kim 2026-01-01; seen_child kim 2026-01-05; seen_child kim 2026-01-19", today: "2026-02-20", want: "kim 2026-01-31 done 2/2 on 2026-01-19"},
	{name: "the second visit came late", rule: "mi:child-two", events: "placed kim 2026-01-01; seen_child kim 2026-01-05; seen_child kim 2026-02-02", today: "2026-02-20", want: "kim 2026-01-31 late 2/2 on 2026-02-02"},
	{name: "a stay that ended before it was due asks nothing", rule: "mi:child-two", events: "placed kim 2026-01-01..2026-01-10", today: "2026-02-20", want: ""},
	{name: "a stay that ended later still asks", rule: "mi:child-two", events: "placed kim 2026-01-01..2026-02-10", today: "2026-02-20", want: "kim 2026-01-31 overdue 0/2"},
	{name: "monthly visit, month after placement", rule: "mi:child-month", events: "placed kim 2026-01-20", today: "2026-02-05", want: "kim 2026-02-28 open 0/1"},
	{name: "monthly visit missed in February", rule: "mi:child-month", events: "placed kim 2026-01-20; seen_child kim 2026-03-03", today: "2026-03-10", want: "kim 2026-02-28 missed 0/1; kim 2026-03-31 done 1/1 on 2026-03-03"},
	{name: "monthly visits end with the stay", rule: "mi:child-month", events: "placed kim 2026-01-20..2026-03-15; seen_child kim 2026-02-10", today: "2026-04-10", want: ""},
	{name: "a new stay begins the months anew", rule: "mi:child-month", events: "placed kim 2026-01-20..2026-03-15; placed kim 2026-03-15; seen_child kim 2026-02-10", today: "2026-04-10", want: "kim 2026-04-30 open 0/1"},
	{name: "a year of months at most", rule: "mi:parent-month", events: "parent may 2024-01-01; seen_parent may 2026-01-05; seen_parent may 2025-02-01; seen_parent may 2025-03-01; seen_parent may 2025-04-01; seen_parent may 2025-05-01; seen_parent may 2025-06-01; seen_parent may 2025-07-01; seen_parent may 2025-08-01; seen_parent may 2025-09-01; seen_parent may 2025-10-01; seen_parent may 2025-11-01", today: "2026-01-10", want: "may 2025-01-31 missed 0/1; may 2025-12-31 missed 0/1; may 2026-01-31 done 1/1 on 2026-01-05"},

	// Family team meetings.
	{name: "first meeting", rule: "mi:ftm-first", events: "removed 2026-03-01", today: "2026-03-10", want: "2026-03-31 open 0/1"},
	{name: "meeting again after 90 days", rule: "mi:ftm-again", events: "removed 2026-03-01; ftm 2026-03-20", today: "2026-03-21", want: "2026-06-18 open 0/1"},
	{name: "none again before the first", rule: "mi:ftm-again", events: "removed 2026-03-01", today: "2026-09-21", want: ""},
	{name: "a meeting after a move", rule: "mi:ftm-move", events: "moved 2026-03-10; ftm 2026-03-02", today: "2026-03-11", want: "2026-03-15 soon 0/1"},
	{name: "a meeting about a new goal", rule: "mi:ftm-goal", events: "goal_change 2026-03-10; ftm 2026-03-20", today: "2026-04-11", want: "2026-03-24 done 1/1 on 2026-03-20"},
	{name: "the talk before a meeting", rule: "mi:pre-meeting", events: "ftm_set m1 2026-03-20", today: "2026-03-10", want: "m1 2026-03-19 open 0/1"},
	{name: "the talk took place", rule: "mi:pre-meeting", events: "ftm_set m1 2026-03-20; pre_meeting m1 2026-03-12", today: "2026-03-15", want: "m1 2026-03-19 done 1/1 on 2026-03-12"},
	{name: "the talk before another meeting does not count", rule: "mi:pre-meeting", events: "ftm_set m1 2026-03-20; pre_meeting m2 2026-03-12", today: "2026-03-15", want: "m1 2026-03-19 soon 0/1"},

	// Court.
	{name: "first court review", rule: "mi:hearing-first", events: "removed 2026-01-01", today: "2026-01-02", want: "2026-07-02 open 0/1"},
	{name: "court review again after 91 days", rule: "mi:hearing-year", events: "removed 2026-01-01; hearing 2026-05-01", today: "2026-05-02", want: "2026-07-31 open 0/1"},
	{name: "not every 91 days past the first year", rule: "mi:hearing-year", events: "removed 2026-01-01; hearing 2026-11-01", today: "2026-11-02", want: ""},
	{name: "every 182 days past the first year", rule: "mi:hearing-later", events: "removed 2026-01-01; hearing 2026-11-01", today: "2026-11-02", want: "2027-05-02 open 0/1"},
	{name: "not every 182 days within it", rule: "mi:hearing-later", events: "removed 2026-01-01; hearing 2026-05-01", today: "2026-05-02", want: ""},
	{name: "permanency hearing within twelve months", rule: "mi:permanency", events: "removed 2026-01-31", today: "2026-02-02", want: "2027-01-31 open 0/1"},
	{name: "permanency hearing, removed on a leap day", rule: "mi:permanency", events: "removed 2028-02-29", today: "2028-03-02", want: "2029-02-28 open 0/1"},
	{name: "permanency hearing again", rule: "mi:permanency-again", events: "removed 2026-01-31; permanency 2026-12-10", today: "2026-12-11", want: "2027-12-10 open 0/1"},

	// Working with providers.
	{name: "a referral waits for an answer", rule: "any:referral-answer", events: "sent r1 2026-03-02", today: "2026-03-03", want: "r1 2026-03-09 soon 0/1"},
	{name: "a referral was answered", rule: "any:referral-answer", events: "sent r1 2026-03-02; answered r1 2026-03-05", today: "2026-03-10", want: "r1 2026-03-09 done 1/1 on 2026-03-05"},
	{name: "another referral's answer does not count", rule: "any:referral-answer", events: "sent r1 2026-03-02; answered r2 2026-03-05", today: "2026-03-10", want: "r1 2026-03-09 overdue 0/1"},
	{name: "sent twice, answered after the second", rule: "any:referral-answer", events: "sent r1 2026-03-02; sent r1 2026-03-10; answered r1 2026-03-12", today: "2026-03-20", want: "r1 2026-03-09 late 1/1 on 2026-03-12; r1 2026-03-17 done 1/1 on 2026-03-12"},
	{name: "a report within its grace", rule: "any:report", events: "report_due r1 2026-03-02", today: "2026-03-05", want: "r1 2026-03-02 grace 0/1"},
	{name: "a report past its grace", rule: "any:report", events: "report_due r1 2026-03-02", today: "2026-03-06", want: "r1 2026-03-02 overdue 0/1"},
	{name: "providers told of a change", rule: "any:told", events: "change c1 2026-03-02; told c1 2026-03-04", today: "2026-03-10", want: "c1 2026-03-07 done 1/1 on 2026-03-04"},
	{name: "not everybody told of a change", rule: "any:told", events: "change c1 2026-03-02", today: "2026-03-10", want: "c1 2026-03-07 overdue 0/1"},
	{name: "a declined service without next steps", rule: "any:declined", events: "declined d1 2026-03-02", today: "2026-03-05", want: "d1 2026-03-09 soon 0/1"},
	{name: "a declined service with next steps", rule: "any:declined", events: "declined d1 2026-03-02; next_step d1 2026-03-02", today: "2026-03-05", want: "d1 2026-03-09 done 1/1 on 2026-03-02"},
	{name: "a safety check on its day", rule: "any:safety-check", events: "safety_check s1 2026-03-05", today: "2026-03-05", want: "s1 2026-03-05 soon 0/1"},
	{name: "a safety check that was forgotten", rule: "any:safety-check", events: "safety_check s1 2026-03-05", today: "2026-03-06", want: "s1 2026-03-05 overdue 0/1"},
	{name: "a home that nobody looked at", rule: "any:living", events: "placed kim 2026-03-05; assessed lee 2026-03-06", today: "2026-03-08", want: "kim 2026-04-04 open 0/1"},

	// Supervision and closing.
	{name: "a conference a month after opening", rule: "any:conference", events: "opened 2026-01-31", today: "2026-02-10", want: "2026-02-28 open 0/1"},
	{name: "the next conference a month after the last", rule: "any:conference", events: "opened 2026-01-31; conference 2026-02-20", today: "2026-02-21", want: "2026-03-20 open 0/1"},
	{name: "a conference that is overdue", rule: "any:conference", events: "opened 2026-01-31; conference 2026-02-20", today: "2026-03-21", want: "2026-03-20 overdue 0/1"},
	{name: "aftercare six months before the end", rule: "any:aftercare", events: "planned_end 2026-12-31", today: "2026-05-01", want: "2026-06-30 open 0/1"},
	{name: "aftercare before the end of August", rule: "any:aftercare", events: "planned_end 2026-08-31", today: "2026-02-20", want: "2026-02-28 open 0/1"},
	{name: "aftercare begun early", rule: "any:aftercare", events: "planned_end 2026-12-31; aftercare 2026-04-01", today: "2026-05-01", want: "2026-06-30 done 1/1 on 2026-04-01"},
	{name: "aftercare begun late", rule: "any:aftercare", events: "planned_end 2026-12-31; aftercare 2026-08-01", today: "2026-09-01", want: "2026-06-30 late 1/1 on 2026-08-01"},
	{name: "planned end known too late for aftercare", rule: "any:aftercare", events: "planned_end 2026-06-30", today: "2026-03-01", want: "2025-12-30 overdue 0/1"},
	{name: "the last meeting", rule: "any:final", events: "planned_end 2026-06-30; final 2026-06-12", today: "2026-06-20", want: "2026-06-30 done 1/1 on 2026-06-12"},
	{name: "a discharge referral to follow up", rule: "any:discharge", events: "discharge r1 2026-06-01", today: "2026-06-02", want: "r1 2026-06-15 open 0/1"},

	// What a pack can say.
	{name: "a rule that holds from a day on", own: PolicyRule{From: EventRemoved, Done: EventFTM, Days: 10, Effective: "2026-02-01"}, events: "removed 2026-01-31", today: "2026-02-03", want: ""},
	{name: "a rule that holds on its first day", own: PolicyRule{From: EventRemoved, Done: EventFTM, Days: 10, Effective: "2026-02-01"}, events: "removed 2026-02-01", today: "2026-02-03", want: "2026-02-11 open 0/1"},
	{name: "a monthly rule that holds from a month on", own: PolicyRule{From: EventOpened, Done: EventReview, Monthly: 1, Effective: "2026-03-01"}, events: "opened 2026-01-05", today: "2026-03-10", want: "2026-03-31 open 0/1"},
	{name: "two a month", own: PolicyRule{From: EventOpened, Done: EventReview, Monthly: 2}, events: "opened 2026-01-05; review 2026-02-02; review 2026-02-20", today: "2026-02-25", want: "2026-02-28 done 2/2 on 2026-02-20"},
	{name: "one of two a month", own: PolicyRule{From: EventOpened, Done: EventReview, Monthly: 2}, events: "opened 2026-01-05; review 2026-02-02", today: "2026-02-25", want: "2026-02-28 soon 1/2"},
	{name: "grace keeps what came late from being late", own: PolicyRule{From: EventRemoved, Done: EventFTM, Days: 10, Grace: 2}, events: "removed 2026-01-01; ftm 2026-01-13", today: "2026-02-01", want: "2026-01-11 done 1/1 on 2026-01-13"},
	{name: "a rule after another", own: PolicyRule{From: "rule:first", Done: EventReview, Days: 14}, more: []PolicyRule{{ID: "first", From: EventRemoved, Done: EventFTM, Days: 30}}, events: "removed 2026-01-01; ftm 2026-01-20", today: "2026-01-22", want: "2026-02-03 open 0/1"},
	{name: "a rule after one that is not done", own: PolicyRule{From: "rule:first", Done: EventReview, Days: 14}, more: []PolicyRule{{ID: "first", From: EventRemoved, Done: EventFTM, Days: 30}}, events: "removed 2026-01-01", today: "2026-01-22", want: ""},
	{name: "every six months, clamped at a month's end", own: PolicyRule{From: EventOpened, Done: EventReview, EveryMonths: 6}, events: "opened 2025-08-31", today: "2026-01-02", want: "2026-02-28 open 0/1"},
	{name: "nonsense for a date is no date", own: PolicyRule{From: EventOpened, Done: EventReview, Days: 3}, events: "opened 2026-02-30", today: "2026-01-02", want: ""},
}

// meetingRows are meetings as they are written down, and what is due before them.
// Each is "id on [held] [next=day] [before=id]"; one with before is a talk.
var meetingRows = []struct{ name, meetings, today, want string }{
	{"a meeting that is set", "m1 2026-03-20", "2026-03-10", "m1 2026-03-19 open 0/1"},
	{"the talk before it", "m1 2026-03-20; t1 2026-03-12 held before=m1", "2026-03-15", "m1 2026-03-19 done 1/1 on 2026-03-12"},
	{"the next one has a day and is not entered: nobody could meet that", "m1 2026-03-20 held next=2026-06-10; t1 2026-03-12 held before=m1", "2026-06-11", "m1 2026-03-19 done 1/1 on 2026-03-12"},
	{"the next one is entered: once", "m1 2026-03-20 held next=2026-06-10; t1 2026-03-12 held before=m1; m2 2026-06-10", "2026-06-05", "m2 2026-06-09 soon 0/1; m1 2026-03-19 done 1/1 on 2026-03-12"},
	{"the talk before the next one", "m1 2026-03-20 held next=2026-06-10; t1 2026-03-12 held before=m1; m2 2026-06-10; t2 2026-06-01 held before=m2", "2026-06-05", "m1 2026-03-19 done 1/1 on 2026-03-12; m2 2026-06-09 done 1/1 on 2026-06-01"},
}
