package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
)

// TestSearchShowsEntriesWithTheirWordsMarked looks for what was written in cases.
func TestSearchShowsEntriesWithTheirWordsMarked(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", "Tôi muốn một căn nhà ở Đà Nẵng, with a landlord who answers.")
	goal := only(dana, id, casework.KindGoal)

	dana.open("/").submit("search", "q", "LANDL nha").expect(200, "0 cases fit.", "Entries with these words", "a landlord who answers")
	if !dana.has("find-"+goal.ID) || !strings.Contains(dana.body, "<mark>landlord</mark>") || !strings.Contains(dana.body, "<mark>nhà</mark>") {
		t.Errorf("the find, or its marks, are missing:\n%s", dana.body)
	}
	if !strings.Contains(dana.body, `href="/cases/`+id+"/plan#goal-"+goal.ID+`"`) {
		t.Error("the find does not lead to the goal")
	}
	dana.open("/").submit("search", "q", "alvarez").expect(200, "One case fits.")
	if !dana.has("find-" + id) {
		t.Error("the case itself holds its name")
	}
	for _, nothing := range []string{"xyzzy", "\"'*", "landlord OR xyzzy", "NEAR(landlord answers)", "q", "?", "العربية", "🏠"} {
		dana.open("/").submit("search", "q", nothing).expect(200, "No entry of your cases has all of these words.")
	}
	dana.send("POST", "/search", pages.Values{"q": {strings.Repeat("landlord ", 250)}}).expect(200, "That is too long to look for.")
	dana.send("POST", "/search", pages.Values{"q": {"   "}}).expect(200, "Your caseload")
	dana.send("POST", "/search", pages.Values{"q": {"<script>alert(1)</script>"}}).expect(200)
	if strings.Contains(dana.body, "<script>alert") {
		t.Error("typed words became a script")
	}
}

// TestSearchShowsNobodyElsesCases looks as somebody to whom the case is not given.
func TestSearchShowsNobodyElsesCases(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", "A landlord who answers.")
	goal := only(dana, id, casework.KindGoal)
	for _, actor := range []casework.Actor{samOkoro, eveDoe} {
		other := at(t, env, actor)
		other.send("POST", "/search", pages.Values{"q": {"landlord"}}).expect(200)
		if sees := actor.MaySee(danaReed.ID); other.has("find-"+goal.ID) != sees || strings.Contains(other.body, "answers") != sees {
			t.Errorf("%s %s: may see the case: %v; found it: %v", actor.Role, actor.Name, sees, !sees)
		}
	}
}

// TestSearchSaysHowToSeeFewer finds more than one page shows.
func TestSearchSaysHowToSeeFewer(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	for range 51 {
		dana.open("/cases/"+id+"/strengths/new").submit("form", "words", "My sister helps.")
	}
	dana.open("/").submit("search", "q", "sister").expect(200, "These are the 50 that changed last. One more word shows fewer.")
	if n := strings.Count(dana.body, `id="find-`); n != 50 {
		t.Errorf("%d finds", n)
	}
}
