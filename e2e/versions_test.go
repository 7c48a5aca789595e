package e2e

import (
	"strings"
	"testing"

	"doorstep/e2e/stage"
)

// versions: three people change one sentence far from one another; nobody's
// words win unseen. A tablet says what is only on it; what comes late, or cannot
// go into its case, waits for somebody who looks at it.
func versions(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	eve := house.atOffice("Eve Doe")
	join(eve, invite(ada, "Eve Doe", "caseworker"), "Harbor House")
	ben := house.withTablet("Ben Cole", true)
	join(ben, invite(ada, "Ben Cole", "supervisor"), "Harbor House")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	for _, tablet := range []*stage.Page{dana, ben} {
		tablet.Forgive("net::ERR_", "Failed to fetch", "Failed to load resource")
	}
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	addGoal(dana, caseFile, "I want my kids home by summer")
	addIssue(dana, caseFile, "No place to live")
	addAction(dana, caseFile, "No place to live", "Task", "Look at two flats", "Dana Reed")
	contract := draftContract(dana, caseFile, "Maria Alvarez")
	makeReady(dana, 1, "")
	makeReady(ben, 1, "")

	// Two tablets and the office change the same goal.
	dana.Offline()
	ben.Offline()
	changeGoal(sam, caseFile, "I want my kids home by summer", "I want my kids home by June, with my sister")
	changeGoal(ben, caseFile, "I want my kids home by summer", "Maria wants her kids home by summer")
	changeGoal(dana, caseFile, "I want my kids home by summer", "I want all my kids home by summer.")

	// The tablet says what is only on it, and what is still being typed.
	dana.Go(caseFile + "/goals/new")
	dana.On("Add a goal")
	dana.Write("The goal, in their own words", "A half sentence")
	dana.StateSays("Draft")
	dana.Go("/sync")
	dana.On("Is it safe to close?")
	dana.Sees("Not yet: 1 thing only exists on this tablet.", "There is no network", "Goal: I want all my kids home by summer.", "Still being typed", "A half sentence")
	dana.SeesNot("Safe to close.")
	dana.Picture("safe-to-close-not-yet")
	for _, tablet := range []*stage.Page{dana, ben} {
		tablet.Online()
		syncNow(tablet)
		tablet.Sees("Safe to close. The office has everything.")
	}

	// All three versions stand on one list; together they write a fourth.
	sam.Go("/")
	sam.On("Your caseload")
	sam.Press("Two versions", "To look at")
	sam.On("Two versions")
	sam.Sees("3 versions", "Dana Reed wrote", "Ben Cole wrote", "You wrote")
	showsVersions(sam, "I want my kids home by June, with my sister", "Maria wants her kids home by summer", "I want all my kids home by summer.")
	marked := sam.Read(`[...document.querySelectorAll(".version mark")].map((m) => [...m.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join("").trim()).join("|")`)
	if !strings.Contains(marked, "with my sister") || strings.Contains(marked, "kids home") {
		t.Errorf("marked as different: %s", marked)
	}
	sam.Picture("versions-list")
	sam.Press("Write new words instead")
	sam.On("Choose the words")
	sam.Fill("The goal, in their own words", "I want all my kids home by June, with my sister near.")
	sam.Press("Keep the new words")
	sam.Leaves("Choose the words")
	sam.Go("/versions")
	sam.Sees("Nothing stands in two versions")
	syncNow(dana)
	comesToShow(dana, caseFile+"/plan", "I want all my kids home by June, with my sister near.")

	// A contract that went to be signed keeps late words aside, until somebody
	// has dealt with them.
	dana.Offline()
	startSigningAt(sam, contract, "Maria has a lease")
	dana.Go(contract)
	dana.On("Contract in the making")
	dana.Press("Change", "This work ends when")
	dana.Fill("This work ends when", "Maria has slept there for a month")
	dana.Press("Save")
	dana.On("Contract in the making")
	dana.Online()
	syncNow(dana)
	comesToShow(sam, "/", "1 entry kept aside")
	sam.Press("Late or kept aside")
	sam.On("Late or kept aside")
	sam.Press("Alvarez")
	sam.On("Kept aside")
	sam.Sees("Maria has slept there for a month", "Dana Reed", "The contract was being signed")
	sam.Press("Set it aside")
	sam.On("Set it aside")
	sam.Fill("Why is it set aside?", "Maria signed the other words.")
	sam.Press("Set it aside")
	sam.On("Kept aside")
	sam.Sees("Sam Hill set it aside", "Maria signed the other words.")

	// The case goes to somebody else while a tablet is away: its work arrives,
	// late, and the tablet lets go of it.
	dana.Offline()
	dana.Go(caseFile + "/notes/new")
	dana.On("Write a note")
	dana.Tick("Home visit")
	dana.Fill("What happened?", "Maria has the keys in her hand.")
	dana.Attach("Add a photo or document", photo(t, "keys.png"))
	dana.Holds("the small picture", `[...document.querySelectorAll("main img")].some((n) => n.complete && n.naturalWidth > 0)`)
	dana.Press("Save the note")
	dana.Sees("Maria has the keys in her hand.")
	sam.Go(caseFile)
	sam.Press("Hand the case to another worker")
	sam.On("Hand the case to another worker")
	sam.Tick("Eve Doe")
	sam.Press("Hand the case over")
	sam.On("Alvarez")
	dana.Online()
	syncNow(dana)
	stage.Await(t, "the case to leave the tablet", func() (bool, string) {
		dana.Go("/")
		text := dana.Text()
		return !strings.Contains(text, "Alvarez"), text
	})
	comesToShow(eve, "/", "late entries")
	eve.Go(caseFile + "/late")
	eve.On("Late entries")
	eve.Sees("Maria has the keys in her hand.", "Late entry by Dana Reed, written on")
	eve.Picture("late-entries")
	eve.Press("I have read these")
	eve.On("Alvarez")
	eve.Go("/")
	eve.On("Your caseload")
	eve.SeesNot("to look at")
	opensPhoto(eve, caseFile, "keys.png")
}

// draftContract makes a contract from the plan and leaves it as a draft.
func draftContract(page *stage.Page, caseFile, client string) string {
	page.T.Helper()
	page.Go(caseFile + "/contracts")
	page.On("Contracts")
	if page.Offers(client) {
		page.Tick(client)
	}
	page.Press("Make a contract from the plan")
	page.On("Contract in the making")
	return page.Path()
}

// startSigningAt fills in when the work ends and starts signing a contract.
func startSigningAt(page *stage.Page, contract, ends string) {
	page.T.Helper()
	page.Go(contract)
	page.On("Contract in the making")
	page.Press("Change", "This work ends when")
	page.Fill("This work ends when", ends)
	page.Press("Save")
	page.On("Contract in the making")
	page.Press("Read and sign")
	page.On("Read before you sign")
	page.Press("Start signing")
	page.On("Sign the contract")
}
