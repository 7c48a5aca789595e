package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

func TestWhoOpenedACase(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben, sue := ada.join("Ben", "caseworker"), ada.join("Sue", "supervisor")
	d := ben.enrol()
	caseID, goal := d.goalOf("Fieldfamily", "Home")
	list := "/cases/" + caseID + "/opened"
	sue.want(sue.get(list), http.StatusOK, "Nobody has opened it yet")

	for range 3 { // one line for all looks of a quarter of an hour
		ben.want(ben.get("/cases/"+caseID), http.StatusOK, "Who opens a case is recorded")
		ben.want(ben.get("/cases/"+caseID+"/goals/"+goal+"/edit"), http.StatusOK, "")
	}
	sue.want(sue.get(list), http.StatusOK, "Ben")
	count := func(b *browser, who string) int {
		return strings.Count(b.get(list).body, "<strong>"+who+"</strong>")
	}
	if n := count(sue, "Ben"); n < 1 || n > 2 { // two where the test ran over the end of a quarter
		t.Errorf("%d lines for one quarter of an hour", n)
	}
	if n := count(sue, "Sue"); n != 0 {
		t.Errorf("reading the list counts as opening the case: %d", n)
	}
	before := count(sue, "Ben")
	yesterday := time.Now().Add(-26 * time.Hour).Truncate(15 * time.Minute).Add(time.Minute)
	told := []exchange.Opening{
		{Case: caseID, At: oplog.Moment(yesterday)}, {Case: caseID, At: oplog.Moment(yesterday.Add(5 * time.Minute))},
		{Case: caseID, At: oplog.Moment(yesterday.Add(time.Hour))}, {Case: "01900000-0000-7000-8000-000000000001", At: oplog.Moment(yesterday)},
	}
	for range 2 {
		if _, raw := d.sync(exchange.Request{Opened: told}); raw.status != http.StatusOK {
			t.Fatalf("sync: %d %s", raw.status, raw.body)
		}
	}
	if n := count(sue, "Ben") - before; n != 2 {
		t.Errorf("the tablet told of two quarters, twice: %d lines", n)
	}
	sue.want(sue.get(list), http.StatusOK, "by its clock. The office heard of it")
	if _, raw := d.sync(exchange.Request{Opened: []exchange.Opening{{Case: caseID, At: "soon"}}}); raw.status != http.StatusOK {
		t.Errorf("an opening at no time stops the sync: %d", raw.status)
	}
	if _, raw := d.sync(exchange.Request{Opened: make([]exchange.Opening, exchange.MaxOpened+1)}); raw.status != http.StatusBadRequest {
		t.Errorf("too many at once: %d", raw.status)
	}

	// An administrator, who may not see the case, sees who did, and no name of a family.
	page := ada.get("/openings")
	ada.want(page, http.StatusOK, "A case of Ben")
	ada.want(ada.get(list), http.StatusOK, "Ben")
	if strings.Contains(page.body+ada.get(list).body, "Fieldfamily") {
		t.Error("an administrator reads a family's name")
	}
	sue.want(sue.get("/openings"), http.StatusOK, "Fieldfamily")
	ada.want(ada.get("/staff"), http.StatusOK, "Who opened which case")
	ben.want(ben.get(list), http.StatusNotFound, "")
	ben.want(ben.get("/openings"), http.StatusNotFound, "")
}
