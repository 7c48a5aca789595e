package e2e

import (
	"strings"
	"testing"
	"time"

	"doorstep/e2e/stage"
)

// clientCopy: before signing, with no network, the client says how the copy may
// come; what is not safe is not agreed on. Until it was given the case says so.
// At the office a link opens the contract once, for whoever has it, and nothing else.
func clientCopy(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := planToSign(dana, "Alvarez", "Maria Alvarez", "Dana Reed")
	makeReady(dana, 1, "")
	house.server.Stop()
	dana.Offline()

	contract := makeContract(dana, caseFile, "Maria Alvarez", "Maria has a lease")
	dana.Go(contract + "/copy/ask")
	dana.On("How should the copy come?")
	dana.Sees("Ask them alone, if you can.")
	dana.Tick("By a link that works once")
	dana.Tick("They are not sure")
	dana.Press("Keep this")
	dana.Sees("the copy can fall into other hands")
	dana.Picture("copy-not-safe")
	dana.Tick("Yes, it is safe")
	dana.Press("Keep this")
	dana.On("The client's copy")
	dana.Go(contract)
	sign(dana, contract, "Maria Alvarez")
	sign(dana, contract, "Dana Reed")
	dana.On("Signed by both")
	dana.Go(caseFile)
	dana.Sees("A client waits for a copy")

	house.server.Start()
	dana.Online()
	stage.AwaitWithin(t, time.Minute, "the tablet to sync", func() (bool, string) {
		state := dana.State()
		return strings.Contains(state, "Safe to close"), state
	})
	comesToShow(sam, contract, "Open the PDF")
	sam.Go(contract + "/copy")
	sam.On("The client's copy")
	sam.Press("A link that works once")
	sam.On("A link that works once")
	sam.Press("Make the link")
	sam.Sees("Show this to the client", "This page shows it only now.")
	sam.Picture("copy-link")
	link := strings.TrimPrefix(sam.Read(`document.querySelector("main input[value*='/copy/']").value`), house.server.Origin)

	client := house.atOffice("Maria's phone")
	client.Go(link)
	client.On("Your copy of the contract")
	client.Sees("Harbor House keeps a copy of your contract here for you.")
	client.Picture("copy-guest")
	client.Press("Open my copy")
	client.Sees("Bring the birth certificates", "Save the PDF", "To keep the copy, save the PDF or print this page.")
	client.SeesNot("Your caseload", "Case plan")
	client.Picture("copy-read")

	late := house.atOffice("somebody with the link")
	late.Forgive("status of 404")
	late.Go(link)
	late.Sees("The copy was opened already, or the link has ended.")
	late.SeesNot("birth certificates")
	comesToShow(sam, contract+"/copy", "Opened with the link on")
	sam.Press("Given today")
	sam.Sees("Given on")
	comesToShow(dana, contract+"/copy", "Given on")
}
