package e2e

import (
	"strings"
	"testing"
	"time"

	"doorstep/e2e/stage"
)

// newVersion: with no network two people agree on a plan and sign its contract;
// then life goes on. The plan says what changed since, a new contract takes the
// earlier one's place, and what was signed stays as it was.
func newVersion(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	addGoal(dana, caseFile, "I want my kids home by summer")
	addIssue(dana, caseFile, "No place to live")
	addAction(dana, caseFile, "No place to live", "Task", "Look at two flats", "Maria Alvarez")
	makeReady(dana, 1, "")
	house.server.Stop()
	dana.Offline()

	agree(dana, caseFile, "Maria Alvarez")
	dana.Sees("Version 1", "Agreed on")
	first := makeContract(dana, caseFile, "Maria Alvarez", "Maria has a lease")
	sign(dana, first, "Maria Alvarez")
	sign(dana, first, "Dana Reed")
	dana.On("Signed by both")
	hash := dana.Read(`document.getElementById("content-hash").innerText.trim()`)

	// The plan goes on: other words, and one thing more.
	changeGoal(dana, caseFile, "I want my kids home by summer", "I want my kids home by May")
	addAction(dana, caseFile, "No place to live", "Task", "Ask my sister for her spare room", "Maria Alvarez")
	dana.Go(caseFile + "/plan")
	dana.Press("Version 1")
	dana.On("What changed")
	dana.Sees("I want my kids home by May", "Changed", "Ask my sister for her spare room", "Added")
	dana.Picture("since-agreed")
	dana.Go(first)
	dana.Sees("In the plan, but not in this contract", "Ask my sister for her spare room", "Look at two flats")
	dana.Picture("since-signed")

	// The next version: agreed again, made from the signed one, signed by both.
	agree(dana, caseFile, "Maria Alvarez")
	dana.Sees("Version 2")
	dana.Go(first)
	dana.Press("Make a new version")
	dana.On("Contract in the making")
	second := dana.Path()
	dana.Sees("Ask my sister for her spare room", "Maria has a lease")
	dana.Press("Read and sign")
	dana.On("Read before you sign")
	dana.Press("Start signing")
	dana.On("Sign the contract")
	sign(dana, second, "Maria Alvarez")
	dana.Go(first)
	dana.SeesNot("took the place of this one") // until both have signed
	dana.Go(second)
	sign(dana, second, "Dana Reed")
	dana.On("Signed by both")
	dana.Go(first)
	dana.Sees("A later contract took the place of this one.")
	if now := dana.Read(`document.getElementById("content-hash").innerText.trim()`); now != hash {
		t.Errorf("the earlier contract's mark was %s and is %s", hash, now)
	}

	house.server.Start()
	dana.Online()
	stage.AwaitWithin(t, time.Minute, "the tablet to sync", func() (bool, string) {
		state := dana.State()
		return strings.Contains(state, "Safe to close"), state
	})
	comesToShow(sam, first, "A later contract took the place of this one.")
	sam.Press("Superseded by the contract signed on")
	sam.On("Signed by both")
	comesToShow(sam, second, "Open the PDF")
	opensPDF(sam)
	sam.Go(caseFile + "/plan/agreed")
	sam.Sees("Version 1", "Version 2")
}

// agree keeps the plan as it stands, with one person.
func agree(page *stage.Page, caseFile, with string) {
	page.T.Helper()
	page.Go(caseFile + "/plan/agree")
	page.On("Agree on this plan")
	page.Tick(with)
	page.Press("Keep it as agreed")
	page.Leaves("Agree on this plan")
}
