package main

import (
	"fmt"
	"regexp"

	"doorstep/e2e/stage"
)

// Pages of a tablet whose caseload has a year behind it, with no network.

// tabletBar is how many milliseconds a page of the tablet may take, warm.
const tabletBar = 150

// The agency of which one caseworker has some 40 open cases.
const (
	tabletAgencyCases  = "164"
	tabletAgencyPeople = "4"
)

var caseworkerLink = regexp.MustCompile(`(?m)^(.+), caseworker: https?://[^/]+(/invite/\S+)$`)

// yearOnTablet makes the agency with the operator's own command, and brings the
// caseload of one of its workers onto a tablet, as they would.
func yearOnTablet(t *tester) (tablet *stage.Page, cases []string) {
	server := stage.NewServer(t)
	server.Env = []string{"DOORSTEP_BACKUP_EVERY=0"}
	out := server.Operator("demo", "-cases", tabletAgencyCases, "-workers", tabletAgencyPeople)
	worker := caseworkerLink.FindStringSubmatch(out)
	if worker == nil {
		t.Fatalf("the demonstration names no caseworker: %s", out)
	}
	server.Start()
	settle(server)
	tablet = stage.OpenBrowser(t, "tablet").NewPage(server, worker[1], false)
	tablet.Passkey(true)
	tablet.AllowStorage(true)
	tablet.Forgive("net::ERR_", "Failed to fetch", "Failed to load resource")
	tablet.Go(worker[2])
	tablet.Press("Make a passkey and begin")
	tablet.On("Your caseload")
	tablet.Go("/tablet")
	tablet.On("Make this tablet ready")
	tablet.InstallWorker()
	tablet.Press("Make this tablet ready")
	tablet.Sees("Unlock them once now")
	tablet.Press("Unlock once")
	tablet.Sees("cases ready")
	tablet.Press("Go to your caseload")
	tablet.On("Your caseload")
	tablet.AwaitWorker()
	server.Stop()
	tablet.Run(`[...new Set([...document.querySelectorAll("#all a")].map((link) => link.getAttribute("href")))]`, &cases)
	if len(cases) < 35 {
		t.Fatalf("%d cases are on the tablet", len(cases))
	}
	return tablet, cases
}

// lookUp times a search within the tab, in milliseconds.
const lookUp = `(async () => { const began = performance.now(); const token = document.body.dataset.token || "";
	const answer = await fetch("/search", {method: "POST", body: new URLSearchParams({token, q: %q})}); const text = await answer.text();
	if (!text.includes("Found</h1>")) throw new Error("no page: " + answer.status); return performance.now() - began; })()`

// pagesOfTablet times what a worker opens most, each page once before it counts.
func pagesOfTablet(s *scene) []Figure {
	tablet, cases := yearOnTablet(s.t)
	var figures []Figure
	measure := func(what, script string) {
		var first, took float64
		tablet.Run(script, &first)
		var runs []float64
		for range 15 {
			tablet.Run(script, &took)
			runs = append(runs, took)
		}
		figure := median("tablet-year", "ms", runs)
		figure.note += fmt.Sprintf(", %s, %d cases, the first %.0f; at most %d", what, len(cases), first, tabletBar)
		figures = append(figures, figure)
	}
	page := func(what, path string) { measure(what, fmt.Sprintf(fetchPage, path)) }
	page("Today", "/today")
	page("the month", "/today/month")
	page("caseload", "/")
	for _, one := range []string{"", "/timeline", "/deadlines", "/plan"} {
		page("a case"+one, cases[0]+one)
	}
	for _, words := range searched {
		measure(fmt.Sprintf("search for %q", words), fmt.Sprintf(lookUp, words))
	}
	return figures
}
