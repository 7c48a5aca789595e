package e2e

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doorstep/e2e/stage"
)

// tablets: what only a tablet has reaches the office although nobody can unlock
// it any more, and what is taken out of use keeps nothing.
func tablets(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")

	t.Run("lost passkey", func(t *testing.T) { lostPasskey(house, ada, sam) })
	t.Run("office away", func(t *testing.T) { officeAway(house, ada, sam) })
	t.Run("rescue file", func(t *testing.T) { rescueFile(t, house, ada, sam) })
	t.Run("revoked", func(t *testing.T) { revoked(house, ada, sam) })
	t.Run("retired", func(t *testing.T) { retired(house, ada, sam) })
	t.Run("lease", func(t *testing.T) { lease(house, ada) })
}

// readyWith hands a person a tablet with one case on it.
func (a *agency) readyWith(ada *stage.Page, who, family string) (page *stage.Page, caseFile string) {
	page = a.withTablet(who, true)
	join(page, invite(ada, who, "caseworker"), "Harbor House")
	caseFile = openCase(page, family, "Maria "+family)
	makeReady(page, 1, "")
	return page, caseFile
}

// lostPasskey: the passkey is gone, so the vault never opens again. Its work is
// handed in all the same, by itself, as soon as there is a network.
func lostPasskey(house *agency, ada, sam *stage.Page) {
	dana, caseFile := house.readyWith(ada, "Dana Reed", "Alvarez")
	dana.Offline()
	addGoal(dana, caseFile, "Written before the passkey was lost")
	addNote(dana, caseFile, "A note with a photo of the letter.", "letter.png")
	dana.Away() // every page closed: locked
	dana.KillWorker()
	dana.NoPasskey()
	dana.Go("/unlock")
	dana.On("Unlock your cases")
	dana.Sees("only exist on this tablet", "Save a rescue file")
	dana.Online()
	dana.Sees("were handed in to your office.")
	dana.SeesNot("only exist on this tablet")
	hasOnce(sam, caseFile+"/plan", "Written before the passkey was lost")
	opensPhoto(sam, caseFile, "letter.png")

	// Unlocking does not work, and setting up again passes over nothing.
	dana.Passkey(true)
	dana.Press("Unlock with your passkey")
	dana.Sees("This did not open your cases")
}

// officeAway: the network is there and the office is not, so the first hand-in
// fails and no network comes back. The page tries again by itself, although the
// worker was stopped meanwhile.
func officeAway(house *agency, ada, sam *stage.Page) {
	hal, caseFile := house.readyWith(ada, "Hal Finch", "Easton")
	hal.Forgive("net::ERR_", "Failed to load resource")
	hal.Offline()
	addGoal(hal, caseFile, "Written before the office was away")
	hal.Away()
	hal.KillWorker()
	house.server.Stop()
	hal.Online()
	hal.Go("/unlock")
	hal.On("Unlock your cases")
	hal.Sees("Not everything could be handed in.", "1 thing only exists on this tablet")
	hal.KillWorker()
	house.server.Start()
	hal.Sees("was handed in to your office.")
	hal.SeesNot("only exists on this tablet", "Not everything could be handed in.")
	hasOnce(sam, caseFile+"/plan", "Written before the office was away")
}

// rescueFile: a tablet that cannot reach the office any more gives its work to a
// file, which an administrator brings.
func rescueFile(t *testing.T, house *agency, ada, sam *stage.Page) {
	ben, caseFile := house.readyWith(ada, "Ben Cole", "Okafor")
	ben.Offline()
	addGoal(ben, caseFile, "Rescued in a file")
	addNote(ben, caseFile, "A note that the file carries.", "rescued.png")
	ben.Away()
	ben.KillWorker()
	ben.Go("/unlock")
	ben.On("Unlock your cases")
	ben.Sees("Save a rescue file")
	encoded := ben.Read(`fetch("/rescue").then((r) => r.blob()).then((blob) => new Promise((done) => {
		const reader = new FileReader();
		reader.onload = () => done(reader.result.split(",")[1]);
		reader.readAsDataURL(blob);
	}))`)
	content, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(content) == 0 {
		t.Fatalf("the rescue file: %d bytes, %v", len(content), err)
	}
	if holds(content, "Rescued") || holds(content, "Okafor") {
		t.Error("the rescue file can be read")
	}
	path := filepath.Join(t.TempDir(), "rescue.doorstep")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, outcome := range []string{"are in their cases", "nothing in it that the office did not have"} {
		ada.Go("/tablets/rescue")
		ada.On("Hand in a rescue file")
		ada.Attach("Rescue file", path)
		ada.Press("Hand in this file")
		ada.Sees(outcome)
	}
	hasOnce(sam, caseFile+"/plan", "Rescued in a file")
	opensPhoto(sam, caseFile, "rescued.png")
}

// revoked: an administrator ends a tablet that has unsent work. It hands it in
// for review and wipes itself.
func revoked(house *agency, ada, sam *stage.Page) {
	eve, caseFile := house.readyWith(ada, "Eve Park", "Brindle")
	eve.Forgive("401", "net::ERR_", "Failed to load resource")
	eve.Offline()
	addGoal(eve, caseFile, "Written on the lost tablet")
	ada.Go("/tablets")
	ada.On("Tablets")
	endTablet(ada, "Revoke the tablet of Eve Park", "Revoked")
	eve.Online()
	eve.Sees("Your office has taken this tablet out of use.")
	wipedClean(eve)
	comesToShow(ada, "/tablets", "Nothing is on it any more")

	ada.Go("/tablets/review")
	ada.On("Handed in, waiting for review")
	ada.Sees("Brindle", "Written on the lost tablet", "Eve Park")
	sam.Go("/tablets/review")
	sam.On("Handed in, waiting for review")
	sam.Press("Take over this entry")
	sam.Sees("Taken over by Sam Hill")
	hasOnce(sam, caseFile+"/plan", "Written on the lost tablet")
}

// retired: a tablet that is handed back sends everything as usual, then wipes
// itself.
func retired(house *agency, ada, sam *stage.Page) {
	fay, caseFile := house.readyWith(ada, "Fay Moss", "Castell")
	fay.Forgive("net::ERR_", "Failed to load resource")
	fay.Offline()
	addGoal(fay, caseFile, "Written before it was handed back")
	ada.Go("/tablets")
	ada.On("Tablets")
	endTablet(ada, "Retire the tablet of Fay Moss", "Retiring")
	fay.Online()
	fay.Sees("Your office has taken this tablet out of use.")
	wipedClean(fay)
	hasOnce(sam, caseFile+"/plan", "Written before it was handed back")
	comesToShow(ada, "/tablets", "Wiped")
}

// lease: a tablet that was not in touch for too long shows no case, and loses
// none.
func lease(house *agency, ada *stage.Page) {
	gil, caseFile := house.readyWith(ada, "Gil Ward", "Dunmore")
	gil.Offline()
	addGoal(gil, caseFile, "Written before the lease ended")
	gil.InWorker(`(() => { const real = Date.prototype.getTime; Date.prototype.getTime = function () { return real.call(this) + 15 * 86400e3; }; })()`)
	gil.Go(caseFile)
	gil.On("Your tablet has to reach the office")
	gil.Sees("more than 14 days", "1 thing only exists on this tablet")
	gil.SeesNot("Dunmore")
	gil.Online()
	gil.Press("Reach the office now")
	gil.Leaves("Your tablet has to reach the office")
	comesToShow(gil, caseFile+"/plan", "Written before the lease ended")
}

func endTablet(ada *stage.Page, act, then string) {
	ada.T.Helper()
	ada.Press(act)
	stage.Await(ada.T, "the tablet to be "+then, func() (bool, string) {
		text := ada.Text()
		if strings.Contains(text, "Confirm that it is you") {
			ada.Press("Confirm with a passkey")
			ada.On("Tablets")
			ada.Press(act)
		}
		return strings.Contains(text, then), text
	})
}

// wipedClean asks that no vault is left in the browser, and no way into one.
func wipedClean(page *stage.Page) {
	page.T.Helper()
	page.Holds("no vault left", `indexedDB.databases().then((all) => all.every((db) => db.name === "doorstep"))`)
	page.Holds("no key left", `new Promise((done) => {
		const open = indexedDB.open("doorstep");
		open.onsuccess = () => {
			const all = open.result.transaction("vaults").objectStore("vaults").getAll();
			all.onsuccess = () => { open.result.close(); done(all.result.every((text) => !JSON.parse(text).slots && !JSON.parse(text).handIn)); };
		};
	})`)
}
