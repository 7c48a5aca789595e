package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
)

// TestEachPersonHasAContactLog: a visit is entered once and stands in the log of
// each person that it names, alone or with whom, held or not.
func TestEachPersonHasAContactLog(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)
	dana.open(base+"/edit").submit("form", "opened_on.day", "1", "opened_on.month", "9", "opened_on.year", "2026")
	dana.open(base+"/people/new").submit("form", "name", "Kim Alvarez", "role", "child")
	kim := dana.file(id).Of(casework.KindPerson)[1]
	visit := func(month, kind, where, text string, more ...string) {
		form := append([]string{"type", kind, "on.day", "10", "on.month", month, "on.year", "2026", "where", where, "text", text}, more...)
		dana.open(base+"/visits/new").submit("form", form...).expect(200, text, "Contacts with Kim Alvarez")
	}
	visit("9", "home_visit", "At the aunt's", "Kim showed her room.", "present", kim.ID, "alone", kim.ID)
	visit("10", "attempted", "At home", "Nobody opened.", "missed", kim.ID)
	visit("11", "home_visit", "At home", "We made tea.", "present", maria.ID, "missed", kim.ID)
	dana.open(base+"/people/"+kim.ID+"/contacts").expect(200,
		"Contacts with Kim Alvarez", "Seen In 1 of 3 months", "Seen alone In 1 of 3 months", "Last seen 10 September 2026", "Tried, and not met 2",
		"Home visit At home · We made tea. Was not there 10 November 2026",
		"Attempted visit At home · Nobody opened. Tried 10 October 2026",
		"Home visit At the aunt's · Kim showed her room. Took place Alone 10 September 2026")

	dana.open(base+"/meetings/new").submit("form", "on.day", "12", "on.month", "11", "on.year", "2026", "purpose", "Where Kim goes to school", "held", "yes")
	meeting := only(dana, id, casework.KindMeeting)
	dana.open(base+"/meetings/"+meeting.ID+"/attendees/new").submit("form", "who", "person:"+maria.ID, "presence", "came")
	dana.open(base+"/people").follow("contacts-"+maria.ID).expect(200, "Family team meeting Where Kim goes to school Took place 12 November 2026", "We made tea.")
	if strings.Contains(dana.text, "Nobody opened.") {
		t.Error("a visit that was for Kim stands in Maria's log")
	}
	note := dana.file(id).Of(casework.KindNote)[0]
	dana.open(base+"/notes/"+note.ID+"/amend").submit("form", "text", "Kim showed her room and her books.").expect(200)
	dana.open(base+"/people/"+kim.ID+"/contacts").expect(200, "Tried, and not met 2", "Kim showed her room. Took place Amended Alone")
	dana.open(base + "/people/" + meeting.ID + "/contacts").expect(404)
}
