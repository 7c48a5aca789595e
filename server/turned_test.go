package main

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"doorstep/pages"
)

// turnedOffice is an agency with two cases, and a browser that is turned to the
// person of the first.
func turnedOffice(t *testing.T, before func(ada *browser)) (o *office, ada *browser, mine, other, first string) {
	t.Helper()
	o = open(t, nil)
	ada = o.claim(o.setupLink(), "Harbour", "Ada")
	before(ada)
	mine, other = openFamily(ada, "Alvarez", "Maria Alvarez"), openFamily(ada, "Quinnell", "Petra Quinnell")
	first = "/cases/" + mine + "/client"
	page := ada.get("/cases/" + mine + "/turn")
	person := regexp.MustCompile(`name="person" value="([^"]+)"`).FindStringSubmatch(page.body)
	if page.status != http.StatusOK || person == nil {
		t.Fatalf("the look before handing over: status %d, %s", page.status, text(page.body))
	}
	answer := ada.post("/cases/"+mine+"/turn", "person", person[1])
	if answer.status != http.StatusSeeOther || answer.header.Get("Location") != first {
		t.Fatalf("handing over: status %d to %q", answer.status, answer.header.Get("Location"))
	}
	return o, ada, mine, other, first
}

func openFamily(b *browser, name, person string) string {
	b.t.Helper()
	page := b.get("/cases/new")
	id := regexp.MustCompile(`name="new" value="([^"]+)"`).FindStringSubmatch(page.body)
	if id == nil {
		b.t.Fatalf("the form of a new case: status %d", page.status)
	}
	b.want(b.post("/cases/new", "new", id[1], "name", name, "person_name", person, "person_role", "mother"), http.StatusSeeOther, "")
	return id[1]
}

// A turned session reaches the client's pages and nothing else that the office
// has, whatever is asked and however.
func TestATurnedSessionReachesNothingElse(t *testing.T) {
	o, ada, mine, other, first := turnedOffice(t, func(*browser) {})
	ada.want(ada.get(first), http.StatusOK, "Maria Alvarez, this is your plan")

	asked := []string{"GET /you", "GET /staff", "GET /staff/log", "GET /confirm", "GET /signin", "GET /setup", "GET /invite/x", "GET /tablet",
		"GET /tablet/list", "GET /no/such/page", "POST /signout", "POST /you/passkeys/begin", "POST /confirm/begin", "POST /staff/invite",
		"POST /tablet/enrol", "POST /demo", "POST /signin/begin", "GET /cases/" + mine + "/contracts/x/paper", "GET /cases/" + other + "/client",
		"DELETE /cases/" + mine, "PUT /"}
	for _, route := range append(pages.Routes(), pages.OfficeRoutes()...) {
		for _, id := range []string{mine, other} {
			path := strings.ReplaceAll(route.Pattern, ":case", id)
			path = regexp.MustCompile(`:[a-z]+`).ReplaceAllString(path, "01980000-0000-7000-8000-00000000000c")
			if route.Turned && (id == mine || !strings.Contains(route.Pattern, ":case")) {
				continue
			}
			asked = append(asked, route.Method+" "+path)
		}
	}
	for _, one := range asked {
		method, path, _ := strings.Cut(one, " ")
		for _, htmx := range []string{"", "true"} {
			request := ada.form(path)
			request.Method = method
			request.Header.Set("HX-Request", htmx)
			answer := ada.do(request)
			if strings.Contains(answer.body, "Quinnell") || strings.Contains(answer.body, "2026-") {
				t.Errorf("%s says something of another case", one)
			}
			led := answer.header.Get("Location") + answer.header.Get("HX-Redirect")
			if answer.status >= 400 || led != first {
				t.Errorf("%s (htmx %q): status %d, leads to %q", one, htmx, answer.status, led)
			}
		}
	}
	// The mark lies on the session: another browser with its cookie is turned too.
	thief := o.browser()
	thief.client.Jar = ada.client.Jar
	if answer := thief.get("/"); answer.header.Get("Location") != first {
		t.Errorf("a new window leads to %q", answer.header.Get("Location"))
	}
}

// The worker takes it back with a fresh passkey of their own, made for this.
func TestTakingATurnedSessionBack(t *testing.T) {
	var confirming begun
	o, ada, mine, _, first := turnedOffice(t, func(ada *browser) { confirming = ada.begin("/confirm/begin") })
	stays := func(what string, answer reply) {
		t.Helper()
		if answer.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", what, answer.status)
		}
		if led := ada.get("/").header.Get("Location"); led != first {
			t.Errorf("%s: the caseload leads to %q", what, led)
		}
	}
	ada.want(ada.get(first+"/back"), http.StatusOK, "Give the tablet back")
	stays("no ceremony at all", ada.post("/lift", "next", "/"))
	credential, err := ada.device.Get(confirming.Options)
	if err != nil {
		t.Fatal(err)
	}
	stays("a ceremony that was begun for something else", ada.post("/lift", "ceremony", confirming.Ceremony, "credential", string(credential)))
	begun := ada.begin("/lift/begin")
	stays("an answer to another ceremony", ada.post("/lift", "ceremony", begun.Ceremony, "credential", string(credential)))
	begun = ada.begin("/lift/begin")
	if credential, err = ada.device.Get(begun.Options); err != nil {
		t.Fatal(err)
	}

	address, _ := url.Parse(o.origin)
	old := ada.client.Jar.Cookies(address)
	answer := ada.post("/lift", "ceremony", begun.Ceremony, "credential", string(credential), "next", "/cases/"+mine+"/plan")
	if answer.status != http.StatusSeeOther || answer.header.Get("Location") != "/cases/"+mine+"/plan" {
		t.Fatalf("taking it back: status %d to %q, %s", answer.status, answer.header.Get("Location"), text(answer.body))
	}
	ada.want(ada.get("/"), http.StatusOK, "Quinnell")
	if led := ada.get(first).header.Get("Location"); led != "/cases/"+mine+"/turn" {
		t.Errorf("the client's page, with nobody to read it, leads to %q", led)
	}
	// The turned session is gone for good: its cookie opens nothing any more.
	gone := o.browser()
	gone.client.Jar.SetCookies(address, old)
	if led := gone.get("/").header.Get("Location"); led != "/signin" {
		t.Errorf("with the cookie of the turned session the caseload leads to %q", led)
	}
	if again := ada.post("/lift", "ceremony", begun.Ceremony, "credential", string(credential), "next", "/"); again.status != http.StatusSeeOther {
		t.Errorf("a second tap: status %d", again.status)
	}
}

// Another member of staff does not take over what is turned under a colleague's
// name; they sign in once the session has ended.
func TestAColleaguesPasskeyDoesNotTakeItBack(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	eve := ada.join("Eve", "caseworker")
	mine := openFamily(ada, "Alvarez", "Maria Alvarez")
	page := ada.get("/cases/" + mine + "/turn")
	person := regexp.MustCompile(`name="person" value="([^"]+)"`).FindStringSubmatch(page.body)
	ada.want(ada.post("/cases/"+mine+"/turn", "person", person[1]), http.StatusSeeOther, "")
	ada.want(ada.get("/cases/"+mine+"/client"), http.StatusOK, "")
	begun := ada.begin("/lift/begin")
	credential, err := eve.device.Get(begun.Options)
	if err != nil {
		t.Fatal(err)
	}
	ada.want(ada.post("/lift", "ceremony", begun.Ceremony, "credential", string(credential)), http.StatusUnprocessableEntity, "Give the tablet back")
}

// The cover hides every page at its own address, and the passkey lifts it.
func TestTheCover(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	mine := openFamily(ada, "Alvarez", "Maria Alvarez")
	ada.get("/cases/" + mine)
	answer := ada.post("/cover")
	ada.want(answer, http.StatusOK, "Nothing to see here")
	for _, path := range []string{"/", "/cases/" + mine, "/cases/" + mine + "/client", "/staff", "/no/such/page"} {
		page := ada.get(path)
		ada.want(page, http.StatusOK, "Nothing to see here")
		for _, name := range []string{"Alvarez", "Ada", "Harbour", "caseload"} {
			if strings.Contains(text(page.body), name) {
				t.Errorf("under the cover, %s says %q", path, name)
			}
		}
	}
	if answer := ada.post("/cases/" + mine + "/goals/new"); answer.status != http.StatusSeeOther {
		t.Errorf("under the cover a form is answered with %d", answer.status)
	}
	ada.get("/cases/" + mine)
	ada.want(ada.use("/lift/begin", "/lift", "next", "/cases/"+mine), http.StatusSeeOther, "")
	ada.want(ada.get("/cases/"+mine), http.StatusOK, "Alvarez")
}

// A tablet that is turned asks the office past its own program: the session that
// is open there shows nothing.
func TestATurnedTabletThatAsksPastItsWorker(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	mine := openFamily(ada, "Alvarez", "Maria Alvarez")
	for _, path := range []string{"/", "/cases/" + mine, "/you", "/signin", "/cases/" + mine + "/client", "/no/such/page"} {
		request, err := http.NewRequest(http.MethodGet, ada.address(path), nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Cookie", "doorstep-turned=1") // beside the session's
		answer := ada.do(request)
		ada.want(answer, http.StatusLocked, "This tablet is turned to somebody")
		for _, name := range []string{"Alvarez", "Ada", "Harbour"} {
			if strings.Contains(answer.body, name) {
				t.Errorf("%s says %q", path, name)
			}
		}
	}
	ada.want(ada.get("/"), http.StatusOK, "Alvarez")
}
