package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
)

const heard = "Maria came late. I want my kids home by summer. The flat is cold!\nShe has worked at the bakery\nfor four years."

// noted leaves the browser on an assessment note.
func noted(t *testing.T) (b *browser, caseID string, note *casework.Record) {
	t.Helper()
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id).follow("to-assessment").expect(200, "No assessment note yet.")
	dana.follow("add-assessment").submit("form", "text", heard, "on.day", "12", "on.month", "nov", "on.year", "2026")
	dana.expect(200, "Assessment of 12 November 2026", "Written by Dana Reed", "Nothing yet.")
	return dana, id, only(dana, id, casework.KindAssessment)
}

// lifts presses one of the four buttons with these sentences ticked.
func (b *browser) lifts(to string, form pages.Values) *browser {
	b.t.Helper()
	form["to"] = []string{to}
	return b.send("POST", b.path, form)
}

func TestAPassageBecomesAPartOfThePlanAtOnce(t *testing.T) {
	dana, id, note := noted(t)
	maria := only(dana, id, casework.KindPerson)
	dana.open("/cases/"+id+"/people/"+maria.ID+"/edit").submit("form", "language", "es").open("/cases/" + id + "/assessment/" + note.ID)
	dana.lifts("goal", values("line", "I want my kids home by summer.", "said_by", maria.ID)).expect(200, "It is in the plan now.", "Goal: I want my kids home by summer.", "Change it")
	goal := only(dana, id, casework.KindGoal)
	for name, want := range map[string]string{
		"words": "I want my kids home by summer.", "passage": "I want my kids home by summer.", "source": note.ID,
		"said_by": maria.ID, "said_on": "2026-11-12", "status": "open", "language": "es",
	} {
		if goal.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, goal.Get(name), want)
		}
	}
	dana.follow("see-"+goal.ID).expect(200, "From the assessment of 12 November 2026", "Maria Alvarez, 12 November 2026")
	dana.follow("source-"+goal.ID).expect(200, "Assessment of 12 November 2026", "Lifted into the plan Goal I want my kids home by summer.")

	// The words can be changed afterwards; the note and where it came from stay.
	dana.open("/cases/"+id+"/goals/"+goal.ID+"/edit").submit("form", "words", "I want Leo and Rosa home by summer.").expect(200, "From the assessment of 12 November 2026")
	if now := only(dana, id, casework.KindGoal); now.Get("passage") != "I want my kids home by summer." {
		t.Errorf("the passage became %q", now.Get("passage"))
	}
}

func TestMarkedWordsComeBeforeTicks(t *testing.T) {
	dana, id, note := noted(t)
	dana.lifts("strength", values("line", "Maria came late.", "passage", " worked at the bakery for  four years ")).expect(200, "Strength: worked at the bakery")
	strength := only(dana, id, casework.KindStrength)
	if strength.Get("words") != "worked at the bakery\nfor four years" || strength.Get("said_by")+strength.Get("language") != "" || strength.Get("source") != note.ID {
		t.Errorf("the strength is %v", strength.Fields)
	}
}

func TestTickedSentencesThatFollowEachOtherAreOnePart(t *testing.T) {
	dana, id, _ := noted(t)
	dana.lifts("barrier", values("line", "Maria came late.", "line", "The flat is cold!", "line", "She has worked at the bakery"))
	dana.expect(200, "2 parts are in the plan now.")
	barriers := dana.file(id).Of(casework.KindBarrier)
	if len(barriers) != 2 || barriers[0].Get("words") != "Maria came late." || barriers[1].Get("words") != "The flat is cold!\nShe has worked at the bakery" {
		t.Errorf("barriers %v", barriers)
	}
}

func TestTheSamePassageIsLiftedOnce(t *testing.T) {
	dana, id, note := noted(t)
	for range 2 {
		dana.open("/cases/"+id+"/assessment/"+note.ID).lifts("issue", values("line", "The flat is cold!")).expect(200, "It is in the plan now.", "Issue: The flat is cold!")
	}
	if issue := only(dana, id, casework.KindIssue); issue.Get("what") != "The flat is cold!" || issue.Get("type") != "presenting" || issue.Get("details") != "" {
		t.Errorf("the issue is %v", issue.Fields)
	}
	dana.open("/cases/"+id+"/assessment/"+note.ID).lifts("barrier", values("line", "The flat is cold!")).expect(200, "Barrier: The flat is cold!")
}

func TestAnIssueFromALongPassageKeepsAllOfIt(t *testing.T) {
	dana, id, _ := noted(t)
	long := strings.TrimSpace(strings.Repeat("mould on the wall ", 40))
	dana.open("/cases/"+id+"/assessment/new").submit("form", "text", long).lifts("issue", values("passage", long)).expect(200)
	issue := only(dana, id, casework.KindIssue)
	if what := issue.Get("what"); len(what) > 120 || !strings.HasPrefix(long, what) || strings.HasSuffix(what, "m") || issue.Get("details") != long {
		t.Errorf("the issue is called %q, its details have %d letters", what, len(issue.Get("details")))
	}
}

func TestWhatCannotBeLifted(t *testing.T) {
	dana, id, note := noted(t)
	page := "/cases/" + id + "/assessment/" + note.ID
	dana.lifts("goal", values()).expect(422, "Tick a sentence or mark some words first.")
	dana.open(page).lifts("case", values("line", "Maria came late.")).expect(422, "Tick a sentence")
	dana.open(page).lifts("goal", values("line", "Maria came early.")).expect(422, "it was changed meanwhile")
	dana.open(page).lifts("goal", values("passage", "kids at home")).expect(422, "it was changed meanwhile")
	long := strings.Repeat("word ", 500)
	dana.open("/cases/"+id+"/assessment/new").submit("form", "text", long).lifts("goal", values("passage", long)).expect(422, "2000 characters")
	if goals := dana.file(id).Of(casework.KindGoal); len(goals) != 0 {
		t.Errorf("goals %v", goals)
	}
	at(t, dana.env, eveDoe).send("POST", page, values("to", "goal", "line", "Maria came late.")).expect(404)
}

// A note can be changed and hidden: what was lifted from it stays, and says so.
func TestANoteThatChangesAfterLifting(t *testing.T) {
	dana, id, note := noted(t)
	page := "/cases/" + id + "/assessment/" + note.ID
	dana.lifts("goal", values("line", "I want my kids home by summer."))
	dana.open(page).follow("edit-note").submit("form", "text", "Maria came late.").expect(200, "The note says it differently by now")
	dana.open(page+"/edit").follow("remove").submit("form", "reason", "Another family’s")
	dana.open("/cases/"+id+"/plan").expect(200, "I want my kids home by summer.", "From an assessment note that is no longer shown")
	dana.open(page).expect(404)
}
