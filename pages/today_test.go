package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
)

// december answers a question for a day of that month in a form.
func december(field, day string) []string {
	return []string{field + ".day", day, field + ".month", "12", field + ".year", "2026"}
}

// The day that a meeting set for the next one, and the one that a missed date was
// put off to, stand in the worker's days and calendar until they are taken up.
func TestTheNextDayStandsInTheWorkersDays(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	dana.open(base+"/edit").submit("form", "removed_on.day", "1", "removed_on.month", "10", "removed_on.year", "2026")
	dana.open(base+"/meetings/new").submit("form", append(december("next_on", "10"), "on.day", "14", "on.month", "11", "on.year", "2026", "held", "yes")...)
	meeting := only(dana, id, casework.KindMeeting)
	dana.open(base+"/hearings/new").submit("form", append(december("next_on", "8"), "on.day", "10", "on.month", "11", "on.year", "2026", "held", "yes")...)
	dana.open(base+"/conferences/new").submit("form", december("next_on", "9")...)
	dana.open(base+"/deadlines").follow("d-first-referral--2026-10-31").follow("answer").submit("form", append(december("next_on", "2"), "reason", "The provider closed.")...)

	dana.open("/today/month").expect(200, "Meeting: the next one, to be entered", "Court hearing: the next one", "Case conference: the next one", "What was missed, to be done")
	summary := casework.Summarise(dana.file(id))
	said := ""
	for _, item := range pages.Feed(dana.request, []casework.Summary{summary}) {
		said += item.On + " " + item.What + "\n"
	}
	for _, want := range []string{"2026-12-10 Meeting: the next one", "2026-12-08 Court hearing", "2026-12-02 What was missed"} {
		if !strings.Contains(said, want) {
			t.Errorf("the calendar does not say %q: %s", want, said)
		}
	}
	if strings.Contains(said, "provider closed") {
		t.Errorf("the calendar says why: %s", said)
	}
	dana.open(base+"/meetings/new").submit("form", december("on", "10")...)
	dana.open("/today/month").expect(200, "Court hearing: the next one")
	if strings.Contains(dana.text, "Meeting: the next one") || dana.has("s-t-"+id+"-"+meeting.ID) {
		t.Error("the next meeting stands twice")
	}
	dana.now = dana.now.AddDate(0, 1, 0)
	dana.open("/today")
	if strings.Contains(dana.text, "What was missed, to be done") {
		t.Error("what can never be ticked off stands in Today for ever")
	}
}
