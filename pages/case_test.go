package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/views"
)

// openAlvarez opens a case with Maria in it, as a worker does, and returns its id.
func openAlvarez(b *browser) string {
	b.t.Helper()
	b.open("/cases/new").submit("form", "name", "Alvarez", "number", "2026-0417", "safety_note", "Ring twice.", "person_name", "Maria Alvarez", "person_role", "mother")
	b.expect(200, "Alvarez", "Ring twice.")
	id := strings.TrimPrefix(b.path, "/cases/")
	if strings.Contains(id, "/") {
		b.t.Fatalf("opening a case leads to %s", b.path)
	}
	return id
}

func only(b *browser, caseID string, kind casework.Kind) *casework.Record {
	b.t.Helper()
	list := b.file(caseID).Of(kind)
	if len(list) != 1 {
		b.t.Fatalf("%d records of kind %s, want 1", len(list), kind)
	}
	return list[0]
}

func TestOpenACaseWithItsFirstPerson(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	dana.open("/").expect(200, "No case is here yet", "Open a case")
	if dana.has("demo") {
		t.Error("a caseworker is offered the demonstration caseload")
	}
	id := openAlvarez(dana)
	maria := only(dana, id, casework.KindPerson)
	if maria.Get("name") != "Maria Alvarez" || maria.Get("role") != "mother" {
		t.Errorf("the first person is %v", maria.Fields)
	}
	head := dana.file(id).Head()
	if head.Get("worker") != "dana" || head.Get("opened_on") != "2026-11-16" || head.Get("status") != "open" {
		t.Errorf("the case is %v", head.Fields)
	}
	dana.open("/").expect(200, "Alvarez", "Safety note")
}

func TestOpenACaseKeepsEveryTypedWord(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	dana.open("/cases/new").submit("form", "name", "  ", "safety_note", "A dog.", "person_name", "Leo")
	dana.expect(422, "There are 2 things to put right", "A dog.", "“Family name”: write something here.", "choose one answer")
	if !dana.has("error-summary") || !dana.has("f-name-error") || !dana.has("f-person_role-error") {
		t.Error("the summary or an error at its field is missing")
	}
	dana.submit("form", "name", "Alvarez", "person_role", "child").expect(200, "Alvarez", "A dog.")
}

func TestTheSameFormTwiceOpensOneCase(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	form := *dana.open("/cases/new")
	first, second := form, form
	first.submit("form", "name", "Alvarez").expect(200, "Alvarez")
	second.submit("form", "name", "Alvarez").expect(200, "Alvarez")
	if first.path != second.path {
		t.Errorf("two taps opened two cases: %s and %s", first.path, second.path)
	}
	third := form
	third.submit("form", "name", "Novak").expect(200, "Novak") // other words in the old form
	if third.path == first.path {
		t.Error("other words ended in the case that was there")
	}
}

func TestAnothersCaseIsNotThere(t *testing.T) {
	env := officeEnv(&ids{})
	id := openAlvarez(at(t, env, danaReed))
	eve := at(t, env, eveDoe)
	random := eve.open("/cases/01999999-0000-7000-8000-000000000000").expect(404).text
	for _, path := range []string{"", "/edit", "/people", "/people/new", "/plan", "/notes", "/notes/new", "/papers", "/goals/new", "/kept"} {
		if got := eve.open("/cases/" + id + path).expect(404).text; got != random {
			t.Errorf("GET %s says %q, a random case says %q", path, got, random)
		}
	}
	eve.send("POST", "/cases/"+id+"/goals/new", values("words", "mine")).expect(404)
	if strings.Contains(eve.open("/").text, "Alvarez") || strings.Contains(eve.send("POST", "/search", values("q", "Alv")).text, "Ring") {
		t.Error("another worker's case shows in the list")
	}
	eve.send("GET", "/cases/"+id+"/assign", nil).expect(403)
}

func TestASupervisorHandsACaseOver(t *testing.T) {
	env := officeEnv(&ids{})
	id := openAlvarez(at(t, env, danaReed))
	sam := at(t, env, samOkoro)
	sam.open("/cases/"+id+"/assign").submit("form", "worker", "nobody").expect(422, "choose one of the answers")
	sam.submit("form", "worker", "eve").expect(200, "Eve Doe")
	at(t, env, danaReed).open("/cases/" + id).expect(404)
	at(t, env, eveDoe).open("/cases/"+id).expect(200, "Alvarez")
}

func TestSearchFindsByWordBeginnings(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	openAlvarez(dana)
	dana.open("/").submit("search", "q", "maria alv").expect(200, "One case fits.", "Alvarez")
	dana.open("/").submit("search", "q", "zzz").expect(200, "0 cases fit.")
	dana.open("/search").expect(200, "Your caseload")
}

func TestPeopleAreAddedChangedAndHidden(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/people/new").submit("form", "name", "N'Dèye  الأم 李", "role", "relative", "born_on.day", "3", "born_on.month", "march", "born_on.year", "1971")
	dana.expect(200, "N'Dèye", "الأم", "3 March 1971", "Maria Alvarez")
	person := dana.file(id).Of(casework.KindPerson)[1]
	dana.open("/cases/"+id+"/people/"+person.ID+"/edit").submit("form", "born_on.day", "31").expect(200, "31 March 1971")
	dana.open("/cases/"+id+"/people/"+person.ID+"/remove").submit("form", "reason", "").expect(422, "write something here")
	dana.submit("form", "reason", "Wrong family").expect(200, "Maria Alvarez")
	if strings.Contains(dana.text, "N'Dèye") {
		t.Error("who was entered in error is still shown")
	}
	if removed := dana.file(id).Record(person.ID).Removed; removed == nil || removed.Reason != "Wrong family" {
		t.Errorf("the reason is %v", removed)
	}
}

func TestHostileWordsStayWordsInTheCase(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	want := countElements(dana.open("/"), "script", "img")
	hostile := `<script>alert(1)</script>"><img src=x onerror=alert(1)>{{7*7}}`
	dana.open("/cases/new").submit("form", "name", hostile, "safety_note", hostile, "person_name", hostile, "person_role", "other")
	id := strings.TrimPrefix(dana.path, "/cases/")
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", "</textarea>"+hostile)
	goal := only(dana, id, casework.KindGoal)
	if goal.Get("words") != "</textarea>"+hostile {
		t.Fatalf("the goal says %q", goal.Get("words"))
	}
	for _, path := range []string{"/", "/cases/" + id, "/cases/" + id + "/people", "/cases/" + id + "/plan", "/cases/" + id + "/goals/" + goal.ID + "/edit", "/cases/" + id + "/goals/" + goal.ID + "/remove"} {
		dana.open(path).expect(200, hostile)
		if got := countElements(dana, "script", "img"); got != want {
			t.Errorf("%s holds %d scripts and pictures, want %d", path, got, want)
		}
	}
	dana.send("POST", "/search", values("q", hostile)).expect(200)
}

func TestTitlesCarryNoNames(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	for _, path := range []string{"", "/people", "/plan", "/notes", "/papers", "/edit"} {
		dana.open("/cases/" + id + path)
		if title := titleOf(dana); strings.Contains(title, "Alvarez") || !strings.HasSuffix(title, " - Doorstep") {
			t.Errorf("%s has the title %q", path, title)
		}
	}
}

func TestTheTabletHasNoDemonstration(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	dana.home = views.Tablet
	dana.open("/").expect(200, "No case is here yet")
	if dana.has("demo") {
		t.Error("the tablet offers the demonstration caseload")
	}
}

func TestEveryPageIsMountedOffline(t *testing.T) {
	for _, route := range pages.Routes() {
		if strings.HasPrefix(route.Pattern, "/cases") && !route.Offline {
			t.Errorf("%s %s is not answered without a network", route.Method, route.Pattern)
		}
	}
}
