package pages_test

import (
	"context"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage/memory"
	"doorstep/sync/oplog"
)

// onTablet is one person at one tablet, whose work has not been sent yet.
func onTablet(t *testing.T) (b *browser, caseID, goal string) {
	t.Helper()
	numbers := &ids{}
	store := memory.NewTablet()
	pen := &pages.Pen{Device: "tablet-1", Epoch: 1, Salt: func() []byte { return make([]byte, oplog.SaltBytes) }}
	pen.Next = func(ctx context.Context) (int64, error) { return store.NextNumber(ctx, pen.Device, pen.Epoch) }
	b, caseID = planIn(t, &pages.Env{Store: store, Pen: pen, NewID: numbers.next}, numbers)
	return b, caseID, b.file(caseID).Of(casework.KindGoal)[0].ID
}

// TestTwoWindowsOfOnePerson: on a tablet the same person's later words replace
// the earlier ones; from another window they do so only once both were shown.
func TestTwoWindowsOfOnePerson(t *testing.T) {
	b, caseID, goal := onTablet(t)
	one, two := *b, *b
	form := "/cases/" + caseID + "/goals/" + goal + "/edit"
	one.open(form)
	two.open(form)
	one.submit("form", "words", "Home by May").expect(200)
	two.submit("form", "words", "Home by June", "status", "reached").expect(422, "in another window", "Home by May", "Home by June")
	if got := b.goal(caseID, goal); got.Get("words") != "Home by May" || got.Get("status") == "reached" {
		t.Errorf("words %q, status %q: the other window overwrote them unseen", got.Get("words"), got.Get("status"))
	}
	two.submit("form", "words", "Home by May or June").expect(200)
	if got := b.goal(caseID, goal).Get("words"); got != "Home by May or June" {
		t.Errorf("words %q", got)
	}
	// Different fields, and the same words, are nobody's loss.
	one.open(form)
	two.open(form)
	one.submit("form", "wording", "Maria lives with her kids.").expect(200)
	two.submit("form", "status", "reached").expect(200)
	one.open(form)
	two.open(form)
	one.submit("form", "words", "Home").expect(200)
	two.submit("form", "words", "Home").expect(200)
	if got := b.goal(caseID, goal); got.Get("words") != "Home" || got.Get("wording") == "" || got.Get("status") != "reached" {
		t.Errorf("the goal is %v", got.Fields)
	}
}

// TestFormOfACaseThatIsGone: a form that is sent after its case went to somebody
// else writes nothing, and its words are still to be found.
func TestFormOfACaseThatIsGone(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/goals/new")
	at(t, b.env, samOkoro).open("/cases/"+caseID+"/assign").submit("form", "worker", "eve")
	b.submit("form", "words", "My sister lives near").expect(404)
	b.open("/").expect(200, "Still being typed", "1 draft")
	b.follow("to-drafts").expect(200, "Drafts without a form", "My sister lives near")
	b.submit("stray-0-throw").expect(200)
	if b.open("/"); b.has("to-drafts") {
		t.Error("a draft that was thrown away is still counted")
	}
}

// TestDraftBetweenVersionsThatWereClosed: words written together can be reached
// although somebody chose meanwhile, at the office too.
func TestDraftBetweenVersionsThatWereClosed(t *testing.T) {
	b, caseID, goal := twoVersions(t)
	page := "/cases/" + caseID + "/versions/" + goal + "/words"
	b.open(page)
	b.send("POST", "/drafts", values("draft", page, "words", "Both of us want them home"))
	at(t, b.env, samOkoro).open(page).submit("version-1-form").expect(200)
	b.open("/").follow("to-drafts").expect(200, "Drafts without a form", "Both of us want them home")
}

// TestDraftContractPutAsideTwice: a second tap is answered like the first one.
func TestDraftContractPutAsideTwice(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	contract := contractOf(b, caseID).ID
	b.open("/cases/" + caseID + "/contracts/" + contract + "/remove")
	again := *b
	b.submit("form", "reason", "Wrong plan").expect(200, "Contracts")
	again.submit("form", "reason", "Wrong plan").expect(200, "Contracts")
	b.open("/cases/"+caseID+"/contracts/"+contract+"/remove").expect(200, "Contracts")
	b.send("POST", "/cases/"+caseID+"/contracts/"+contract+"/words", values("about", "Housing first")).expect(404)
	if draft := b.draft("/cases/" + caseID + "/contracts/" + contract + "/words"); draft == nil || draft.Fields["about"] != "Housing first" {
		t.Errorf("the words typed into a contract that was put aside: %+v", draft)
	}
}
