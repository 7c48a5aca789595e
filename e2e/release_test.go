package e2e

import (
	"fmt"
	"testing"
	"time"

	"doorstep/e2e/stage"
	"doorstep/sim/faults"
)

// release: a tablet that was away during a deployment meets the new server with
// its old worker, sends its work, and then takes the new release.
func release(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	makeReady(dana, 1, "")
	const style = `document.querySelector("link[rel=stylesheet]").href.includes("/next")`

	// The office is away. The network itself is left alone: to cut the worker off
	// the test tools must attach to it, and an attached worker is never idle, so
	// that the new one would wait for ever.
	house.server.Stop()
	dana.Forgive("net::ERR_", "Failed to fetch")
	addGoal(dana, caseFile, "Written before the new release")
	dana.Go(caseFile + "/goals/new")
	dana.On("Add a goal")
	dana.Write("The goal, in their own words", "A draft of the old release")
	dana.StateSays("Draft")

	house.server.Program = stage.Root("bin", "doorstep-next")
	house.server.Start()
	syncNow(dana)
	dana.Holds("the new release's worker", `navigator.serviceWorker.getRegistration().then(async (r) => {
		await r.update();
		return !r.installing && !r.waiting && r.active.state === "activated"; })`)
	stage.Await(t, "the new release on the tablet", func() (bool, string) {
		dana.Go("/")
		if dana.Read(`document.querySelector("h1").innerText`) == "Unlock your cases" {
			unlock(dana, "")
			dana.On("Your caseload")
		}
		now := dana.Read(style)
		return now == "true", "the old release"
	})
	hitInBrowser(faults.Upgraded)
	dana.Go(caseFile + "/plan")
	dana.Sees("Written before the new release")
	dana.Go(caseFile + "/goals/new")
	dana.FieldHolds("The goal, in their own words", "A draft of the old release")

	// And it still works without a network.
	house.server.Stop()
	dana.Press("Save the goal")
	dana.On("Case plan")
	dana.Sees("A draft of the old release")
}

// tabletFor is a tablet with one case, locked with a passphrase.
func tabletFor(house *agency) (dana *stage.Page, caseFile string) {
	_, dana, caseFile = tabletOf(house)
	return dana, caseFile
}

// tabletOf is tabletFor with the administrator who set the agency up.
func tabletOf(house *agency) (ada, dana *stage.Page, caseFile string) {
	ada = house.setUp("Harbor House", "Ada Stone")
	dana = house.withTablet("Dana Reed", false)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile = openCase(dana, "Alvarez", "Maria Alvarez")
	makeReady(dana, 1, passphrase)
	return ada, dana, caseFile
}

// lateHold is a tablet so slow that a page asks for the key of the vault only
// some time after it is there.
const lateHold = `{
	const post = ServiceWorker.prototype.postMessage;
	ServiceWorker.prototype.postMessage = function (message, ...rest) {
		setTimeout(() => post.call(this, message, ...rest), message?.type === "hold" ? 3000 : 0);
	};
}`

// takeoverLimit is how long a new worker may wait. One that is at work, in a sync
// that waits to try again for example, goes on until it has finished; Chromium
// gives it five minutes.
const takeoverLimit = 6 * time.Minute

// takeover: a page that is left at the very moment when a new release's worker
// takes over reaches the next page, and the vault stays open, also where the page
// had not yet taken the key over. No test tool is attached to a worker meanwhile.
func takeover(t *testing.T) {
	house := openAgency(t)
	dana, caseFile := tabletFor(house)
	plan := house.server.Origin + caseFile + "/plan"
	tab := dana.Browser.Unwatched(plan)
	tab.Await(time.Minute, plan, "Case plan - Doorstep")
	dana.Close()
	leaveAlone := tab.OnEachPage(lateHold)
	start := plan + "?start"
	tab.Do(fmt.Sprintf(`location.href = %q`, start))
	tab.Await(time.Minute, start, "Case plan - Doorstep")
	leaveAlone()
	for round, moment := range []string{"installed", "updatefound", "activating", "activated"} {
		next := round%2 == 0
		house.server.Stop()
		house.server.Program = stage.Root("bin", "doorstep")
		if next {
			house.server.Program = stage.Root("bin", "doorstep-next")
		}
		house.server.Start()
		coming := fmt.Sprintf("%s?round=%d", plan, round)
		tab.Do(fmt.Sprintf(`(async () => {
			const leave = () => { location.href = %[1]q; };
			const registration = await navigator.serviceWorker.getRegistration();
			const watch = (worker) => {
				const there = () => { if ([%[2]q, "activated"].includes(worker.state)) leave(); };
				if (%[2]q === "updatefound") return leave();
				worker.addEventListener("statechange", there);
				there();
			};
			const found = () => registration.installing ?? registration.waiting;
			if (found()) return watch(found()); // the browser looked by itself
			registration.addEventListener("updatefound", () => watch(registration.installing));
			await registration.update();
			if (!found()) leave(); // and was done already
		})()`, coming, moment))
		tab.Await(takeoverLimit, coming, "Case plan - Doorstep")
		stage.AwaitWithin(t, takeoverLimit, "the new release's worker", func() (bool, string) {
			saw := tab.Do(`(async () => {
				const registration = await navigator.serviceWorker.getRegistration(), kept = (await caches.keys()).filter((name) => name.startsWith("doorstep-"));
				return [registration.installing?.state, registration.waiting?.state, registration.active.state, kept.length, kept[0].includes("next")].join();
			})()`)
			return saw == fmt.Sprintf(`",,activated,1,%v"`, next), saw
		})
		tab.Holds("the key of the vault, for the worker to come", `new Promise((tell) => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = ({ data }) => tell("key" in data);
			navigator.serviceWorker.dispatchEvent(new MessageEvent("message", { data: { type: "key" }, ports: [port2] }));
		})`)
	}
}
