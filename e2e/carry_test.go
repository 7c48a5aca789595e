package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"doorstep/e2e/stage"
)

// carry: with no network a worker carries a plan out: what is due after a
// placement, a referral with its release, one visit that updates everything, a
// declined service, a change that people must know of, a meeting, a conference,
// and what the family takes along. Then a provider answers with only a link.
func carry(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	addPerson(dana, caseFile, "Kim Alvarez", "Child")
	addGoal(dana, caseFile, "I want Kim home by summer")
	addIssue(dana, caseFile, "The drinking")
	addAction(dana, caseFile, "The drinking", "Task", "Call the counsellor together", "Dana Reed")
	makeReady(dana, 1, "")
	house.server.Stop()
	dana.Offline()

	referral := thirtyDays(dana, caseFile)
	oneVisit(dana, caseFile)
	declinedService(dana, caseFile)
	goalChange(dana, caseFile)
	teamMeeting(dana, caseFile)
	conference(dana, caseFile)
	closing(dana, caseFile)

	house.server.Start()
	dana.Online()
	stage.AwaitWithin(t, time.Minute, "the tablet to sync", func() (bool, string) {
		state := dana.State()
		return strings.Contains(state, "Safe to close"), state
	})
	comesToShow(sam, caseFile+"/timeline", "Kim lives with Aunt Rosa now")
	sam.Sees("Service declined", "Meeting")
	providerLink(house, sam, caseFile)
	supervisorLooks(sam, caseFile)
	comesToShow(dana, referral, "She comes sober and on time.")
}

// opens presses the entry of a list under the case's work.
func opens(page *stage.Page, caseFile, path, add, title string) {
	page.T.Helper()
	page.Go(caseFile + path)
	page.Press(add)
	page.On(title)
}

func on(page *stage.Page, legend string, day time.Time) {
	page.T.Helper()
	date(page, legend, fmt.Sprint(day.Day()), day.Month().String(), fmt.Sprint(day.Year()))
}

// thirtyDays: a placement sets dates; a referral whose release covers it is made,
// sent and started, and the date is kept.
func thirtyDays(page *stage.Page, caseFile string) (referral string) {
	page.T.Helper()
	opens(page, caseFile, "/living", "Add a living arrangement", "Add a living arrangement")
	page.Tick("Kim Alvarez")
	page.Tick("With a relative")
	page.Fill("With whom, or where?", "With Aunt Rosa")
	on(page, "From", time.Now().AddDate(0, 0, -6))
	page.Tick("Yes", "It is an out-of-home placement")
	page.Press("Save")
	page.Leaves("Add a living arrangement")
	page.Sees("With Aunt Rosa")
	page.Go(caseFile + "/deadlines")
	page.On("What is due")
	page.Sees("First service referrals", "Look at where the child lives")
	page.Picture("due")

	opens(page, caseFile, "/referrals", "Make a referral", "Make a referral")
	page.Fill("Which need is it for?", "Somebody to talk to about the drinking")
	page.Fill("Provider", "Bridge House (example)")
	page.Tick("I want Kim home by summer")
	page.Fill("How many are paid for?", "8")
	page.Press("Save")
	page.Leaves("Make a referral")
	page.On("Somebody to talk to about the drinking")
	page.Sees("No release of information covers this referral today.", "Not answered yet: How often?")
	referral = page.Path()
	opens(page, caseFile, "/releases", "Add a release", "Add a release")
	page.Tick("Maria Alvarez", "Who releases it?")
	page.Fill("To whom?", "Bridge House (example)")
	page.Fill("What may be told?", "That she comes, and how it goes")
	on(page, "Until when?", time.Now().AddDate(0, 6, 0))
	page.Press("Save")
	page.Leaves("Add a release")
	page.Go(referral)
	page.Sees("A release covers telling the provider until")
	page.Press("Sent")
	page.Sees("Sent")
	page.Press("Accepted")
	page.Press("Started")
	page.Sees("Completed")
	page.Go(caseFile + "/deadlines")
	page.Sees("Done in time")
	return referral
}

// oneVisit writes the note, what the family says of a service, the review and a
// task that is done from one page.
func oneVisit(page *stage.Page, caseFile string) {
	page.T.Helper()
	page.Go(caseFile + "/visits/new")
	page.On("Write up a visit")
	page.Tick("Maria Alvarez", "Who was there?")
	page.Tick("It helps")
	page.Fill("What works about it, in their words", "She does not judge me.")
	page.Tick("No concern today")
	page.Tick("Yes", "This was also the monthly review of the plan")
	page.Tick("Keep", "If it was the review: I want Kim home by summer")
	page.Tick("Keep", "If it was the review: Somebody to talk to about the drinking")
	page.Fill("Next step", "Ask for a bus pass")
	page.Tick("Yes", "Make the next step a task of mine")
	page.Tick("Yes", "Done: Call the counsellor together")
	page.Fill("What happened?", "We called from the kitchen.")
	page.Picture("visit-form")
	page.Press("Finish the visit")
	page.Sees("We called from the kitchen.", "She does not judge me.")
	page.Go(caseFile + "/reviews")
	page.SeesNot("No review yet.")
	page.Go(caseFile + "/plan")
	page.Holds("the tick", `[...document.querySelectorAll(".action[data-done]")].some((n) => n.textContent.includes("Call the counsellor together"))`)
	page.Sees("From visits", "Ask for a bus pass")
}

func declinedService(page *stage.Page, caseFile string) {
	page.T.Helper()
	opens(page, caseFile, "/declined", "Note a declined service", "Note a declined service")
	page.Fill("Which service?", "Parenting class")
	page.Fill("In their own words, if they want to say", "The evening is when I put Kim to bed.")
	page.Fill("What happens next?", "Ask for a class in the morning")
	page.Press("Save")
	page.Leaves("Note a declined service")
	page.Sees("Parenting class", "The evening is when I put Kim to bed.", "Ask for a class in the morning")
}

// goalChange: a permanency goal changes on its own page, one tap lists everybody
// who must know, and the list says who was told, when and how, and who was not.
func goalChange(page *stage.Page, caseFile string) {
	page.T.Helper()
	opens(page, caseFile, "/permanency", "Set a permanency goal", "Set a permanency goal")
	page.Tick("Kim Alvarez", "Which child?")
	page.Tick("Go home to a parent", "Permanency goal")
	page.Press("Save")
	page.Leaves("Set a permanency goal")
	page.Press("Change")
	page.On("Change the goal")
	page.Tick("Live with a relative for good", "Permanency goal")
	page.Press("Save")
	page.Leaves("Change the goal")
	page.Sees("it is not noted yet whom you tell")
	page.Press("Note the change and list who must know")
	page.On("The permanency goal for Kim Alvarez is: Live with a relative for good.")
	page.Sees("Who must know", "Bridge House (example)", "not been told yet")
	page.Press("Bridge House (example)")
	page.Press("Change")
	page.Tick("Yes", "Told")
	on(page, "On which day?", time.Now())
	page.Tick("By phone")
	page.Press("Save")
	page.Go(caseFile + "/changes")
	page.Press("The permanency goal for Kim Alvarez")
	page.Sees("Everybody who must know has been told.")

	opens(page, caseFile, "/changes", "Note a significant change", "Note a significant change")
	page.Tick("Where a child lives")
	page.Fill("What should they know?", "Kim lives with Aunt Rosa now; the goal is home by summer.")
	page.Press("Save")
	page.Leaves("Note a significant change")
	page.Sees("Who must know")
	page.Press("List the", "who must know")
	page.Sees("Bridge House (example)", "not been told yet")
}

func teamMeeting(page *stage.Page, caseFile string) {
	page.T.Helper()
	opens(page, caseFile, "/team", "Add somebody to the team", "Add somebody to the team")
	page.Fill("Name, if not among the people of the case", "Rosa Example")
	page.Tick("Relative")
	page.Press("Save")
	page.Leaves("Add somebody to the team")
	opens(page, caseFile, "/meetings", "Plan a meeting", "Plan a meeting")
	page.Tick("Family team meeting")
	on(page, "On which day?", time.Now())
	page.Fill("What is it for?", "How Kim comes home")
	page.Tick("Yes", "It took place")
	page.Press("Save")
	page.Leaves("Plan a meeting")
	page.Sees("How Kim comes home", "Talk with the family before it")
	page.Press("Invite 1 of the team")
	page.Sees("Rosa Example")
	page.Press("Add a decision")
	page.On("Add a decision")
	page.Fill("What was decided?", "Kim spends Sundays at home")
	page.Press("Save")
	page.Sees("Kim spends Sundays at home")
	page.Press("Kim spends Sundays at home")
	page.Press("Put it into the plan as an action")
	page.Sees("It is an action of the plan.")
	page.Go(caseFile + "/plan")
	page.Sees("Kim spends Sundays at home")
	knownAlready(page, caseFile)
}

// knownAlready: somebody of the case is put on the team under a name with a slip.
// The form asks before it saves, and one tap makes it the one who is known.
func knownAlready(page *stage.Page, caseFile string) {
	page.T.Helper()
	opens(page, caseFile, "/team", "Add somebody to the team", "Add somebody to the team")
	page.Fill("Name, if not among the people of the case", "maria alvares")
	page.Tick("Birth parent")
	page.Fill("What were they asked to do?", "Come to the meetings")
	page.Press("Save")
	page.Sees("Not saved yet", "Maria Alvarez, Mother, has a name like it.")
	page.Holds("the question in sight", `(({top, bottom}) => top >= 0 && bottom <= innerHeight)(document.getElementById("likely").getBoundingClientRect())`)
	for _, size := range [][2]int{{1180, 820}, {820, 1180}, {390, 844}} {
		page.Size(size[0], size[1])
		page.Picture(fmt.Sprintf("known-already %dx%d", size[0], size[1]))
	}
	for _, fault := range append(wideFaults(page), axeFaults(page, "")...) {
		page.T.Errorf("the question whether somebody is known: %s", fault)
	}
	page.Size(1180, 820)
	page.FieldHolds("What were they asked to do?", "Come to the meetings")
	page.Press("It is Maria Alvarez")
	page.Leaves("Add somebody to the team")
	page.Sees("Maria Alvarez", "Come to the meetings")
}

// conference begins with what the record knows.
func conference(page *stage.Page, caseFile string) {
	page.T.Helper()
	opens(page, caseFile, "/conferences", "Prepare a conference", "Prepare a conference")
	done := page.Read(`[...document.querySelectorAll("main textarea")].map((n) => n.value).join("\n")`)
	if !strings.Contains(done, "Call the counsellor together") {
		page.T.Errorf("the conference is not prepared from the record: %q", done)
	}
	page.Fill("What to expect in the next 90 days", "Sundays, then weekends at home")
	page.Press("Save")
	page.Leaves("Prepare a conference")
	page.Sees("Sundays, then weekends at home")
	page.Press("I stand by what is written here")
	page.Sees("Dana Reed stands by it")
}

func closing(page *stage.Page, caseFile string) {
	page.T.Helper()
	opens(page, caseFile, "/aftercare", "Begin an aftercare plan", "Begin an aftercare plan")
	page.Fill("Who will be there for the family?", "Aunt Rosa, every week")
	page.Fill("Whom to call then?", "Bridge House (example), any day")
	page.Press("Save")
	page.Leaves("Begin an aftercare plan")
	page.Sees("Aunt Rosa, every week")
	opens(page, caseFile, "/take-along", "Add something", "Add something")
	page.Tick("Document")
	page.Fill("Which?", "Kim's birth certificate")
	page.Press("Save")
	page.Leaves("Add something")
	opens(page, caseFile, "/approvals", "Ask for an approval", "Ask for an approval")
	page.Tick("Closing the case")
	page.Fill("What should the supervisor know?", "All goals are reached.")
	page.Press("Save")
	page.Leaves("Ask for an approval")
	page.Sees("Asked for")
	page.Go(caseFile + "/farewell")
	page.On("A sheet to take along")
	page.Sees("Aunt Rosa, every week", "Kim's birth certificate", "Dana Reed")
	page.Picture("farewell")
}

// providerLink: somebody without an account answers, notes an appointment and
// writes a report, and sees nothing else.
func providerLink(house *agency, sam *stage.Page, caseFile string) {
	sam.T.Helper()
	sam.Go(caseFile + "/referrals")
	sam.Press("Somebody to talk to about the drinking")
	sam.On("Somebody to talk to about the drinking")
	sam.Press("A link for the provider")
	sam.On("A link for the provider")
	sam.Press("Make a link")
	sam.Sees("It is shown only now.")
	sam.Picture("provider-link")
	link := strings.TrimPrefix(sam.Read(`document.getElementById("link").textContent`), house.server.Origin)

	provider := house.atOffice("Bridge House")
	provider.Go(link)
	provider.On("A referral for you")
	provider.Sees("Somebody to talk to about the drinking", "Harbor House asks you to help a family.")
	provider.SeesNot("Parenting class", "Kim spends Sundays", "Caseload")
	provider.Picture("provider")
	provider.Press("Answer the referral")
	provider.On("Answer the referral")
	provider.Tick("Accepted")
	provider.Press("Send")
	provider.Sees("Thank you. It is with the agency now.")
	provider.Press("Note an appointment")
	provider.On("Note an appointment")
	on(provider, "On which day?", time.Now())
	provider.Tick("Came")
	provider.Press("Send")
	provider.Sees("Thank you. It is with the agency now.")
	provider.Press("Send a report")
	provider.On("Send a report")
	provider.Fill("What has changed in how people act, toward the goals?", "She comes sober and on time.")
	provider.Press("Send")
	provider.Sees("Thank you. It is with the agency now.")
}

// supervisorLooks: what came is in the case, and the board leads to what waits.
func supervisorLooks(sam *stage.Page, caseFile string) {
	sam.T.Helper()
	sam.Go(caseFile + "/referrals")
	sam.Press("Somebody to talk to about the drinking")
	sam.On("Somebody to talk to about the drinking")
	sam.Sees("She comes sober and on time.", "1 came, 0 did not")
	sam.Picture("referral")
	sam.Press("The referral as a letter")
	sam.On("The referral as a letter")
	sam.Sees("To Bridge House (example)")
	var head string
	sam.Run(`fetch(document.getElementById("letter-pdf").href).then((r) => r.text()).then((t) => t.slice(0, 5))`, &head)
	if head != "%PDF-" {
		sam.T.Errorf("the letter begins with %q", head)
	}
	sam.Go(caseFile + "/packet")
	sam.On("Packet for court or review")
	sam.Tick("Excel table")
	sam.Picture("packet")
	sam.Go("/board")
	sam.On("Supervisor's board")
	sam.Press("An approval is asked for", "Dana Reed")
	sam.Sees("Alvarez")
	sam.Go(caseFile + "/fidelity")
	sam.On("How practice shows")
	sam.Sees("It shows here")
}
