package casework

// DefaultPacks are the policy packs that come with Doorstep: of the state whose
// practice guide it follows, and a neutral one. An agency works with a copy that
// its administrator edits. Numbers that are not "sure" are marked on every page
// that shows them, until the agency's policy office has confirmed them.
//
// Where no text names a number ("regular", "prompt", "frequently"), the rule is
// the agency's own, and says so.
func DefaultPacks() []PolicyPack { return []PolicyPack{NeutralPack(), MichiganPack()} }

const (
	guide     = "Practice guide for caseworkers, case plan implementation (MiTEAM)"
	ownNumber = "The agency's own number; the practice guide asks for it without one"
)

// MichiganPack holds the time frames of the practice guide and of the policy and
// law that it stands on. Not legal advice; numbers as found in 2026.
func MichiganPack() PolicyPack {
	rules := []PolicyRule{
		{ID: "first-referral", Name: "First service referrals", From: EventRemoved, Done: EventReferral, Days: 30, Who: "worker", Weight: 2,
			Citation: guide + ", policy requirements: within 30 days of the first out-of-home placement", Sure: "sure"},
		{ID: "first-plan", Name: "First case plan", From: EventRemoved, Done: EventPlan, Days: 30, Who: "worker", Weight: 2,
			Citation: "MCR 3.965(D); MCL 712A.13a(10): initial service plan within 30 days after placement", Sure: "high"},
		{ID: "plan-update", Name: "Updated case plan", From: EventRemoved, Done: EventPlan, Every: 90, Then: true, Who: "worker", Weight: 2,
			Citation: "MCL 712A.18f: updated every 90 days", Sure: "high"},
		{ID: "review", Name: "Monthly review of treatment plan and service agreement", From: EventOpened, Done: EventReview, Monthly: 1, Who: "worker", Weight: 2,
			Citation: guide + ": PATP and service agreement at least monthly with the family", Sure: "sure"},
		{ID: "child-first", Name: "First visit after placement", From: EventPlaced, Done: EventSeenChild, WorkingDays: 5, Who: "worker", Weight: 3,
			Citation: "FOM 722-06H: first face-to-face contact within five business days", Sure: "medium"},
		{ID: "child-two", Name: "Two visits in the first month of a placement", From: EventPlaced, Done: EventSeenChild, Days: 30, Count: 2, Who: "worker", Weight: 3,
			Citation: "FOM 722-06H: two face-to-face contacts in the first month", Sure: "medium"},
		{ID: "child-month", Name: "Monthly visit with the child", From: EventPlaced, Done: EventSeenChild, Monthly: 1, Who: "worker", Weight: 3,
			Citation: "FOM 722-06H: each calendar month, in the placement, part of it in private", Sure: "medium"},
		{ID: "parent-two", Name: "Two visits with the parent in the first month", From: EventParent, Done: EventSeenParent, Days: 30, Count: 2, Who: "worker", Weight: 2,
			Citation: "MISEP: two contacts in the first month, one in the parent's home", Sure: "medium"},
		{ID: "parent-month", Name: "Monthly visit with the parent", From: EventParent, Done: EventSeenParent, Monthly: 1, Who: "worker", Weight: 2,
			Citation: "MISEP: each calendar month", Sure: "medium"},
		{ID: "ftm-first", Name: "First family team meeting", From: EventRemoved, Done: EventFTM, Days: 30, Who: "worker", Weight: 2,
			Citation: "FOM 722-06B: case plan meeting within 30 days of removal", Sure: "low"},
		{ID: "ftm-again", Name: "Family team meeting", From: EventRemoved, Done: EventFTM, Every: 90, Then: true, Who: "worker", Weight: 2,
			Citation: "FOM 722-06B: periodic, every 90 days in the model of 2012", Sure: "low"},
		{ID: "ftm-move", Name: "Family team meeting after a child moved", From: EventMoved, Done: EventFTM, Days: 5, Who: "worker", Weight: 2,
			Citation: "FOM 722-06B: before or after a change of placement", Sure: "low"},
		{ID: "ftm-goal", Name: "Family team meeting about the new permanency goal", From: EventGoalChange, Done: EventFTM, Days: 14, Who: "worker", Weight: 2,
			Citation: "FOM 722-06B: at a change of goal", Sure: "low"},
		{ID: "hearing-first", Name: "First court review", From: EventRemoved, Done: EventHearing, Days: 182, Who: "worker", Weight: 3,
			Citation: "MCL 712A.19(3); MCR 3.975: within 182 days after removal", Sure: "high"},
		{ID: "hearing-year", Name: "Court review", From: EventRemoved, Done: EventHearing, Every: 91, Then: true, UntilDays: 365, Who: "worker", Weight: 3,
			Citation: "MCL 712A.19(3): every 91 days in the first year", Sure: "high"},
		{ID: "hearing-later", Name: "Court review", From: EventRemoved, Done: EventHearing, Every: 182, Then: true, AfterDays: 365, Who: "worker", Weight: 3,
			Citation: "MCL 712A.19(3): every 182 days after the first year", Sure: "high"},
		{ID: "permanency", Name: "Permanency planning hearing", From: EventRemoved, Done: EventPermanency, Months: 12, Who: "worker", Weight: 3,
			Citation: "MCL 712A.19a: within 12 months of removal", Sure: "high"},
		{ID: "permanency-again", Name: "Permanency planning hearing", From: EventRemoved, Done: EventPermanency, EveryMonths: 12, Then: true, Who: "worker", Weight: 3,
			Citation: "MCL 712A.19a: every 12 months after the first", Sure: "high"},
	}
	return PolicyPack{ID: "michigan", Name: "Michigan", Version: 1, Rules: append(rules, practiceRules()...)}
}

// NeutralPack holds what good practice asks anywhere.
func NeutralPack() PolicyPack {
	rules := []PolicyRule{
		{ID: "first-referral", Name: "First service referrals", From: EventRemoved, Done: EventReferral, Days: 30, Who: "worker", Weight: 2, Citation: ownNumber, Sure: "agency"},
		{ID: "first-plan", Name: "First case plan", From: EventOpened, Done: EventPlan, Days: 30, Who: "worker", Weight: 2, Citation: ownNumber, Sure: "agency"},
		{ID: "plan-update", Name: "Updated case plan", From: EventOpened, Done: EventPlan, Every: 90, Then: true, Who: "worker", Weight: 2, Citation: ownNumber, Sure: "agency"},
		{ID: "review", Name: "Monthly review of the plan", From: EventOpened, Done: EventReview, Monthly: 1, Who: "worker", Weight: 2, Citation: ownNumber, Sure: "agency"},
		{ID: "child-month", Name: "Monthly visit with the child", From: EventChild, Done: EventSeenChild, Monthly: 1, Who: "worker", Weight: 3, Citation: ownNumber, Sure: "agency"},
		{ID: "parent-month", Name: "Monthly visit with the parent", From: EventParent, Done: EventSeenParent, Monthly: 1, Who: "worker", Weight: 2, Citation: ownNumber, Sure: "agency"},
	}
	return PolicyPack{ID: "neutral", Name: "No state", Version: 1, Rules: append(rules, practiceRules()...)}
}

// practiceRules are what the practice guide asks for in words that every agency
// can follow; where it names no number, the agency does.
func practiceRules() []PolicyRule {
	return []PolicyRule{
		{ID: "living", Name: "Look at where the child lives", From: EventPlaced, Done: EventAssessed, Days: 30, Who: "worker", Weight: 3, Citation: ownNumber, Sure: "agency"},
		{ID: "safety-check", Name: "Check a safety activity", From: EventSafetyCheck, Who: "worker", Weight: 3, Citation: guide + ": specific safety activities, and who checks", Sure: "sure"},
		{ID: "referral-answer", Name: "Ask the provider whether the referral is taken", From: EventSent, Done: EventAnswered, Days: 7, Who: "worker", Weight: 2, Citation: ownNumber, Sure: "agency"},
		{ID: "report", Name: "Provider report", From: EventReportDue, Grace: 3, Who: "worker", Weight: 1, Citation: guide + ": written reports on participation and progress, as promised at the referral", Sure: "sure"},
		{ID: "declined", Name: "Write down what happens next after a declined service", From: EventDeclined, Done: EventNextStep, Days: 7, Who: "worker", Weight: 2,
			Citation: guide + ", policy requirements: follow-up steps where parents decline; the number of days is the agency's own", Sure: "agency"},
		{ID: "declined-step", Name: "Next step after a declined service", From: EventDeclinedBy, Who: "worker", Weight: 1, Citation: guide + ", policy requirements: follow-up steps where parents decline", Sure: "sure"},
		{ID: "told", Name: "Tell everybody of a significant change", From: EventChange, Done: EventTold, Days: 5, Who: "worker", Weight: 2,
			Citation: guide + ": advise providers of significant changes; the number of days is the agency's own", Sure: "agency"},
		{ID: "pre-meeting", Name: "Talk with the family before the meeting", From: EventFTMSet, Done: EventPreMeeting, Days: -1, Who: "worker", Weight: 1,
			Citation: guide + ": pre-meeting discussions about which providers take part", Sure: "agency"},
		{ID: "conference", Name: "Case conference", From: EventOpened, Done: EventConference, EveryMonths: 1, Who: "worker_and_supervisor", Weight: 1, Citation: ownNumber, Sure: "agency"},
		{ID: "aftercare", Name: "Begin the aftercare plan", From: EventPlannedEnd, Done: EventAftercare, Months: -6, Who: "worker", Weight: 2,
			Citation: guide + ": aftercare begins at least six months before the planned end", Sure: "sure"},
		{ID: "final", Name: "Last meeting with the family", From: EventPlannedEnd, Done: EventFinal, Who: "worker", Weight: 1, Citation: guide + ": final meeting at closing", Sure: "agency"},
		{ID: "discharge", Name: "Follow up a referral for the time after", From: EventDischarge, Done: EventFollowedUp, Days: 14, Who: "worker", Weight: 1,
			Citation: guide + ": discharge referrals in writing and followed up; the number of days is the agency's own", Sure: "agency"},
	}
}
