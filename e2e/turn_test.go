package e2e

import (
	"strings"
	"testing"
	"time"

	"doorstep/e2e/stage"
)

// turn: the tablet is turned to a client, with no network. Whatever is tried,
// it shows this one plan until the worker's passkey; what the client wrote is in
// the plan and is answered. Then the same at a desk of the office.
func turn(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	other := openCase(dana, "Quinnell", "Petra Quinnell")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	addGoal(dana, caseFile, "I want my kids home by summer")
	addIssue(dana, caseFile, "No place to live with the children")
	addAction(dana, caseFile, "No place to live with the children", "Referral", "We will guarantee that an apartment is located in order to facilitate the reunification of the family without any delay", "Dana Reed")
	makeReady(dana, 2, "")
	house.server.Stop()
	dana.Offline()
	mine := caseFile + "/client"

	// Before handing over, the worker sees what is hard to read, and why.
	dana.Go(caseFile + "/plan")
	dana.Press("Hand to Maria Alvarez")
	dana.On("Before you hand over the tablet")
	dana.Sees("Maria Alvarez", "1 of 2 sentences that you wrote is hard to read", "Two short sentences are easier", "guarantee", "1 step does not say what happens", "Keep the tablet on this page")
	second := dana.Browser.NewPage(house.server, "Dana's second tab", false)
	second.Inspect = inspect
	second.Offline()
	second.Go(other)
	second.On("Quinnell")
	dana.Press("Hand to Maria Alvarez")
	dana.On("Maria Alvarez, this is your plan.")
	if got := dana.Path(); got != mine {
		t.Errorf("handing over leads to %s, want %s", got, mine)
	}
	onlyHers(dana, mine)
	second.On("Maria Alvarez, this is your plan.") // what another tab showed is gone by itself
	second.Close()

	// Nothing that can be typed, tapped or broken leads out.
	for _, path := range []string{"/", other, other + "/client", "/sync", "/rescue", "/staff", "/you", "/tablet", "/unlock", caseFile, caseFile + "/plan", caseFile + "/turn", "/signin", "/no/such/page"} {
		dana.Go(path)
		dana.On("Maria Alvarez, this is your plan.")
		onlyHers(dana, mine)
	}
	dana.Reload()
	dana.On("Maria Alvarez, this is your plan.")
	dana.Run("history.go(-12)", nil)
	dana.On("Maria Alvarez, this is your plan.")
	dana.KillWorker()
	dana.Go(other)
	dana.On("Maria Alvarez, this is your plan.")
	third := dana.Browser.NewPage(house.server, "Maria, in a new tab", false)
	third.Inspect = inspect
	third.Offline()
	third.Go("/")
	third.On("Maria Alvarez, this is your plan.")
	onlyHers(third, mine)
	third.Close()
	saysNothing(dana)

	// She reads, in large type, and writes in her own hand.
	dana.Holds("the client's type", `getComputedStyle(document.documentElement).fontSize === "24px"`)
	dana.Press("Begin")
	dana.On("What is strong")
	dana.Press("Add something that is strong")
	dana.On("Add something that is strong")
	dana.Press("Keep this")
	dana.Sees("one thing to put right")
	dana.Fill("What is strong in your family?", "My sister helps when it gets hard")
	dana.Press("Keep this")
	dana.On("What is strong")
	dana.Sees("My sister helps when it gets hard", "You said this")
	dana.Press("Next: What you want")
	dana.On("What you want")
	dana.Press("I see this differently", "I want my kids home by summer")
	dana.On("About this line")
	dana.Sees("I want my kids home by summer")
	dana.Tick("This is not what I meant")
	dana.Write("Say it in your own words", "I meant before school starts")
	dana.StateSays("Draft")
	onlyHers(dana, mine)
	// The tablet dies while she writes: her words are there again.
	dana.Away()
	dana.KillWorker()
	dana.Go("/")
	dana.On("The tablet has locked")
	onlyHers(dana, mine)
	dana.SeesNot("Maria")
	dana.Press("Unlock")
	dana.On("Maria Alvarez, this is your plan.")
	dana.Press("Begin")
	dana.Press("Next: What you want")
	dana.Press("I see this differently", "I want my kids home by summer")
	dana.FieldHolds("Say it in your own words", "I meant before school starts")
	dana.Press("Keep this")
	dana.On("What you want")
	dana.Sees("This is not what I meant", "I meant before school starts", "You will talk about this together.")
	dana.Press("Add something that you want")
	dana.Fill("What do you want?", "Sundays with my sister")
	dana.Press("Keep this")
	dana.Sees("Sundays with my sister")
	dana.Press("Next: What is in the way")
	dana.On("What is in the way")
	dana.Press("Next: What this is about")
	dana.On("What this is about")
	dana.Sees("No place to live with the children")
	dana.Press("Next: Who does what")
	dana.On("Who does what")
	dana.Sees("Dana Reed", "Not talked about yet")
	onlyHers(dana, mine)
	readsAloud(dana)
	dana.Press("Next: the end")
	dana.On("That was your plan")
	dana.Press("Add an idea")
	dana.On("Add an idea")
	dana.Fill("What is your idea?", "Could we meet at the library?")
	dana.Press("Keep this")
	dana.On("That was your plan")
	dana.Sees("Could we meet at the library?")

	// Somebody is at the door: one tap, and nothing is left to read.
	dana.Press("Add an idea")
	dana.On("Add an idea")
	dana.Write("What is your idea?", "Half an idea")
	covers(dana, "Half an idea", "What is your idea?")
	dana.Press("Cancel")
	dana.On("That was your plan")

	// Giving it back takes the worker's passkey.
	dana.Press("Stop and give the tablet back")
	dana.On("Give the tablet back")
	for _, guess := range []string{`{}`, `{passphrase: "let me out of here please"}`, `{credential: "AAAA", bases: []}`} {
		var answer map[string]any
		dana.Run(`doorstep.ask({type: "unlock", how: "back", ...`+guess+`})`, &answer)
		if answer["problem"] != "wrong" {
			t.Errorf("the guess %s is answered with %v", guess, answer)
		}
	}
	dana.Run(`navigator.credentials.get = () => Promise.reject(new DOMException("", "NotAllowedError"))`, nil)
	dana.Press("Unlock")
	dana.Sees("did not open your cases")
	dana.Go("/")
	dana.On("Maria Alvarez, this is your plan.")
	dana.Press("Stop and give the tablet back")
	dana.On("Give the tablet back")
	dana.Press("Unlock")
	dana.On("Case plan")
	dana.Sees("Sundays with my sister", "My sister helps when it gets hard")
	dana.Go("/")
	dana.On("Your caseload")
	dana.Sees("Quinnell", "Alvarez")
	dana.Go(mine)
	dana.On("Before you hand over the tablet")

	// What she sees differently stands beside its line, waits to be talked about,
	// and is answered.
	dana.Go(caseFile + "/plan")
	dana.On("Case plan")
	dana.Sees("I meant before school starts", "This is not what I meant")
	dana.Press("What they see differently")
	dana.On("What they see differently")
	dana.Sees("I meant before school starts", "I want my kids home by summer", "Could we meet at the library?", "Maria Alvarez", "To talk about")
	dana.Press("Write what you decided", "I meant before school starts")
	dana.On("Write what you decided")
	dana.Sees("I meant before school starts")
	dana.Fill("What you decided about it together", "We wrote the goal anew: home before school starts.")
	dana.Press("Save what you decided")
	dana.On("What they see differently")
	dana.Sees("Decided together")

	// The worker's own pages can be covered too.
	dana.Go(caseFile + "/goals/new")
	dana.On("Add a goal")
	dana.Write("The goal, in their own words", "A goal under the cover")
	covers(dana, "A goal under the cover", "The goal, in their own words")
	locksByItself(dana, "A goal under the cover", "The goal, in their own words")

	// All of it reaches the office.
	house.server.Start()
	dana.Online()
	syncNow(dana)
	comesToShow(sam, caseFile+"/remarks", "We wrote the goal anew: home before school starts.")
	sam.Sees("I meant before school starts")
	turnAtOffice(sam, caseFile, other)

	// With a network, a page loaded past the worker would ask the office, where
	// Dana is still signed in.
	dana.Go(caseFile + "/turn")
	dana.Press("Hand to Maria Alvarez")
	dana.On("Maria Alvarez, this is your plan.")
	dana.Forgive("423")
	dana.ReloadPast()
	dana.Sees("This tablet is turned to somebody")
	dana.SeesNot("Alvarez", "Quinnell", "Dana")
	dana.Go("/")
	dana.On("Maria Alvarez, this is your plan.")
	dana.Press("Stop and give the tablet back")
	dana.On("Give the tablet back")
	dana.Press("Unlock")
	dana.On("Case plan")
	dana.Go("/staff/log")
	dana.SeesNot("This tablet is turned to somebody")
}

// turnAtOffice hands over the screen of a desk.
func turnAtOffice(sam *stage.Page, caseFile, other string) {
	sam.T.Helper()
	mine := caseFile + "/client"
	sam.Go(caseFile + "/turn")
	sam.On("Before you hand over the tablet")
	sam.Press("Hand to Maria Alvarez")
	sam.On("Maria Alvarez, this is your plan.")
	for _, path := range []string{"/", other, "/staff", "/you", "/signin", caseFile + "/plan", "/no/such/page"} {
		sam.Go(path)
		sam.On("Maria Alvarez, this is your plan.")
		onlyHers(sam, mine)
	}
	sam.Reload()
	sam.Run("history.go(-3)", nil)
	sam.On("Maria Alvarez, this is your plan.")
	sam.Go(mine + "/goals")
	sam.On("What you want")
	sam.Sees("We wrote the goal anew: home before school starts.")
	sam.Press("Add something that you want")
	sam.On("Add something that you want")
	sam.Write("What do you want?", "A room for Rosa")
	covers(sam, "A room for Rosa", "What do you want?")
	sam.Press("Keep this")
	sam.On("What you want")
	sam.Press("Stop and give the tablet back")
	sam.On("Give the tablet back")
	sam.Press("Unlock")
	sam.On("Case plan")
	sam.Sees("A room for Rosa")
	sam.Go("/")
	sam.On("Your caseload")
}

// onlyHers looks through the whole document: no name, link or address of anything
// but this plan is in it.
func onlyHers(page *stage.Page, mine string) {
	page.T.Helper()
	var out struct {
		HTML  string
		Links []string
	}
	page.Holds("a heading", `document.querySelector("h1") !== null`) // a locked page goes on to the next by itself
	page.Run(`({html: document.documentElement?.outerHTML ?? "", links: [...document.querySelectorAll("a[href], form[action], [data-hx-get]")].map((n) => new URL(n.getAttribute("href") ?? n.getAttribute("action") ?? n.dataset.hxGet, location.href).pathname)})`, &out)
	for _, name := range []string{"Quinnell", "Petra"} {
		if strings.Contains(out.HTML, name) {
			page.T.Errorf("%s: %q stands in the document at %s", page.Who, name, page.Path())
		}
	}
	for _, link := range out.Links {
		if link != mine && !strings.HasPrefix(link, mine+"/") && link != "/cover" && link != "/lift" && link != "/drafts/throw" && link != "/unlock" && link != page.Path() {
			page.T.Errorf("%s: at %s something leads to %s", page.Who, page.Path(), link)
		}
	}
}

// saysNothing asks the worker what a page could ask, and more.
func saysNothing(page *stage.Page) {
	page.T.Helper()
	for _, kind := range []string{"unsent", "ready", "handin", "enrol", "strong"} {
		var answer map[string]any
		page.Run(`doorstep.ask({type: `+quote(kind)+`, enrolment: "{}", passphrase: "x"})`, &answer)
		if len(answer) != 1 || answer["problem"] != "turned" {
			page.T.Errorf("the message %q is answered with %v", kind, answer)
		}
	}
}

// covers puts the cover on and takes it off: while it is on, nothing of the page is
// in the document; afterwards the words stand as they were, and the browser's
// history is no longer than before.
func covers(page *stage.Page, words, field string) {
	page.T.Helper()
	var before, after int
	path := page.Path()
	page.StateSays("Draft")
	page.Run("history.length", &before)
	page.Press("Cover")
	page.On("Nothing to see here")
	page.SeesNot(words)
	page.Holds("nothing but the cover in the document", `[...document.body.children].map((node) => node.id).join() === "covered"`)
	page.Run("history.length", &after)
	if after != before || page.Path() != path {
		page.T.Errorf("the cover left a trace: %d entries for %d, at %s", after, before, page.Path())
	}
	page.Press("Unlock")
	page.FieldHolds(field, words)
	page.Holds("the field to be as it was", `!document.documentElement.hasAttribute("data-covered")`)
	// Loaded anew it is still covered, and the draft is there afterwards.
	page.Press("Cover")
	page.On("Nothing to see here")
	page.Reload()
	page.On("Nothing to see here")
	page.Go("/under/the/cover")
	page.On("Nothing to see here")
	page.Go(path)
	page.Press("Unlock")
	page.Leaves("Nothing to see here")
	page.Go(path)
	page.FieldHolds(field, words)
}

// locksByItself leaves the tablet alone: it asks, then it locks, and nothing of the
// page is left; under the cover neither. The words are there again afterwards.
func locksByItself(page *stage.Page, words, field string) {
	page.T.Helper()
	path := page.Path()
	page.Later(4 * time.Minute)
	page.Holds("the question", `document.getElementById("idle").innerText.includes("Are you still here?")`)
	page.Press("I am here")
	page.Holds("no question any more", `!document.getElementById("idle")`)
	page.FieldHolds(field, words)
	page.Write(field, " for long")
	page.Later(6 * time.Minute)
	unlock(page, "")
	page.FieldHolds(field, words+" for long")

	page.Press("Cover")
	page.On("Nothing to see here")
	page.Holds("the page to be held apart", `Boolean(doorstep.under())`)
	page.Later(6 * time.Minute)
	page.Holds("nothing to be held any more", `!doorstep.under()`)
	page.On("Nothing to see here")
	page.Press("Unlock")
	page.Leaves("Nothing to see here")
	if got := page.Path(); got != path {
		page.T.Errorf("after a lock under the cover the page is %s, was %s", got, path)
	}
	page.FieldHolds(field, words+" for long")
}

// readsAloud offers to read only with a voice of the device itself, and asks
// nobody else when it does.
func readsAloud(page *stage.Page) {
	page.T.Helper()
	page.Holds("no voice, no button", `document.getElementById("aloud-place").hidden`)
	page.Run(`(() => {
		const spoken = globalThis.__spoken = [];
		const voices = [{lang: "en-US", localService: false, name: "far"}];
		globalThis.__voices = voices;
		speechSynthesis.getVoices = () => voices;
		speechSynthesis.speak = (u) => { spoken.push({text: u.text, voice: u.voice}); queueMicrotask(() => u.dispatchEvent(new Event("end"))); };
		globalThis.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
		speechSynthesis.dispatchEvent(new Event("voiceschanged"));
	})()`, nil)
	page.Holds("a voice from elsewhere is no voice", `document.getElementById("aloud-place").hidden`)
	page.Run(`(() => { __voices.push({lang: "en-GB", localService: true, name: "here"}); speechSynthesis.dispatchEvent(new Event("voiceschanged")); performance.clearResourceTimings(); })()`, nil)
	page.Holds("every word to have a voice", `document.getElementById("aloud-silent").hidden`)
	page.Run(`(() => { document.querySelector("#main [data-read] :is(p, dd)").lang = "vi"; speechSynthesis.dispatchEvent(new Event("voiceschanged")); })()`, nil)
	page.Holds("words without a voice to be said to be so", `!document.getElementById("aloud-silent").hidden`)
	page.Run(`(() => { document.querySelector("#main [data-read] :is(p, dd)").lang = "en"; speechSynthesis.dispatchEvent(new Event("voiceschanged")); performance.clearResourceTimings(); })()`, nil)
	page.Press("Read it to me")
	page.Holds("the page to be read with the device's voice", `__spoken.length > 4 && __spoken.every((s) => s.voice.name === "here") && __spoken.some((s) => s.text.includes("guarantee"))`)
	page.Holds("nobody to be asked", `performance.getEntriesByType("resource").length === 0`)
	page.Holds("the button to offer it again", `document.getElementById("aloud").innerText === "Read it to me"`)
}
