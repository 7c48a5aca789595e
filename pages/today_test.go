package pages_test

import (
	"context"
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
	dana.open("/today").expect(200, "What was missed, to be done")
	dana.now = dana.now.AddDate(0, 2, 0)
	dana.open("/today")
	if strings.Contains(dana.text, "What was missed, to be done") {
		t.Error("what can never be ticked off stands in Today for ever")
	}
}

// writtenByLink writes as the provider of a referral does.
func (b *browser) writtenByLink(caseID string, entry pages.Entry, referral *casework.Record) {
	b.t.Helper()
	request := b.request
	request.Actor = pages.ProviderActor(referral)
	if err := b.env.Write(context.Background(), request, caseID, entry); err != nil {
		b.t.Fatal(err)
	}
}

// A report that came by the link waits for its worker until one tap accepts it;
// one that the worker wrote down waits for nobody.
func TestAReportThatCameByTheLinkWaitsToBeAccepted(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/referrals/new").submit("form", "need", "Calm evenings", "provider", "Bridge House")
	referral := only(dana, id, casework.KindReferral)
	page := "/cases/" + id + "/referrals/" + referral.ID
	dana.open(page+"/reports/new").submit("form", "behaviour", "Told on the telephone")
	dana.open("/today")
	if strings.Contains(dana.text, "waits to be accepted") {
		t.Error("the worker's own report waits for her")
	}
	report := dana.env.NewID()
	dana.writtenByLink(id, pages.Made(report, casework.KindReport, map[string]string{"referral": referral.ID, "on": "2026-11-14", "behaviour": "Talks", "by": "Lou"}), referral)
	dana.open(page).expect(200, "A provider's report waits to be accepted")
	dana.open("/today").expect(200, "Waits for you", "A provider's report waits to be accepted · Lou")
	if strings.Contains(dana.text, "Overdue") {
		t.Error("a report that came is late")
	}
	dana.open("/cases/"+id+"/reports/"+report).submit("act-accept").expect(200, "Talks", "16 November 2026")
	if dana.has("act-accept") {
		t.Error("it can be accepted twice")
	}
	dana.open("/today")
	if strings.Contains(dana.text, "waits to be accepted") {
		t.Error("an accepted report still waits")
	}
}

// A provider's no stands under Today and on the board until something came of it.
func TestAProvidersNoStaysInSight(t *testing.T) {
	for name, next := range map[string][]string{
		"a gap": {"/gaps/new", "need", "calm evenings"}, "another referral": {"/referrals/new", "need", "Calm evenings", "provider", "Harbour Counselling"}, "a further step": {"", "state", "ended"},
	} {
		env := officeEnv(&ids{})
		dana, sam := at(t, env, danaReed), at(t, env, samOkoro)
		id := openAlvarez(dana)
		dana.open("/cases/"+id+"/referrals/new").submit("form", "need", "Calm evenings", "provider", "Bridge House")
		referral := only(dana, id, casework.KindReferral)
		page := "/cases/" + id + "/referrals/" + referral.ID
		dana.writtenByLink(id, pages.Made(env.NewID(), casework.KindReferralState, map[string]string{"referral": referral.ID, "state": "unavailable", "on": "2026-11-16", "by": "provider"}), referral)
		dana.open("/today").expect(200, "Waits for you", "Service unavailable · Calm evenings")
		dana.open(page).expect(200, "Nothing is written down yet about what comes next")
		sam.open("/board").expect(200, "A referral has not started")
		if next[0] == "" {
			dana.open(page+"/steps/new").submit("form", next[1:]...)
		} else {
			dana.open("/cases/"+id+next[0]).submit("form", next[1:]...)
		}
		dana.open("/today")
		if strings.Contains(dana.text, "Service unavailable") {
			t.Errorf("%s: the no still waits: %s", name, dana.text)
		}
	}
}

// An approval that was asked for yesterday waits for the supervisor; it is not late.
func TestAnApprovalWaitsForOthers(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/approvals/new").submit("form", "of", "plan", "asked", "Ready to look at")
	dana.now = dana.now.AddDate(0, 0, 1)
	dana.open("/today").expect(200, "Waits for others Ready to look at")
	if strings.Contains(dana.text, "Overdue by 1 day") {
		t.Error("it is late for her who asked")
	}
	if items := pages.Feed(dana.request, []casework.Summary{casework.Summarise(dana.file(id))}); slicesHas(items, "Approval") {
		t.Errorf("the calendar has the day of asking: %v", items)
	}
}

func slicesHas(items []pages.FeedItem, what string) bool {
	for _, item := range items {
		if item.What == what {
			return true
		}
	}
	return false
}

// The board counts what was accepted and never started, what is on a waiting list,
// and what has been in the making for more than two weeks.
func TestTheBoardSeesReferralsThatHaveNotStarted(t *testing.T) {
	for _, row := range []struct {
		state string
		days  int
		want  bool
	}{{"", 13, false}, {"", 15, true}, {"accepted", 0, true}, {"waiting_list", 0, true}, {"started", 0, false}, {"ended", 0, false}} {
		env := officeEnv(&ids{})
		dana, sam := at(t, env, danaReed), at(t, env, samOkoro)
		id := openAlvarez(dana)
		dana.open("/cases/"+id+"/referrals/new").submit("form", "need", "Calm evenings")
		if row.state != "" {
			dana.open("/cases/"+id+"/referrals/"+only(dana, id, casework.KindReferral).ID+"/steps/new").submit("form", "state", row.state)
		}
		sam.now = sam.now.AddDate(0, 0, row.days)
		if sam.open("/board"); strings.Contains(sam.text, "A referral has not started") != row.want {
			t.Errorf("%q after %d days: want %v: %v", row.state, row.days, row.want, casework.EventsOf(dana.file(id)).On)
		}
	}
}
