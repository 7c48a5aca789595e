package e2e

import "testing"

// history: who wrote what and when, what was lost and how it stood; who
// opened a case, at a desk and on a tablet that was away.
func history(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	dana.Forgive("net::ERR_", "Failed to fetch", "Failed to load resource")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	addGoal(dana, caseFile, "I want my kids home by summer")
	dana.Go(caseFile)
	dana.Sees("Who opens a case is recorded.")
	makeReady(dana, 1, "")

	dana.Offline()
	changeGoal(sam, caseFile, "I want my kids home by summer", "I want my kids home by June, with my sister")
	changeGoal(dana, caseFile, "I want my kids home by summer", "I want all my kids home by summer")
	dana.Go(caseFile)
	dana.Press("History at the office")
	dana.On("This page needs the network")
	dana.Online()
	syncNow(dana)

	// The record leads to its history, and that to how it stood.
	sam.Go(caseFile + "/plan")
	sam.Press("Change", "I want my kids home by June")
	sam.On("Change a goal")
	sam.Press("History at the office")
	sam.On("History")
	sam.Sees("Dana Reed wrote another version of it", "What stood there and stayed:", "Another version, which stood beside:",
		"Sam Hill changed it", "Before:", "Then:", "Dana Reed wrote it down", "At the office,", "On a tablet,")
	sam.Press("How it stood then", "Dana Reed wrote it down")
	sam.On("How it stood")
	sam.Sees("I want my kids home by summer")

	sam.Go(caseFile)
	sam.Press("History at the office")
	sam.On("History")
	sam.Sees("Goal: I want my kids home by June, with my sister", "Person: Maria Alvarez")

	// What the tablet opened while it was away is told; the caseworker does not read it.
	sam.Go(caseFile)
	sam.Press("Who opened this case")
	sam.On("Who opened this case")
	sam.Sees("Dana Reed", "On a tablet,", "Sam Hill", "At the office,")
	ada.Go("/staff")
	ada.Press("Who opened which case")
	ada.On("Who opened which case")
	ada.Sees("A case of Dana Reed")
	ada.SeesNot("Alvarez")
	ada.Go("/staff")
	ada.Sees("safe copy")
}
