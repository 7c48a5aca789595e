package e2e

import (
	"os"
	"path/filepath"
	"testing"

	"doorstep/e2e/stage"
	"doorstep/sim/faults"
)

// lost: a browser that finds one of a site's databases damaged removes them all
// and says nothing. What only this tablet had lies a second time beside them,
// sealed to the agency: the tablet says what happened, and hands it in. It was
// turned to a client: nothing opens to her because of it.
func lost(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	dana := house.withTablet("Dana Reed", false)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	makeReady(dana, 1, passphrase)
	addGoal(dana, caseFile, "Sent before the loss")
	hasOnce(sam, caseFile+"/plan", "Sent before the loss")

	dana.Offline()
	addGoal(dana, caseFile, "Home before the winter")
	addPhoto(dana, caseFile, "The heater is broken.", photo(t, "heater.png"))
	dana.Go(caseFile + "/plan")
	dana.Press("Hand to Maria Alvarez")
	dana.On("Before you hand over the tablet")
	dana.Press("Hand to Maria Alvarez")
	dana.On("Maria Alvarez, this is your plan.")
	profile := dana.Browser.Profile
	dana.Browser.Close()
	databases, err := filepath.Glob(filepath.Join(profile, "*", "IndexedDB"))
	if err != nil || len(databases) != 1 {
		t.Fatalf("the browser's databases: %v %v", databases, err)
	}
	if err := os.RemoveAll(databases[0]); err != nil {
		t.Fatal(err)
	}
	hitInBrowser(faults.StoresGone)

	again := stage.OpenProfile(t, "tablet", profile).NewPage(house.server, "Dana Reed", false)
	again.Inspect = inspect
	again.Offline()
	for _, path := range []string{caseFile + "/plan", "/", "/signin", "/unlock", "/tablet"} {
		again.Go(path)
		again.On("Give this tablet back to your worker")
	}
	again.Online()
	again.Press("Try again")
	again.On("The cases are no longer on this tablet") // the worker is signed out at the office
	again.Sees("The browser has lost what was on this tablet.")
	again.Sees("handed in to your office")
	again.Holds("nothing is only here any more", `document.getElementById("only-here").hidden`)
	hasOnce(sam, caseFile+"/plan", "Home before the winter")
	hasOnce(sam, caseFile+"/plan", "Sent before the loss")
	hasOnce(sam, caseFile+"/notes", "The heater is broken.")
	opensPhoto(sam, caseFile, "heater.png")
	again.Press("Sign in at the office")
	again.On("Sign in")
}
