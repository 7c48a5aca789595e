package pages_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doorstep/casework"
)

// submitWithout sends the form with some boxes cleared and fields emptied.
func (b *browser) submitWithout(id string, names ...string) *browser {
	b.t.Helper()
	form := find(b.node, func(n *html.Node) bool { return n.Data == "form" && attribute(n, "id") == id })
	sent := fieldsOf(form)
	for _, name := range names {
		if find(form, func(n *html.Node) bool { return n.Data == "textarea" && attribute(n, "name") == name }) != nil {
			sent[name] = []string{""}
		} else {
			delete(sent, name)
		}
	}
	return b.send("POST", attribute(form, "action"), sent)
}

// wanting leaves the browser on a plan with one goal.
func wanting(t *testing.T, words string) (b *browser, caseID string, goal *casework.Record) {
	t.Helper()
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", words)
	return dana, id, only(dana, id, casework.KindGoal)
}

func TestAGoalIsTalkedThroughQuestionByQuestion(t *testing.T) {
	dana, id, goal := wanting(t, "I want a place of our own")
	dana.expect(200, "Still to talk about", "What exactly will be different?", "By when?")
	dana.follow("ask-"+goal.ID).expect(200, "Question 1 of 5", "I want a place of our own")
	dana.submit("form", "specific", "Maria has a lease for a two-room flat.").expect(200, "Question 2 of 5", "Maria has a lease for a two-room flat.")
	dana.follow("skip").expect(200, "Question 3 of 5")
	dana.submit("aside-"+goal.ID+"-attainable-form").expect(200, "1 hint or question was put aside.")
	if strings.Contains(dana.text, "What makes it possible?") {
		t.Error("a question that was put aside is still asked")
	}
	dana.follow("ask-"+goal.ID).expect(200, "Question 2 of 5").submit("form", "matters", "So that Leo sleeps.").expect(200, "Question 4 of 5")
	dana.submit("form", "measure", "The lease.").expect(200, "Question 5 of 5")
	dana.submit("form", "service", "short_term", "by_when.day", "1", "by_when.month", "march", "by_when.year", "2027")
	dana.expect(200, "Case plan", "So that Leo sleeps.", "The lease.", "1 March 2027", "Short-term")
	if strings.Contains(dana.text, "Still to talk about") {
		t.Errorf("all is said, and still: %s", dana.text)
	}
	dana.submit("aside-"+goal.ID+"--form").expect(200, "What makes it possible?")
	now := only(dana, id, casework.KindGoal)
	if now.Get("wording") != "Maria has a lease for a two-room flat." || now.Get("words") != "I want a place of our own" || now.Get("aside") != "" {
		t.Errorf("the goal is %v", now.Fields)
	}
}

// Nothing that a goal lacks stands in the way of saving it.
func TestGapsBlockNothing(t *testing.T) {
	dana, _, goal := wanting(t, "I want a place of our own")
	dana.follow("ask-"+goal.ID).submit("form").expect(200, "Question 2 of 5").submit("form").submit("form").submit("form").submit("form").expect(200, "Case plan", "Still to talk about")
}

func TestAGoalPastItsServiceAndBeyondItsRole(t *testing.T) {
	before := ourAgency
	defer func() { ourAgency = before }()
	ourAgency.Practice = casework.DefaultPractice()
	ourAgency.Practice.Staff = map[string]string{"dana": "case_manager"}
	dana, id, goal := wanting(t, "I want to earn a three-year diploma by 2029")
	edit := "/cases/" + id + "/goals/" + goal.ID + "/edit"
	dana.open(edit).submit("form", "service", "brief").expect(200, "“three-year” reaches further than this kind of service lasts", "Which first step")
	dana.open(edit).submit("form", "wording", "Improve anxiety symptoms").expect(200, "promises more than this role can do: Case manager.", "treatment that is free or costs little")
	if strings.Contains(dana.text, "reaches further") {
		t.Error("the hint about the time stays, and the worker's wording reaches no further")
	}
	hint := casework.HintID(casework.HintRole, "Improve anxiety symptoms")
	dana.submit("aside-"+goal.ID+"-"+hint+"-form").expect(200, "1 hint or question was put aside.")
	if strings.Contains(dana.text, "promises more") {
		t.Error("the hint was put aside and is still there")
	}
	dana.open(edit).submit("form", "wording", "Maria finds free or low-cost treatment for anxiety.")
	if strings.Contains(dana.text, "promises more") {
		t.Error("to look for treatment is a case manager's work")
	}
	dana.open(edit).submit("form", "by_when.day", "1", "by_when.month", "6", "by_when.year", "2027").expect(200, "The day that you chose lies further away")
}

// The worker's wording of a goal is looked at like every other promise, and the
// person's own words never are. A hint stops nothing and can be put aside.
func TestHintsAboutTheWordingOfAGoal(t *testing.T) {
	dana, id, goal := wanting(t, "I guarantee that I will be a better mother")
	if strings.Contains(dana.text, "promises what others decide") || strings.Contains(dana.text, "Put this hint aside") {
		t.Errorf("the person's own words are judged: %s", dana.text)
	}
	edit := "/cases/" + id + "/goals/" + goal.ID + "/edit"
	dana.open(edit).submit("form", "wording", "We guarantee a flat.").expect(200, "Case plan", "“guarantee” promises what others decide", "Change the wording")
	hint := casework.Hint{Rule: casework.RuleOverPromise, Found: "guarantee"}.Mark()
	dana.submit("aside-"+goal.ID+"-"+hint+"-form").expect(200, "1 hint or question was put aside.")
	if strings.Contains(dana.text, "promises what others decide") {
		t.Errorf("the hint was put aside and is still there: %s", dana.text)
	}
	dana.submit("aside-"+goal.ID+"--form").expect(200, "promises what others decide")
	dana.open(edit).submit("form", "wording", "Improve the home.", "status", "reached").expect(200, "Case plan")
	if strings.Contains(dana.text, "Put this hint aside") {
		t.Errorf("a hint about a goal that is reached: %s", dana.text)
	}
	dana.open(edit).submit("form", "status", "open").expect(200, "“Improve”", "Put this hint aside")
}

func TestWhatHasNoLinkIsLinkedFromTheList(t *testing.T) {
	dana, id, goal := wanting(t, "I want a place of our own")
	list := "/cases/" + id + "/plan/links"
	dana.follow("to-links").expect(200, "Goals without an action").follow("goals-"+goal.ID).expect(200, "There is no action yet", "Add the issue first.")
	dana.open("/cases/"+id+"/issues/new").submit("form", "what", "No home")
	issue := only(dana, id, casework.KindIssue)
	dana.open("/cases/"+id+"/barriers/new").submit("form", "words", "Two months up front")
	dana.open("/cases/"+id+"/strengths/new").submit("form", "words", "My sister helps")
	barrier, strength := only(dana, id, casework.KindBarrier), only(dana, id, casework.KindStrength)

	dana.open(list).follow("goals-"+goal.ID).follow("link-new").expect(200, "Add an action")
	dana.submit("form", "what", "Ask three landlords.", "type", "task", "who", "staff:dana").expect(200, "Barriers that nothing helps with", "Barriers before no goal", "Strengths that nobody uses")
	action := only(dana, id, casework.KindAction)
	if action.Get("issue") != issue.ID || action.Get("goal") != goal.ID || dana.has("goals") {
		t.Errorf("the action is %v", action.Fields)
	}
	dana.follow("barriers-"+barrier.ID).submit("form", "actions", action.ID, "goals", goal.ID)
	dana.expect(200, "Strengths that nobody uses").follow("strengths-"+strength.ID).submit("form", "actions", action.ID).expect(200, "Everything in this plan has its link.")
	if now := only(dana, id, casework.KindAction); now.Get("barriers") != barrier.ID || now.Get("strengths") != strength.ID || only(dana, id, casework.KindBarrier).Get("goals") != goal.ID {
		t.Errorf("the action is %v", now.Fields)
	}
	dana.open("/cases/"+id+"/plan").expect(200, "Helps with: Two months up front", "Leans on: My sister helps", "All linked")

	// A tick that is taken away takes the link away, and only that.
	dana.open(list+"/"+goal.ID).submitWithout("form", "actions")
	if now := only(dana, id, casework.KindAction); now.Get("goal") != "" || now.Get("barriers") != barrier.ID {
		t.Errorf("the action is %v", now.Fields)
	}
	dana.open(list+"/"+action.ID).expect(200, "Change an action")
	dana.open(list + "/" + issue.ID).expect(404)
}

// Two people link from pages drawn at the same time: neither takes away what the
// other did.
func TestLinksOfAnotherPersonStay(t *testing.T) {
	dana, id, goal := wanting(t, "I want a place of our own")
	dana.open("/cases/"+id+"/issues/new").submit("form", "what", "No home")
	issue := only(dana, id, casework.KindIssue)
	for _, what := range []string{"Ask.", "Call."} {
		dana.open("/cases/"+id+"/issues/"+issue.ID+"/actions/new").submit("form", "what", what, "type", "task", "who", "staff:dana")
	}
	actions := dana.file(id).Of(casework.KindAction)
	page := "/cases/" + id + "/plan/links/" + goal.ID
	stale := *dana.open(page)
	at(t, dana.env, samOkoro).open(page).submit("form", "actions", actions[0].ID)
	stale.submit("form", "actions", actions[1].ID)
	for _, action := range dana.file(id).Of(casework.KindAction) {
		if action.Get("goal") != goal.ID {
			t.Errorf("%q serves %q", action.Get("what"), action.Get("goal"))
		}
	}
}

func TestWhoDoesWhatOnThreeLists(t *testing.T) {
	dana, id, _ := wanting(t, "Home")
	maria := only(dana, id, casework.KindPerson)
	dana.open("/cases/"+id+"/issues/new").submit("form", "what", "No home")
	add := "/cases/" + id + "/issues/" + only(dana, id, casework.KindIssue).ID + "/actions/new"
	dana.open(add).submit("form", "what", "Call the school.", "type", "task", "who", "person:"+maria.ID, "share", "alone", "if_not", "Then Dana calls.")
	dana.open(add).submit("form", "what", "Ask three programs.", "type", "referral", "who", "staff:dana", "share", "taken_over", "by_when.day", "20", "by_when.month", "11", "by_when.year", "2026")
	dana.open(add).submit("form", "what", "Lend the car.", "type", "service", "who", "other", "who.other", "Aunt Rosa")
	dana.open("/cases/"+id+"/plan").expect(200, "If it cannot be had Then Dana calls.", "They do it alone", "Still open: By").follow("to-who")
	dana.expect(200,
		"Yours What Maria Alvarez will do. Who Maria Alvarez Will Call the school. By No day yet If it cannot be had Then Dana calls. They do it alone",
		"Mine What Dana Reed will do. Who Dana Reed Will Ask three programs. By 20 November 2026 (in 4 days) If it cannot be had Not said yet It is taken off their plate",
		"Theirs What relatives, friends, providers and others will do. Who Aunt Rosa Will Lend the car.",
		"They do it alone 1", "They do it with some help 0", "It is taken off their plate 1", "Not talked about yet 1")
}

func TestMattersAreTangledBothWays(t *testing.T) {
	dana, id, _ := wanting(t, "Home")
	dana.open("/cases/"+id+"/issues/new").submit("form", "what", "No money", "type", "concurrent")
	money := only(dana, id, casework.KindIssue)
	dana.open("/cases/"+id+"/issues/new").submit("form", "what", "No home", "with", money.ID, "details", "Evicted in May.\nTwo nights in the car.")
	dana.expect(200, "Presenting issue Evicted in May. Two nights in the car. Tangled up with: No money", "Concurrent matter Tangled up with: No home")
	if strings.Index(dana.text, "Presenting issue") > strings.Index(dana.text, "Concurrent matter") {
		t.Error("a concurrent matter comes before what they came for")
	}
	dana.open("/cases/"+id+"/issues/"+money.ID+"/edit").expect(200, "Which other matters is it tangled up with?")
	if strings.Contains(strings.Split(dana.text, "tangled up with?")[1], "No money") {
		t.Error("an issue can be tangled up with itself")
	}
}

func TestAPlanSaysHowItWasMadeTogether(t *testing.T) {
	dana, id, _ := wanting(t, "Home") // nobody is named as the one who said it
	dana.expect(200, "There are no words of the client in this plan yet.", "Not asked yet", "0 of 6 parts decided together")
	dana.follow("talk-goals").expect(200, "Goals", "What do you want to be different?")
	dana.submit("form", "options", "A list of programs.", "proposed", "I could ask my sister.", "decided", "She asks first.").expect(200, "Made together")
	dana.open("/cases/"+id+"/plan").expect(200, "Asked Maria Alvarez, 16 November 2026", "Talked about A list of programs.", "They proposed I could ask my sister.", "Decided together She asks first.", "1 of 6 parts decided together")
	if strings.Contains(dana.text, "no words of the client") {
		t.Error("the client proposed something, and the plan says there are no words of theirs")
	}
	talk := only(dana, id, casework.KindTogether)
	dana.open("/cases/"+id+"/together/"+talk.ID+"/edit").expect(200, "What do you want to be different?")
	dana.submitWithout("form", "asked", "decided").expect(200, "Not asked yet", "Not decided yet")
	if now := only(dana, id, casework.KindTogether); now.Get("asked") != "" || now.Get("decided") != "" || now.Get("part") != "goals" {
		t.Errorf("the talk is %v", now.Fields)
	}
	dana.open("/cases/" + id + "/together/secrets/new").expect(404)
	dana.open("/cases/"+id+"/together/"+talk.ID+"/edit").follow("remove").submit("form", "reason", "Twice").expect(200, "Made together")
}

// TestAGoalIsLinkedWithAService: a service that serves nothing is listed, and the
// goal's page links the two.
func TestAGoalIsLinkedWithAService(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	dana.open(base+"/goals/new").submit("form", "words", "Kim sleeps at home")
	dana.open(base+"/referrals/new").submit("form", "need", "Somebody to talk to", "provider", "Bridge House")
	goal, referral := only(dana, id, casework.KindGoal), only(dana, id, casework.KindReferral)
	dana.open(base+"/plan/links").expect(200, "Goals without an action or a service", "Services that serve no goal")
	dana.follow("referrals-"+referral.ID).expect(200, "Change the referral")
	dana.open(base+"/plan/links/"+goal.ID).expect(200, "Which services serve this goal?").submit("form", "referrals", referral.ID).
		expect(200, "Everything in this plan has its link.")
	if got := only(dana, id, casework.KindReferral).Get("goals"); got != goal.ID {
		t.Errorf("the referral serves %q", got)
	}
	dana.open(base+"/plan/links/"+goal.ID).submit("form", "referrals", "")
	if got := only(dana, id, casework.KindReferral).Get("goals"); got != "" {
		t.Errorf("the link that was cleared stays: %q", got)
	}
}
