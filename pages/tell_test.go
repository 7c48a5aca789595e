package pages_test

import (
	"testing"

	"doorstep/casework"
)

// TestAGoalChangeIsToldWithOneTap: a permanency goal that changes on its own page,
// and a goal of the plan that changes in an agreed version, are one tap away from
// the list of everybody who must know, each told or not.
func TestAGoalChangeIsToldWithOneTap(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	maria, base := only(dana, id, casework.KindPerson), "/cases/"+id
	dana.open(base+"/team/new").submit("form", "name", "Coach Lee", "role", "informal_support")
	dana.open(base+"/permanency/new").submit("form", "child", maria.ID, "goal", "reunification")
	goal := only(dana, id, casework.KindPermanency)
	page := base + "/permanency/" + goal.ID
	dana.open(page).expect(200, "it is not noted yet whom you tell").submit("act-tell").
		expect(200, "The permanency goal for Maria Alvarez is: Go home to a parent.", "Coach Lee", "1 has not been told yet.", "It tells of")
	change := only(dana, id, casework.KindChange)
	if change.Get("type") != "permanency_goal" || change.Get("of") != goal.ID || change.Get("children") != maria.ID {
		t.Errorf("the change says %v", change.Fields)
	}
	dana.open(page).expect(200, "1 has not been told yet.", "Who must know")
	dana.send("POST", page+"/tell", nil).expect(200, "1 has not been told yet.") // a page that was drawn before
	if n := len(dana.file(id).Of(casework.KindChange)); n != 1 {
		t.Errorf("%d changes after two taps, want 1", n)
	}
	told := only(dana, id, casework.KindTold)
	dana.open(base+"/told/"+told.ID+"/edit").submit("form", "done", "yes", "how", "phone")
	dana.open(page).expect(200, "Everybody on the list of this change has been told.")

	dana.open(page+"/edit").submit("form", "goal", "adoption")
	dana.open(page).expect(200, "it is not noted yet whom you tell").submit("act-tell").expect(200, "is: Adoption.", "1 has not been told yet.")

	// The plan: the first agreed one changes nothing, a barrier is no goal.
	dana.open(base+"/goals/new").submit("form", "words", "Kim sleeps at home")
	agree := func() string {
		dana.open(base + "/plan/agree").submit("form")
		list := casework.PlanVersions(dana.file(id))
		return base + "/plan/agreed/" + list[len(list)-1].ID
	}
	if dana.open(agree()); dana.has("act-tell") {
		t.Error("the first plan is offered as a goal change")
	}
	dana.open(base+"/barriers/new").submit("form", "words", "No bus after six")
	if dana.open(agree()); dana.has("act-tell") {
		t.Error("a new barrier is offered as a goal change")
	}
	dana.open(base+"/goals/"+only(dana, id, casework.KindGoal).ID+"/edit").submit("form", "words", "Kim sleeps at home every night")
	version := agree()
	dana.open(version).expect(200, "it is not noted yet whom you tell").submit("act-tell").
		expect(200, "Changed: Kim sleeps at home every night", "Coach Lee", "1 has not been told yet.")
	dana.open(version).expect(200, "1 has not been told yet.")
}
