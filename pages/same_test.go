package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
)

// TestSomebodyWhoIsKnownIsNotWrittenDownTwice: a new person with a name like that
// of somebody in the case is asked about once. One tap takes what was typed to the
// one who is known; saving again saves.
func TestSomebodyWhoIsKnownIsNotWrittenDownTwice(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)
	people := func() int { return len(dana.file(id).Of(casework.KindPerson)) }

	typed := []string{"name", "Álvarez Maria", "role", "mother", "phone", "555-010-0199", "about", "Works nights."}
	dana.open(base+"/people/new").submit("form", typed...).expect(200, "Not saved yet", "Maria Alvarez, Mother, has a name like it.", "It is Maria Alvarez", "Works nights.")
	if people() != 1 {
		t.Fatal("it was saved before it was asked about")
	}
	if draft := dana.draft(base + "/people/new"); draft == nil || draft.Fields["about"] != "Works nights." {
		t.Error("what was typed is not kept meanwhile")
	}
	dana.submit("form", "is", maria.ID).expect(200, "Works nights.")
	for _, word := range []string{"Maria Alvarez (Álvarez Maria)", "555-010-0199"} {
		if !strings.Contains(dana.body, word) {
			t.Errorf("her form does not hold %q", word)
		}
	}
	if dana.path != base+"/people/"+maria.ID+"/edit" || dana.draft(base+"/people/new") != nil {
		t.Errorf("it leads to %s", dana.path)
	}
	if now := dana.file(id).Record(maria.ID); people() != 1 || now.Get("phone") != "" || now.Get("name") != "Maria Alvarez" {
		t.Errorf("something was saved unasked: %v", now.Fields)
	}
	dana.submit("form", "name", "Maria Alvarez").expect(200)
	if now := dana.file(id).Record(maria.ID); now.Get("phone") != "555-010-0199" || now.Get("about") != "Works nights." || now.Get("name") != "Maria Alvarez" {
		t.Errorf("she is now %v", now.Fields)
	}

	dana.open(base+"/people/new").submit("form", "name", "Rosa Example", "role", "relative", "phone", "5550100199").expect(200, "has the same number or mail address.")
	dana.submit("form").expect(200, "Rosa Example")
	if people() != 2 {
		t.Error("saving again did not save")
	}
	dana.open(base+"/people/new").submit("form", "name", "Kim Alvarez", "role", "child")
	if people() != 3 {
		t.Error("somebody nobody knows was asked about")
	}
}

// What was typed goes beside what the known one's form held already.
func TestWordsGoBesideThoseOfTheOneWhoIsKnown(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)
	edit := base + "/people/" + maria.ID + "/edit"
	dana.open(edit).submit("form", "about", "Two jobs.", "phone", "555-010-0100")
	typeInto(dana.open(edit), "about", "Two jobs, one at night.")
	dana.open(base+"/people/new").submit("form", "name", "Maria Alvarez", "role", "mother", "phone", "555-010-0199", "about", "Works nights.")
	dana.submit("form", "is", maria.ID).expect(200, "Two jobs, one at night. Works nights.")
	if !strings.Contains(dana.body, "555-010-0100, 555-010-0199") {
		t.Error("one of two numbers is gone")
	}
}

// TestTheTeamAndThePeopleKnowOneAnother: a name on the team that is among the
// people, or the other way round, becomes one with a tap.
func TestTheTeamAndThePeopleKnowOneAnother(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)
	dana.open(base+"/team/new").submit("form", "name", "maria alvarez", "role", "birth_parent", "asked", "Come to the meetings").expect(200, "Maria Alvarez, Mother, has a name like it.")
	dana.submit("form", "is", maria.ID).expect(200, "Come to the meetings")
	member := only(dana, id, casework.KindMember)
	if member.Get("person") != maria.ID || member.Get("name") != "maria alvarez" || member.Get("asked") != "Come to the meetings" {
		t.Errorf("the member is %v", member.Fields)
	}
	dana.open(base+"/team/new").submit("form", "person", maria.ID, "role", "birth_parent", "did", "Came twice").expect(200, "Maria Alvarez, Birth parent, is on the team.")
	dana.submit("form", "is", member.ID).expect(200, "Came twice", "Come to the meetings")
	if dana.path != base+"/team/"+member.ID+"/edit" || len(dana.file(id).Of(casework.KindMember)) != 1 {
		t.Errorf("it leads to %s", dana.path)
	}
	dana.open(base+"/team/new").submit("form", "name", "Coach Lee", "role", "informal_support")
	dana.open(base+"/people/new").submit("form", "name", "Lee, Coach", "role", "friend").expect(200, "Coach Lee, Informal support, has a name like it.")
	var coach *casework.Record
	for _, one := range dana.file(id).Of(casework.KindMember) {
		if one.Get("name") == "Coach Lee" {
			coach = one
		}
	}
	dana.submit("form", "is", coach.ID).expect(200, "Lee, Coach")
	if person := dana.file(id).Record(dana.file(id).Record(coach.ID).Get("person")); person == nil || person.Get("name") != "Lee, Coach" {
		t.Error("the person and the one of the team are still two")
	}
}
