package e2e

import (
	"strings"
	"testing"

	"doorstep/e2e/stage"
)

// people: invitations, passkeys, a lost one, a leaver.
func people(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	link := invite(ada, "Dana Reed", "Caseworker")
	dana := house.atOffice("Dana Reed")
	join(dana, link, "Harbor House")

	// The link worked once.
	stranger := house.atOffice("stranger")
	stranger.Go(link)
	stranger.On("This link does not work any more")

	// Out and in again.
	dana.Go("/you")
	dana.On("You")
	dana.Press("Sign out")
	dana.On("Sign in")
	dana.Go("/")
	dana.On("Sign in")
	signIn(dana)

	// Staff pages are not a caseworker's.
	dana.Go("/staff")
	dana.SeesNot("Invite somebody")

	// Passkeys: the last one stays; a second one can be named and removed.
	dana.Go("/you")
	dana.Press("Remove")
	dana.Sees("This is your last passkey.")
	dana.Fill("Name of this passkey", "Office laptop")
	dana.Press("Save the name")
	dana.Sees("Office laptop")
	dana.NoPasskey()
	dana.Passkey(false) // another device
	dana.Press("Add a passkey")
	dana.Sees("The passkey is added.", "Passkey 2")
	dana.Press("Sign out") // a session ends with the passkey that began it
	dana.On("Sign in")
	signIn(dana)
	dana.Go("/you")
	dana.Press("Remove Office laptop")
	dana.Sees("The passkey is removed.")
	dana.SeesNot("Office laptop")

	// A leaver is out at once, also in a page that is open.
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "Supervisor"), "Harbor House")
	ada.Go("/staff")
	press(ada, "Suspend Sam Hill", "suspended")
	sam.Go("/")
	sam.On("Sign in")
	press(ada, "Let Sam Hill back in", "Suspend Sam Hill")
	signIn(sam)

	// A lost last passkey: two people confirm, then the old ways in are shut.
	ada.Go("/staff")
	press(ada, "New passkey for Dana Reed", "Another administrator or supervisor now confirms it")
	sam.Go("/staff")
	press(sam, "Confirm for Dana Reed", "It works once")
	recovery := sam.Read(`document.querySelector("main input").value`)
	dana.Go("/")
	dana.On("Your caseload")
	fresh := house.atOffice("Dana Reed, new laptop")
	fresh.Go(recovery)
	fresh.On("Welcome to Harbor House")
	fresh.Sees("Your old passkeys stop working")
	fresh.Press("Make a passkey and begin")
	fresh.On("Your caseload")
	dana.Go("/")
	dana.On("Sign in")
	dana.Press("Sign in with a passkey")
	dana.Sees("This passkey is not known here.")
}

// press does something that may ask for the passkey once more, and waits for
// what it leads to.
func press(page *stage.Page, name, then string) {
	page.T.Helper()
	at := page.Path()
	page.Press(name)
	stage.Await(page.T, page.Who+" to see "+then+" after "+name, func() (bool, string) {
		if page.Read(`document.querySelector("h1").innerText.trim()`) == "Confirm that it is you" {
			page.Press("Confirm with a passkey")
			page.Go(at)
			page.Press(name)
		}
		text := page.Text()
		return strings.Contains(text, then), text
	})
}
