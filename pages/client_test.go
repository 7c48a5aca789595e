package pages_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/pages"
)

// turnedPlan is a case with a plan, turned to Maria, beside another case.
func turnedPlan(t *testing.T) (dana *browser, id string, maria, goal *casework.Record) {
	dana = at(t, officeEnv(&ids{}), danaReed)
	dana.open("/cases/new").submit("form", "name", "Quinnell", "person_name", "Petra Quinnell", "person_role", "mother")
	id = openAlvarez(dana)
	maria = only(dana, id, casework.KindPerson)
	dana.open("/cases/"+id+"/people/"+maria.ID+"/edit").submit("form", "language", "es")
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", "I want my kids home.", "said_by", maria.ID, "wording", "A lease by 30 June.")
	dana.open("/cases/"+id+"/issues/new").submit("form", "what", "No home of their own", "details", "He hit her in March.")
	goal = only(dana, id, casework.KindGoal)
	dana.open("/cases/"+id+"/issues/"+only(dana, id, casework.KindIssue).ID+"/actions/new").submit("form", "what", "Ask three programs.", "type", "referral", "who", "staff:dana")
	dana.open("/cases/"+id+"/turn").submit("hand-over").expect(200, "Maria Alvarez, this is your plan.")
	return dana, id, maria, goal
}

// What the client adds is theirs: who said it, when, in which language, and that
// they wrote it themselves.
func TestAClientWritesInTheirOwnHand(t *testing.T) {
	dana, id, maria, _ := turnedPlan(t)
	for path, kind := range map[string]casework.Kind{"strengths": casework.KindStrength, "barriers": casework.KindBarrier} {
		dana.open("/cases/"+id+"/client/"+path+"/new").submit("form", "words", "  ").expect(422, "one thing to put right")
		dana.submit("form", "words", "Mi hermana ayuda.").expect(200, "Mi hermana ayuda.", "You said this on 16 November 2026")
		record := only(dana, id, kind)
		for field, want := range map[string]string{"own_hand": "yes", "said_by": maria.ID, "said_on": "2026-11-16", "language": "es"} {
			if got := record.Get(field); got != want {
				t.Errorf("%s: %s is %q, want %q", kind, field, got, want)
			}
		}
	}
	dana.open("/cases/"+id+"/client/goals/new").submit("form", "words", "Sundays together.").expect(200, "Sundays together.")
	if goals := dana.file(id).Of(casework.KindGoal); len(goals) != 2 || goals[1].Get("status") != "open" || goals[1].Get("own_hand") != "yes" {
		t.Errorf("the goals are %v", goals)
	}
}

// A remark stands beside its line, with or without words, until both decided.
func TestSeeingALineDifferently(t *testing.T) {
	dana, id, maria, goal := turnedPlan(t)
	dana.open("/cases/"+id+"/client/goals").follow("differ-"+goal.ID).expect(200, "I want my kids home.", "About this line")
	dana.submit("form").expect(422, "choose one answer")
	dana.submit("form", "type", "not_meant", "words", "Before school.").expect(200, "This is not what I meant", "Before school.", "You will talk about this together.")
	dana.follow("differ-"+goal.ID).submit("form", "type", "differently").expect(200, "I see this differently")
	remarks := dana.file(id).Of(casework.KindRemark)
	if len(remarks) != 2 {
		t.Fatalf("%d remarks", len(remarks))
	}
	for field, want := range map[string]string{"of": goal.ID, "type": "not_meant", "person": maria.ID, "on": "2026-11-16", "language": "es", "own_hand": "yes"} {
		if got := remarks[0].Get(field); got != want {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
	dana.open("/cases/"+id+"/client/ideas/new").submit("form", "words", "").expect(422, "What is your idea?")
	dana.submit("form", "words", "Meet at the library.").expect(200, "Meet at the library.")

	dana.turned = nil // the worker takes the tablet back
	dana.open("/cases/"+id+"/remarks").expect(200, "Before school.", "I want my kids home.", "Maria Alvarez, 16 November 2026", "The whole plan", "To talk about")
	dana.follow("answer-"+remarks[0].ID).expect(200, "Before school.").submit("form", "answer", "We wrote it anew.", "answered_on.day", "17", "answered_on.month", "11", "answered_on.year", "2026")
	dana.expect(200, "We wrote it anew.", "Decided on 17 November 2026")
	dana.turned = &casework.Turned{Case: id, Person: maria.ID, First: "/cases/" + id + "/client"}
	dana.open("/cases/"+id+"/client/goals").expect(200, "What you decided together", "We wrote it anew.")
}

// A remark is about a line that the client can read, and about nothing else.
func TestARemarkIsAboutALineOfThePlan(t *testing.T) {
	dana, id, maria, _ := turnedPlan(t)
	for _, line := range []string{maria.ID, id, otherCase} {
		dana.send("POST", "/cases/"+id+"/client/lines/"+line+"/remark", values("new", "01980000-0000-7000-8000-0000000000ff", "type", "not_meant")).expect(404)
	}
	if remarks := dana.file(id).Of(casework.KindRemark); len(remarks) > 0 {
		t.Errorf("remarks about what is no line: %v", remarks)
	}
}

// Every issue of the plan is named to the client, also one that has no step yet,
// and they can say that it is not what they meant. Its details stay away.
func TestAClientReadsWhatThePlanIsAbout(t *testing.T) {
	dana, id, _, _ := turnedPlan(t)
	dana.turned = nil
	issue := only(dana, id, casework.KindIssue)
	dana.open("/cases/"+id+"/issues/new").submit("form", "what", "Debts at the power company", "type", "concurrent", "details", "Her brother owes him.")
	dana.open("/cases/" + id + "/turn").submit("hand-over")
	base := "/cases/" + id + "/client"
	dana.open(base+"/barriers").follow("next").expect(200, "What this is about", "No home of their own", "Debts at the power company")
	debts := dana.file(id).Of(casework.KindIssue)[1]
	dana.follow("differ-"+debts.ID).expect(200, "Debts at the power company", "About this line").submit("form", "type", "not_meant", "words", "They were my husband's.")
	dana.expect(200, "What this is about", "They were my husband's.", "You will talk about this together.")
	for _, path := range []string{"/issues", "/lines/" + issue.ID + "/remark", "/lines/" + debts.ID + "/remark"} {
		if dana.open(base + path).expect(200); strings.Contains(dana.text, "He hit her") || strings.Contains(dana.text, "brother") {
			t.Errorf("%s shows details: %s", path, dana.text)
		}
	}
	dana.turned = nil
	dana.open("/cases/"+id+"/plan").expect(200, "They were my husband's.")
	if !dana.has("answer-" + only(dana, id, casework.KindRemark).ID) {
		t.Error("the plan has no way to answer what was said about an issue")
	}
	dana.open("/cases/"+id+"/plan/print").expect(200, "(Maria Alvarez, 16 November 2026): They were my husband's.")
}

// What was typed when the worker took the tablet back is not lost.
func TestAClientsFormThatComesTooLateIsKept(t *testing.T) {
	dana, id, _, _ := turnedPlan(t)
	dana.open("/cases/" + id + "/client/goals/new")
	dana.turned = nil
	dana.submit("form", "words", "Half written.")
	if draft := dana.draft("/cases/" + id + "/client/goals/new"); draft == nil || draft.Fields["words"] != "Half written." {
		t.Errorf("the draft is %v", draft)
	}
	dana.open("/sync").expect(200, "Half written.")
}

// The whole of every page of the client's view: no name of another case, nothing
// of the worker's notes, and no link that leads out.
func TestTheClientsPagesHoldNothingElse(t *testing.T) {
	dana, id, _, goal := turnedPlan(t)
	base := "/cases/" + id + "/client"
	for _, path := range []string{"", "/strengths", "/goals", "/barriers", "/issues", "/steps", "/end", "/back", "/goals/new", "/ideas/new", "/lines/" + goal.ID + "/remark", "/lines/nothing/remark"} {
		dana.open(base + path)
		text := wordsIn(dana.node)
		for _, secret := range []string{"Quinnell", "Petra", "Ring twice", "2026-0417", "He hit her", "Eve Doe", "Sam Okoro", "Caseload", "Sync"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s says %q", path, secret)
			}
		}
		find(dana.node, func(n *html.Node) bool {
			for _, name := range []string{"href", "action"} {
				target := attribute(n, name)
				inside := target == base || strings.HasPrefix(target, base+"/") || strings.HasPrefix(target, "#")
				if target != "" && n.Data != "link" && n.Data != "use" && !inside && target != pages.CoverPath && target != pages.LiftPath {
					t.Errorf("%s: a %s leads to %s", path, n.Data, target)
				}
			}
			return false
		})
		if path != "/back" && !dana.has("give-back") {
			t.Errorf("%s has no way to stop", path)
		}
		if !strings.Contains(text, "ask Dana Reed from Practice Agency") {
			t.Errorf("%s does not say whom to ask", path)
		}
	}
	dana.open(base+"/steps").expect(200, "Dana Reed", "Ask three programs.", "No day is set yet", "Not talked about yet", "No home of their own")
}

// Before handing over, plain counts: which sentences are hard, and why.
func TestTheLookBeforeHandingOver(t *testing.T) {
	dana, id, _, goal := turnedPlan(t)
	dana.turned = nil
	dana.open("/cases/"+id+"/turn").expect(200, "Spanish", "You wrote 3 sentences, and none of them is hard to read.", "1 step has no day yet.")
	dana.open("/cases/"+id+"/goals/"+goal.ID+"/edit").submit("form", "wording", "We will guarantee that you obtain a lease.")
	dana.open("/cases/"+id+"/turn").expect(200, "1 of 3 sentences that you wrote is hard to read.", "guarantee", "“obtain”", "It does not say by when.")
	if strings.Contains(dana.text, "It does not say who.") {
		t.Errorf("“we” and “you” are somebody: %s", dana.text)
	}
	marks := 0
	find(dana.node, func(n *html.Node) bool {
		if n.Data == "mark" {
			marks++
		}
		return false
	})
	if marks < 2 {
		t.Errorf("%d words are marked", marks)
	}
	dana.open("/cases/"+id+"/goals/"+goal.ID+"/edit").submit("form", "wording", "To obtain a lease.", "by_when.day", "1", "by_when.month", "3", "by_when.year", "2027")
	if dana.open("/cases/"+id+"/turn").expect(200, "“obtain”", "It does not say who."); strings.Contains(dana.text, "by when.") {
		t.Errorf("the day stands beside the wording: %s", dana.text)
	}
	dana.open("/cases/"+id+"/people/new").submit("form", "name", "Rosa Alvarez", "role", "child")
	dana.open("/cases/"+id+"/turn").expect(200, "To whom do you hand it?", "Rosa Alvarez")
	dana.send("POST", "/cases/"+id+"/turn", values("person", "nobody")).expect(422, "To whom do you hand it?")
	if dana.turned != nil {
		t.Error("the tablet is turned to nobody")
	}
}
