package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
)

// TestWhatWasDeliveredIsSaid: attendance and progress month by month in words beside
// the picture, and what was authorised and did not come.
func TestWhatWasDeliveredIsSaid(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/referrals/new").submit("form", "need", "Calm evenings", "units", "3", "unit", "session",
		"until_on.day", "30", "until_on.month", "11", "until_on.year", "2026")
	referral := only(dana, id, casework.KindReferral)
	page := "/cases/" + id + "/referrals/" + referral.ID
	on := func(day, month string, more ...string) []string {
		return append([]string{"on.day", day, "on.month", month, "on.year", "2026"}, more...)
	}
	dana.open(page+"/attendance/new").submit("form", on("5", "10", "outcome", "attended")...)
	dana.open(page+"/attendance/new").submit("form", on("12", "10", "outcome", "not_attended")...)
	dana.open(page+"/reports/new").submit("form", on("30", "10", "progress", "same", "behaviour", "Quarrels as before.")...)
	dana.open(page+"/reports/new").submit("form", on("15", "11", "progress", "better", "behaviour", "Two calm weeks.")...)
	dana.open(page).expect(200, "3 authorised, 1 attended so far, 2 still to come.",
		"October 2026: 1 came, 1 did not. The report: The same", "November 2026. The report: Better",
		"What changed toward the goals, as reports say 30 October 2026 The same · Quarrels as before. 15 November 2026 Better · Two calm weeks.")
	if strings.Index(dana.text, "October 2026: 1 came") > strings.Index(dana.text, "November 2026. The report") {
		t.Error("the months are not in order")
	}
	dana.now = dana.now.AddDate(0, 1, 0) // it should have ended
	dana.open(page).expect(200, "3 authorised, 1 attended, 2 not delivered: ask why, or change the authorisation.")
	dana.open(page+"/attendance/new").submit("form", on("20", "11", "outcome", "attended", "units", "4")...)
	dana.open(page).expect(200, "3 authorised, 5 attended, 2 more than authorised")
}
