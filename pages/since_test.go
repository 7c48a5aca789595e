package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
)

// actionCalled is the action of the plan with these words.
func actionCalled(b *browser, caseID, what string) *casework.Record {
	b.t.Helper()
	for _, action := range b.file(caseID).Of(casework.KindAction) {
		if action.Get("what") == what {
			return action
		}
	}
	b.t.Fatalf("no action %q", what)
	return nil
}

func TestSinceBothSignedItemByItem(t *testing.T) {
	b, caseID, contract := signed(t)
	page := "/cases/" + caseID + "/contracts/" + contract
	b.open(page).expect(200, "Since you both signed", "0 of 2 done", "As you agreed")
	flats, papers := actionCalled(b, caseID, "two flats to look at"), actionCalled(b, caseID, "collect the papers")
	edit := func(id string, changes ...string) {
		b.open("/cases/"+caseID+"/actions/"+id+"/edit").submit("form", changes...).expect(200)
	}
	edit(flats.ID, "what", "three flats to look at", "by_when.day", "24")
	b.open("/cases/"+caseID+"/actions/"+papers.ID+"/remove").submit("form", "reason", "Not needed any more")
	issue := only(b, caseID, casework.KindIssue)
	b.open("/cases/"+caseID+"/issues/"+issue.ID+"/actions/new").submit("form", "what", "call the school", "type", "task", "who", "staff:dana")

	b.open(page).expect(200, "Changed words in the plan", "What you signed", "What the plan says now",
		"By when: 1 December 2026 when you signed, 24 December 2026 now", "No longer in the plan",
		"In the plan, but not in this contract", "Dana Reed will do this: call the school", "Added since")
	if marked := b.marked(); marked != "two|three" {
		t.Errorf("marked %q, want two|three", marked)
	}
	if strings.Contains(b.text, "already done") {
		t.Error("what was done before the contract is told as added since")
	}
	b.open("/cases/"+caseID+"/plan").expect(200, "Changed since you both signed", "Not in the signed contract")

	edit(flats.ID, "what", "two flats to look at", "by_when.day", "1", "where", "Elm Street")
	b.open(page).expect(200, "Where: Elm Street.")
	edit(flats.ID, "where", "", "if_not", "we look in the next town")
	b.open(page).expect(200, "If it cannot be had, then: nothing when you signed, we look in the next town now")
	if n := len(b.file(caseID).Of(casework.KindContract)); n != 1 {
		t.Errorf("%d contracts", n)
	}
}

// The plan says line by line what is otherwise than both signed, in every contract
// in force.
func TestThePlanSaysLineByLineWhatChangedSinceBothSigned(t *testing.T) {
	b, caseID, first := signed(t)
	at := "/cases/" + caseID
	flats, goal := actionCalled(b, caseID, "two flats to look at"), only(b, caseID, casework.KindGoal)
	papers, issue := actionCalled(b, caseID, "collect the papers"), only(b, caseID, casework.KindIssue)
	b.open(at + "/plan")
	if b.has("changed") {
		t.Fatal("just signed, and the plan says that it has changed")
	}
	b.open(at+"/actions/"+flats.ID+"/edit").submit("form", "by_when.day", "24", "how", "by bus").expect(200)
	b.open(at+"/goals/"+goal.ID+"/edit").submit("form", "by_when.day", "1", "by_when.month", "6", "by_when.year", "2027", "service", "short_term").expect(200)
	b.open(at+"/actions/"+papers.ID+"/remove").submit("form", "reason", "Not needed any more")
	b.open(at+"/issues/"+issue.ID+"/actions/new").submit("form", "what", "call the school", "type", "task", "who", "staff:dana")
	b.open(at+"/goals/new").submit("form", "words", "I want a job")
	lines := []string{
		"The contract that was signed on 16 November 2026",
		"By when: 1 December 2026 when you signed, 24 December 2026 now", "How: nothing when you signed, by bus now",
		"By when: nothing when you signed, 1 June 2027 now", "What kind of service is this goal for: nothing when you signed, Short-term now",
		"Action: collect the papers Taken out", "Action: call the school Added Who does it: Dana Reed", "Goal: I want a job Added",
	}
	b.open(at+"/plan").expect(200, lines...)
	b.open(at+"/contracts/"+first).expect(200, "Changed beside these", lines[4], lines[7], lines[2])
	b.open(at).expect(200, "Changed since you signed")

	// The next version's draft ends otherwise: both see it before they sign.
	b.open(at + "/contracts/" + first).submit("version-" + first)
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a job.")
	b.open(at+"/plan").expect(200, "Changed in the draft of the next version", "This work ends when: Maria has a lease. when you signed, Maria has a job. now")

	// A second contract beside the first hides nothing of it.
	b.open(at + "/contracts").submit("make-form")
	b.follow("change-ends_when").submit("form", "ends_when", "She is settled.")
	b.follow("read").submit("start-form").sign("client", crossOfMaria).sign("worker", lineOfDana).expect(200, "Signed by both")
	b.open(at+"/plan").expect(200, "Action: collect the papers Taken out", "This work ends when: Maria has a lease. when you signed")
}

func TestItemsAreTickedAgainstTheContract(t *testing.T) {
	b, caseID, contract := signed(t)
	page := "/cases/" + caseID + "/contracts/" + contract
	b.open(page).submit("since-1-form").expect(200, "1 of 2 done", "Done on 16 November 2026")
	fulfilled := only(b, caseID, casework.KindFulfilled)
	flats := actionCalled(b, caseID, "two flats to look at")
	if fulfilled.Get("item") != "1" || fulfilled.Get("done_on") != "2026-11-16" || flats.Get("done") != "yes" {
		t.Errorf("ticked: %v, action %v", fulfilled.Fields, flats.Fields)
	}
	b.submit("since-1-form").expect(200, "0 of 2 done")
	if only(b, caseID, casework.KindFulfilled).Get("done") != "" || actionCalled(b, caseID, "two flats to look at").Get("done") != "" {
		t.Error("taking the tick away left one of the two")
	}

	// Ticked in the plan, it is ticked off against the contract too.
	b.open("/cases/" + caseID + "/plan").submit("tick-form-" + flats.ID)
	if only(b, caseID, casework.KindFulfilled).Get("done") != "yes" {
		t.Error("a tick in the plan did not reach the contract")
	}
	papers := actionCalled(b, caseID, "collect the papers")
	b.open("/cases/" + caseID + "/plan").submit("tick-form-" + papers.ID)
	b.open(page).expect(200, "All 2 done", "Everything in this contract is done.", "You agreed that this work ends when:", "Maria has a lease.")
	b.open("/cases/"+caseID).expect(200, "All agreed is done")
	b.open("/").expect(200, "All agreed is done")
}

func TestANewVersionSupersedesOnceBothSigned(t *testing.T) {
	b, caseID, first := signed(t)
	flats := actionCalled(b, caseID, "two flats to look at")
	b.open("/cases/"+caseID+"/actions/"+flats.ID+"/edit").submit("form", "what", "three flats to look at")
	b.open("/cases/"+caseID+"/contracts/"+first).expect(200, "Changed since you both signed").submit("version-" + first)
	second := contractOf(b, caseID)
	if second.Get("supersedes") != first {
		t.Fatalf("the new version supersedes %q, want %q", second.Get("supersedes"), first)
	}
	b.follow("read").submit("start-form").expect(200, "Sign the contract")
	b.open("/cases/" + caseID + "/contracts/" + first)
	if strings.Contains(b.text, "A later contract took the place") || !b.has("since-1-form") {
		t.Error("superseded before anybody signed")
	}
	b.open("/cases/"+caseID+"/contracts/"+second.ID).sign("client", crossOfMaria).sign("worker", lineOfDana).expect(200, "Signed by both")
	b.open("/cases/"+caseID+"/contracts/"+first).expect(200, "A later contract took the place of this one.", "Superseded by the contract signed on 16 November 2026", "two flats to look at")
	if b.has("since-1-form") {
		t.Error("a superseded contract can still be ticked off")
	}
	b.open("/cases/"+caseID+"/contracts").expect(200, "Superseded")
	b.send("POST", "/cases/"+caseID+"/contracts/"+first+"/done", values("item", "1", "done", "yes")).expect(404)
}

// A new version begins with what both signed: only what the plan says otherwise
// now is worded anew.
func TestANewVersionBeginsWithWhatWasSigned(t *testing.T) {
	b, caseID := planned(t)
	issue := only(b, caseID, casework.KindIssue)
	add := func(what string) {
		b.open("/cases/"+caseID+"/issues/"+issue.ID+"/actions/new").submit("form", "what", what, "type", "task", "who", "staff:dana")
	}
	add("call the school")
	add("ask the landlord")
	add("bring a map")
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	first := contractOf(b, caseID).ID
	edit := func(item, words string) {
		b.open("/cases/"+caseID+"/contracts/"+first).follow("item-"+item+"-edit").submit("form", "words", words)
	}
	items := casework.ItemsOf(b.file(caseID), first) // flats, papers, school, landlord, map
	edit(items[0].ID, "Dana looks at two flats with Maria.")
	edit(items[1].ID, "Maria brings her papers.")
	b.submit("move-"+items[2].ID, "do", "out").submit("move-"+items[3].ID, "do", "up")
	for _, words := range []string{"We call each other on Fridays.", "We meet at noon."} {
		b.open("/cases/"+caseID+"/contracts/"+first+"/items/new").submit("form", "words", words, "who", "Dana Reed and Maria Alder")
	}
	items = casework.ItemsOf(b.file(caseID), first)
	b.submit("move-"+items[len(items)-1].ID, "do", "out")
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.")
	b.follow("read").submit("start-form").sign("client", crossOfMaria).sign("worker", lineOfDana).expect(200, "Signed by both")

	b.open("/cases/"+caseID+"/actions/"+actionCalled(b, caseID, "two flats to look at").ID+"/edit").submit("form", "what", "three flats to look at")
	b.open("/cases/" + caseID + "/plan").submit("tick-form-" + actionCalled(b, caseID, "bring a map").ID)
	add("buy a bed")
	b.open("/cases/" + caseID + "/contracts/" + first).submit("version-" + first)
	var got []string
	for _, item := range casework.ItemsOf(b.file(caseID), contractOf(b, caseID).ID) {
		words := item.Get("words")
		if item.Get("left_out") != "" {
			words += " (out)"
		}
		got = append(got, words)
	}
	want := []string{"Dana Reed will arrange this: three flats to look at", "Maria brings her papers.", "Dana Reed will do this: ask the landlord",
		"We call each other on Fridays.", "We meet at noon. (out)", "Dana Reed will do this: call the school (out)", "Dana Reed will do this: buy a bed"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("the new version says\n%s, want\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	kept := casework.ItemsOf(b.file(caseID), contractOf(b, caseID).ID)[1]
	if kept.Get("action") != actionCalled(b, caseID, "collect the papers").ID || kept.Get("who") != "Maria Alder" {
		t.Errorf("a kept item lost its action or its person: %v", kept.Fields)
	}
}
