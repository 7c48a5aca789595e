package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/views/words"
)

func lastVersion(b *browser, caseID string) *casework.Record {
	b.t.Helper()
	list := casework.PlanVersions(b.file(caseID))
	if len(list) == 0 {
		b.t.Fatal("no agreed plan in the case")
	}
	return list[len(list)-1]
}

func TestAPlanIsAgreedAndGoesOnLiving(t *testing.T) {
	b, caseID := planned(t)
	plan := "/cases/" + caseID + "/plan"
	b.open(plan).expect(200, "Nobody has agreed on this plan yet").follow("agree")
	b.expect(200, "Agree on this plan", "I want my kids home by summer", "two flats to look at", "Dana Reed", "Agreed with", "Mari")
	b.submit("form", "note", "At the kitchen table.").expect(200, "Version 1", "16 November 2026", "Mari", "At the kitchen table.", "two flats to look at")
	first := lastVersion(b, caseID)
	if first.Get("number") != "1" || first.Get("agreed_on") != "2026-11-16" || first.Get("with") == "" {
		t.Errorf("the agreed plan is %v", first.Fields)
	}
	b.open(plan).expect(200, "Version 1", "Agreed on 16 November 2026 with Mari", "Still the same")

	goal := only(b, caseID, casework.KindGoal)
	b.follow("edit-"+goal.ID).submit("form", "words", "I want my kids home before school")
	b.open(plan).expect(200, "1 part has changed since").follow("agreed-" + first.ID)
	b.expect(200, "What changed", "Version 1, 16 November 2026, Dana Reed", "The plan as it is now", "The goal, in their own words", "4 other parts stayed as they were.")
	if marked := b.marked(); marked != "by summer|before school" {
		t.Errorf("marked as differing: %q, want only the words that changed", marked)
	}
	b.open(plan+"/agreed/"+first.ID).expect(200, "I want my kids home by summer")

	b.open(plan + "/agree").submit("form")
	second := lastVersion(b, caseID)
	b.expect(200, "Version 2", "See what changed from version 1 to this one")
	b.open(plan+"/agreed").expect(200, "Version 1", "Version 2").submit("compare-form", "from", first.ID, "to", second.ID)
	b.expect(200, "What changed", "Version 2, 16 November 2026")
	b.open(plan+"/agreed").submit("compare-form", "from", second.ID, "to", "now").expect(200, "Nothing changed between these two.")
	b.open(plan+"/agreed").submit("compare-form", "from", "x", "to", "now").expect(404)
}

// marked joins the words that a page marks as differing.
func (b *browser) marked() string {
	var all []string
	text := b.text
	for {
		_, rest, found := strings.Cut(text, words.Say(words.DiffersStart))
		if !found {
			return strings.Join(all, "|")
		}
		word, after, _ := strings.Cut(rest, words.Say(words.DiffersEnd))
		all, text = append(all, strings.TrimSpace(word)), after
	}
}

func TestWhatIsAddedAndTakenOutIsSaid(t *testing.T) {
	b, caseID := planned(t)
	plan := "/cases/" + caseID + "/plan"
	b.open(plan + "/agree").submit("form")
	first := lastVersion(b, caseID)
	b.open(plan).follow("add-barriers").submit("form", "words", "No car.")
	goal := only(b, caseID, casework.KindGoal)
	b.open("/cases/"+caseID+"/goals/"+goal.ID+"/remove").submit("form", "reason", "Written twice")
	b.open(plan+"/compare/"+first.ID+"/now").expect(200, "Added", "No car.", "Taken out", "I want my kids home by summer")
	b.open(plan+"/compare/now/"+first.ID).expect(200, "Added", "Taken out") // and the other way round
}

func TestAgreeingSaysWhatIsMissingAndKeepsTheWords(t *testing.T) {
	b, caseID := planned(t)
	agree := "/cases/" + caseID + "/plan/agree"
	b.open(agree).submit("form", "agreed_on.day", "31", "agreed_on.month", "2", "note", "Kept.").expect(422, "Kept.")

	b.open(agree)
	other := at(t, b.env, samOkoro)
	goal := only(b, caseID, casework.KindGoal)
	other.open("/cases/"+caseID+"/goals/"+goal.ID+"/edit").submit("form", "words", "Another goal")
	b.submit("form", "note", "Kept.").expect(422, "The plan changed while you were reading", "Another goal", "Kept.")
	if n := len(casework.PlanVersions(b.file(caseID))); n != 0 {
		t.Fatalf("%d plans agreed, want none", n)
	}
	b.submit("form", "agreed_on.day", "16", "agreed_on.month", "november").expect(200, "Version 1", "Another goal", "Kept.")

	empty := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(empty)
	empty.open("/cases/"+id+"/plan/agree").submit("form").expect(422, "Nothing stands in the plan yet")
}

func TestTwoTapsAgreeOnce(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/plan/agree")
	node := b.node
	b.submit("form").expect(200, "Version 1")
	b.node = node
	b.submit("form").expect(200, "Version 1")
	if n := len(casework.PlanVersions(b.file(caseID))); n != 1 {
		t.Errorf("two taps made %d versions", n)
	}
}

func TestTwoOfOneNumberBothStand(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/plan/agree").submit("form")
	twin := lastVersion(b, caseID).Clone()
	twin.ID = b.env.NewID()
	if err := b.env.Write(t.Context(), b.request, caseID, pages.Made(twin.ID, twin.Kind, twin.Fields)); err != nil {
		t.Fatal(err)
	}
	b.open("/cases/"+caseID+"/plan/agreed").expect(200, "Two plans have the same number", "Same number twice", "Written down by Dana Reed")
}
