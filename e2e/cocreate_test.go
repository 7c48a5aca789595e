package e2e

import (
	"strconv"
	"testing"

	"doorstep/e2e/stage"
)

// cocreate: a plan is made by two people at a table without a network, from the
// first notes to who does what; then it is at the office too.
func cocreate(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	makeReady(dana, 1, "")
	house.server.Stop()
	dana.Offline()

	// Nothing of the client's yet, and the page of what has no link says so.
	assess(dana, caseFile)
	liftPassages(dana)
	dana.Go(caseFile + "/plan")
	dana.On("Case plan")
	dana.Sees("I want to earn a three-year diploma", "From the assessment of 12 November 2026", "Maria Alvarez, 12 November 2026")
	talkThrough(dana)
	promises(dana, caseFile)
	linkAll(dana, caseFile)
	whoDoesWhat(dana, caseFile)
	decideTogether(dana, caseFile)
	liftWithoutScript(dana, caseFile)

	house.server.Start()
	dana.Online()
	syncNow(dana)
	office := mainPart(officePage(dana, caseFile+"/plan"))
	if tablet := mainPart(tabletPage(dana, caseFile+"/plan")); office != tablet {
		t.Errorf("the plan differs at the office and on the tablet:\n%s", firstDifference(office, tablet))
	}
}

// assess writes a note as it comes.
func assess(page *stage.Page, caseFile string) {
	page.T.Helper()
	page.Go(caseFile + "/plan")
	page.Press("Assessment notes")
	page.On("Assessment notes")
	page.Press("Write an assessment note")
	page.On("Write an assessment note")
	page.Fill("What you hear and see", "Maria came with Leo. I want to earn a three-year diploma in business. "+
		"The college office only answers by letter!\nWorks at the bakery since four years, never late. No money for fees.\nMy aunt takes Leo on Tuesdays.")
	date(page, "On which day?", "12", "November", "2026")
	page.Tick("Maria Alvarez")
	page.Press("Save the note")
	page.On("Assessment of 12 November 2026")
	page.Sees("Nothing yet.")
}

// liftPassages takes sentences and marked words into the plan, one tap each.
func liftPassages(page *stage.Page) {
	page.T.Helper()
	page.Press("Issue")
	page.Sees("Tick a sentence or mark some words first.")
	page.Choose("Whose words are they?", "Maria Alvarez")
	page.Tick("I want to earn a three-year diploma in business.")
	page.Press("Goal")
	page.Sees("It is in the plan now.")
	page.AwaitFocus("#lift-done")
	inspect(page)
	page.Tick("The college office only answers by letter!")
	page.Press("Barrier")
	page.Holds("two parts of the plan", `document.querySelectorAll(".lifted-list > li").length === 2`)

	mark(page, "never late.", "Works at the bakery")
	page.Sees("Marked: Works at the bakery since four years, never late.")
	page.Press("Strength")
	page.Holds("three parts of the plan", `document.querySelectorAll(".lifted-list > li").length === 3`)
	page.SeesNot("Marked:")
	mark(page, "money for fees", "money")
	page.Press("Issue")
	page.Holds("four parts of the plan", `document.querySelectorAll(".lifted-list > li").length === 4`)
	page.Sees("money for fees")
}

// mark selects the words from one text to the end of another, as a finger does.
func mark(page *stage.Page, to, from string) {
	page.T.Helper()
	page.Run(`(() => {
		const place = (text) => { for (const label of document.querySelectorAll(".passage > label")) {
			const at = label.firstChild.data.indexOf(text); if (at >= 0) return [label.firstChild, at]; } };
		const [start, at] = place(`+quote(from)+`), [end, last] = place(`+quote(to)+`);
		getSelection().setBaseAndExtent(start, at, end, last + `+strconv.Itoa(len(to))+`);
	})()`, nil)
}

// talkThrough answers what a goal does not say yet, and meets what to think about.
func talkThrough(page *stage.Page) {
	page.T.Helper()
	page.Sees("Still to talk about", "Why does it matter?", "By when?")
	page.Press("Talk it through now")
	page.On("What exactly will be different?")
	page.Sees("Question 1 of 5", "I want to earn a three-year diploma in business.")
	page.Press("Not now")
	page.On("Why does it matter?")
	page.Fill("Why does it matter to them?", "So that Leo sees me in a job that I like.")
	page.Press("Save and go on")
	page.On("What makes it possible?")
	page.Press("This question does not fit here")
	page.On("Case plan")
	page.Sees("1 hint or question was put aside.", "So that Leo sees me in a job that I like.")
	page.Press("How will you both see it?")
	page.On("How will you both see it?")
	page.Fill("How will you both see that it is done?", "A letter from the college with her name on it.")
	page.Press("Save and go on")
	page.On("By when?")
	page.Tick("Brief")
	page.Press("Save and go on")
	page.On("Case plan")

	page.Sees("“three-year” reaches further than this kind of service lasts")
	page.Press("Change the wording")
	page.On("What exactly will be different?")
	page.Fill("Say it in one sentence", "Maria is in touch with the local college and has applied for support.")
	page.Press("Save and go on")
	page.On("By when?")
	date(page, "By when?", "1", "December", "2099")
	page.Press("Save and go on")
	page.On("Case plan")
	page.Sees("The day that you chose lies further away")
	page.Press("Put this hint aside")
	page.SeesNot("The day that you chose lies further away")
	page.Press("Show them again")
	page.Sees("The day that you chose lies further away", "What makes it possible?")
}

// promises adds an action beside the lifted issue, and one concurrent matter.
func promises(page *stage.Page, caseFile string) {
	page.T.Helper()
	page.Press("Add an issue")
	page.On("Add an issue")
	page.Fill("What is the issue?", "Nobody is with Leo in the evening")
	page.Tick("Concurrent matter")
	page.Fill("What matters about it?", "Classes are from six to nine.")
	page.Tick("money for fees")
	page.Press("Save the issue")
	page.On("Case plan")
	page.Sees("Tangled up with:")
	addAction(page, caseFile, "Nobody is with Leo in the evening", "Task", "Ask the aunt about Thursdays", "Maria Alvarez")
	page.Sees("Still open:")
}

// linkAll goes through what has no link, until nothing is left.
func linkAll(page *stage.Page, caseFile string) {
	page.T.Helper()
	page.Go(caseFile + "/plan")
	page.Press("What has no link yet")
	page.On("What has no link yet")
	page.Sees("Goals without an action", "Barriers that nothing helps with", "Barriers before no goal", "Actions that serve no goal", "Strengths that nobody uses")
	page.Press("I want to earn a three-year diploma")
	page.On("Link it")
	page.Tick("Ask the aunt about Thursdays")
	page.Press("Save the links")
	page.On("What has no link yet")
	page.SeesNot("Goals without an action", "Actions that serve no goal")
	page.Press("Works at the bakery")
	page.On("Link it")
	page.Press("Add a new action for it")
	page.On("Add an action")
	page.Tick("money for fees", "Issue")
	page.Tick("Service")
	page.Fill("What will be done?", "Look for grants that take working hours into account")
	page.Tick("Dana Reed", "Who does it?")
	page.Tick("It is taken off their plate")
	page.Fill("If it cannot be had, then", "Then we ask the bakery for a loan")
	page.Tick("I want to earn a three-year diploma", "Which goal does it serve?")
	page.Press("Save the action")
	page.On("What has no link yet")
	page.SeesNot("Strengths that nobody uses")
	page.Press("The college office only answers by letter!", "Barriers that nothing helps with")
	page.On("Link it")
	page.Tick("Look for grants")
	page.Tick("I want to earn a three-year diploma", "Which goals does it stand before?")
	page.Press("Save the links")
	page.On("What has no link yet")
	page.Sees("Everything in this plan has its link.")
}

// whoDoesWhat reads the lists.
func whoDoesWhat(page *stage.Page, caseFile string) {
	page.T.Helper()
	page.Go(caseFile + "/plan")
	page.Press("Who does what")
	page.On("Who does what")
	page.Holds("Maria's promise on her list", `document.querySelector("#yours").textContent.includes("Ask the aunt about Thursdays") && document.querySelector("#yours .hole") !== null`)
	page.Holds("Dana's promise on hers", `document.querySelector("#mine").textContent.includes("Then we ask the bakery for a loan")`)
	page.Sees("How much they do themselves", "Nothing yet.")
}

// decideTogether writes down what was asked, proposed and decided.
func decideTogether(page *stage.Page, caseFile string) {
	page.T.Helper()
	page.Press("Write down how you decided")
	page.On("Write down how you decided")
	page.Sees("How can I help you with this?")
	page.Fill("Which ways of helping did you talk about?", "Grants, a loan, evening classes.")
	page.Fill("What did they propose?", "I can ask my aunt myself.")
	page.Fill("What did you decide together?", "Maria asks her aunt, Dana looks for grants.")
	page.Press("Save")
	page.On("Made together")
	page.Sees("I can ask my aunt myself.", "Not asked yet")
	page.Go(caseFile + "/plan")
	page.On("Case plan")
	page.Sees("Maria asks her aunt, Dana looks for grants.", "of 6 parts decided together")
}

// liftWithoutScript does the same with plain forms.
func liftWithoutScript(page *stage.Page, caseFile string) {
	page.T.Helper()
	page.Go(caseFile + "/assessment")
	page.Press("Assessment of 12 November 2026")
	page.On("Assessment of 12 November 2026")
	note := page.Path()
	page.Scripts(false)
	page.Go(note)
	page.Tick("My aunt takes Leo on Tuesdays.")
	page.Press("Strength")
	page.Sees("It is in the plan now.")
	page.Press("Change it")
	page.Sees("Change a strength")
	page.Scripts(true)
	page.Go(caseFile + "/plan")
	page.On("Case plan")
	page.Sees("My aunt takes Leo on Tuesdays.")
}
