package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// feedLink is the address that the page shows once.
func feedLink(t *testing.T, page string) string {
	t.Helper()
	link := regexp.MustCompile(`/calendar/[A-Za-z0-9_-]{43}\.ics`).FindString(page)
	if link == "" {
		t.Fatalf("no address on the page: %s", page)
	}
	return link
}

// A worker's calendar is read without signing in, by its address alone; it says
// what and when, never about whom, and ends when it shall.
func TestCalendarFeed(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour, house; by \\ the sea", "Ada")
	ben := ada.join("Ben", "caseworker")
	d := ben.enrol()
	set := func(field, to string) oplog.Change { return oplog.Change{Do: oplog.Set, Field: field, To: to} }
	caseID, made := d.newCase("Fieldfamily")
	removed := today(t).AddDate(0, 0, -10).Format(time.DateOnly)
	hearing, meeting := today(t).AddDate(0, 0, 5).Format(time.DateOnly), today(t).AddDate(0, 0, 6).Format(time.DateOnly)
	d.put(made, d.write(caseID, caseID, casework.KindCase, set("removed_on", removed), set("next_step", "Call Maria Fieldfamily"), set("next_on", hearing)),
		d.write(caseID, "01980000-0000-7000-8000-00000000be01", casework.KindHearing, oplog.Change{Do: oplog.Create}, set("type", "review"), set("on", hearing), set("at", "2:30 pm"), set("where", "Fieldfamily's court")),
		d.write(caseID, "01980000-0000-7000-8000-00000000be02", casework.KindMeeting, oplog.Change{Do: oplog.Create}, set("type", "ftm"), set("on", meeting), set("at", "when Maria is home"), set("purpose", "Maria")))

	ben.want(ben.get("/you/calendar"), http.StatusOK, "Make an address")
	first := feedLink(t, ben.post("/you/calendar", "do", "make").body)
	stranger := o.browser()
	read := stranger.get(first)
	stranger.want(read, http.StatusOK, "BEGIN:VCALENDAR")
	for _, name := range []string{"Fieldfamily", "Maria", "Ben"} {
		if strings.Contains(read.body, name) {
			t.Errorf("the calendar says %q", name)
		}
	}
	if strings.Count(read.body, "\r\n") != strings.Count(read.body, "\n") {
		t.Error("lines do not end as calendars ask")
	}
	for _, line := range strings.Split(read.body, "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	calendar, err := ics.ParseCalendar(strings.NewReader(read.body))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, event := range calendar.Events() {
		found[event.GetProperty(ics.ComponentPropertySummary).Value] = event.GetProperty(ics.ComponentPropertyDtStart).Value
		if !strings.HasPrefix(event.GetProperty(ics.ComponentPropertyUrl).Value, o.origin+"/cases/"+caseID) {
			t.Errorf("an event leads to %+v", event.GetProperty(ics.ComponentPropertyUrl))
		}
	}
	plain := func(day string) string { return strings.ReplaceAll(day, "-", "") }
	if found["First case plan"] != plain(casework.AddDays(removed, 30)) || found["Meeting"] != plain(meeting) || found["Next step in a case"] != plain(hearing) {
		t.Errorf("the calendar holds %v", found)
	}
	if at := found["Court hearing"]; !strings.HasPrefix(at, plain(hearing)) || !strings.HasSuffix(at, "Z") {
		t.Errorf("the hearing is at %q", at)
	}
	again, err := ics.ParseCalendar(strings.NewReader(stranger.get(first).body))
	if err != nil || len(again.Events()) != len(calendar.Events()) || again.Events()[0].Id() != calendar.Events()[0].Id() {
		t.Errorf("the same things have other ids: %v", err)
	}

	ben.get("/you/calendar")
	second := feedLink(t, ben.post("/you/calendar", "do", "make").body)
	stranger.want(stranger.get(first), http.StatusNotFound, "no longer in use")
	stranger.want(stranger.get(second), http.StatusOK, "BEGIN:VEVENT")
	ada.get("/staff")
	ada.want(ada.post("/staff/"+ada.personID("Ben")+"/suspend"), http.StatusSeeOther, "")
	stranger.want(stranger.get(second), http.StatusNotFound, "no longer in use")
	ada.get("/staff")
	ada.want(ada.post("/staff/"+d.Person.ID+"/reinstate"), http.StatusSeeOther, "")
	ben.signIn()
	stranger.want(stranger.get("/calendar/"+strings.Repeat("A", 43)+".ics"), http.StatusNotFound, "no longer in use")
	ben.get("/you/calendar")
	ben.want(ben.post("/you/calendar", "do", "end"), http.StatusOK, "No address leads")
	stranger.want(stranger.get(second), http.StatusNotFound, "no longer in use")
}
