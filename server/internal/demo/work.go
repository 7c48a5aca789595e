package demo

import (
	"strconv"

	"doorstep/casework"
	"doorstep/pages"
)

// work carries the plan of one family out: at least one record of every list, so
// that every page has something to show.
func (a *author) work(f family, caseID string, people, goals []string) error {
	if !f.work {
		return nil
	}
	var entries []pages.Entry
	add := func(kind casework.Kind, pairs ...string) string {
		id, values := a.env.NewID(), map[string]string{}
		for i := 0; i+1 < len(pairs); i += 2 {
			values[pairs[i]] = pairs[i+1]
		}
		entries = append(entries, pages.Made(id, kind, values))
		return id
	}
	file, err := a.env.Store.File(a.ctx, caseID)
	if err != nil {
		return err
	}
	if entry, changed := pages.Edited(file.Head(), file.Seen, map[string]string{
		"removed_on": a.day(-40), "planned_end": a.day(150), "area": "49120", "american_indian": "asked",
	}); changed {
		entries = append(entries, entry)
	}
	parent, child := people[0], people[f.child]
	me := "staff:" + a.request.Actor.ID

	member := add(casework.KindMember, "person", parent, "role", "birth_parent", "status", "included", "asked", "Come to each meeting.", "did", "Came to both, once with her sister.", "since", a.day(-55))
	add(casework.KindMember, "name", "Coach Lindqvist", "role", "informal_support", "status", "included", "suggested_by", "The children", "since", a.day(-30))
	add(casework.KindMember, "name", "A former neighbour", "role", "informal_support", "status", "not_included", "suggested_by", "The mother", "why", "Lives far away now and cannot come.")
	add(casework.KindSuggestion, "by", "Coach Lindqvist", "member", member, "words", "Saturday practice could be a place to meet.", "on", a.day(-20), "taken_up", "taken_up", "became", "First Saturday tried.")

	add(casework.KindLiving, "child", child, "type", "relative", "place", "With an aunt", "from_on", a.day(-40), "out_of_home", "yes", "safety", "safe", "assessed_on", a.day(-35), "assessed_by", "The worker", "words", "Own bed, smoke alarm, food in the house.")
	concern := add(casework.KindSafetyConcern, "children", child, "words", "Nobody else at home during night shifts.", "since", a.day(-40), "status", "open")
	add(casework.KindSafetyActivity, "concern", concern, "what", "The aunt sleeps there on work nights.", "who", "The aunt", "how_often", "Three nights a week", "checks", me, "checked_on", a.day(-9), "next_on", a.day(2))
	permanency := add(casework.KindPermanency, "child", child, "goal", "reunification", "since", a.day(-38), "until", a.day(150), "concurrent", "guardianship", "why", "Home first; the aunt would stay if it cannot be.")
	add(casework.KindStep, "permanency", permanency, "plan", "primary", "what", "Weekends at home", "who", me, "by_when", a.day(12))
	add(casework.KindStep, "permanency", permanency, "plan", "concurrent", "what", "Talk with the aunt about guardianship", "who", me, "by_when", a.day(30))
	add(casework.KindWellbeing, "child", child, "area", "school", "on", a.day(-12), "words", "Reads well, is tired on Mondays.", "need", "A quiet place for homework.")

	referral := add(casework.KindReferral, "need", "Somebody to talk with about sleep and worry", "persons", parent, "goals", goals[0], "provider", "Bridge House Counselling", "service", "Counselling",
		"reach", "555-0142", "level", "medium", "intensity", "One hour", "frequency", "Every week", "duration", "Three months", "location", "Near the bus line",
		"specific", "Sleeps through four nights of a week by June.", "behaviour", "Says no to extra night shifts.", "barriers", "No car on weekdays.", "barriers_met", "Appointments after the bus comes.",
		"from_on", a.day(-28), "until_on", a.day(60), "units", "12", "unit", "session", "clarified_on", a.day(-30), "clarified_with", parent,
		"family_agreed", "Comes each week, calls if not.", "provider_agreed", "One report a month.", "verbal_on", a.day(-32), "written_on", a.day(-31), "reports", "monthly", "report_from", a.day(-1), "efforts", "2")
	for i, step := range []struct{ state, by string }{{"sent", "worker"}, {"accepted", "provider"}, {"started", "provider"}} {
		add(casework.KindReferralState, "referral", referral, "state", step.state, "on", a.day(-31+2*i), "by", step.by)
	}
	for i, outcome := range []string{"attended", "attended", "excused", "attended"} {
		add(casework.KindAttendance, "referral", referral, "on", a.day(-27+7*i), "outcome", outcome)
	}
	add(casework.KindReport, "referral", referral, "on", a.day(-20), "progress", "better", "behaviour", "Talks about the nights before they are bad.", "by", "Bridge House Counselling", "accepted_on", a.day(-19))
	add(casework.KindReportRequest, "referral", referral, "on", a.day(-1), "due", a.day(-1), "how", "message")
	add(casework.KindRelease, "person", parent, "recipient", "Bridge House Counselling", "what", "That she comes, and how it goes with sleep.", "purpose", "Working together", "until", a.day(300), "signed_on", a.day(-33), "referral", referral)
	add(casework.KindDeclined, "person", parent, "service", "Parenting class on Saturdays", "on", a.day(-18), "words", "Saturdays are for the children.", "follow_up", "Ask for a weekday class after the move.", "follow_on", a.day(9))
	add(casework.KindGap, "need", "A ride after the late shift", "details", "No bus after ten.", "area", "49120", "on", a.day(-25), "alternative", "A neighbour drives on Thursdays.")
	change := add(casework.KindChange, "type", "placement", "on", a.day(-40), "words", "The child lives with an aunt.", "children", child)
	add(casework.KindTold, "change", change, "who", "Bridge House Counselling", "done", "yes", "on", a.day(-39), "how", "phone")

	meeting := add(casework.KindMeeting, "type", "ftm", "on", a.day(-14), "at", "16:00", "where", "Community room", "purpose", "Weekends at home", "held", "yes", "notes", "All agreed to try two weekends.", "next_on", a.day(20))
	add(casework.KindMeeting, "type", "pre_meeting", "on", a.day(-16), "before", meeting, "held", "yes", "involve", "The counsellor, not the school.")
	add(casework.KindAttendee, "meeting", meeting, "who", "person:"+parent, "invited_on", a.day(-24), "presence", "came")
	add(casework.KindDecision, "meeting", meeting, "words", "Two weekends at home before the next meeting", "who", me, "by_when", a.day(18))
	review := add(casework.KindReview, "on", a.day(-10), "with", parent, "family_view", "It goes better than last month.", "finished", "yes")
	add(casework.KindReviewItem, "review", review, "of", goals[0], "verdict", "keep", "appropriate", "yes", "effective", "partly")
	add(casework.KindConference, "on", a.day(-8), "done", "Counselling has begun.", "outcome", "Four appointments, three kept.", "pending", "Weekends at home.", "barriers", "Night shifts.", "successes", "Called by herself to move an appointment.", "trauma", "Worry comes at night; meetings are in the day.", "next_90", "Weekends, then the move.", "next_on", a.day(22))
	add(casework.KindHearing, "type", "review", "on", a.day(33), "at", "09:30", "where", "Family court, room 2")
	add(casework.KindEffort, "on", a.day(-22), "words", "Drove the mother to the first appointment.", "efforts", "8", "with", "The mother")
	add(casework.KindAftercare, "started_on", a.day(-5), "planned_end", a.day(150), "supports", "The aunt and Coach Lindqvist.", "services", "Counselling goes on.", "warning_signs", "Two nights without sleep.", "call", "The worker by day, the night line after six.")
	add(casework.KindTakeAlong, "type", "document", "what", "Birth certificates", "reach", "In the blue folder")
	add(casework.KindApproval, "of", "plan", "status", "asked", "asked", "Ready for your look.", "on", a.day(-3))
	if err := a.put(caseID, entries); err != nil {
		return err
	}
	return a.agree(caseID, parent)
}

// agree keeps the plan as it stands as agreed, twice: the second time after a
// barrier was added.
func (a *author) agree(caseID, with string) error {
	for n := 1; n <= 2; n++ {
		file, err := a.env.Store.File(a.ctx, caseID)
		if err != nil {
			return err
		}
		content, hash := casework.PlanOf(file, a.request.House.StaffName).Freeze()
		entries := []pages.Entry{pages.Made(a.env.NewID(), casework.KindPlanVersion, map[string]string{
			"number": strconv.Itoa(n), "agreed_on": a.day(-30 + 12*n), "with": with, "content": content, "content_hash": hash,
		})}
		if n == 1 {
			entries = append(entries, pages.Made(a.env.NewID(), casework.KindBarrier, map[string]string{"words": "The late bus does not run any more.", "said_by": with, "said_on": a.day(-10)}))
		}
		if err := a.put(caseID, entries); err != nil {
			return err
		}
	}
	return nil
}
