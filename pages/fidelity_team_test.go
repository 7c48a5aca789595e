package pages_test

import (
	"testing"

	"doorstep/casework"
	"doorstep/views/words"
)

// TestHowPracticeShowsInATeam: each measure over all workers, with the worker and
// the case one tap away, and what was watched over time with what changed.
func TestHowPracticeShowsInATeam(t *testing.T) {
	env := officeEnv(&ids{})
	dana, eve, sam := at(t, env, danaReed), at(t, env, eveDoe), at(t, env, samOkoro)
	first, second := openAlvarez(dana), openAlvarez(eve)
	dana.open("/board/fidelity").expect(404)
	dana.open("/cases/"+first+"/suggestions/new").submit("form", "by", "The aunt", "words", "Meet on Saturdays")
	look := func(id, month, seen string) {
		sam.open("/cases/"+id+"/fidelity/o6/new").submit("form", "seen", seen, "on.day", "2", "on.month", month, "on.year", "2026").expect(200)
	}
	look(second, "8", "seen")
	look(first, "9", "partly")
	look(first, "11", "seen")
	look(first, "10", "not_seen")

	sam.open("/board").follow("b-fidelity-").expect(200, "They are there to support, not to grade.",
		"What the team suggests and says is in the case file · shows in 1 of 2 cases Eve Doe shows in 0 of 1 cases Dana Reed shows in 1 of 1 cases",
		"Asks how to be of help Looked at 4 times · Seen: 2 · Partly: 1 · Not seen: 1 2 November 2026", "They are content with the services Not looked at yet")
	sam.follow("w-d1-eve").expect(200, "What the team suggests and says is in the case file · shows in 0 of 1 cases Alvarez").follow("d1-"+second).expect(200, "Something is missing")
	sam.open("/board/fidelity").follow("to-d1").expect(200, "Eve Doe shows in 0 of 1 cases", "Something is missing Alvarez Eve Doe")
	sam.open("/board/fidelity").follow("f-o6").expect(200,
		"Dana Reed Asks how to be of help · Alvarez · noted by Sam Okoro Seen More than last time 2 November 2026 Dana Reed",
		"Not seen Less than last time 2 October 2026", "Partly The first time 2 September 2026 Eve Doe", "Seen The first time 2 August 2026")
	sam.follow("look-0").expect(200, "2 November 2026 · Seen")
	sam.open("/board/fidelity/dana").expect(200, "Watched, told and talked about, over time Dana Reed", "Less than last time")
	sam.open("/board/fidelity?measure=x9").expect(404)

	eve.open("/cases/"+second+"/edit").submit("form", "status", "closed") // what was seen stays, what is missing no longer counts
	sam.open("/board/fidelity").expect(200, "shows in 1 of 1 cases", "Looked at 4 times")
}

// TestEveryMeasureThatPeopleSeeCanBeFilled: each one that is seen by watching, told by
// the family or talked about in supervision is a checklist that is filled in the case
// and followed over the team.
func TestEveryMeasureThatPeopleSeeCanBeFilled(t *testing.T) {
	env := officeEnv(&ids{})
	id := openAlvarez(at(t, env, danaReed))
	sam := at(t, env, samOkoro)
	filled := map[string]int{}
	for _, measure := range casework.Measures {
		if measure.Way == "documentation" {
			continue
		}
		filled[measure.Way]++
		name := words.Say(words.MeasureName(measure.ID))
		sam.open("/cases/"+id+"/fidelity").expect(200, words.Say(words.MeasureWay(measure.Way)), name+" Not looked at yet")
		sam.follow("add-"+measure.ID).submit("form", "seen", "partly", "words", "As told at the table.").expect(200, name+" Partly 16 November 2026 · Partly · As told at the table.")
		sam.open("/board/fidelity").follow("f-"+measure.ID).expect(200, "Dana Reed "+name+" · Alvarez · noted by Sam Okoro Partly The first time 16 November 2026")
	}
	if filled["observation"] != 7 || filled["interview"] != 4 || filled["supervision"] != 4 {
		t.Errorf("the guide has 7, 4 and 4 of them: %v", filled)
	}
}
