package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
)

func remarkOn(b *browser, caseID string) *casework.Record {
	b.t.Helper()
	list := b.file(caseID).Of(casework.KindRemark)
	if len(list) == 0 {
		b.t.Fatal("no remark in the case")
	}
	return list[len(list)-1]
}

// Whoever reads a contract can say of any line that it is not what they meant. It
// stands with the line until both decided, warns before signing, and stops nothing.
func TestAnyLineOfAContractCanBeNotWhatWasMeant(t *testing.T) {
	b, caseID := planned(t)
	at := "/cases/" + caseID
	b.open(at + "/contracts").submit("make-form")
	contract := contractOf(b, caseID).ID
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.", "about", "A home.", "reach", "By phone.", "if_changes", "We meet.")
	draft, read := at+"/contracts/"+contract, at+"/contracts/"+contract+"/read"
	items := casework.ItemsOf(b.file(caseID), contract)
	b.open(read)
	for _, line := range []string{"intro", "about", items[0].ID, items[1].ID, "ends", "reach", "if_changes", "standing-1", "consent"} {
		if !b.has("line-" + line + "-remark") {
			t.Errorf("nothing can be said about the line %s", line)
		}
	}
	if b.has("open-lines") {
		t.Error("a warning before anybody said anything")
	}
	b.follow("line-"+items[1].ID+"-remark").expect(200, "collect the papers", "This is not what I meant")
	b.submit("form", "words", "I have no papers.").expect(200, "Read before you sign", "1 line is seen differently", "I have no papers.")
	remark := remarkOn(b, caseID)
	if remark.Get("of") != items[1].ID || remark.Get("type") != "not_meant" || remark.Get("quote") != items[1].Get("words") || remark.Get("person") == "" || remark.Get("own_hand") != "" {
		t.Errorf("the remark is %v", remark.Fields)
	}

	// The worker sees it beside the item of the draft, and words it anew.
	b.open(draft).expect(200, "1 line is seen differently", "I have no papers.", "To talk about").follow("item-"+items[1].ID+"-edit").submit("form", "words", "Maria asks for her papers.")
	b.submit("move-"+items[1].ID, "do", "up").expect(200, "Said of these words: "+items[1].Get("words"))
	b.open(read).follow("line-ends-remark").submit("form", "type", "differently").expect(200, "2 lines are seen differently")
	b.open(at+"/remarks").expect(200, "What they see differently", "Maria has a lease.", items[1].Get("words")).follow("line-of-"+remark.ID).expect(200, "Contract in the making")

	// Signing warns, and goes on.
	b.open(read).submit("start-form").expect(200, "Sign the contract", "2 lines are seen differently", "I have no papers.")
	b.follow("party-client-sign").submit("sign", "capacity", "self", "identified", "known").follow("stay")
	b.submit("sign", "agree", "screen").expect(200, "2 lines are seen differently").follow("line-about-remark")
	b.submit("form", "words", "Not only a home.").expect(200, "Read it first", "3 lines are seen differently", "Not only a home.")
	b.open(at+"/remarks/"+remark.ID+"/edit").submit("form", "answer", "She asks for them.").expect(200, "She asks for them.")
	b.open(draft+"/sign/client/read").expect(200, "2 lines are seen differently").submit("sign", "read_how", "self").submit("sign", "skip", "yes")
	b.follow("way-draw").submit("sign", "strokes", crossOfMaria).expect(200, "Is this your signature?", "2 lines are seen differently").submit("finish-form")
	b.sign("worker", lineOfDana).expect(200, "Signed by both", "Not only a home.", "She asks for them.")
	if b.has("open-lines") || b.has("line-ends-remark") {
		t.Error("a contract that both signed is still asked about")
	}
	b.open(draft+"/lines/ends/remark").expect(200, "Signed by both")
}

func TestALineIsNotWhatWasMeantOnTheTurnedTablet(t *testing.T) {
	b, caseID, contract := frozen(t)
	page := "/cases/" + caseID + "/contracts/" + contract
	b.follow("party-client-sign").submit("sign", "capacity", "self", "identified", "known").submit("hand-form")
	if b.turned == nil {
		t.Fatal("the tablet was not turned")
	}
	b.submit("sign", "agree", "screen").expect(200, "Read it first").follow("line-ends-remark").expect(200, "Maria has a lease.")
	b.submit("form", "words", "Two of us.").expect(200, "Read it first", "1 line is seen differently", "Two of us.")
	remark := remarkOn(b, caseID)
	if remark.Get("own_hand") != "yes" || remark.Get("of") != contract || remark.Get("line") != "ends" {
		t.Errorf("the remark is %v", remark.Fields)
	}
	if strings.Contains(b.body, "/remarks/") || strings.Contains(b.body, "/history") {
		t.Error("the client's page leads to the worker's")
	}
	b.turned = nil
	b.open(page).expect(200, "Sign the contract", "1 line is seen differently", "Two of us.")

	// In the hands of somebody else it does not open: everything leads to their page.
	b.turned = &casework.Turned{Case: caseID, Person: b.env.NewID(), Contract: contract, First: "/cases/" + caseID + "/client/back"}
	b.open(page + "/lines/ends/remark")
	if strings.Contains(b.text, "Two of us.") || strings.Contains(b.text, "Maria has a lease.") {
		t.Errorf("somebody else reads %q", b.text)
	}
}
