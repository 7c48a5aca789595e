package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
)

// TestThirtyDaysFromPlacementToFirstServices walks the guide's first month: who
// is on the team, where the child lives, a referral with all that the guide asks
// of one, its release, its steps and its first appointments.
func TestThirtyDaysFromPlacementToFirstServices(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)

	dana.open(base+"/people/new").submit("form", "name", "Kim Alvarez", "role", "child")
	var kim string
	for _, person := range dana.file(id).Of(casework.KindPerson) {
		if person.Get("role") == "child" {
			kim = person.ID
		}
	}
	dana.open(base+"/living/new").submit("form", "child", kim, "type", "relative", "place", "With Aunt Rosa", "out_of_home", "yes",
		"from_on.day", "1", "from_on.month", "11", "from_on.year", "2026").expect(200, "With Aunt Rosa")
	dana.open(base+"/deadlines").expect(200, "First service referrals", "Look at where the child lives", "Kim Alvarez")

	dana.open(base+"/team/new").submit("form", "person", maria.ID, "role", "birth_parent", "asked", "Come to the meetings").expect(200, "Birth parent", "Come to the meetings")
	dana.open(base+"/goals/new").submit("form", "words", "I want Kim home.")
	goal := only(dana, id, casework.KindGoal)
	dana.open(base+"/referrals/new").submit("form").expect(422, "Which need is it for?")
	dana.submit("form", "need", "Somebody to talk to about the drinking", "provider", "Bridge House", "goals", goal.ID, "persons", maria.ID, "substance_use", "yes",
		"level", "medium", "units", "8", "unit", "session").expect(200, "Somebody to talk to about the drinking")
	referral := only(dana, id, casework.KindReferral)
	if referral.Get("substance_use") != "yes" || referral.Get("goals") != goal.ID {
		t.Fatalf("the referral holds %v", referral.Fields)
	}
	page := base + "/referrals/" + referral.ID
	dana.open(page).expect(200, "It is about substance use, and no release names that.", "Not answered yet: How often?")
	dana.open(base+"/releases/new").submit("form", "person", maria.ID, "recipient", "Bridge House", "what", "That she comes", "until.day", "1", "until.month", "6", "until.year", "2027")
	dana.open(page).expect(200, "no release names that")
	if dana.has("act-step-sent") {
		t.Error("one tap says that it was sent, with no release")
	}
	dana.open(page+"/steps/new").submit("form", "state", "sent").expect(422, "No release of information covered this referral on that day.", "write under “Why?”")
	dana.open(base+"/releases/new").submit("form", "person", maria.ID, "recipient", "Bridge House", "what", "How it goes", "substance_use", "yes", "until.day", "1", "until.month", "6", "until.year", "2027")
	dana.open(page).expect(200, "A release covers telling the provider until 1 June 2027.")

	dana.submit("act-step-sent").expect(200, "Sent")
	dana.submit("act-step-accepted")
	dana.submit("act-step-started").expect(200, "Started")
	if state := casework.ReferralState(dana.file(id), referral.ID); state != "started" {
		t.Errorf("the referral is %s", state)
	}
	for _, appointment := range []struct{ day, outcome string }{{"3", "attended"}, {"10", "not_attended"}, {"17", "excused"}} {
		dana.open(page+"/attendance/new").submit("form", "on.day", appointment.day, "on.month", "12", "on.year", "2026", "outcome", appointment.outcome)
	}
	dana.open(page).expect(200, "December 2026: 1 came, 2 did not", "Paid for", "Did not come, said so before 1")
	dana.open(base+"/deadlines").expect(200, "First visit after placement", "Overdue by 10 days")
	dana.open(base+"/deadlines").expect(200, "First service referrals Done in time")
	dana.open(base+"/timeline").expect(200, "Referral", "Attendance", "Living arrangement")
	dana.send("POST", base+"/timeline", values("q", "drinking")).expect(200, "1 entry has these words.")
	dana.open("/today").expect(200, "Today")
}

// TestEveryPartOfTheWorkCanBeWrittenReadAndChanged goes through all parts with
// nothing but what their declaration demands.
func TestEveryPartOfTheWorkCanBeWrittenReadAndChanged(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	maria := only(dana, id, casework.KindPerson)
	base := "/cases/" + id
	dana.open(base+"/work").expect(200, "Carrying the plan out", "The team", "Referrals", "Safety", "Closing")
	made := map[string]string{"person": maria.ID, "child": maria.ID}
	make := func(path string, kind casework.Kind, changes ...string) *casework.Record {
		t.Helper()
		dana.open(base+path+"/new").submit("form", changes...)
		if dana.status != 200 {
			t.Fatalf("%s answers %d: %s", path, dana.status, dana.text)
		}
		list := dana.file(id).Of(kind)
		if len(list) == 0 {
			t.Fatalf("nothing of kind %s was written", kind)
		}
		return list[len(list)-1]
	}
	_ = made
	date := func(field string) []string {
		return []string{field + ".day", "3", field + ".month", "12", field + ".year", "2026"}
	}

	make("/team", casework.KindMember, "name", "Coach Lee", "role", "informal_support")
	make("/suggestions", casework.KindSuggestion, "by", "Coach Lee", "words", "Football on Saturdays")
	declined := make("/declined", casework.KindDeclined, "service", "Parenting class", "follow_up", "Ask again after the move")
	dana.open(base+"/declined/"+declined.ID).expect(200, "Parenting class", "Ask again after the move")
	make("/gaps", casework.KindGap, "need", "Night bus")
	change := make("/changes", casework.KindChange, "type", "placement", "words", "Kim lives with her aunt now")
	dana.open(base+"/changes/"+change.ID).submit("act-list").expect(200, "Coach Lee", "1 has not been told yet.")
	told := only(dana, id, casework.KindTold)
	dana.open(base+"/told/"+told.ID+"/edit").submit("form", append(date("on"), "done", "yes", "how", "phone")...)
	dana.open(base+"/changes/"+change.ID).expect(200, "Everybody who must know has been told.")

	concern := make("/safety", casework.KindSafetyConcern, "words", "Drinking at night")
	make("/safety/"+concern.ID+"/activities", casework.KindSafetyActivity, "what", "The aunt stays over", "checks", "staff:dana")
	dana.open(base+"/safety/"+concern.ID).expect(200, "The aunt stays over")
	goal := make("/permanency", casework.KindPermanency, "child", maria.ID, "goal", "reunification")
	dana.open(base+"/permanency/"+goal.ID).expect(200, "There is no concurrent goal yet.")
	make("/permanency/"+goal.ID+"/permanency-steps", casework.KindStep, "what", "Weekends at home")
	make("/wellbeing", casework.KindWellbeing, "child", maria.ID, "area", "school", "words", "Reads well")
	make("/hearings", casework.KindHearing, append(date("on"), "type", "review")...)

	meeting := make("/meetings", casework.KindMeeting, date("on")...)
	dana.open(base+"/meetings/"+meeting.ID).submit("act-invite").expect(200, "Coach Lee", "Invited")
	decision := make("/meetings/"+meeting.ID+"/decisions", casework.KindDecision, "words", "Ask for a night bus")
	dana.open(base+"/decisions/"+decision.ID).submit("act-action").expect(200, "It is an action of the plan.")
	dana.open(base+"/plan").expect(200, "Ask for a night bus", "Decided in meetings")

	dana.open(base+"/goals/new").submit("form", "words", "Kim home")
	review := make("/reviews", casework.KindReview)
	dana.open(base+"/reviews/"+review.ID).submit("act-items").expect(200, "Kim home")
	item := only(dana, id, casework.KindReviewItem)
	dana.open(base+"/review-items/"+item.ID+"/edit").submit("form", "verdict", "change", "appropriate", "partly")
	dana.open(base+"/reviews/"+review.ID).expect(200, "Something changes.")

	conference := make("/conferences", casework.KindConference, "next_90", "Weekends, then the move")
	if !strings.Contains(conference.Get("pending"), "Ask for a night bus") || !strings.Contains(conference.Get("barriers"), "Maria Alvarez was not seen") {
		t.Errorf("the conference was prepared with %q and %q", conference.Get("pending"), conference.Get("barriers"))
	}
	dana.open(base+"/conferences/"+conference.ID).submit("act-acknowledge").expect(200, "Dana Reed stands by it")
	make("/efforts", casework.KindEffort, "words", "Drove Maria to the tribal office", "efforts", "3")
	dana.open(base+"/notes/new").submit("form", "type", "phone", "text", "Called the tribe's family worker.\nShe comes to the meeting.", "efforts", "3").expect(200, "Called the tribe's family worker.")
	issue := make("/issues", casework.KindIssue, "what", "Getting to the tribal office")
	dana.open(base+"/issues/"+issue.ID+"/actions/new").submit("form", "what", "Pay the bus", "type", "service", "state", "to_be_given", "who", "staff:dana", "efforts", "3").expect(200, "Pay the bus")
	dana.open(base+"/effort-record").expect(200, "Inviting the tribe to plan and to take part", "Drove Maria", "She comes to the meeting.", "Pay the bus", "Written by Dana Reed", "Case Alvarez", "No effort of these kinds is written down yet")
	if !dana.has("print") {
		t.Error("the narrative has no button to print it")
	}
	make("/aftercare", casework.KindAftercare, "call", "Dana, then the night line")
	make("/take-along", casework.KindTakeAlong, "type", "document", "what", "Birth certificate")
	dana.open(base+"/farewell").expect(200, "Dana, then the night line", "Birth certificate")
	make("/approvals", casework.KindApproval, "of", "closure")
}

// A deadline that was missed is answered with a reason, not hidden.
func TestAMissedDateIsAnsweredWithItsReason(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/edit").submit("form", "removed_on.day", "1", "removed_on.month", "10", "removed_on.year", "2026")
	dana.open("/cases/"+id+"/deadlines").expect(200, "First service referrals", "Overdue by 16 days")
	dana.follow("d-first-referral--2026-10-31").expect(200, "Counted from", "First out-of-home placement, 1 October 2026", "Within 30 days", "Practice guide for caseworkers")
	dana.follow("answer").submit("form").expect(422, "Why was it missed?")
	dana.submit("form", "reason", "The provider closed.").expect(200, "Answered", "The provider closed.")
	dana.open("/today")
	if strings.Contains(dana.text, "First service referrals") {
		t.Error("what was answered still stands in Today")
	}
}

// TestOneVisitUpdatesEverything: enter once. The note, the monthly review, what
// the family says of a service and the task that is done come from one page.
func TestOneVisitUpdatesEverything(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)
	dana.open(base+"/issues/new").submit("form", "what", "Sleep")
	issue := only(dana, id, casework.KindIssue)
	dana.open(base+"/goals/new").submit("form", "words", "I sleep through the night.")
	goal := only(dana, id, casework.KindGoal)
	dana.open(base+"/issues/"+issue.ID+"/actions/new").submit("form", "what", "Ask for a new bed", "type", "task", "who", "staff:dana")
	action := only(dana, id, casework.KindAction)
	dana.open(base+"/referrals/new").submit("form", "need", "Counselling")
	referral := only(dana, id, casework.KindReferral)
	dana.open(base+"/referrals/"+referral.ID+"/steps/new").submit("form", "state", "started")

	dana.open(base+"/people/new").submit("form", "name", "Kim Alvarez", "role", "child")
	kim := dana.file(id).Of(casework.KindPerson)[1]
	dana.open(base+"/living/new").submit("form", "child", kim.ID, "type", "relative", "place", "With Aunt Rosa", "from_on.day", "1", "from_on.month", "11", "from_on.year", "2026")

	visit := base + "/visits/new"
	dana.open(visit).submit("form", "present", maria.ID, "living", "safe", "alone", maria.ID, "view."+referral.ID, "partly", "works."+referral.ID, "She listens.", "safety", "concern",
		"review", "yes", "family_view", "Better than last month.", "verdict."+goal.ID, "keep", "verdict."+referral.ID, "change",
		"next_step", "Ask for a bus pass", "task", "yes", "done."+action.ID, "yes")
	dana.expect(422, "What happened?", "She listens.")
	dana.open(visit).expect(200, "Still missing", "Noted already", "She listens.")
	dana.submit("form", "text", "We looked at the bed.", "support", "The aunt cooks on Sundays.")
	dana.expect(200, "We looked at the bed.", "A safety concern was seen at this visit.", "She listens.", "What has the team done to help, as they say? The aunt cooks on Sundays.")
	if got := only(dana, id, casework.KindServiceView); got.Get("of") != referral.ID || got.Get("view") != "partly" || got.Get("person") != maria.ID {
		t.Errorf("what was said of the service is %v", got.Fields)
	}
	if review := only(dana, id, casework.KindReview); review.Get("finished") != "yes" || review.Get("with") != maria.ID || review.Get("family_view") != "Better than last month." {
		t.Errorf("the review is %v", review.Fields)
	}
	if items := dana.file(id).Of(casework.KindReviewItem); len(items) != 2 || items[0].Get("of") != goal.ID || items[0].Get("verdict") != "keep" || items[1].Get("verdict") != "change" {
		t.Errorf("the review says of goals and services: %v", items)
	}
	dana.open(base+"/referrals/"+referral.ID).expect(200, "What they said of this service", "She listens.")
	dana.open(base+"/plan").expect(200, "From visits", "Ask for a bus pass")
	if living := only(dana, id, casework.KindLiving); living.Get("safety") != "safe" || living.Get("assessed_on") != "2026-11-16" || living.Get("assessed_by") != "Dana Reed" {
		t.Errorf("the place where the child lives: %v", living.Fields)
	}
	if done := dana.file(id).Record(action.ID); done.Get("done") != "yes" || done.Get("done_on") != "2026-11-16" {
		t.Errorf("the task is %v", done.Fields)
	}
}

// A visit where one child lives says nothing of where another one does, and an
// answer about a goal makes it a review without a tick.
func TestAVisitSpeaksOfTheChildWhoWasThere(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	for _, name := range []string{"Kim Alvarez", "Lee Alvarez"} {
		dana.open(base+"/people/new").submit("form", "name", name, "role", "child")
	}
	people := dana.file(id).Of(casework.KindPerson)
	dana.open(base+"/living/new").submit("form", "child", people[1].ID, "type", "relative", "place", "With Aunt Rosa", "from_on.day", "1", "from_on.month", "11", "from_on.year", "2026")
	dana.open(base+"/goals/new").submit("form", "words", "I sleep through the night.")
	goal := only(dana, id, casework.KindGoal)
	dana.open(base+"/visits/new").submit("form", "present", people[2].ID, "living", "safe", "text", "Lee was at home.", "verdict."+goal.ID, "keep").expect(200, "Lee was at home.")
	if living := only(dana, id, casework.KindLiving); living.Get("assessed_on") != "" {
		t.Errorf("Kim's place was not looked at: %v", living.Fields)
	}
	if item := only(dana, id, casework.KindReviewItem); item.Get("verdict") != "keep" {
		t.Errorf("what was said of the goal is %v", item.Fields)
	}
}

// A review at a visit that leaves a goal without an answer is not finished, and
// says so; the month still asks for it.
func TestAReviewAtAVisitAsksForWhatIsOpen(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	dana.open(base+"/goals/new").submit("form", "words", "I sleep through the night.")
	dana.open(base+"/visits/new").submit("form", "text", "We talked.", "review", "yes").expect(200, "We talked.")
	review := only(dana, id, casework.KindReview)
	if review.Get("finished") != "" {
		t.Error("a review that says nothing of the goal is finished")
	}
	dana.open(base+"/reviews/"+review.ID).expect(200, "I sleep through the night.")
}

// The board leads from a number to the list to the case, and hands cases over
// together. Nobody but a supervisor sees it.
func TestTheBoardCountsListsAndHandsOver(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/edit").submit("form", "removed_on.day", "1", "removed_on.month", "10", "removed_on.year", "2026")
	dana.open("/cases/"+id+"/approvals/new").submit("form", "of", "plan", "asked", "Ready").expect(200, "Asked for")
	approval := only(dana, id, casework.KindApproval)
	dana.open("/cases/"+id+"/approvals/"+approval.ID+"/edit").submit("form", "status", "approved")
	if dana.file(id).Record(approval.ID).Get("status") != "asked" {
		t.Error("a caseworker approved her own plan")
	}
	dana.open("/board").expect(404)
	sam := at(t, env, samOkoro)
	sam.open("/board").expect(200, "Dana Reed", "Something is overdue", "Nobody was seen this month", "An approval is asked for")
	sam.open("/cases/"+id+"/approvals/"+approval.ID+"/edit").submit("form", "status", "approved", "comment", "Well made.").expect(200, "Approved")
	sam.open("/board/overdue?worker=dana").expect(200, "Alvarez")
	sam.submit("assign").expect(422, "Which cases?", "Who gets them?")
	sam.submit("assign", "cases", id, "worker", "eve").expect(200, "1 case was handed over.")
	if dana.file(id).Worker() != "eve" {
		t.Error("the case was not handed over")
	}
}

// Each measure that documentation can show names what shows it; the others are
// checks that are filled and followed.
func TestFidelityShowsEvidenceOrWhatIsMissing(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	dana.open(base+"/fidelity").expect(200, "What the team suggests and says is in the case file Something is missing", "Asks how to be of help Not looked at yet")
	dana.open(base+"/suggestions/new").submit("form", "by", "The aunt", "words", "Meet on Saturdays")
	dana.open(base+"/fidelity").expect(200, "What the team suggests and says is in the case file It shows here", "Meet on Saturdays")
	dana.follow("add-o6").submit("form", "seen", "partly", "words", "Asked at the door.").expect(200, "Partly", "Asked at the door.")
	at(t, env, samOkoro).open("/board/fidelity/dana").expect(200, "shows in 1 of 1 cases")
}

// Nothing goes to a provider before a release covers it, and records of substance
// use carry their notice.
func TestTheLetterWaitsForARelease(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)
	dana.open(base+"/referrals/new").submit("form", "need", "Help with drinking", "provider", "Bridge House", "substance_use", "yes")
	letter := base + "/referrals/" + only(dana, id, casework.KindReferral).ID + "/letter"
	dana.open(letter).expect(200, "no release names that")
	if strings.Contains(dana.text, "Help with drinking") {
		t.Error("the letter is shown without a release")
	}
	dana.open(base+"/releases/new").submit("form", "person", maria.ID, "recipient", "Bridge House", "what", "How it goes", "substance_use", "yes", "until.day", "1", "until.month", "6", "until.year", "2027")
	dana.open(letter).expect(200, "Help with drinking", "42 CFR part 2 prohibits unauthorized use or disclosure of these records.")
	dana.now = dana.now.AddDate(1, 0, 0)
	dana.open(letter).expect(200, "no release names that")
}

// Dates in the wrong order, before somebody's birth or years ahead come back with
// every word; what stood wrong before keeps nobody from writing.
func TestDatesThatCannotBeComeBack(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	day := func(field, day, month, year string) []string {
		return []string{field + ".day", day, field + ".month", month, field + ".year", year}
	}
	dana.open(base+"/people/new").submit("form", append(day("born_on", "5", "5", "2062"), "name", "Kim Alvarez", "role", "child")...).expect(422, "is far ahead, and it has happened already")
	dana.submit("form", "born_on.year", "2020").expect(200)
	var kim string
	for _, person := range dana.file(id).Of(casework.KindPerson) {
		if person.Get("role") == "child" {
			kim = person.ID
		}
	}
	dana.open(base+"/living/new").submit("form", append(append(day("from_on", "2", "11", "2026"), day("until_on", "1", "11", "2026")...), "child", kim, "type", "relative", "place", "With Aunt Rosa")...)
	dana.expect(422, "“Until” is before “From”, 2 November 2026. Look at both dates.")
	if !strings.Contains(dana.body, "With Aunt Rosa") {
		t.Error("what was typed is gone")
	}
	dana.submit("form", append(day("from_on", "2", "11", "2002"), day("until_on", "", "", "")...)...).expect(422, "is before Kim Alvarez was born, 5 May 2020.")
	dana.submit("form", "from_on.year", "2026").expect(200, "With Aunt Rosa")
	dana.open(base+"/referrals/new").submit("form", "need", "Calm evenings")
	referral := base + "/referrals/" + only(dana, id, casework.KindReferral).ID
	dana.open(referral+"/steps/new").submit("form", append(day("on", "1", "11", "2062"), "state", "ended")...).expect(422, "Look at the year.")
	if state := casework.ReferralState(dana.file(id), only(dana, id, casework.KindReferral).ID); state != "drafted" {
		t.Errorf("the referral is %s", state)
	}
}

// A closing: asked for, sent back with a comment, approved, closed; the family's
// sheet stays. A case that is opened again goes on with all that it held.
func TestClosingAndReopeningKeepsAll(t *testing.T) {
	env := officeEnv(&ids{})
	dana, sam := at(t, env, danaReed), at(t, env, samOkoro)
	id := openAlvarez(dana)
	base := "/cases/" + id
	dana.open(base+"/goals/new").submit("form", "words", "I want Kim home.")
	ask := func(told string) *casework.Record {
		dana.open(base+"/approvals/new").submit("form", "of", "closure", "asked", told).expect(200, "Asked for")
		list := dana.file(id).Of(casework.KindApproval)
		return list[len(list)-1]
	}
	first := ask("All goals are reached.")
	sam.open("/board").expect(200, "An approval is asked for")
	sam.open(base+"/approvals/"+first.ID+"/edit").submit("form", "status", "returned", "comment", "Hold the final meeting first.").expect(200, "Hold the final meeting first.")
	dana.open(base+"/approvals/"+first.ID).expect(200, "Hold the final meeting first.", "Answered by Sam Okoro")
	dana.open(base+"/meetings/new").submit("form", "type", "final", "on.day", "16", "on.month", "11", "on.year", "2026", "purpose", "Final meeting", "held", "yes").expect(200, "Final meeting")
	second := ask("The final meeting was today.")
	sam.open(base+"/approvals/"+second.ID+"/edit").submit("form", "status", "approved").expect(200, "Approved")

	dana.open(base+"/edit").submit("form", "status", "closed", "closed_on.day", "16", "closed_on.month", "11", "closed_on.year", "2026", "outcome", "Kim is home.").expect(200, "Closed")
	dana.open("/today")
	if strings.Contains(dana.text, "Alvarez") {
		t.Error("a closed case still asks for something today")
	}
	dana.open(base+"/plan").expect(200, "I want Kim home.")

	dana.open(base+"/edit").submit("form", "status", "open").expect(200, "Alvarez")
	if head := dana.file(id).Head(); head.Get("status") != "open" || head.Get("outcome") != "Kim is home." {
		t.Errorf("opened again, the case holds %v", head.Fields)
	}
	dana.open(base+"/plan").expect(200, "I want Kim home.")
	dana.open(base+"/goals/new").submit("form", "words", "I want us to stay together.").expect(200, "I want us to stay together.", "I want Kim home.")
}

// The mother's release does not open the father's referral, and a release stays
// with the provider that it names.
func TestAReleaseCoversItsPersonAndItsProvider(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)
	dana.open(base+"/people/new").submit("form", "name", "Joe Alvarez", "role", "father")
	joe := dana.file(id).Of(casework.KindPerson)[1]
	if joe.ID == maria.ID {
		t.Fatal("no father")
	}
	dana.open(base+"/referrals/new").submit("form", "need", "Somebody to talk to", "provider", "Bridge House", "persons", joe.ID)
	page := base + "/referrals/" + only(dana, id, casework.KindReferral).ID
	release := func(person string) {
		dana.open(base+"/releases/new").submit("form", "person", person, "recipient", "bridge house", "what", "How it goes", "until.day", "1", "until.month", "6", "until.year", "2027")
	}
	release(maria.ID)
	dana.open(page).expect(200, "No release of information covers this referral today.", "Still missing: a release of Joe Alvarez.")
	dana.open(page+"/letter").expect(200, "Still missing: a release of Joe Alvarez.")
	release(joe.ID)
	dana.open(page).expect(200, "A release covers telling the provider until 1 June 2027.")
	dana.open(page+"/edit").submit("form", "provider", "Harbour Counselling")
	dana.open(page).expect(200, "Still missing: a release of Joe Alvarez.")
}

// What a provider says no with has its reason: the tap leads to the form, with
// where it stands filled in. A page that was drawn earlier leads there as well.
func TestANoOfTheProviderIsAskedForItsReason(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/referrals/new").submit("form", "need", "Calm evenings", "provider", "Bridge House")
	referral := only(dana, id, casework.KindReferral)
	page := "/cases/" + id + "/referrals/" + referral.ID
	dana.open(page+"/steps/new").submit("form", "state", "sent", "reason", "By word of mouth.")
	dana.open(page).expect(200, "On a waiting list: write down why", "Service unavailable: write down why", "Declined by the provider: write down why")
	if !dana.has("act-step-accepted") || dana.has("act-step-declined") || dana.has("act-step-waiting_list") {
		t.Error("one tap says no, or none says yes")
	}
	for _, state := range []string{"waiting_list", "unavailable", "declined"} {
		dana.send("POST", page+"/step/"+state, values()).expect(200, "Add a step")
		if got := casework.ReferralState(dana.file(id), referral.ID); got != "sent" {
			t.Fatalf("one tap made it %s", got)
		}
	}
	dana.submit("form", "reason", "They are full until March.").expect(200, "Declined by the provider", "They are full until March.")
	steps := casework.StepsOf(dana.file(id), referral.ID)
	if last := steps[len(steps)-1]; last.Get("state") != "declined" || last.Get("by") != "provider" || last.Get("on") != "2026-11-16" {
		t.Errorf("the step is %v", last.Fields)
	}
}

// What leads from one record to a new one takes along what is known already, and
// the timeline leads to where a thing is read.
func TestLinksTakeAlongWhatIsKnown(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)
	dana.open(base+"/referrals/new").submit("form", "need", "Calm evenings", "provider", "Bridge House", "persons", maria.ID)
	referral := only(dana, id, casework.KindReferral)
	dana.open(base+"/releases/new?referral="+referral.ID).submit("form", "what", "That she comes", "until.day", "1", "until.month", "6", "until.year", "2027")
	if made := only(dana, id, casework.KindRelease); made.Get("recipient") != "Bridge House" || made.Get("referral") != referral.ID || made.Get("person") != maria.ID {
		t.Errorf("the release is %v", made.Fields)
	}
	dana.open(base + "/gaps/new?referral=" + referral.ID).submit("form")
	if made := only(dana, id, casework.KindGap); made.Get("need") != "Calm evenings" || made.Get("referral") != referral.ID {
		t.Errorf("the gap is %v", made.Fields)
	}
	dana.open(base+"/meetings/new").submit("form", "on.day", "3", "on.month", "12", "on.year", "2026")
	meeting := only(dana, id, casework.KindMeeting)
	dana.open(base+"/meetings/"+meeting.ID).follow("meeting-more-link-0").submit("form", "by", "The aunt", "words", "Meet on Saturdays")
	if made := only(dana, id, casework.KindSuggestion); made.Get("meeting") != meeting.ID {
		t.Errorf("the suggestion is %v", made.Fields)
	}

	dana.open(base + "/conferences/new").submit("form")
	conference := only(dana, id, casework.KindConference)
	dana.open(base + "/conferences/" + conference.ID).submit("act-acknowledge")
	dana.open(base+"/referrals/"+referral.ID+"/steps/new").submit("form", "state", "started")
	dana.open(base+"/visits/new").submit("form", "present", maria.ID, "works."+referral.ID, "She listens.", "text", "We talked.")
	note := only(dana, id, casework.KindNote)
	dana.open(base + "/timeline")
	for _, href := range []string{base + "/notes/" + note.ID, base + "/conferences/" + conference.ID} {
		if n := strings.Count(dana.body, `href="`+href+`"`); n != 2 {
			t.Errorf("%d rows of the timeline lead to %s", n, href)
		}
	}
}

// A significant change asks for the plan to be looked at again, until it was.
func TestAChangeAsksForThePlanToBeLookedAt(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/changes/new").submit("form", "type", "placement", "words", "Kim lives with her aunt now")
	page := "/cases/" + id + "/changes/" + only(dana, id, casework.KindChange).ID
	dana.open(page).expect(200, "Look at the plan again with the family")
	dana.follow("change-more-link-1").submit("form", "finished", "yes")
	dana.open(page)
	if strings.Contains(dana.text, "Look at the plan again") {
		t.Error("it was looked at, and is asked for still")
	}
}
