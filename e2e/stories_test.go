// Package e2e plays Doorstep's stories in a real browser against the real
// server: what people do, what they see, and what must not be lost.
package e2e

import (
	"fmt"
	"os"
	"testing"

	"doorstep/e2e/stage"
)

// stories have plain names; `make e2e STORY=visit` plays one.
var stories = []struct {
	name string
	play func(*testing.T)
}{
	{"visit", visit},
	{"setup", setup},
	{"people", people},
	{"plan", plan},
	{"ready", ready},
	{"spoken", spoken},
	{"offline", offline},
	{"canary", canary},
	{"sync", syncing},
	{"release", release},
	{"takeover", takeover},
	{"points", points},
	{"cuts", cuts},
	{"inkcuts", inkCuts},
	{"lost", lost},
	{"uploads", uploads},
	{"photos", photos},
	{"drafts", drafts},
	{"same", same},
	{"stranger", stranger},
	{"versions", versions},
	{"tablets", tablets},
	{"history", history},
	{"wetink", wetink},
	{"cocreate", cocreate},
	{"turn", turn},
	{"paper", paper},
	{"sign", signing},
	{"newversion", newVersion},
	{"copy", clientCopy},
	{"carry", carry},
	{"providers", providers},
	{"practice", practice},
	{"keyboard", keyboard},
}

func TestStory(t *testing.T) {
	if os.Getenv("DOORSTEP_E2E") == "" {
		t.Skip("the stories need a built program and a browser: make e2e")
	}
	if err := os.RemoveAll(stage.Out("html")); err != nil {
		t.Fatalf("emptying e2e/out: %v", err)
	}
	t.Run("all", func(t *testing.T) {
		for _, story := range stories {
			t.Run(story.name, func(t *testing.T) {
				t.Parallel()
				story.play(t)
			})
		}
	})
	t.Run("html", checkHTML)
	t.Run("faults", func(t *testing.T) { countFaults(t, os.Getenv("DOORSTEP_E2E") == "all") })
}

// agency is a server with the people of one agency around it.
type agency struct {
	t      *testing.T
	server *stage.Server
	office *stage.Browser
}

// openAgency starts a server that nobody has set up yet.
func openAgency(t *testing.T) *agency {
	t.Helper()
	return &agency{t: t, server: stage.OpenServer(t), office: stage.OpenBrowser(t, "office")}
}

// atOffice seats a person at a desktop of the office.
func (a *agency) atOffice(who string) *stage.Page {
	a.t.Helper()
	page := a.office.NewPage(a.server, who, true)
	page.Inspect = inspect
	page.Passkey(false)
	return page
}

// withTablet hands a person a tablet of her own.
func (a *agency) withTablet(who string, prf bool) *stage.Page {
	a.t.Helper()
	page := stage.OpenBrowser(a.t, "tablet").NewPage(a.server, who, false)
	page.Inspect = inspect
	page.Passkey(prf)
	page.AllowStorage(true)
	return page
}

// setUp claims the agency for its first administrator.
func (a *agency) setUp(name, who string) *stage.Page {
	a.t.Helper()
	page := a.atOffice(who)
	setUpAt(page, a.server.SetupLink(), name, who)
	return page
}

func setUpAt(page *stage.Page, link, name, who string) {
	page.T.Helper()
	page.Go(link)
	page.On("Set up your agency")
	page.Fill("Name of the agency", name)
	page.Fill("Your name", who)
	page.Press("Make a passkey and begin")
	page.On("Your caseload")
}

// invite makes an invitation and returns its link.
func invite(admin *stage.Page, who, role string) string {
	admin.T.Helper()
	admin.Go("/staff")
	admin.On("Staff")
	admin.Fill("Their name", who)
	admin.Tick(role, "What they do")
	admin.Press("Make an invitation")
	confirmIfAsked(admin, "The link for "+who, func() {
		admin.On("Staff")
		admin.Fill("Their name", who)
		admin.Tick(role, "What they do")
		admin.Press("Make an invitation")
	})
	return admin.Read(`document.querySelector("main input[readonly], main output, main input").value`)
}

// confirmIfAsked gives the passkey once more where the last proof is too old,
// then does the act again.
func confirmIfAsked(page *stage.Page, then string, again func()) {
	page.T.Helper()
	var heading string
	stage.Await(page.T, page.Who+" to reach "+then, func() (bool, string) {
		heading = page.Read(`document.querySelector("h1").innerText.trim()`)
		return heading == then || heading == "Confirm that it is you", heading
	})
	if heading != then {
		page.Press("Confirm with a passkey")
		again()
		page.On(then)
	}
}

// join follows an invitation to the caseload.
func join(page *stage.Page, link, agency string) {
	page.T.Helper()
	page.Go(link)
	page.On("Welcome to " + agency)
	page.Press("Make a passkey and begin")
	page.On("Your caseload")
}

// signIn uses the passkey of this tab.
func signIn(page *stage.Page) {
	page.T.Helper()
	page.Go("/signin")
	page.On("Sign in")
	page.Press("Sign in with a passkey")
	page.On("Your caseload")
}

// date fills a day, a month and a year.
func date(page *stage.Page, legend, day, month, year string) {
	page.T.Helper()
	page.Fill("Day", day, legend)
	page.Fill("Month", month, legend)
	page.Fill("Year", year, legend)
}

// makeReady makes the tablet ready, and unlocks it once as enrolment asks.
func makeReady(page *stage.Page, cases int, phrase string) {
	page.T.Helper()
	page.Go("/tablet")
	page.On("Make this tablet ready")
	page.Press("Make this tablet ready")
	if phrase != "" {
		page.Fill("Passphrase for this tablet", phrase)
		page.Press("Use this passphrase")
	}
	page.Sees("Unlock them once now")
	if phrase != "" {
		page.Fill("Passphrase for this tablet", phrase)
	}
	page.Press("Unlock once")
	noun := "cases"
	if cases == 1 {
		noun = "case"
	}
	page.Sees(fmt.Sprintf("%d %s ready. Works without a network.", cases, noun))
	page.Press("Go to your caseload")
	page.On("Your caseload")
	page.AwaitWorker()
}

// unlock opens the tablet's cases again.
func unlock(page *stage.Page, phrase string) {
	page.T.Helper()
	page.On("Unlock your cases")
	if phrase == "" {
		page.Press("Unlock with your passkey")
		return
	}
	page.Fill("Passphrase for this tablet", phrase)
	page.Press("Unlock with the passphrase")
}
