package e2e

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"doorstep/e2e/stage"
	"doorstep/sim/faults"
)

// inkCuts: the browser is killed at random moments of saving a signature, and the
// tablet is full when one is saved (attacks 26 and 27). A signature that the screen
// called kept is there; of any other the strokes are still in the field.
// DOORSTEP_KILLS says how often.
func inkCuts(t *testing.T) {
	kills := killsAsked(t, 3)
	house := openAgency(t)
	dana, caseFile := tabletFor(house)
	addIssue(dana, caseFile, "No place to live")
	addAction(dana, caseFile, "No place to live", "Task", "Bring the birth certificates", "Maria Alvarez")
	var contract, pad string
	begin := func() {
		contract = makeContract(dana, caseFile, "Maria Alvarez", "Maria has a lease")
		toWays(dana, "Maria Alvarez")
		dana.Press("Draw my signature")
		dana.On("Sign the contract")
		pad = dana.Path()
		dana.Draw("#pad-canvas", wave(0.1, 0.5), wave(0.3, 0.7))
		dana.StateSays("Draft")
		dana.Press("Look once more")
		dana.On("Is this your signature?")
	}
	reopen := func() {
		dana = stage.OpenProfile(t, "tablet", dana.Browser.Profile).NewPage(house.server, "Dana Reed", false)
		dana.Inspect = inspect
		dana.Go(contract)
		unlock(dana, passphrase)
		dana.On("Sign the contract")
	}
	// stillDrawn goes back to the strokes, which no kill has taken.
	stillDrawn := func() {
		dana.Go(pad)
		dana.On("Sign the contract")
		dana.Sees("There is a signature in the field.")
		dana.Press("Look once more")
		dana.On("Is this your signature?")
	}
	confirmed, saved, drawn := 0, 0, 0
	begin()
	for i := range kills {
		dana.Press("Finish")
		moment := time.NewTimer(time.Duration(rand.IntN(150)) * time.Millisecond) // the fault comes at any time
		<-moment.C
		said := strings.Contains(dana.Text(), "The signature is kept.")
		dana.Browser.Kill()
		hitInBrowser(faults.BrowserKilled)
		reopen()
		kept := strings.Contains(dana.Text(), "The signature is kept.")
		switch {
		case said && !kept:
			t.Errorf("cut %d: the screen had said that the signature is kept, and it is gone", i)
		case said:
			confirmed++
		case kept:
			saved++
		default:
			drawn++
		}
		if kept {
			begin()
		} else {
			stillDrawn()
		}
	}
	t.Logf("browser killed while saving a signature %d times: %d confirmed, %d saved unseen, %d still drawn", kills, confirmed, saved, drawn)

	// A browser that was just opened asks anew how much room there is.
	browser := dana.Browser.Reopen()
	dana = browser.NewPage(house.server, "Dana Reed", false)
	dana.Forgive("503", "507", "a page failed", "a message failed")
	dana.Quota(1)
	dana.Go(contract)
	unlock(dana, passphrase)
	dana.On("Sign the contract")
	dana.Go(pad)
	dana.Sees("There is a signature in the field.")
	dana.Press("Look once more")
	dana.Sees("There is no room left to save", "There is a signature in the field.")
	dana.Quota(-1)
	dana.Press("Look once more")
	dana.On("Is this your signature?")
	dana.Press("Finish")
	dana.Sees("The signature is kept.")
	hitInBrowser(faults.StoreFull)
}
