package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"doorstep/e2e/stage"
)

// providers: an administrator adds a provider and brings a directory in, which a
// tablet has after its next sync. Without a network its worker finds who is near
// the family and starts a referral with one tap. Then the administrator changes a
// time frame, and looks at what families could not get.
func providers(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	makeReady(dana, 1, "")
	dana.Go("/providers")
	dana.Sees("no list of providers yet")

	ada.Go("/directory")
	ada.On("List of providers")
	inspect(ada)
	ada.Press("Add a provider")
	ada.On("Add a provider")
	ada.Fill("Service", "Parenting class")
	ada.Fill("Who offers it?", "Oak House (made up)")
	ada.Fill("What it helps with", "Parenting")
	ada.Fill("Where", "Oak House; 1 Example Street; Exampleton; EX; 00001; north")
	ada.Fill("Waiting time", "Two weeks")
	ada.Press("Save")
	ada.Sees("Line 1: after the postal code")
	ada.FieldHolds("Waiting time", "Two weeks")
	ada.Fill("Where", "Oak House; 1 Example Street; Exampleton; EX; 00001; 42.33, -83.05")
	ada.Press("Save")
	ada.On("List of providers")
	ada.Sees("Parenting class", "Oak House (made up)")

	file := filepath.Join(t.TempDir(), "directory.json")
	content := `{"contents":[
		{"id":"0b7c9c3e-1111-4c55-9a3e-000000000001","name":"Parenting at home","status":"active","organization":{"id":"o","name":"Elm Center (made up)","description":"d"},
		 "attributes":[{"id":"a","taxonomy_term":{"id":"t","name":"Parenting","description":"d"}}]},
		{"id":"0b7c9c3e-1111-4c55-9a3e-000000000002","name":"No status"}]}`
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	ada.Press("Bring in a directory")
	ada.On("Bring in a directory")
	ada.Attach("File", file)
	ada.Press("Bring it in")
	ada.Sees("1 service is new", "1 row was refused", "Line 4: “service.status” is missing")
	inspect(ada)

	syncNow(dana)
	comesToShow(dana, "/providers", "2 services found")
	dana.Offline()
	house.server.Stop()
	dana.Go(caseFile + "/work")
	dana.Press("Find a provider")
	dana.On("Providers")
	dana.Sees("2 services found")
	dana.Fill("What is needed?", "parenting")
	dana.Fill("Near where?", "Exampleton")
	dana.Choose("How far?", "5 miles")
	dana.Press("Find")
	dana.Sees("1 service found", "Parenting class", "Under a mile", "Two weeks")
	inspect(dana)
	dana.Press("Parenting class")
	dana.On("Parenting class")
	inspect(dana)
	dana.Press("Start a referral")
	dana.On("Make a referral")
	dana.FieldHolds("Provider", "Oak House (made up)")
	dana.Fill("Which need is it for?", "Calm evenings")
	dana.Press("Save")
	dana.Sees("Calm evenings", "Oak House (made up)")
	askForReport(dana)
	dana.Go(caseFile + "/gaps/new")
	dana.Fill("What is needed and cannot be had?", "Night bus")
	dana.Press("Save")
	dana.Sees("Night bus")

	house.server.Start()
	dana.Online()
	syncNow(dana)
	comesToShow(ada, "/gaps", "Night bus")
	ada.On("What families could not get")
	ada.Sees("1 family")
	ada.SeesNot("Alvarez")
	inspect(ada)
	ada.Go("/practice/policy")
	ada.On("Policy pack")
	ada.Press("Look at what would change")
	ada.Sees("It changes dates of 0 open cases.")
	inspect(ada)
	dana.Offline() // a tablet is away while the pack changes, and counts by the one that it has
	ada.Press("Put it in force")
	ada.On("How we work")
	ada.Sees("version 2")
	dana.Go(caseFile + "/deadlines")
	dana.Sees("version 1")
	dana.Online()
	syncNow(dana)
	comesToShow(dana, caseFile+"/deadlines", "version 2")
}

// askForReport: a report was promised for yesterday. One tap on the tablet opens
// its own mail, or copies the words, and the case notes that it was asked for.
func askForReport(page *stage.Page) {
	page.T.Helper()
	referral := page.Path()
	page.Press("Change")
	page.Tick("Every month", "How often does the provider report?")
	on(page, "First report by", time.Now().AddDate(0, 0, -1))
	page.Fill("How is the provider reached?", "jo@oak.example")
	page.Press("Save")
	page.Leaves("Change the referral")
	page.Sees("No release of information covers this referral today.")
	page.Press("Add a release")
	page.On("Add a release")
	page.FieldHolds("To whom?", "Oak House (made up)")
	page.Tick("Maria Alvarez", "Who releases it?")
	page.Fill("What may be told?", "That she comes, and how it goes")
	on(page, "Until when?", time.Now().AddDate(0, 6, 0))
	page.Press("Save")
	page.Leaves("Add a release")
	page.Go(referral)
	page.Sees("Sent")
	for _, step := range []string{"Sent", "Accepted", "Started"} {
		page.Press(step)
	}
	page.Sees("Completed")
	page.Sees("has not come")
	page.Press("Ask for the report")
	page.On("Ask for the report")
	inspect(page)
	if opens := page.Read(`decodeURIComponent(document.getElementById("ask-mail").dataset.open)`); !strings.HasPrefix(opens, "mailto:jo@oak.example?") || strings.Contains(opens, "Alvarez") {
		page.T.Errorf("the mail is %q", opens)
	}
	page.Press("By mail")
	page.Sees("Noted in the case that you asked: By mail")
	page.Run(`navigator.clipboard.writeText = async (text) => { window.copied = text }`, nil)
	page.Press("Copy the words")
	page.Sees("Noted in the case that you asked: Text copied")
	page.Holds("the words to be copied", `window.copied.includes("about our referral")`)
	page.Run(`navigator.clipboard.writeText = async () => { throw new Error("not allowed") }`, nil)
	page.Press("Copy the words")
	page.Sees("This device did not copy the words.")
	page.Go(referral)
	page.Sees("Dana Reed asked for the report on")
}
