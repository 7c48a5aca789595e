package casework

// Kinds that carry the plan out: the team, referrals and their providers,
// visits, safety, meetings, reviews and closing. They follow a state's practice
// guide on case plan implementation, heading by heading (docs/practice.md).
const (
	KindMember         Kind = "member"          // somebody of the team, or suggested for it
	KindSuggestion     Kind = "suggestion"      // what a member suggested or said, kept as theirs
	KindReferral       Kind = "referral"        // a service asked of a provider for somebody
	KindReferralState  Kind = "referral_state"  // one step of a referral, with its reason; append-only
	KindRelease        Kind = "release"         // a person lets something be told to somebody, until a day
	KindDeclined       Kind = "declined"        // somebody does not want a service: neutral, with next steps
	KindGap            Kind = "gap"             // a service that the family needs and nobody offers
	KindAttendance     Kind = "attendance"      // one appointment of a referral; append-only
	KindReport         Kind = "report"          // what a provider reported
	KindReportRequest  Kind = "report_request"  // a report was asked for; append-only
	KindChange         Kind = "change"          // a significant change that others must know
	KindTold           Kind = "told"            // whether one of them was told of it
	KindServiceView    Kind = "service_view"    // what somebody says of a service, in their words; append-only
	KindSafetyConcern  Kind = "safety_concern"  // what makes a child unsafe
	KindSafetyActivity Kind = "safety_activity" // what is done about it, and who checks
	KindPermanency     Kind = "permanency"      // a child's permanency goal and the concurrent one
	KindStep           Kind = "step"            // a step of either of the two
	KindWellbeing      Kind = "wellbeing"       // how a child is: health, school, connections
	KindLiving         Kind = "living"          // where a child lives, and how safe it was found
	KindMeeting        Kind = "meeting"         // a family team meeting, or the talk before it
	KindAttendee       Kind = "attendee"        // somebody invited to a meeting, and whether they came
	KindDecision       Kind = "decision"        // what a meeting decided
	KindConference     Kind = "conference"      // worker and supervisor about one case
	KindAcknowledged   Kind = "acknowledged"    // somebody stands by what was decided; append-only
	KindHearing        Kind = "hearing"         // a date at court
	KindReview         Kind = "review"          // the plan looked at with the family
	KindReviewItem     Kind = "review_item"     // keep, change or stop one goal or service
	KindEffort         Kind = "effort"          // an active effort that no other record holds
	KindAftercare      Kind = "aftercare"       // the plan for the time after
	KindTakeAlong      Kind = "take_along"      // one thing the family takes along at the end
	KindApproval       Kind = "approval"        // the supervisor's word on a plan or a closure
	KindDeadlineAnswer Kind = "deadline_answer" // why a date was missed, and what now
	KindFidelity       Kind = "fidelity"        // one measure seen, or not, on a day
)

// Choices of carrying the plan out.
var (
	TeamRoles      = []string{"birth_parent", "foster_parent", "relative", "informal_support", "provider", "worker", "supervisor", "tribe", "court", "other"}
	MemberStates   = []string{"suggested", "included", "not_included", "left"}
	TakenUps       = []string{"open", "taken_up", "later", "not_taken_up"}
	ReferralStates = []string{"drafted", "sent", "accepted", "declined", "waiting_list", "unavailable", "started", "paused", "completed", "ended"}
	Levels         = []string{"low", "medium", "high"}
	Units          = []string{"session", "hour", "day", "week"}
	Rhythms        = []string{"none", "weekly", "monthly", "quarterly", "at_end"}
	StateSources   = []string{"worker", "provider", "family"}
	Attendances    = []string{"attended", "excused", "not_attended", "called_off"}
	Progresses     = []string{"better", "same", "worse", "unclear"}
	RequestWays    = []string{"mail", "message", "copied", "code", "phone", "person"}
	ChangeTypes    = []string{"placement", "permanency_goal", "safety", "contact_rules", "other"}
	Views3         = []string{"works", "partly", "works_not"}
	SafetyStates   = []string{"open", "resolved"}
	GoalTypes      = []string{"remain_home", "reunification", "relative", "guardianship", "adoption", "another_planned"}
	Plans2         = []string{"primary", "concurrent"}
	WellbeingAreas = []string{"health", "dental", "mental_health", "school", "connections", "culture", "other"}
	LivingTypes    = []string{"parent", "relative", "foster", "group", "guardian", "own", "hospital", "other"}
	LivingSafeties = []string{"safe", "safe_with_plan", "not_safe", "not_assessed"}
	MeetingTypes   = []string{"ftm", "pre_meeting", "final", "other"}
	Presences      = []string{"invited", "came", "part", "did_not_come", "could_not"}
	HearingTypes   = []string{"removal", "disposition", "review", "permanency", "other"}
	Verdicts       = []string{"keep", "change", "stop"}
	Fits           = []string{"yes", "partly", "no"}
	TakeTypes      = []string{"document", "service", "support", "contact"}
	ApprovalOfs    = []string{"plan", "closure"}
	ApprovalStates = []string{"asked", "approved", "returned"}
	FidelityWays   = []string{"observation", "interview", "supervision"}
	FidelitySeen   = []string{"seen", "partly", "not_seen"}
	SafetySeen     = []string{"no_concern", "concern", "not_looked"}
	YesNoUnknown   = []string{"yes", "no", "asked"}
)

// caseTail are the facts of a case that its dates are counted from.
var caseTail = []Field{
	{Name: "removed_on", Type: Date}, // first out-of-home placement of a child of the case
	{Name: "planned_end", Type: Date},
	{Name: "closed_on", Type: Date},
	{Name: "area", Type: Line, Max: 60}, // where the family lives, as a place name or a postal code
	{Name: "american_indian", Type: Choice, Choices: YesNoUnknown},
	{Name: "tribe", Type: Line},
	{Name: "outcome", Type: Line}, // how the case ended
}

// noteTail is what a visit holds beside its note.
var noteTail = []Field{
	{Name: "where", Type: Line},
	{Name: "alone", Type: Refs, Kind: KindPerson},  // of those seen, whom nobody else heard
	{Name: "missed", Type: Refs, Kind: KindPerson}, // whom the visit was for and who was not there
	{Name: "goals", Type: Refs, Kind: KindGoal},
	{Name: "emerging", Type: Words, Max: 4000},
	{Name: "unaddressed", Type: Words, Max: 4000}, // what the agency has not addressed, as the family sees it
	{Name: "helps", Type: Words, Max: 2000},       // how the worker can help, asked
	{Name: "success", Type: Words, Max: 2000},     // what went well, however small
	{Name: "safety", Type: Choice, Choices: SafetySeen},
	{Name: "safety_words", Type: Words, Max: 4000},
	{Name: "living", Type: Choice, Choices: LivingSafeties},
	{Name: "efforts", Type: Line},             // kinds of active effort, separated by one space
	{Name: "private", Type: Tick},             // part of it with the child alone, in the home
	{Name: "support", Type: Words, Max: 2000}, // what the team has done to help, asked
}

// workKinds declares what carries the plan out.
func workKinds() []Spec {
	words := func(name string) Field { return Field{Name: name, Type: Words, Max: 4000} }
	line := func(name string) Field { return Field{Name: name, Type: Line} }
	date := func(name string) Field { return Field{Name: name, Type: Date} }
	tick := func(name string) Field { return Field{Name: name, Type: Tick} }
	ref := func(name string, kind Kind) Field { return Field{Name: name, Type: Ref, Kind: kind} }
	refs := func(name string, kind Kind) Field { return Field{Name: name, Type: Refs, Kind: kind} }
	one := func(name string, of []string) Field { return Field{Name: name, Type: Choice, Choices: of} }
	must := func(field Field) Field { field.Required = true; return field }
	efforts := line("efforts")
	return []Spec{
		{Kind: KindMember, Fields: []Field{
			ref("person", KindPerson), line("name"), must(one("role", TeamRoles)), must(one("status", MemberStates)),
			line("suggested_by"), words("why"), words("reluctance"), words("asked"), words("did"), line("reach"), date("since"), date("until"),
		}},
		{Kind: KindSuggestion, Fields: []Field{
			line("by"), ref("member", KindMember), ref("meeting", KindMeeting), ref("note", KindNote),
			must(words("words")), date("on"), one("taken_up", TakenUps), words("became"), efforts,
		}},
		{Kind: KindReferral, Fields: []Field{
			must(words("need")), refs("persons", KindPerson), line("provider"), line("directory"), line("service"), line("reach"),
			one("level", Levels), line("intensity"), line("frequency"), line("duration"), line("location"),
			words("behaviour"), words("specific"), refs("goals", KindGoal), words("barriers"), words("barriers_met"),
			date("from_on"), date("until_on"), {Name: "units", Type: Whole}, one("unit", Units),
			words("family_agreed"), words("provider_agreed"), date("clarified_on"), refs("clarified_with", KindPerson),
			date("verbal_on"), date("written_on"), one("reports", Rhythms), date("report_from"),
			tick("substance_use"), tick("discharge"), date("followed_up_on"), ref("action", KindAction), words("evidence"), efforts,
		}},
		{Kind: KindReferralState, AppendOnly: true, Fields: []Field{
			must(ref("referral", KindReferral)), must(one("state", ReferralStates)), must(date("on")), words("reason"), one("by", StateSources), line("name"),
		}},
		{Kind: KindRelease, Fields: []Field{
			must(ref("person", KindPerson)), must(line("recipient")), must(words("what")), line("purpose"), must(date("until")), date("signed_on"),
			ref("referral", KindReferral), tick("substance_use"), date("revoked_on"), ref("attachment", KindAttachment),
		}},
		{Kind: KindDeclined, Fields: []Field{
			ref("person", KindPerson), ref("referral", KindReferral), must(line("service")), must(date("on")), words("words"),
			words("follow_up"), date("follow_on"), tick("done"),
		}},
		{Kind: KindGap, Fields: []Field{
			must(line("need")), words("details"), line("area"), date("on"), refs("goals", KindGoal), ref("referral", KindReferral),
			words("developed"), words("other_provider"), words("alternative"), tick("solved"), date("solved_on"),
		}},
		{Kind: KindAttendance, AppendOnly: true, Fields: []Field{
			must(ref("referral", KindReferral)), must(date("on")), must(one("outcome", Attendances)), {Name: "units", Type: Whole},
			line("note"), line("by"), ref("amends", KindAttendance),
		}},
		{Kind: KindReport, Fields: []Field{
			must(ref("referral", KindReferral)), must(date("on")), date("from_on"), date("until_on"), words("behaviour"), one("progress", Progresses),
			words("recommends"), ref("attachment", KindAttachment), line("by"), date("accepted_on"), words("remark"),
		}},
		{Kind: KindReportRequest, AppendOnly: true, Fields: []Field{
			must(ref("referral", KindReferral)), must(date("on")), date("due"), one("how", RequestWays),
		}},
		{Kind: KindChange, Fields: []Field{
			must(one("type", ChangeTypes)), must(date("on")), must(words("words")), refs("children", KindPerson),
			{Name: "of", Type: Ref}, // the permanency goal or the agreed plan that it tells of
		}},
		{Kind: KindTold, Fields: []Field{
			must(ref("change", KindChange)), must(line("who")), tick("done"), date("on"), one("how", RequestWays), line("note"),
		}},
		{Kind: KindServiceView, AppendOnly: true, Fields: []Field{
			ref("note", KindNote), {Name: "of", Type: Ref}, ref("person", KindPerson), must(date("on")),
			one("view", Views3), words("works"), words("works_not"), {Name: "language", Type: Line, Max: 35},
		}},
		{Kind: KindSafetyConcern, Fields: []Field{
			refs("children", KindPerson), must(words("words")), date("since"), must(one("status", SafetyStates)), date("resolved_on"), words("resolved"),
		}},
		{Kind: KindSafetyActivity, Fields: []Field{
			must(ref("concern", KindSafetyConcern)), must(words("what")), line("who"), line("how_often"), must(line("checks")), date("checked_on"), date("next_on"), tick("ended"),
		}},
		{Kind: KindPermanency, Fields: []Field{
			must(ref("child", KindPerson)), must(one("goal", GoalTypes)), date("since"), date("until"), one("concurrent", GoalTypes), words("why"),
		}},
		{Kind: KindStep, Fields: []Field{
			must(ref("permanency", KindPermanency)), must(one("plan", Plans2)), must(words("what")), line("who"), date("by_when"), tick("done"), date("done_on"),
		}},
		{Kind: KindWellbeing, Fields: []Field{
			must(ref("child", KindPerson)), must(one("area", WellbeingAreas)), must(date("on")), must(words("words")), words("need"), words("done"),
		}},
		{Kind: KindLiving, Fields: []Field{
			must(ref("child", KindPerson)), must(one("type", LivingTypes)), must(line("place")), must(date("from_on")), date("until_on"), tick("out_of_home"),
			one("safety", LivingSafeties), date("assessed_on"), line("assessed_by"), words("words"),
		}},
		{Kind: KindMeeting, Fields: []Field{
			must(one("type", MeetingTypes)), must(date("on")), line("at"), line("where"), words("purpose"), ref("before", KindMeeting),
			words("involve"), words("notes"), date("next_on"), tick("held"), efforts,
		}},
		{Kind: KindAttendee, Fields: []Field{
			must(ref("meeting", KindMeeting)), must(line("who")), date("invited_on"), one("presence", Presences), line("note"),
		}},
		{Kind: KindDecision, Fields: []Field{
			must(ref("meeting", KindMeeting)), must(words("words")), line("who"), date("by_when"), ref("action", KindAction),
		}},
		{Kind: KindConference, Fields: []Field{
			must(date("on")), {Name: "supervisor", Type: Staff}, words("done"), words("outcome"), words("pending"), words("barriers"), words("individual"),
			words("successes"), words("coercion"), words("trauma"), words("change"), words("services"), words("next_90"), words("decided"), date("next_on"),
		}},
		{Kind: KindAcknowledged, AppendOnly: true, Fields: []Field{
			must(Field{Name: "of", Type: Ref}), must(date("on")), line("mark"),
		}},
		{Kind: KindHearing, Fields: []Field{
			must(one("type", HearingTypes)), must(date("on")), line("at"), line("where"), words("outcome"), tick("held"), date("next_on"),
		}},
		{Kind: KindReview, Fields: []Field{
			must(date("on")), refs("with", KindPerson), words("family_view"), words("changes"), ref("note", KindNote), ref("version", KindPlanVersion), tick("finished"),
		}},
		{Kind: KindReviewItem, Fields: []Field{
			must(ref("review", KindReview)), must(Field{Name: "of", Type: Ref}), one("verdict", Verdicts), one("appropriate", Fits), one("effective", Fits), words("words"),
		}},
		{Kind: KindEffort, Fields: []Field{
			must(date("on")), must(words("words")), must(efforts), line("with"),
		}},
		{Kind: KindAftercare, Fields: []Field{
			must(date("started_on")), date("planned_end"), words("supports"), words("services"), words("warning_signs"), words("call"), words("words"), tick("finished"),
		}},
		{Kind: KindTakeAlong, Fields: []Field{
			must(one("type", TakeTypes)), must(line("what")), line("reach"), date("given_on"),
		}},
		{Kind: KindApproval, Fields: []Field{
			must(one("of", ApprovalOfs)), ref("version", KindPlanVersion), must(one("status", ApprovalStates)), words("asked"), words("comment"), date("on"),
		}},
		{Kind: KindDeadlineAnswer, AppendOnly: true, Fields: []Field{
			must(line("rule")), line("subject"), must(date("due")), must(words("reason")), date("next_on"),
		}},
		{Kind: KindFidelity, AppendOnly: true, Fields: []Field{
			must(line("measure")), must(one("way", FidelityWays)), must(date("on")), must(one("seen", FidelitySeen)), words("words"), {Name: "worker", Type: Staff},
		}},
	}
}
