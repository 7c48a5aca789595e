package pages

import (
	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// workGroup is one heading of the hub.
type workGroup struct {
	id    string
	kinds []casework.Kind
}

// workGroups follow the practice guide: with whom, what is asked of providers,
// how the children are, what is decided with whom, and how it ends.
var workGroups = []workGroup{
	{"team", []casework.Kind{casework.KindMember, casework.KindSuggestion}},
	{"services", []casework.Kind{casework.KindReferral, casework.KindRelease, casework.KindDeclined, casework.KindGap, casework.KindChange}},
	{"children", []casework.Kind{casework.KindSafetyConcern, casework.KindPermanency, casework.KindWellbeing, casework.KindLiving}},
	{"meetings", []casework.Kind{casework.KindMeeting, casework.KindReview, casework.KindConference, casework.KindHearing}},
	{"efforts", []casework.Kind{casework.KindEffort}},
	{"closing", []casework.Kind{casework.KindAftercare, casework.KindTakeAlong, casework.KindApproval}},
}

// today is what a new record begins with: the day is today.
func startsToday(field string, more ...string) func(Request, *casework.File) map[string]string {
	return func(request Request, _ *casework.File) map[string]string {
		values := map[string]string{field: request.today()}
		for i := 0; i+1 < len(more); i += 2 {
			values[more[i]] = more[i+1]
		}
		return values
	}
}

// startRelease, startGap and startSuggestion take along what the referral or the
// meeting that leads to them says. The address names its id alone.
func startRelease(request Request, file *casework.File) map[string]string {
	values := map[string]string{"signed_on": request.today()}
	if referral := file.Record(request.Query.Get("referral")); referral != nil && referral.Kind == casework.KindReferral {
		values["referral"], values["recipient"], values["substance_use"] = referral.ID, referral.Get("provider"), referral.Get("substance_use")
		if _, missing := casework.Released(file, referral, request.today()); len(missing) == 1 {
			values["person"] = missing[0].ID
		}
	}
	return values
}

func startGap(request Request, file *casework.File) map[string]string {
	values := map[string]string{"on": request.today()}
	if referral := file.Record(request.Query.Get("referral")); referral != nil && referral.Kind == casework.KindReferral {
		values["referral"], values["need"], values["goals"] = referral.ID, cutRunes(firstLine(referral.Get("need")), casework.MaxLine), referral.Get("goals")
	}
	return values
}

func startSuggestion(request Request, file *casework.File) map[string]string {
	values := map[string]string{"on": request.today(), "taken_up": "open"}
	if meeting := file.Record(request.Query.Get("meeting")); meeting != nil && meeting.Kind == casework.KindMeeting {
		values["meeting"] = meeting.ID
	}
	return values
}

func startsWith(pairs ...string) func(Request, *casework.File) map[string]string {
	return func(Request, *casework.File) map[string]string {
		values := map[string]string{}
		for i := 0; i+1 < len(pairs); i += 2 {
			values[pairs[i]] = pairs[i+1]
		}
		return values
	}
}

// workParts declares every part, with what belongs to it.
func workParts() []workPart {
	return []workPart{
		{kind: casework.KindMember, path: "team", day: "since", tags: []string{"role", "status"}, start: startsWith("status", "included"),
			asked: []string{"person", "name", "role", "status", "suggested_by", "reluctance", "why", "asked", "did", "reach", "since", "until"}},
		{kind: casework.KindSuggestion, path: "suggestions", day: "on", tags: []string{"taken_up"}, start: startSuggestion,
			asked: []string{"by", "member", "words", "on", "meeting", "taken_up", "became", "efforts"}},
		{kind: casework.KindReferral, path: "referrals", day: "written_on", more: referralMore,
			parts: []casework.Kind{casework.KindReferralState, casework.KindAttendance, casework.KindReport, casework.KindReportRequest},
			asked: []string{"need", "persons", "goals", "provider", "service", "reach", "evidence", "level", "intensity", "frequency", "duration", "location", "specific", "behaviour",
				"barriers", "barriers_met", "from_on", "until_on", "units", "unit", "clarified_on", "clarified_with", "family_agreed", "provider_agreed",
				"verbal_on", "written_on", "reports", "report_from", "substance_use", "discharge", "followed_up_on", "action", "efforts"}},
		{kind: casework.KindReferralState, path: "steps", of: casework.KindReferral, link: "referral", day: "on", tags: []string{"by"},
			asked: []string{"state", "on", "reason", "by", "name"}, start: startStep},
		{kind: casework.KindAttendance, path: "attendance", of: casework.KindReferral, link: "referral", day: "on",
			asked: []string{"on", "outcome", "units", "note"}, start: startsToday("on")},
		{kind: casework.KindReport, path: "reports", of: casework.KindReferral, link: "referral", day: "on", tags: []string{"progress"}, more: reportMore,
			asked: []string{"on", "from_on", "until_on", "progress", "behaviour", "recommends", "by", "attachment", "accepted_on", "remark"}, start: startsToday("on")},
		{kind: casework.KindReportRequest, path: "requests", of: casework.KindReferral, link: "referral", day: "on", tags: []string{"how"},
			asked: []string{"on", "due", "how"}, start: startsToday("on")},
		{kind: casework.KindRelease, path: "releases", day: "signed_on", tags: []string{"substance_use"},
			asked: []string{"person", "recipient", "what", "purpose", "until", "signed_on", "referral", "substance_use", "attachment", "revoked_on"}, start: startRelease},
		{kind: casework.KindDeclined, path: "declined", day: "on", tags: []string{"done"},
			asked: []string{"person", "service", "referral", "on", "words", "follow_up", "follow_on", "done"}, start: startsToday("on")},
		{kind: casework.KindGap, path: "gaps", day: "on", tags: []string{"solved"},
			asked: []string{"need", "details", "area", "on", "goals", "referral", "developed", "other_provider", "alternative", "solved", "solved_on"}, start: startGap},
		{kind: casework.KindChange, path: "changes", day: "on", tags: []string{"type"}, parts: []casework.Kind{casework.KindTold}, more: changeMore,
			asked: []string{"type", "on", "words", "children"}, start: startsToday("on")},
		{kind: casework.KindTold, path: "told", of: casework.KindChange, link: "change", day: "on", tags: []string{"done", "how"},
			asked: []string{"who", "done", "on", "how", "note"}},
		{kind: casework.KindSafetyConcern, path: "safety", day: "since", tags: []string{"status"}, parts: []casework.Kind{casework.KindSafetyActivity},
			asked: []string{"children", "words", "since", "status", "resolved_on", "resolved"}, start: startsToday("since", "status", "open")},
		{kind: casework.KindSafetyActivity, path: "activities", of: casework.KindSafetyConcern, link: "concern", day: "next_on", tags: []string{"ended"},
			asked: []string{"what", "who", "how_often", "checks", "checked_on", "next_on", "ended"}},
		{kind: casework.KindPermanency, path: "permanency", day: "since", tags: []string{"goal", "concurrent"}, parts: []casework.Kind{casework.KindStep}, more: permanencyMore,
			asked: []string{"child", "goal", "since", "until", "concurrent", "why"}, start: startsToday("since")},
		{kind: casework.KindStep, path: "permanency-steps", of: casework.KindPermanency, link: "permanency", day: "by_when", tags: []string{"plan", "done"},
			asked: []string{"plan", "what", "who", "by_when", "done", "done_on"}, start: startsWith("plan", "primary")},
		{kind: casework.KindWellbeing, path: "wellbeing", day: "on", tags: []string{"area"},
			asked: []string{"child", "area", "on", "words", "need", "done"}, start: startsToday("on")},
		{kind: casework.KindLiving, path: "living", day: "from_on", tags: []string{"type", "safety"},
			asked: []string{"child", "type", "place", "from_on", "until_on", "out_of_home", "safety", "assessed_on", "assessed_by", "words"}, start: startsToday("from_on")},
		{kind: casework.KindMeeting, path: "meetings", day: "on", tags: []string{"type", "held"}, more: meetingMore,
			parts: []casework.Kind{casework.KindAttendee, casework.KindDecision},
			asked: []string{"type", "on", "at", "where", "purpose", "before", "involve", "notes", "held", "next_on", "efforts"}, start: startsWith("type", "ftm")},
		{kind: casework.KindAttendee, path: "attendees", of: casework.KindMeeting, link: "meeting", tags: []string{"presence"},
			asked: []string{"who", "invited_on", "presence", "note"}, start: startsToday("invited_on", "presence", "invited")},
		{kind: casework.KindDecision, path: "decisions", of: casework.KindMeeting, link: "meeting", more: decisionMore,
			asked: []string{"words", "who", "by_when"}},
		{kind: casework.KindReview, path: "reviews", day: "on", tags: []string{"finished"}, parts: []casework.Kind{casework.KindReviewItem}, more: reviewMore,
			asked: []string{"on", "with", "family_view", "changes", "note", "version", "finished"}, start: startsToday("on")},
		{kind: casework.KindReviewItem, path: "review-items", of: casework.KindReview, link: "review", tags: []string{"verdict", "appropriate", "effective"},
			asked: []string{"of", "verdict", "appropriate", "effective", "words"}},
		{kind: casework.KindConference, path: "conferences", day: "on", more: conferenceMore, start: startConference,
			asked: []string{"on", "supervisor", "done", "outcome", "pending", "barriers", "individual", "successes", "coercion", "trauma", "change", "services", "next_90", "decided", "next_on"}},
		{kind: casework.KindHearing, path: "hearings", day: "on", tags: []string{"type", "held"},
			asked: []string{"type", "on", "at", "where", "held", "outcome", "next_on"}, start: startsWith("type", "review")},
		{kind: casework.KindEffort, path: "efforts", day: "on",
			asked: []string{"on", "words", "efforts", "with"}, start: startsToday("on")},
		{kind: casework.KindAftercare, path: "aftercare", day: "started_on", tags: []string{"finished"},
			asked: []string{"started_on", "planned_end", "supports", "services", "warning_signs", "call", "words", "finished"}, start: startsToday("started_on")},
		{kind: casework.KindTakeAlong, path: "take-along", tags: []string{"type", "given_on"},
			asked: []string{"type", "what", "reach", "given_on"}},
		{kind: casework.KindApproval, path: "approvals", day: "on", more: approvalMore, tags: []string{"of", "status"}, start: startsToday("on", "status", "asked"),
			asked: []string{"of", "version", "status", "asked", "comment", "on"}},
	}
}

// hubExtras are pages of a group that are no list of records.
func hubExtras(request Request, group string) []views.Row {
	row := func(id, path string, key words.Key) views.Row {
		return views.Row{ID: id, Href: casePath(request, path), Text: words.Say(key)}
	}
	switch group {
	case "services":
		return []views.Row{{ID: "to-providers", Href: ProvidersPath + "?case=" + request.Params["case"], Text: words.Say(words.ProvidersFindOne)}}
	case "meetings":
		return []views.Row{row("to-deadlines", "/deadlines", words.DeadlinesTitle), row("to-timeline", "/timeline", words.TimelineTitle), row("to-fidelity", "/fidelity", words.FidelityTitle)}
	case "efforts":
		return []views.Row{row("to-effort-record", "/effort-record", words.EffortRecordTitle)}
	case "closing":
		return []views.Row{row("to-farewell", "/farewell", words.FarewellTitle), row("to-packet", "/packet", words.PacketTitle)}
	}
	return nil
}
