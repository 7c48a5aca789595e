package e2e

import (
	"strings"
	"testing"

	"doorstep/e2e/stage"
)

// offline: every page of a case works without a network, through reload, a
// killed worker and a killed page; two tabs see each other's work.
func offline(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	addGoal(dana, caseFile, "I want my kids home by summer")
	makeReady(dana, 1, "")
	house.server.Stop()
	dana.Offline()

	// Every page that the case links to is here.
	for path := range crawl(dana) {
		dana.Go(path)
		if strings.HasPrefix(path, "/cases") {
			inspect(dana)
			dana.SeesNot("This page needs the network", "This page cannot be shown now")
		}
	}
	dana.Holds("the content policy on the tablet's own pages", `fetch("`+caseFile+`/plan").then((answer) => {
		const policy = answer.headers.get("Content-Security-Policy") || "";
		return policy.includes("default-src 'none'") && !policy.includes("unsafe-inline"); })`)

	// A page that is the office's says so, and leads back.
	dana.Go("/staff")
	dana.On("This page needs the network")

	// A new case, away from the office.
	second := openCase(dana, "Okafor", "Ngozi Okafor")
	addGoal(dana, second, "Chidi wants his own room")
	dana.StateSays("waiting to send")

	// Kill the page, then the worker, between typing and saving: the draft of
	// at most the last second is missing, and never after "saved".
	dana.Go(second + "/goals/new")
	dana.On("Add a goal")
	dana.Write("The goal, in their own words", "Typed and never saved")
	dana.StateSays("Draft")
	dana.Away()
	dana.KillWorker()
	dana.Go(second + "/goals/new")
	unlock(dana, "")
	dana.On("Add a goal")
	dana.FieldHolds("The goal, in their own words", "Typed and never saved")
	dana.Press("Save the goal")
	dana.On("Case plan")

	// Two tabs: what one saves the other shows; a stale form keeps both.
	other := dana.Browser.NewPage(house.server, "Dana Reed, second tab", false)
	other.Inspect = inspect
	other.Offline()
	other.Go(second + "/plan")
	other.Sees("Chidi wants his own room")
	changeGoal(other, second, "Chidi wants his own room", "Chidi wants a room of his own")
	dana.Reload()
	dana.Sees("Chidi wants a room of his own")

	// A worker killed in the middle of a form.
	dana.Go(second + "/goals/new")
	dana.On("Add a goal")
	dana.Fill("The goal, in their own words", "Saved by a woken worker")
	dana.KillWorker()
	dana.Press("Save the goal")
	dana.On("Case plan")
	dana.Sees("Saved by a woken worker")

	house.server.Start()
	dana.Online()
	other.Online()
	dana.StateSays("Safe to close")
	ada.Go("/")
}

// crawl follows every link of the tablet's pages and returns their addresses.
func crawl(page *stage.Page, starts ...string) map[string]bool {
	page.T.Helper()
	if len(starts) == 0 {
		starts = []string{"/"}
	}
	var all struct {
		Seen map[string]bool
		Dead map[string]string // addresses that did not answer, with the page that leads there
	}
	page.Run(`(async () => {
		const seen = {}, dead = {}, from = {}, next = [`+quoteAll(starts)+`];
		while (next.length) {
			const path = next.pop();
			if (seen[path] || path.includes("/history") || path.endsWith("/opened") || path.split("?")[0].endsWith("/pdf") || path.endsWith("/packet")) continue; // the office's alone
			const answer = await fetch(path, {headers: {Accept: "text/html"}}).catch(() => null);
			if (!answer) dead[path] = from[path] ?? "";
			if (!answer || !answer.ok || !(answer.headers.get("Content-Type") || "").startsWith("text/html")) continue;
			seen[path] = true;
			const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
			for (const a of doc.querySelectorAll("main a[href^='/']")) {
				const to = a.getAttribute("href").split("#")[0];
				from[to] ??= path;
				next.push(to);
			}
		}
		return {Seen: seen, Dead: dead};
	})()`, &all)
	for path, from := range all.Dead {
		page.T.Errorf("%s does not answer; %s leads there", path, from)
	}
	return all.Seen
}

// quoteAll writes texts as a list of JavaScript strings.
func quoteAll(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = quote(text)
	}
	return strings.Join(quoted, ", ")
}
