package e2e

import (
	"fmt"
	"strings"
	"testing"

	"doorstep/e2e/stage"
	"doorstep/sync/exchange"
)

// syncing: a sync may be cut after any byte and may arrive twice; a clock may be
// a year off; the office has everything once.
func syncing(t *testing.T) {
	server := stage.NewServer(t)
	wire := stage.Wired(t, server)
	server.Start()
	house := &agency{t: t, server: server, office: stage.OpenBrowser(t, "office")}
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	makeReady(dana, 1, "")
	dana.Forgive("net::ERR_", "Failed to fetch", "Failed to load resource")

	cuts := []struct{ up, down int64 }{
		{0, 1 << 40}, {400, 1 << 40}, {1500, 1 << 40}, {1 << 40, 0}, {1 << 40, 60}, {1 << 40, 700},
	}
	for i, cut := range cuts {
		wire.CutAfter(0, 0)
		addGoal(dana, caseFile, fmt.Sprintf("Goal number %d of the cut syncs", i))
		addNote(dana, caseFile, fmt.Sprintf("Note number %d of the cut syncs.", i), fmt.Sprintf("cut-%d.png", i))
		dana.StateSays("waiting to send")
		dana.Go("/sync")
		dana.On("Is it safe to close?")
		wire.CutAfter(cut.up, cut.down)
		dana.Press("Sync now")
		stage.Await(t, "the wire to be cut", func() (bool, string) { return wire.Cut(), "a whole wire" })
		dana.SeesNot("Safe to close. The office has everything.")
	}
	wire.Mend()
	syncNow(dana)
	if status := wire.Again(); status != 200 {
		t.Errorf("the same sync once more was answered %d, want 200", status)
	}
	for i := range cuts {
		hasOnce(sam, caseFile+"/plan", fmt.Sprintf("Goal number %d of the cut syncs", i))
		hasOnce(sam, caseFile+"/notes", fmt.Sprintf("Note number %d of the cut syncs.", i))
		opensPhoto(sam, caseFile, fmt.Sprintf("cut-%d.png", i))
	}
	dana.Go(caseFile + "/plan")
	dana.Sees("Goal number 0 of the cut syncs")

	// The server dies in the middle of everything, by its own cut of power.
	addGoal(dana, caseFile, "Written while the power failed")
	server.Kill()
	server.Start()
	syncNow(dana)
	hasOnce(sam, caseFile+"/plan", "Written while the power failed")

	// A clock a year off is evidence for people, never a judge.
	dana.Offline()
	dana.InWorker(`(() => { const real = Date.prototype.getTime; Date.prototype.getTime = function () { return real.call(this) + 365 * 86400e3; }; })()`)
	dana.Go(caseFile + "/plan") // the lease seems over, until the office was asked
	dana.On("Your tablet has to reach the office")
	dana.Online()
	dana.Press("Reach the office now")
	dana.Leaves("Your tablet has to reach the office")
	addGoal(dana, caseFile, "Written a year ahead")
	syncNow(dana)
	hasOnce(sam, caseFile+"/plan", "Written a year ahead")
	changeGoal(sam, caseFile, "Written a year ahead", "Put right by Sam today")
	syncNow(dana)
	comesToShow(dana, caseFile+"/plan", "Put right by Sam today")
	muchAtOnce(dana, sam, wire, caseFile)
}

// muchAtOnce: of a day's work in one piece the person hears that the office has it
// before it lies in its case.
func muchAtOnce(dana, sam *stage.Page, wire *stage.Wire, caseFile string) {
	dana.T.Helper()
	wire.CutAfter(0, 0)
	dana.Go(caseFile + "/plan")
	dana.Run(fmt.Sprintf(`(async () => {
		for (let i = 1; i <= %d; i++) {
			const form = new URLSearchParams({token: document.body.dataset.token || "", words: "Mom & Dad, time " + i + "."});
			const answer = await fetch(%q, {method: "POST", body: form, redirect: "manual"});
			if (answer.status >= 400) throw new Error("a strength: " + answer.status + (await answer.text()).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").slice(0, 500));
		}
	})()`, exchange.ParcelFrom+20, caseFile+"/strengths/new"), nil)
	dana.StateSays("waiting to send")
	dana.Go("/sync")
	dana.On("Is it safe to close?")
	dana.Run(`(() => { window.heard = []; navigator.serviceWorker.addEventListener("message", ({data}) => data?.type === "state" && heard.push(data.words)); })()`, nil)
	wire.Mend()
	dana.Press("Sync now")
	dana.StateSays("Safe to close")
	if heard := dana.Read(`heard.join(", ")`); !strings.Contains(heard, "The office has it") {
		dana.T.Errorf("the header said %s", heard)
	}
	hasOnce(sam, caseFile+"/plan", "Mom & Dad, time 1.")
	hasOnce(sam, caseFile+"/plan", fmt.Sprintf("Mom & Dad, time %d.", exchange.ParcelFrom+20))
}

// hasOnce asks that a page shows words in one place, its links aside.
func hasOnce(page *stage.Page, path, words string) {
	page.T.Helper()
	comesToShow(page, path, words)
	text := page.Read(`(() => { const copy = document.querySelector("main").cloneNode(true); copy.querySelectorAll(".unseen, .edit-links").forEach((n) => n.remove()); return copy.textContent; })()`)
	if n := strings.Count(text, words); n != 1 {
		page.T.Errorf("%s shows %q %d times, want once", path, words, n)
	}
}
