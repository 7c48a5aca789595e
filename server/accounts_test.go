package main

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"doorstep/server/internal/passkey/passkeytest"
	"doorstep/server/internal/web"
	"doorstep/sync/exchange"
)

func TestSetup(t *testing.T) {
	o := open(t, nil)
	link := o.setupLink()
	stranger := o.browser()
	for _, wrong := range []string{"/setup", "/setup?token=", "/setup?token=abc", "/setup?token=" + strings.Repeat("A", 43)} {
		stranger.want(stranger.get(wrong), http.StatusNotFound, "This link does not work any more")
	}
	token := must(url.Parse(link)).Query().Get("token")
	answer := stranger.post("/setup/begin", "setup", token, "agency", "", "name", "Ada O'Neil <b>", "zone", "Mars/Base")
	stranger.want(answer, http.StatusUnprocessableEntity, "Enter the name of the agency")
	if !strings.Contains(answer.body, "Ada O&#39;Neil &lt;b&gt;") {
		t.Errorf("the typed name is gone: %s", text(answer.body))
	}
	stranger.want(answer, http.StatusUnprocessableEntity, "Choose a time zone")

	o.claim(link, "Harbour Family Services", "Ada O'Neil")
	stranger.want(stranger.get(link), http.StatusNotFound, "This link does not work any more")
	stranger.want(stranger.post("/setup/begin", "setup", token, "agency", "Mine", "name", "Eve", "zone", "UTC"), http.StatusNotFound, "This link does not work any more")
	var out bytes.Buffer
	if err := o.program.SetupLinks(t.Context(), &out); err != nil || out.Len() > 0 {
		t.Errorf("a claimed agency gets a set-up link again: %q, %v", out.String(), err)
	}
}

func TestSetupClaimedByTwoAtOnce(t *testing.T) {
	o := open(t, nil)
	token := must(url.Parse(o.setupLink())).Query().Get("token")
	pairs := []string{"setup", token, "agency", "Harbour", "name", "Somebody", "zone", "UTC"}
	type prepared struct {
		browser *browser
		form    *http.Request
	}
	var both []prepared
	for range 2 {
		b := o.browser()
		ceremony := b.begin("/setup/begin", pairs...)
		credential, err := b.device.Create(ceremony.Options)
		if err != nil {
			t.Fatal(err)
		}
		both = append(both, prepared{b, b.form("/setup", append(pairs, "ceremony", ceremony.Ceremony, "credential", string(credential))...)})
	}
	statuses := inParallel(2, func(i int) int { return both[i].browser.do(both[i].form).status })
	if count(statuses, http.StatusSeeOther) != 1 {
		t.Errorf("statuses %v: want exactly one claim", statuses)
	}
}

func TestSignInAndOut(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.post("/signout"), http.StatusSeeOther, "")
	ada.want(ada.get("/"), http.StatusSeeOther, "")
	ada.want(ada.get("/signin?out"), http.StatusOK, "You are signed out")
	ada.want(ada.signIn(), http.StatusSeeOther, "")
	ada.want(ada.get("/"), http.StatusOK, "caseload")

	stranger := o.browser()
	stranger.device.RPID = "localhost"
	foreign := o.browser()
	*foreign.device = *ada.device
	foreign.device.ID = bytes.Repeat([]byte{1}, 32)
	foreign.want(foreign.signIn(), http.StatusUnprocessableEntity, "This passkey is not known here")
}

func TestSignInLeadsBack(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.post("/signout")
	if location := ada.get("/you").header.Get("Location"); location != "/signin?next=%2Fyou" {
		t.Errorf("Location %q, want the sign-in page with the way back", location)
	}
	for next, want := range map[string]string{"/you": "/you", "https://evil.example/": "/", "//evil.example": "/", `/\evil.example`: "/", "": "/"} {
		if location := ada.use("/signin/begin", "/signin", "next", next).header.Get("Location"); location != want {
			t.Errorf("next %q led to %q, want %q", next, location, want)
		}
	}
}

func TestSessionIsNewAtSignIn(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	here := must(url.Parse(o.origin))
	old := ada.client.Jar.Cookies(here)
	ada.want(ada.signIn(), http.StatusSeeOther, "")
	if cookie(ada.client.Jar.Cookies(here)) == cookie(old) {
		t.Error("the session cookie is the same after signing in again")
	}
	thief := o.browser()
	thief.client.Jar.SetCookies(here, old)
	thief.want(thief.get("/you"), http.StatusSeeOther, "")
	planted := o.browser()
	planted.client.Jar.SetCookies(here, []*http.Cookie{{Name: "doorstep", Value: strings.Repeat("A", 43)}})
	*planted.device = *ada.device
	planted.want(planted.signIn(), http.StatusSeeOther, "")
	if cookie(planted.client.Jar.Cookies(here)) == strings.Repeat("A", 43) {
		t.Error("a planted session id was taken over")
	}
}

func TestSessionEnds(t *testing.T) {
	o := open(t, func(s *Settings) { s.Idle = time.Nanosecond })
	token := must(url.Parse(o.setupLink())).Query().Get("token")
	b := o.browser()
	b.want(b.create("/setup/begin", "/setup", "setup", token, "agency", "Harbour", "name", "Ada", "zone", "UTC"), http.StatusSeeOther, "")
	b.want(b.get("/you"), http.StatusSeeOther, "")
	b.want(b.post("/you/passkeys/begin"), http.StatusUnauthorized, "was not saved")
}

func TestCeremonies(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ceremony := ada.begin("/signin/begin")
	credential := string(must(ada.device.Get(ceremony.Options)))

	other := o.browser()
	other.begin("/signin/begin")
	other.want(other.post("/signin", "ceremony", ceremony.Ceremony, "credential", credential), http.StatusUnprocessableEntity, "answered already")

	forms := make([]*http.Request, 4)
	for i := range forms {
		forms[i] = ada.form("/signin", "ceremony", ceremony.Ceremony, "credential", credential)
	}
	statuses := inParallel(len(forms), func(i int) int { return ada.do(forms[i]).status })
	if count(statuses, http.StatusSeeOther) != 1 {
		t.Errorf("parallel finishes: %v, want exactly one sign-in", statuses)
	}
	ada.want(ada.post("/signin", "ceremony", ceremony.Ceremony, "credential", credential), http.StatusUnprocessableEntity, "answered already")

	ada.get("/you")
	confirm := ada.begin("/confirm/begin")
	ada.want(ada.post("/signin", "ceremony", confirm.Ceremony, "credential", string(must(ada.device.Get(confirm.Options)))), http.StatusUnprocessableEntity, "answered already")
}

func TestCeremonyOfAnotherAgency(t *testing.T) {
	o := open(t, nil)
	first := must(url.Parse(o.setupLink())).Query().Get("token")
	b := o.browser()
	ceremony := b.begin("/setup/begin", "setup", first, "agency", "Harbour", "name", "Ada", "zone", "UTC")
	credential := string(must(b.device.Create(ceremony.Options)))
	second := o.addTenant()
	b.want(b.post("/setup", "setup", second, "ceremony", ceremony.Ceremony, "credential", credential), http.StatusUnprocessableEntity, "answered already")
}

func TestSecretOfTheBrowserIsRefused(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.device.Outputs = map[string]any{"prf": map[string]any{"results": map[string]any{"first": "U0VDUkVULUJZVEVT"}}}
	ada.want(ada.signIn(), http.StatusBadRequest, "")
	if strings.Contains(o.logs.String(), "U0VDUkVULUJZVEVT") {
		t.Error("the secret stands in the log")
	}
}

func TestInvitation(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.get("/staff")
	ada.want(ada.post("/staff/invite", "name", "", "role", "king"), http.StatusUnprocessableEntity, "Choose what they do")
	link := ada.invite("Ben Ode", "caseworker")
	path := strings.TrimPrefix(link, o.origin)
	for range 5 { // mail scanners
		scanner := o.browser()
		scanner.want(scanner.get(link), http.StatusOK, "Ben Ode")
	}
	ben := o.browser()
	ben.want(ben.create(path+"/begin", path), http.StatusSeeOther, "")
	ben.want(ben.get("/"), http.StatusOK, "caseload")
	late := o.browser()
	late.want(late.get(link), http.StatusNotFound, "This link does not work any more")
	late.want(late.post(path+"/begin"), http.StatusNotFound, "")
	ben.want(ben.get("/staff"), http.StatusNotFound, "")
	ben.want(ben.post("/staff/invite", "name", "Eve", "role", "administrator"), http.StatusNotFound, "")

	withdrawn := ada.invite("Cay", "caseworker")
	page := ada.get("/staff")
	id := between(page.body, `action="/staff/invitations/`, `/withdraw"`)
	ada.want(ada.post("/staff/invitations/"+id+"/withdraw"), http.StatusSeeOther, "")
	late.want(late.get(withdrawn), http.StatusNotFound, "This link does not work any more")
}

func TestPasskeysOfAPerson(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	page := ada.get("/you")
	ada.want(page, http.StatusOK, "You have one passkey")
	first := between(page.body, `action="/you/passkeys/`, `/name"`)
	ada.want(ada.post("/you/passkeys/"+first+"/remove"), http.StatusUnprocessableEntity, "This is your last passkey")
	ada.want(ada.post("/you/passkeys/"+first+"/name", "field", "name-1", "name-1", strings.Repeat("x", 61)), http.StatusUnprocessableEntity, "at most 60")
	ada.want(ada.post("/you/passkeys/"+first+"/name", "field", "name-1", "name-1", "Desk"), http.StatusSeeOther, "")

	old := ada.device
	ada.device = passkeytest.New(o.origin, "localhost")
	ada.want(ada.create("/you/passkeys/begin", "/you/passkeys"), http.StatusSeeOther, "")
	ada.want(ada.get("/you"), http.StatusOK, "Desk")
	ada.want(ada.signIn(), http.StatusSeeOther, "")
	ada.get("/you")
	ada.want(ada.post("/you/passkeys/"+first+"/remove"), http.StatusSeeOther, "")
	gone := o.browser()
	gone.device = old
	gone.want(gone.signIn(), http.StatusUnprocessableEntity, "This passkey is not known here")
}

func TestWhatDecidesWhoGetsInAsksAgain(t *testing.T) {
	o := open(t, func(s *Settings) { s.StepUp = time.Nanosecond })
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.get("/staff")
	for _, path := range []string{"/you/passkeys/begin", "/staff/invite", "/tablet/enrol"} {
		answer := ada.post(path, "name", "Eve", "role", "administrator")
		if answer.status != http.StatusSeeOther || !strings.HasPrefix(answer.header.Get("Location"), "/confirm?next=") {
			t.Errorf("%s: status %d to %q, want the page that asks again", path, answer.status, answer.header.Get("Location"))
		}
	}
	ada.get("/confirm?next=/you")
	if answer := ada.use("/confirm/begin", "/confirm", "next", "/you"); answer.header.Get("Location") != "/you" {
		t.Errorf("after confirming: status %d to %q, want /you", answer.status, answer.header.Get("Location"))
	}
}

func TestSuspension(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	id := ada.personID("Ben")
	ada.want(ada.post("/staff/"+id+"/suspend"), http.StatusSeeOther, "")
	ben.want(ben.get("/"), http.StatusSeeOther, "")
	ben.want(ben.signIn(), http.StatusUnprocessableEntity, "This passkey is not known here")
	ada.want(ada.get("/staff"), http.StatusOK, "suspended")
	ada.want(ada.post("/staff/"+id+"/reinstate"), http.StatusSeeOther, "")
	ben.want(ben.signIn(), http.StatusSeeOther, "")
	own := ada.post("/staff/" + "self" + "/suspend")
	ada.want(own, http.StatusNotFound, "")
}

func TestRecoveryNeedsTwo(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	sue := ada.join("Sue", "supervisor")
	ben := ada.join("Ben", "caseworker")
	id := ada.personID("Ben")
	ada.want(ada.post("/staff/"+id+"/recover"), http.StatusOK, "Another administrator or supervisor now confirms")
	recovery := between(sue.get("/staff").body, `action="/staff/recoveries/`, `/confirm"`)
	ada.want(ada.post("/staff/recoveries/"+recovery+"/confirm"), http.StatusUnprocessableEntity, "Somebody else")
	ben.want(ben.post("/staff/recoveries/"+recovery+"/confirm"), http.StatusNotFound, "")
	confirmed := sue.post("/staff/recoveries/" + recovery + "/confirm")
	sue.want(confirmed, http.StatusOK, "The link for Ben")
	sue.want(sue.post("/staff/recoveries/"+recovery+"/confirm"), http.StatusNotFound, "")

	ben.want(ben.get("/"), http.StatusOK, "") // nothing has changed for Ben yet
	path := strings.TrimPrefix(linkIn(t, confirmed.body), o.origin)
	fresh := o.browser()
	fresh.want(fresh.create(path+"/begin", path), http.StatusSeeOther, "")
	fresh.want(fresh.get("/you"), http.StatusOK, "Ben")
	ben.want(ben.get("/"), http.StatusSeeOther, "")
	ben.want(ben.signIn(), http.StatusUnprocessableEntity, "This passkey is not known here")
	ada.want(ada.get("/staff/log"), http.StatusOK, "Sue: confirmed a new passkey for Ben")
}

func TestOperatorRecovery(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	second := ada.join("Bo", "administrator")
	tenant := o.tenant()
	var out, warn bytes.Buffer
	args := []string{"person", "recover", "-data", dataOf(o), "-origin", o.origin, "-tenant", tenant, "-person", ada.officePerson("Ada")}
	if err := run(t.Context(), args, &out, &warn); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(warn.String(), "replaces every passkey") {
		t.Errorf("no warning on the screen: %q", warn.String())
	}
	second.post("/signout")
	answer := second.signIn()
	if location := answer.header.Get("Location"); location != "/staff/log?operator=1" {
		t.Fatalf("sign-in of an administrator led to %q, want the account log", location)
	}
	second.want(second.get("/staff/log?operator=1"), http.StatusOK, "The person who runs the server made a new way in")
	second.post("/signout")
	if location := second.signIn().header.Get("Location"); location != "/" {
		t.Errorf("told twice: led to %q", location)
	}
	link := strings.TrimSpace(out.String()[strings.Index(out.String(), "http"):])
	path := strings.TrimPrefix(link, o.origin)
	fresh := o.browser()
	fresh.want(fresh.create(path+"/begin", path), http.StatusSeeOther, "")
	ada.want(ada.get("/"), http.StatusSeeOther, "")
}

// inParallel runs f n times at once.
func inParallel(n int, f func(i int) int) []int {
	results := make([]int, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { results[i] = f(i) })
	}
	group.Wait()
	return results
}

func count(list []int, want int) (n int) {
	for _, one := range list {
		if one == want {
			n++
		}
	}
	return n
}

func cookie(cookies []*http.Cookie) string {
	for _, one := range cookies {
		if one.Name == "doorstep" {
			return one.Value
		}
	}
	return ""
}

// between is the shortest text between two marks, "" if there is none.
func between(text, before, after string) string {
	start := strings.Index(text, before)
	for start >= 0 {
		rest := text[start+len(before):]
		end := strings.Index(rest, after)
		if end >= 0 && !strings.ContainsAny(rest[:end], `"<>`) {
			return rest[:end]
		}
		next := strings.Index(rest, before)
		if next < 0 {
			return ""
		}
		start += len(before) + next
	}
	return ""
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// addTenant makes another agency as the command line does and returns the token
// of its set-up link.
func (o *office) addTenant() string {
	o.t.Helper()
	var out, warn bytes.Buffer
	if err := run(o.t.Context(), []string{"tenant", "add", "-data", dataOf(o), "-origin", o.origin}, &out, &warn); err != nil {
		o.t.Fatal(err)
	}
	return between(out.String()+"\n", "token=", "\n")
}

// addTenantID makes another agency that nobody has claimed and returns its id.
func (o *office) addTenantID() string {
	o.t.Helper()
	tenant, err := o.program.control.CreateTenant(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	return tenant
}

func (o *office) tenant() string {
	o.t.Helper()
	tenants, err := o.program.control.Tenants(o.t.Context())
	if err != nil || len(tenants) == 0 {
		o.t.Fatalf("tenants: %v, %v", tenants, err)
	}
	return tenants[0]
}

// officePerson is the id of a person by name, as person list shows it.
func (b *browser) officePerson(name string) string {
	b.t.Helper()
	var out, warn bytes.Buffer
	if err := run(b.t.Context(), []string{"person", "list", "-data", dataOf(b.office), "-origin", b.office.origin}, &out, &warn); err != nil {
		b.t.Fatal(err)
	}
	for _, line := range strings.Split(out.String(), "\n") {
		if fields := strings.Fields(line); len(fields) == 3 && fields[2] == name {
			return fields[0]
		}
	}
	b.t.Fatalf("nobody called %q: %s", name, out.String())
	return ""
}

func TestLinksExpire(t *testing.T) {
	o := open(t, nil)
	yesterday := time.Now().Add(-25 * time.Hour)
	link, err := web.NewSetup(t.Context(), o.program.control, o.origin, o.addTenantID(), yesterday)
	if err != nil {
		t.Fatal(err)
	}
	late := o.browser()
	late.want(late.get(link), http.StatusNotFound, "This link does not work any more")
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	recovery, err := web.NewRecovery(t.Context(), o.program.control, o.origin, o.tenant(), ada.officePerson("Ada"), newID(), yesterday)
	if err != nil {
		t.Fatal(err)
	}
	late.want(late.get(recovery), http.StatusNotFound, "This link does not work any more")
	ada.want(ada.get("/"), http.StatusOK, "")
}

func TestTooManyCeremonies(t *testing.T) {
	o := open(t, func(s *Settings) { s.Ceremonies = 3 })
	b := o.browser()
	var statuses []int
	for range 6 {
		request := b.form("/signin/begin")
		request.Header.Set("Fly-Client-IP", newID()) // nobody believes it from here
		statuses = append(statuses, b.do(request).status)
	}
	if count(statuses, http.StatusTooManyRequests) != 3 {
		t.Errorf("statuses %v, want three let through and three told to wait", statuses)
	}
}

func TestSessionEndsWithItsPasskey(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	first := between(ada.get("/you").body, `action="/you/passkeys/`, `/name"`)
	lost := o.browser() // the same passkey, another browser
	*lost.device = *ada.device
	lost.want(lost.signIn(), http.StatusSeeOther, "")
	ada.device = passkeytest.New(o.origin, "localhost")
	ada.want(ada.create("/you/passkeys/begin", "/you/passkeys"), http.StatusSeeOther, "")
	ada.want(ada.signIn(), http.StatusSeeOther, "")
	ada.get("/you")
	ada.want(ada.post("/you/passkeys/"+first+"/remove"), http.StatusSeeOther, "")
	ada.want(ada.get("/you"), http.StatusOK, "Ada")
	if answer := lost.get("/you"); answer.status != http.StatusSeeOther {
		t.Errorf("a session of a passkey that was removed: status %d, want the way to sign in", answer.status)
	}
}

func TestUsedRecoveryEndsTheOthers(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	sue := ada.join("Sue", "supervisor")
	ada.join("Ben", "caseworker")
	id := ada.personID("Ben")
	var links []string
	for range 2 {
		ada.want(ada.post("/staff/"+id+"/recover"), http.StatusOK, "")
		recovery := between(sue.get("/staff").body, `action="/staff/recoveries/`, `/confirm"`)
		confirmed := sue.post("/staff/recoveries/" + recovery + "/confirm")
		sue.want(confirmed, http.StatusOK, "The link for Ben")
		links = append(links, strings.TrimPrefix(linkIn(t, confirmed.body), o.origin))
	}
	fresh := o.browser()
	fresh.want(fresh.create(links[0]+"/begin", links[0]), http.StatusSeeOther, "")
	stranger := o.browser()
	stranger.want(stranger.get(links[1]), http.StatusNotFound, "This link does not work any more")
}

// TestRecoveryNamesTheTablets recovers somebody who has a tablet: it is named,
// and not ended without asking, because unsent work may lie on it.
func TestRecoveryNamesTheTablets(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	sue := ada.join("Sue", "supervisor")
	d := ada.join("Ben", "caseworker").enrol()
	id := ada.personID("Ben")
	sue.get("/staff")
	sue.want(sue.post("/staff/"+id+"/recover"), http.StatusOK, "")
	recovery := between(ada.get("/staff").body, `action="/staff/recoveries/`, `/confirm"`)
	confirmed := ada.post("/staff/recoveries/" + recovery + "/confirm")
	ada.want(confirmed, http.StatusOK, "Tablet 7")
	if !strings.Contains(confirmed.body, `href="/tablets#tablet-`+d.Device) {
		t.Errorf("no way to end the tablet: %s", text(confirmed.body))
	}
	if log := ada.get("/staff/log"); !strings.Contains(log.body, `href="/tablets"`) {
		t.Errorf("the log leads to no tablets: %s", text(log.body))
	}
	path := strings.TrimPrefix(linkIn(t, confirmed.body), o.origin)
	fresh := o.browser()
	fresh.want(fresh.create(path+"/begin", path), http.StatusSeeOther, "")
	if _, answer := d.sync(exchange.Request{}); answer.status != http.StatusOK {
		t.Errorf("the tablet was ended with its unsent work: status %d", answer.status)
	}
}
