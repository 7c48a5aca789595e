package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
)

// TestAConferencePreparesItself: what came of what was decided, what the agency has
// not taken up, and the next 90 days come from the record.
func TestAConferencePreparesItself(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	maria := only(dana, id, casework.KindPerson)
	day := func(field, day, month string) []string {
		return []string{field + ".day", day, field + ".month", month, field + ".year", "2026"}
	}
	dana.open(base+"/conferences/new").submit("form", append(day("on", "1", "11"), "supervisor", "sam", "decided", "Ask the aunt for weekends.")...)
	dana.open(base+"/meetings/new").submit("form", append(day("on", "5", "11"), "held", "yes")...)
	meeting := base + "/meetings/" + only(dana, id, casework.KindMeeting).ID
	for _, what := range []string{"A night bus", "A new bed"} {
		dana.open(meeting+"/decisions/new").submit("form", "words", what)
	}
	dana.open(base + "/decisions/" + dana.file(id).Of(casework.KindDecision)[0].ID).submit("act-action")
	dana.open(base+"/hearings/new").submit("form", append(day("on", "14", "12"), "type", "review", "where", "Room 4")...)
	dana.open(base+"/goals/new").submit("form", "words", "I sleep through the night.")
	goal := only(dana, id, casework.KindGoal)
	dana.open(base+"/visits/new").submit("form", "present", maria.ID, "text", "We talked.", "verdict."+goal.ID, "change", "unaddressed", "The heating.", "emerging", "A new job at night.", "success", "She asked for help.")
	dana.open(base+"/referrals/new").submit("form", "need", "Calm evenings")
	referral := only(dana, id, casework.KindReferral)
	dana.open(base+"/referrals/"+referral.ID+"/reports/new").submit("form", "progress", "better", "behaviour", "Fewer quarrels.")

	dana.open(base + "/conferences/new").submit("form")
	made := dana.file(id).Of(casework.KindConference)[1]
	for field, want := range map[string][]string{
		"outcome": {"Decided on 1 November 2026: Ask the aunt for weekends.", "A night bus: not done yet", "A new bed: not in the plan yet",
			"I sleep through the night.: Change · 16 November 2026", "Calm evenings: Better · Fewer quarrels. · 16 November 2026"},
		"pending": {"What has the agency not taken up, as they see it? The heating. (16 November 2026)", "What is new or changing? A new job at night.", "A night bus"},
		"done":    {"Home visit, 16 November 2026"}, "successes": {"She asked for help."},
		"next_90": {"Court hearing · Room 4, 14 December 2026"},
	} {
		for _, sentence := range want {
			if !strings.Contains(made.Get(field), sentence) {
				t.Errorf("%s does not say %q: %s", field, sentence, made.Get(field))
			}
		}
	}
	if made.Get("supervisor") != "sam" {
		t.Errorf("the supervisor is %q", made.Get("supervisor"))
	}
}

// TestWhoHasNotAcknowledgedIsSaid: on the conference's page, and on the Today of
// whoever it is, until they stand by the words as they are.
func TestWhoHasNotAcknowledgedIsSaid(t *testing.T) {
	env := officeEnv(&ids{})
	dana, sam := at(t, env, danaReed), at(t, env, samOkoro)
	id := openAlvarez(dana)
	const waits = "Case conference: to be read and stood by"
	dana.open("/cases/"+id+"/conferences/new").submit("form", "supervisor", "sam", "decided", "Weekends.")
	conference := "/cases/" + id + "/conferences/" + only(dana, id, casework.KindConference).ID
	dana.open(conference).expect(200, "Dana Reed has not stood by it yet.", "Sam Okoro has not stood by it yet.")
	dana.open("/today").expect(200, "Waits for you "+waits, "Waits for others "+waits+" Alvarez · Sam Okoro")
	sam.open("/today").expect(200, "Waits for you "+waits+" Alvarez")

	dana.open(conference).submit("act-acknowledge").expect(200, "Dana Reed stands by it", "Sam Okoro has not stood by it yet.")
	if dana.open("/today"); strings.Contains(dana.text, "Waits for you") {
		t.Error("she stands by it, and is asked again")
	}
	sam.open("/today").follow("t-"+id+"-"+only(dana, id, casework.KindConference).ID+"-sam").expect(200, "Weekends.").submit("act-acknowledge")
	if strings.Contains(sam.text, "has not stood by it") {
		t.Error("both stand by it, and one is missing")
	}
	if sam.open("/today"); strings.Contains(sam.text, waits) {
		t.Error("he stands by it, and is asked again")
	}
	dana.open(conference+"/edit").submit("form", "decided", "Weekends, with the aunt.")
	sam.open("/today").expect(200, waits) // other words than those he stood by
	dana.open(conference).expect(200, "Sam Okoro stood by earlier words", "Sam Okoro has not stood by it yet.")
}
