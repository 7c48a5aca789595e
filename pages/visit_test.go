package pages_test

import (
	"testing"

	"golang.org/x/net/html"

	"doorstep/casework"
)

// touches counts what a finger does to give a form these answers: one for each box,
// button or field that does not hold its answer when the page is opened. Nothing may
// lie folded away, where it would take one more.
func (b *browser) touches(answers ...string) (touches int) {
	b.t.Helper()
	form := find(b.node, func(n *html.Node) bool { return attribute(n, "id") == "form" })
	drawn := fieldsOf(form)
	for i := 0; i < len(answers); i += 2 {
		name, value := answers[i], answers[i+1]
		field := find(form, func(n *html.Node) bool {
			kind := attribute(n, "type")
			return attribute(n, "name") == name && (kind != "radio" && kind != "checkbox" || attribute(n, "value") == value)
		})
		if field == nil {
			b.t.Fatalf("%s asks no %s that could be %q", b.path, name, value)
		}
		for up := field.Parent; up != nil; up = up.Parent {
			if up.Data == "details" {
				b.t.Errorf("%s lies folded away", name)
			}
		}
		holds := false
		for _, one := range drawn[name] {
			holds = holds || one == value
		}
		if !holds {
			touches++
		}
	}
	return touches
}

// TestAUsualVisitTakesADozenTaps: two people seen, one of them alone, two goals, a
// service, safety, where the child lives, the next step as a task, what happened,
// and done. Beyond them only quotes are typed. What must be said each time anew is
// never filled in.
func TestAUsualVisitTakesADozenTaps(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)
	dana.open(base+"/people/new").submit("form", "name", "Kim Alvarez", "role", "child")
	kim := dana.file(id).Of(casework.KindPerson)[1]
	dana.open(base+"/living/new").submit("form", "child", kim.ID, "type", "parent", "place", "With her mother", "from_on.day", "1", "from_on.month", "11", "from_on.year", "2026")
	for _, words := range []string{"I sleep through the night.", "I keep my job."} {
		dana.open(base+"/goals/new").submit("form", "words", words)
	}
	goals := dana.file(id).Of(casework.KindGoal)
	dana.open(base+"/referrals/new").submit("form", "need", "Counselling")
	referral := only(dana, id, casework.KindReferral)
	dana.open(base+"/referrals/"+referral.ID+"/steps/new").submit("form", "state", "started")
	dana.open(base+"/visits/new").submit("form", "where", "Maple Street", "present", maria.ID, "text", "The first visit.", "safety", "no_concern", "living", "safe").expect(200)

	dana.open(base + "/visits/new")
	form := fieldsOf(find(dana.node, func(n *html.Node) bool { return attribute(n, "id") == "form" }))
	for _, name := range []string{"present", "alone", "missed", "safety", "living", "private"} {
		if form.Get(name) != "" {
			t.Errorf("%s is answered before anybody looked: %q", name, form[name])
		}
	}
	const save = 1
	taps := save + dana.touches("type", "home_visit", "on.day", "16", "on.month", form.Get("on.month"), "on.year", "2026", "where", "Maple Street",
		"present", maria.ID, "present", kim.ID, "alone", kim.ID, "goals", goals[0].ID, "goals", goals[1].ID, "view."+referral.ID, "partly",
		"safety", "no_concern", "living", "safe", "next_step", "Ask for a bus pass", "task", "yes", "text", "We looked at the week.")
	if taps > 12 {
		t.Errorf("a usual visit takes %d taps", taps)
	}
	form["present"], form["alone"], form["goals"] = []string{maria.ID, kim.ID}, []string{kim.ID}, []string{goals[0].ID, goals[1].ID}
	for name, value := range map[string]string{"view." + referral.ID: "partly", "works." + referral.ID: "She listens.", "safety": "no_concern",
		"living": "safe", "next_step": "Ask for a bus pass", "task": "yes", "text": "We looked at the week."} {
		form[name] = []string{value}
	}
	dana.send("POST", base+"/visits/new", form).expect(200, "We looked at the week.", "Maple Street", "She listens.")
	dana.open(base+"/plan").expect(200, "Ask for a bus pass")
	dana.open(base+"/people/"+kim.ID+"/contacts").expect(200, "Seen alone In 1 of 1 month")
}

// TestAnEditOfAVisitChangesItsReview: a visit that is sent again with other words, and
// a note that is amended, change the review that the visit made; there is one a visit.
func TestAnEditOfAVisitChangesItsReview(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)
	dana.open(base+"/goals/new").submit("form", "words", "I sleep through the night.")
	goal := only(dana, id, casework.KindGoal)
	dana.open(base+"/referrals/new").submit("form", "need", "Counselling")
	referral := only(dana, id, casework.KindReferral)
	dana.open(base+"/referrals/"+referral.ID+"/steps/new").submit("form", "state", "started")

	visit := dana.open(base + "/visits/new").node
	send := func(text string, more ...string) {
		dana.open(base + "/visits/new")
		dana.node = visit // as it lies in another window, or behind the back button
		dana.submit("form", append(more, "text", text, "present", maria.ID, "works."+referral.ID, "She listens.")...).expect(200, text)
	}
	send("We talked.", "verdict."+goal.ID, "keep")
	review := func() *casework.Record { return only(dana, id, casework.KindReview) }
	if review().Get("finished") != "" {
		t.Error("a review without an answer about the service is finished")
	}
	send("We talked.", "verdict."+goal.ID, "change", "verdict."+referral.ID, "keep", "family_view", "Better.") // the note is the same
	send("We talked for long.", "verdict."+goal.ID, "stop", "verdict."+referral.ID, "keep", "family_view", "Much better.")
	if got := review(); got.Get("finished") != "yes" || got.Get("family_view") != "Much better." || len(got.Siblings) > 0 {
		t.Errorf("the review is %v, %v", got.Fields, got.Siblings)
	}
	verdicts := map[string]string{}
	for _, item := range dana.file(id).Of(casework.KindReviewItem) {
		verdicts[item.Get("of")] += item.Get("verdict")
	}
	if len(verdicts) != 2 || verdicts[goal.ID] != "stop" || verdicts[referral.ID] != "keep" {
		t.Errorf("of goals and services it says %v", verdicts)
	}
	only(dana, id, casework.KindServiceView) // said once

	sam := at(t, env, samOkoro) // what somebody else has written meanwhile stays beside it
	sam.open(base+"/reviews/"+review().ID+"/edit").submit("form", "family_view", "Better, says Sam.")
	send("We talked for very long.", "verdict."+goal.ID, "stop", "verdict."+referral.ID, "keep", "family_view", "Best.")
	if got := review(); len(got.Siblings) != 1 {
		t.Errorf("the words of two people: %v beside %v", got.Get("family_view"), got.Siblings)
	}

	dana.open(base+"/notes/"+review().Get("note")+"/amend").submit("form", "on.day", "14").expect(200)
	if got := review(); got.Get("on") != "2026-11-14" {
		t.Errorf("the visit was on the 14th, its review on %s", got.Get("on"))
	}
}
