package pages_test

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/storage"
)

func countElements(b *browser, names ...string) int {
	count := 0
	find(b.node, func(n *html.Node) bool {
		for _, name := range names {
			if n.Data == name {
				count++
			}
		}
		return false
	})
	return count
}

func titleOf(b *browser) string {
	return strings.TrimSpace(wordsIn(find(b.node, func(n *html.Node) bool { return n.Data == "title" })))
}

func TestAPlanFromGoalToTick(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	maria := only(dana, id, casework.KindPerson)
	plan := "/cases/" + id + "/plan"

	dana.open(plan).follow("add-goal").submit("form", "words", "I want my kids home by summer.\n\nTogether.", "said_by", maria.ID, "wording", "A lease by 30 June.")
	dana.expect(200, "I want my kids home by summer.", "Maria Alvarez, 16 November 2026", "A lease by 30 June.")
	goal := only(dana, id, casework.KindGoal)
	dana.follow("add-strengths").submit("form", "words", "My sister helps.").expect(200, "My sister helps.")
	dana.follow("add-barriers").submit("form", "words", "Two months up front.", "goals", goal.ID).expect(200, "Stands in the way of:", "Two months up front.")
	dana.follow("add-issue").submit("form", "what", "No home of their own").expect(200, "Presenting issue")
	issue := only(dana, id, casework.KindIssue)
	dana.follow("add-action-"+issue.ID).submit("form", "what", "Ask three programs.", "type", "referral", "who", "staff:dana", "by_when.day", "20", "by_when.month", "nov", "by_when.year", "2026", "goal", goal.ID)
	dana.expect(200, "Ask three programs.", "Dana Reed", "20 November 2026 (in 4 days)", "Referral", "To be given")
	action := only(dana, id, casework.KindAction)
	if action.Get("issue") != issue.ID {
		t.Errorf("the action belongs to %q", action.Get("issue"))
	}

	mark := casework.PlanMark(dana.file(id))
	dana.submit("tick-form-" + action.ID)
	if ticked := only(dana, id, casework.KindAction); ticked.Get("done") != "yes" || ticked.Get("done_on") != "2026-11-16" {
		t.Errorf("after one tap the action is %v", ticked.Fields)
	}
	if casework.PlanMark(dana.file(id)) != mark {
		t.Error("a tick changed what the plan says")
	}
	dana.expect(200, "Done on 16 November 2026").submit("tick-form-" + action.ID)
	if only(dana, id, casework.KindAction).Get("done") != "" {
		t.Error("a second tap does not take the tick away")
	}
}

func TestTickTwiceFromOnePageTicksOnce(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id, action := withAction(dana)
	first, second := *dana, *dana
	first.submit("tick-form-" + action.ID)
	second.submit("tick-form-" + action.ID)
	if only(dana, id, casework.KindAction).Get("done") != "yes" {
		t.Error("the second of two quick taps took the tick away")
	}
}

// withAction leaves the browser on a plan with one issue and one action.
func withAction(b *browser) (caseID string, action *casework.Record) {
	b.t.Helper()
	id := openAlvarez(b)
	b.open("/cases/"+id+"/issues/new").submit("form", "what", "No home")
	issue := only(b, id, casework.KindIssue)
	b.follow("add-action-"+issue.ID).submit("form", "what", "Ask.", "type", "task", "who", "other", "who.other", "Ms. Novak").expect(200, "Ms. Novak")
	return id, only(b, id, casework.KindAction)
}

func TestSomebodyElseMustHaveAName(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id, action := withAction(dana)
	dana.open("/cases/"+id+"/actions/"+action.ID+"/edit").submit("form", "who.other", " ").expect(422, "“Who does it?”: choose one answer")
	dana.submit("form", "who.other", "staff:dana").expect(200)
	if who := only(dana, id, casework.KindAction).Get("who"); who != "staff dana" {
		t.Errorf("a typed name became %q", who)
	}
}

func TestAnActionNeedsItsIssue(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/issues/01980000-0000-7000-8000-00000000dead/actions/new").submit("form", "what", "Ask.", "type", "task", "who", "staff:dana")
	dana.expect(422, "no longer in this case", "Ask.")
}

// Two people edit two fields of one goal from forms drawn at the same time:
// neither touches the other's words.
func TestUntouchedFieldsOverwriteNothing(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", "Home by summer")
	goal := only(dana, id, casework.KindGoal)
	edit := "/cases/" + id + "/goals/" + goal.ID + "/edit"
	stale := *dana.open(edit)
	sam := at(t, env, samOkoro)
	sam.open(edit).submit("form", "words", "Home by spring").expect(200, "Home by spring")
	stale.submit("form", "wording", "A lease by June").expect(200, "Home by spring", "A lease by June")
	if now := only(dana, id, casework.KindGoal); now.Get("words") != "Home by spring" || len(now.Siblings) != 0 {
		t.Errorf("the goal is %v with %d siblings", now.Fields, len(now.Siblings))
	}
}

// A field that both changed becomes two versions; neither is lost.
func TestAFieldThatBothChangedKeepsBothVersions(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", "Home by summer")
	goal := only(dana, id, casework.KindGoal)
	edit := "/cases/" + id + "/goals/" + goal.ID + "/edit"
	stale := *dana.open(edit)
	at(t, env, samOkoro).open(edit).submit("form", "words", "Home by spring")
	stale.submit("form", "words", "Home by autumn").expect(200, "Home by spring", "Two versions: The goal, in their own words")
	now := only(dana, id, casework.KindGoal)
	if open := now.Open("words"); len(open) != 1 || open[0].Text != "Home by autumn" || now.Get("words") != "Home by spring" {
		t.Errorf("head %q, siblings %v", now.Get("words"), now.Siblings)
	}
	dana.open("/").expect(200, "Two versions")
}

func TestSavingWithoutAChangeWritesNothing(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", "\nTwo lines,\nand a gap above.\n")
	goal := only(dana, id, casework.KindGoal)
	if goal.Get("words") != "\nTwo lines,\nand a gap above.\n" {
		t.Fatalf("the words became %q", goal.Get("words"))
	}
	before := dana.file(id).Position
	page := dana.open("/cases/" + id + "/goals/" + goal.ID + "/edit")
	page.submit("form", "words", "\r\nTwo lines,\r\nand a gap above.\r\n") // as a browser sends it
	if after := dana.file(id).Position; after != before {
		t.Errorf("position %d became %d", before, after)
	}
}

func TestTicksOfAListCanBeTakenAway(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", "Home")
	goal := only(dana, id, casework.KindGoal)
	dana.open("/cases/"+id+"/barriers/new").submit("form", "words", "Rent", "goals", goal.ID)
	barrier := only(dana, id, casework.KindBarrier)
	form := fieldsOf(find(dana.open("/cases/"+id+"/barriers/"+barrier.ID+"/edit").node, func(n *html.Node) bool { return attribute(n, "id") == "form" }))
	delete(form, "goals")
	dana.send("POST", "/cases/"+id+"/barriers/"+barrier.ID+"/edit", form).expect(200)
	if goals := only(dana, id, casework.KindBarrier).Get("goals"); goals != "" {
		t.Errorf("the barrier still stands before %q", goals)
	}
}

func TestHugeWordsAreRefusedInWords(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	huge := strings.Repeat("ü", 2001)
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", huge).expect(422, "There is room for 2000 characters.", huge)
	dana.submit("form", "words", "bell\x07").expect(422, "there is a sign in it that cannot be kept")
	dana.submit("form", "words", strings.Repeat("ü", 2000)).expect(200)
}

// An issue that is hidden at the office while a tablet adds an action to it
// takes the action off no plan.
func TestActionsOfAHiddenIssueStayOnThePlan(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id, action := withAction(dana)
	plan := "/cases/" + id + "/plan"
	dana.open(plan)
	if dana.has("loose") {
		t.Error("a section for actions without an issue, and there is none")
	}
	issue := action.Get("issue")
	dana.open("/cases/"+id+"/issues/"+issue+"/remove").submit("form", "reason", "Written twice")
	dana.open(plan).expect(200, "Actions without an issue", "Ms. Novak", "Add an issue, then choose it")
	dana.submit("tick-form-"+action.ID).expect(200, "Done on 16 November 2026")
	dana.open("/cases/"+id+"/issues/new").submit("form", "what", "Housing").expect(200, "Choose another one for each")
	housing := only(dana, id, casework.KindIssue)
	dana.follow("issue-of-"+action.ID).expect(200, "Choose its issue", "Housing")
	if strings.Contains(dana.text, "No home") {
		t.Error("the hidden issue can be chosen")
	}
	dana.submit("form", "issue", housing.ID).expect(200, "Ms. Novak")
	if got := only(dana, id, casework.KindAction).Get("issue"); got != housing.ID || dana.has("loose") {
		t.Errorf("the action belongs to %q, want %q: %s", got, housing.ID, dana.text)
	}
}

// The same where the issue never came here at all.
func TestActionsOfAnUnknownIssueStayOnThePlan(t *testing.T) {
	b, caseID := planned(t)
	issue := only(b, caseID, casework.KindIssue).ID
	b.env.Store = without{b.env.Store, issue}
	b.open("/cases/"+caseID+"/plan").expect(200, "Actions without an issue", "two flats to look at")
}

// without is a store that lacks one record.
type without struct {
	storage.Store
	record string
}

func (w without) File(ctx context.Context, caseID string) (*casework.File, error) {
	file, err := w.Store.File(ctx, caseID)
	if err == nil {
		delete(file.Records, w.record)
	}
	return file, err
}
