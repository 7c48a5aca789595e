package e2e

import "testing"

// passphrase is what the stories lock a tablet with where PRF is missing.
const passphrase = "violet kettle under seven moons"

// ready: a tablet whose passkey gives no key takes a passphrase, a strong one;
// its vault survives the browser's end. The browser may refuse to keep things
// for good, which is said and stops nothing. It can be installed.
func ready(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	dana := house.withTablet("Dana Reed", false)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	addGoal(dana, caseFile, "I want my kids home by summer")
	openCase(dana, "Okafor", "Ngozi Okafor")
	openCase(dana, "Dunmore", "Tom Dunmore")
	dana.Installable("/")

	// A weak passphrase, and a person who refuses, change nothing.
	dana.Go("/tablet")
	dana.On("Make this tablet ready")
	dana.PersonRefuses(true)
	dana.Press("Make this tablet ready")
	dana.Sees("This did not work, and nothing was lost.")
	dana.Forgive("making ready failed")
	dana.PersonRefuses(false)
	dana.Press("Make this tablet ready")
	dana.Fill("Passphrase for this tablet", "password123456")
	dana.Press("Use this passphrase")
	dana.Sees("This passphrase is easy to guess.")
	inspect(dana)
	dana.AllowStorage(false)
	dana.Go("/tablet")
	dana.On("Make this tablet ready")
	dana.Run(`globalThis.__said = [], new MutationObserver(() => __said.push([document.getElementById("ready-progress").hidden,
		document.getElementById("ready-progress-words").textContent, document.getElementById("ready-also").innerText].join()))
		.observe(document.getElementById("ready"), { childList: true, characterData: true, attributes: true, subtree: true })`, nil)
	dana.Press("Make this tablet ready")
	dana.Fill("Passphrase for this tablet", passphrase)
	dana.Press("Use this passphrase")
	dana.Sees("Unlock them once now", "This browser may clear its memory when space is short.")
	dana.Holds("progress in cases", `__said.some((text) => text.startsWith("false,3 of 3 cases"))`)
	dana.Fill("Passphrase for this tablet", passphrase)
	dana.Press("Unlock once")
	dana.Sees("3 cases ready. Works without a network.")
	dana.Press("Go to your caseload")
	dana.On("Your caseload")
	dana.AwaitWorker()

	// A browser can lose the worker and keep the cases. The office's page brings the
	// worker back, and with it what is on this tablet.
	dana.Run(`navigator.serviceWorker.getRegistration("/").then((registration) => registration.unregister())`, nil)
	dana.Go(caseFile + "/plan")
	dana.On("Unlock your cases")
	unlock(dana, passphrase)
	dana.On("Case plan")
	dana.AwaitWorker()

	// The browser ends; the network is gone; the cases are locked.
	house.server.Stop()
	again := dana.Browser.Reopen().NewPage(house.server, "Dana Reed", false)
	again.Inspect = inspect
	again.Offline()
	again.Go(caseFile + "/plan")
	again.On("Unlock your cases")
	again.Fill("Passphrase for this tablet", "not the passphrase at all")
	again.Press("Unlock with the passphrase")
	again.Sees("This did not open your cases.")
	unlock(again, passphrase)
	again.On("Case plan")
	again.Sees("I want my kids home by summer")

	// Locking by hand covers every page at once.
	second := again.Browser.NewPage(house.server, "Dana Reed, second tab", false)
	second.Offline()
	second.Go(caseFile)
	second.On("Alvarez")
	again.Press("Lock")
	again.On("Unlock your cases")
	second.On("Unlock your cases")
	unlock(second, passphrase)
	second.On("Alvarez")

	// What was being typed is there after the lock, and the heading has the focus.
	second.Go(caseFile + "/goals/new")
	second.On("Add a goal")
	second.Write("The goal, in their own words", "Typed before the lock")
	second.Press("Lock")
	unlock(second, passphrase)
	second.On("Add a goal")
	second.FieldHolds("The goal, in their own words", "Typed before the lock")
	second.AwaitFocus("h1")
}
