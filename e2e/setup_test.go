package e2e

import (
	"strings"
	"testing"

	"doorstep/e2e/stage"
)

// setup: the first start's link works once; nobody gets in without it; a second
// agency on the same server is another file.
func setup(t *testing.T) {
	house := openAgency(t)
	link := house.server.SetupLink()

	stranger := house.atOffice("stranger")
	stranger.Go("/setup?token=" + strings.Repeat("A", 43))
	stranger.On("This link does not work any more")
	stranger.Go("/setup")
	stranger.On("This link does not work any more")
	stranger.Go("/")
	stranger.On("Sign in")

	// Wrong input comes back with every word, and the link still works.
	ada := house.atOffice("Ada Stone")
	ada.Go(link)
	ada.On("Set up your agency")
	ada.Fill("Name of the agency", "Harbor House")
	ada.Press("Make a passkey and begin")
	ada.Sees("Enter a name")
	ada.FieldHolds("Name of the agency", "Harbor House")
	ada.Fill("Your name", strings.Repeat("long ", 200))
	ada.Press("Make a passkey and begin")
	ada.Sees("Use at most")

	// A device that does not know her finger changes nothing either.
	ada.PersonRefuses(true)
	ada.Fill("Your name", "Ada Stone")
	ada.Press("Make a passkey and begin")
	ada.Sees("No passkey was used.")
	ada.PersonRefuses(false)
	ada.Press("Make a passkey and begin")
	ada.On("Your caseload")
	ada.Sees("No case is here yet")

	// Used once: not again, in no other browser, not after a restart.
	stranger.Go(link)
	stranger.On("This link does not work any more")
	house.server.Stop()
	house.server.Start()
	if strings.Count(house.server.Log(), "/setup?token=") > 1 {
		t.Errorf("a server that is set up printed another set-up link")
	}
	stranger.Go(link)
	stranger.On("This link does not work any more")
	ada.Go("/")
	ada.On("Your caseload")

	// A second agency: its own link, its own people, its own file.
	second := stage.SetupLinkIn(house.server.Operator("tenant", "add"))
	if second == "" {
		t.Fatal("doorstep tenant add printed no set-up link")
	}
	ben := house.atOffice("Ben Ito")
	setUpAt(ben, second, "River Street", "Ben Ito")
	ben.Go("/staff")
	ben.Sees("Ben Ito")
	ben.SeesNot("Ada Stone")
	if files := house.server.Files(".db"); len(files) < 3 {
		t.Errorf("the server keeps %d databases, want the control file and two agencies: %v", len(files), files)
	}

	// The demonstration caseload fills every page.
	ben.Go("/")
	ben.Press("Load a demonstration caseload")
	ben.On("Your caseload")
	ben.Sees("All cases")
	ada.Go("/")
	ada.Sees("No case is here yet")
}
