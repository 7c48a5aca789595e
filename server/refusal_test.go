package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// TestEveryAnswerHasItsHeaders asks for what is no page: JSON, a redirect for
// htmx, errors of the sync, health.
func TestEveryAnswerHasItsHeaders(t *testing.T) {
	o := open(t, nil)
	stranger := o.browser()
	htmx := must(http.NewRequest(http.MethodGet, stranger.address("/you"), nil))
	htmx.Header.Set("HX-Request", "true")
	lost := must(http.NewRequest(http.MethodPost, stranger.address(exchange.PathSync), strings.NewReader("{}")))
	foreign := stranger.form("/signout")
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	for name, answer := range map[string]reply{
		"health": stranger.get("/healthz"), "htmx without session": stranger.do(htmx), "sync without credential": stranger.do(lost),
		"sync that is none": stranger.get("/sync/v2"), "cross-site": stranger.do(foreign),
	} {
		if answer.header.Get("Content-Security-Policy") == "" || answer.header.Get("X-Content-Type-Options") != "nosniff" || answer.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: status %d, headers %v", name, answer.status, answer.header)
		}
	}
}

// TestTabletSetAsideGetsNothing sends two contents under one number, as a
// copied tablet does.
func TestTabletSetAsideGetsNothing(t *testing.T) {
	o := open(t, nil)
	d := o.claim(o.setupLink(), "Harbour", "Ada").enrol()
	caseID, made := d.newCase("First")
	d.sync(exchange.Request{Operations: []json.RawMessage{made}})
	d.next = 1
	other := d.write(caseID, caseID, casework.KindCase, oplog.Change{Do: oplog.Set, Field: "name", To: "Second"})
	if _, answer := d.sync(exchange.Request{Operations: []json.RawMessage{other}}); answer.status != http.StatusConflict {
		t.Fatalf("two contents under one number: status %d", answer.status)
	}
	file := exchange.PathFile + strings.Repeat("ab", 32)
	for _, ask := range []struct{ method, path string }{
		{http.MethodGet, exchange.PathSegment + caseID + "/1"}, {http.MethodPost, exchange.PathBundle}, {http.MethodHead, file}, {http.MethodGet, file}, {http.MethodPatch, file},
	} {
		answer := d.send(ask.method, ask.path, map[string]string{"Upload-Offset": "0", "Upload-Length": "1"}, []byte("x"))
		if answer.status != http.StatusConflict {
			t.Errorf("%s %s: status %d, want 409", ask.method, ask.path, answer.status)
		}
	}
}

// TestDemonstrationStaysApart asks who may load the made-up families, and where.
func TestDemonstrationStaysApart(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	if page := ben.get("/"); strings.Contains(page.body, `action="/demo"`) {
		t.Error("a caseworker is offered the demonstration")
	}
	ben.want(ben.post("/demo"), http.StatusNotFound, "")
	ada.get("/")
	forms := []*http.Request{ada.form("/demo"), ada.form("/demo")}
	statuses := inParallel(len(forms), func(i int) int { return ada.do(forms[i]).status })
	if count(statuses, http.StatusSeeOther) != 1 || count(statuses, http.StatusConflict) != 1 {
		t.Errorf("two taps: statuses %v, want it loaded once", statuses)
	}
	ada.want(ada.post("/demo"), http.StatusConflict, "made-up families")
}

// TestKeptUnderAnotherName forges an author: the case's page says whose tablet
// it came from.
func TestKeptUnderAnotherName(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	d := ben.enrol()
	caseID, made := d.newCase("His")
	d.sync(exchange.Request{Operations: []json.RawMessage{made}})
	d.Person.ID = ada.personID("Ada")
	forged := d.write(caseID, caseID, casework.KindCase, oplog.Change{Do: oplog.Set, Field: "name", To: "Ada wrote this"})
	d.sync(exchange.Request{Operations: []json.RawMessage{forged}})
	ben.want(ben.get("/cases/"+caseID+"/kept"), http.StatusOK, "Sent from the tablet of Ben")
	own := d.write(caseID, caseID, "unknown", oplog.Change{Do: oplog.Set, Field: "name", To: "x"})
	own = json.RawMessage(strings.Replace(string(own), d.Person.ID, ada.personID("Ben"), 1))
	d.sync(exchange.Request{Operations: []json.RawMessage{own}})
	if page := ben.get("/cases/" + caseID + "/kept"); strings.Count(page.body, "Sent from the tablet") != 1 {
		t.Errorf("an entry under its own name is said to be another's: %s", text(page.body))
	}
}
