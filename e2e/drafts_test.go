package e2e

import (
	"testing"

	"doorstep/e2e/stage"
)

// drafts: what is typed is never lost, never overwritten by an answer, and never
// called saved before the store said so.
func drafts(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	caseFile := openCase(ada, "Alvarez", "Maria Alvarez")
	const goal = "The goal, in their own words"
	form := caseFile + "/goals/new"

	// Typing goes on while an autosave is under way, for a long time or for ever.
	for _, answer := range []func(){ada.Release, ada.Refuse} {
		ada.Go(form)
		ada.On("Add a goal")
		ada.Fill(goal, "")
		ada.Hold("/drafts")
		ada.Write(goal, "I want my kids home")
		ada.AwaitHeld()
		if state := ada.State(); state != "" && state != "At the office" {
			t.Errorf("before the store answered the state line said %q", state)
		}
		ada.Write(goal, " by summer")
		answer()
		ada.FieldHolds(goal, "I want my kids home by summer")
	}
	ada.StateSays("Not saved yet")
	ada.Release()
	ada.Write(goal, ", all three")
	ada.StateSays("Draft")
	ada.Reload()
	ada.On("Add a goal")
	ada.FieldHolds(goal, "I want my kids home by summer, all three")
	ada.Sees("It is not part of the case until you save it.")

	// The tab dies: what the state line called kept is there.
	ada.Write(goal, " of them")
	ada.StateSays("Draft")
	again := house.office.NewPage(house.server, "Ada Stone, new tab", true)
	again.Inspect = inspect
	ada.CopyCookies(again)
	ada.Crash()
	again.Go(form)
	again.On("Add a goal")
	again.FieldHolds(goal, "I want my kids home by summer, all three of them")

	// Letters that are still being composed are never kept half.
	again.Fill(goal, "")
	again.Hold("/drafts")
	again.Compose("にほ")
	again.Run("new Promise((done) => setTimeout(done, 900))", nil) // longer than the rest before a draft is kept
	if n := again.Held(); n > 1 {
		t.Errorf("%d drafts were sent while letters were composed", n)
	}
	again.Release()
	again.Type("日本")
	again.StateSays("Draft")
	again.Reload()
	again.FieldHolds(goal, "日本")

	moves(again)

	// Saved, the draft is gone; back shows the plan as it is.
	again.Press("Save the goal")
	again.On("Case plan")
	again.Go(form)
	again.On("Add a goal")
	again.FieldHolds(goal, "")

	// A form sent twice writes once.
	again.Fill(goal, "Sent twice")
	again.Run(`(async () => { const form = document.querySelector("main form[method=post]"); const body = new URLSearchParams(new FormData(form));
		await fetch(form.action, {method: "POST", body}); await fetch(form.action, {method: "POST", body}); })()`, nil)
	hasOnce(again, caseFile+"/plan", "Sent twice")
	twoDesks(house, again, caseFile)
}

// moves: what is typed stays when the tablet is turned and when the person goes
// away and comes back; the focus stays, or is on the heading.
func moves(page *stage.Page) {
	page.T.Helper()
	const goal = "The goal, in their own words"
	look := page.Inspect
	page.Inspect = nil // it goes through the page with the Tab key
	defer func() { page.Inspect = look }()
	page.Write(goal, " and more")
	page.Run("globalThis.__field = document.activeElement", nil)
	for _, size := range [][2]int{{820, 1180}, {390, 844}, {1180, 820}} {
		page.Size(size[0], size[1])
		page.FieldHolds(goal, "日本 and more")
		page.Holds("the focus where it was", "document.activeElement === globalThis.__field")
	}
	page.StateSays("Draft")
	page.Press("Case plan")
	page.On("Case plan")
	page.AwaitFocus("h1")
	for range 2 {
		page.Run("history.back()", nil)
		page.On("Add a goal")
		page.FieldHolds(goal, "日本 and more")
		page.AwaitFocus("h1")
		page.Run("history.forward()", nil)
		page.On("Case plan")
		page.AwaitFocus("h1")
	}
	page.Run("history.back()", nil)
	page.On("Add a goal")
	page.Reload()
	page.FieldHolds(goal, "日本 and more")
	page.AwaitFocus("h1")
	page.Fill(goal, "日本")
	page.StateSays("Draft")
}

// twoDesks: two windows change one sentence; both versions are kept.
func twoDesks(house *agency, ada *stage.Page, caseFile string) {
	other := house.office.NewPage(house.server, "Ada Stone, second window", true)
	other.Inspect = inspect
	ada.CopyCookies(other)
	for _, desk := range []*stage.Page{ada, other} {
		desk.Go(caseFile + "/plan")
		desk.Press("Change", "Sent twice")
		desk.On("Change a goal")
	}
	ada.Fill("The goal, in their own words", "Changed in the first window")
	ada.Press("Save the goal")
	ada.On("Case plan")
	other.Fill("The goal, in their own words", "Changed in the second window")
	other.Press("Save the goal")
	other.Leaves("Change a goal")
	ada.Go(caseFile + "/versions")
	ada.On("Two versions")
	ada.Press("Write new words instead")
	ada.On("Choose the words")
	showsVersions(ada, "Changed in the first window", "Changed in the second window")
	ada.Press("Keep version 2")
	ada.Leaves("Choose the words")
	ada.Go(caseFile + "/plan")
	ada.Sees("Changed in the second window")
	ada.SeesNot("Two versions")
}
