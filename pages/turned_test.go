package pages_test

import (
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
)

const (
	thisCase  = "01980000-0000-7000-8000-00000000000a"
	otherCase = "01980000-0000-7000-8000-00000000000b"
)

// everyAddress fills the parameters of each route.
func everyAddress(caseID, contract string, visit func(route pages.Route, path string)) {
	for _, route := range append(pages.Routes(), pages.OfficeRoutes()...) {
		parts := strings.Split(route.Pattern, "/")
		for i, part := range parts {
			switch {
			case part == ":case":
				parts[i] = caseID
			case part == ":contract":
				parts[i] = contract
			case strings.HasPrefix(part, ":"):
				parts[i] = "01980000-0000-7000-8000-00000000000c"
			}
		}
		visit(route, strings.Join(parts, "/"))
	}
}

// The rule, over the whole route table: a turned tablet answers the client's
// pages of its own case and contract, and no other address that there is.
func TestATurnedTabletAnswersOnlyItsClientsPages(t *testing.T) {
	contract, otherContract := "01980000-0000-7000-8000-0000000000c1", "01980000-0000-7000-8000-0000000000c2"
	turned := casework.Turned{Case: thisCase, Person: "p", Contract: contract, First: "/cases/" + thisCase + "/client"}
	all := append(pages.Routes(), pages.OfficeRoutes()...)
	opens := func(turned casework.Turned, route pages.Route, path string) bool {
		_, _, ok := pages.WhileTurned(turned, all, route.Method, path)
		return ok
	}
	open := 0
	everyAddress(thisCase, contract, func(route pages.Route, path string) {
		inCase := strings.HasPrefix(route.Pattern, "/cases/:case/")
		if route.Turned && !inCase && route.Pattern != "/drafts" && route.Pattern != "/drafts/throw" && route.Pattern != pages.CoverPath {
			t.Errorf("%s %s is meant for a client and names no case", route.Method, route.Pattern)
		}
		if got := opens(turned, route, path); got != route.Turned {
			t.Errorf("%s %s: opens %t, meant for the client %t", route.Method, path, got, route.Turned)
		}
		if route.Turned {
			open++
		}
		covered := turned.Cover()
		if opens(covered, route, path) {
			t.Errorf("%s %s opens under the cover", route.Method, path)
		}
		var nobody *casework.Turned
		if opens(nobody.Cover(), route, path) {
			t.Errorf("%s %s opens under the cover of a tablet that is turned to nobody", route.Method, path)
		}
		if inCase && opens(casework.Turned{First: "/"}, route, path) {
			t.Errorf("%s %s opens where no case is named", route.Method, path)
		}
	})
	if open < 4 {
		t.Errorf("only %d routes are open to a client", open)
	}
	everyAddress(otherCase, contract, func(route pages.Route, path string) {
		if strings.Contains(route.Pattern, ":case") && opens(turned, route, path) {
			t.Errorf("%s %s opens in another case", route.Method, path)
		}
	})
	everyAddress(thisCase, otherContract, func(route pages.Route, path string) {
		if strings.Contains(route.Pattern, ":contract") && opens(turned, route, path) {
			t.Errorf("%s %s opens another contract", route.Method, path)
		}
	})
}

// Whatever else is asked leads to the client's first page, and under the cover to
// the cover, at the address that was asked.
func TestTurnedAway(t *testing.T) {
	turned := casework.Turned{Case: thisCase, Person: "p", First: "/cases/" + thisCase + "/client"}
	for _, request := range []pages.Request{
		{Method: "GET", Path: "/"}, {Method: "GET", Path: "/cases/" + otherCase}, {Method: "POST", Path: "/cases/new"},
		{Method: "GET", Path: "/sync", Htmx: true}, {Method: "GET", Path: "/nowhere/at/all"},
	} {
		request.Turned = &turned
		if reply := pages.TurnedAway(request); reply.Location != turned.First || !reply.Whole {
			t.Errorf("%s %s leads to %q", request.Method, request.Path, reply.Location)
		}
	}
	covered := turned.Cover()
	reply := pages.TurnedAway(pages.Request{Method: "GET", Path: "/cases/" + otherCase, Turned: &covered})
	if reply.Location != "" || reply.Main == nil || !reply.Page.Covered {
		t.Errorf("under the cover a page leads to %q", reply.Location)
	}
	for path, want := range map[string]string{"/sync": "/sync", "/cases/" + thisCase + "/actions/x/tick": "/"} {
		reply := pages.TurnedAway(pages.Request{Method: "POST", Path: path, Turned: &covered})
		if reply.Location != want || !reply.Whole {
			t.Errorf("under the cover, a form to %s leads to %q, want %q", path, reply.Location, want)
		}
	}
}

func TestLifting(t *testing.T) {
	turned := casework.Turned{Case: thisCase, Person: "p", First: "/x"}
	if turned.Lifted() != nil {
		t.Error("what was turned stays turned after the worker took it back")
	}
	covered := turned.Cover()
	if left := covered.Lifted(); left == nil || *left != turned {
		t.Errorf("under the cover lay %+v", left)
	}
	var nobody *casework.Turned
	if nobody.Cover().Lifted() != nil {
		t.Error("a cover over nothing leaves something turned")
	}
}

// A draft is kept for a form that is open to the client, and for no other.
func TestDraftsOfATurnedTablet(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/" + id + "/turn").submit("hand-over")
	dana.send("POST", "/drafts", values("draft", "/cases/"+id+"/goals/new", "words", "not mine to write")).expect(404)
	if dana.draft("/cases/"+id+"/goals/new") != nil {
		t.Error("a client wrote into a draft of the worker's form")
	}
}

// Handing over leads to the client's card, and from there nothing leads out.
func TestHandingOver(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/client").expect(200, "Before you hand over the tablet")
	dana.submit("hand-over").expect(200, "this is your plan")
	if dana.turned == nil || dana.turned.Case != id || dana.turned.First != "/cases/"+id+"/client" {
		t.Fatalf("turned to %+v", dana.turned)
	}
	for _, path := range []string{"/", "/cases/" + id, "/cases/" + id + "/plan", "/sync", "/cases/" + id + "/turn"} {
		dana.open(path).expect(200, "this is your plan")
	}
	dana.open("/cases/"+id+"/client/back").expect(200, "Give the tablet back", "For the worker")
}
