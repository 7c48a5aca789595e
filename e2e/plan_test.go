package e2e

import (
	"strings"
	"testing"

	"doorstep/e2e/stage"
)

// plan: forms keep every typed word, whatever goes wrong; ticks answer in part;
// everything also works as plain forms.
func plan(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")

	// Wrong input: 422, the summary has the focus, the title says so, its links
	// lead to the fields, every word is still there.
	ada.Go("/cases/new")
	ada.On("Open a case")
	ada.Fill("Case number", "2026/117")
	ada.Fill("First person: full name", "Maria O’Neill")
	ada.Answers()
	ada.Press("Open the case")
	ada.Sees("to put right")
	if answers := ada.Answers(); len(answers) == 0 || answers[len(answers)-1].Status != 422 {
		t.Errorf("wrong input was answered with %v, want 422", answers)
	}
	ada.AwaitFocus("#error-summary")
	ada.Holds("the title to say so", `document.title.startsWith("Error: ")`)
	inspect(ada)
	ada.FieldHolds("Case number", "2026/117")
	ada.FieldHolds("First person: full name", "Maria O’Neill")
	faultsAreTied(ada)
	ada.Run(`document.querySelector("#error-summary a").click()`, nil)
	ada.AwaitFocus("input")

	// Over-long words come back whole.
	long := strings.TrimSpace(strings.Repeat("very long name ", 40))
	ada.Fill("Family name", long)
	ada.Tick("Mother")
	ada.Press("Open the case")
	ada.Sees("to put right")
	ada.FieldHolds("Family name", long)
	ada.Fill("Family name", "O’Neill-Álvarez")
	ada.Press("Open the case")
	ada.On("O’Neill-Álvarez")
	caseFile := ada.Path()

	// Days: words and numbers are understood, a day that never was is not.
	ada.Press("Change the case details")
	ada.On("Change the case details")
	ada.Fill("Next step", "See Maria at home")
	for _, month := range []string{"February", "13"} {
		date(ada, "When is the next step?", "31", month, "2027")
		ada.Press("Save")
		ada.Sees("to put right")
		ada.FieldHolds("Next step", "See Maria at home")
		ada.FieldHolds("Day", "31", "When is the next step?")
		ada.FieldHolds("Month", month, "When is the next step?")
		faultsAreTied(ada)
	}
	date(ada, "When is the next step?", "9", "sept", "2027")
	ada.Press("Save")
	ada.On("O’Neill-Álvarez")
	ada.Sees("See Maria at home", "9 September 2027")

	// Hostile input stays text.
	hostile := `<script>document.title="x"</script><img src=x onerror=alert(1)>`
	addPerson(ada, caseFile, hostile, "Mother")
	if ada.Count("main img, main script") != 0 {
		t.Error("what somebody typed became markup")
	}

	// A tick changes its own line only, and keeps the place on the page.
	addIssue(ada, caseFile, "No place to live")
	addAction(ada, caseFile, "No place to live", "Task", "Bring the birth certificates", "Ada Stone")
	ada.Run("globalThis.__kept = true", nil)
	tickAction(ada, caseFile, "Bring the birth certificates")
	ada.Press("Done", "Bring the birth certificates")
	ada.Holds("the tick to go again", `document.querySelectorAll(".action[data-done]").length === 0`)
	ada.Holds("the focus to stay on the tick", `document.activeElement.matches(".tick")`)

	// Boosted pages: the heading takes the focus, the state line stays.
	ada.Go(caseFile)
	ada.Run("document.getElementById('state').__same = true", nil)
	ada.Press("Case plan")
	ada.On("Case plan")
	ada.AwaitFocus("h1")
	ada.Holds("the same live region", "document.getElementById('state').__same === true")

	// Back, forward and reload.
	ada.Run("history.back()", nil)
	ada.On("O’Neill-Álvarez")
	ada.Run("history.forward()", nil)
	ada.On("Case plan")
	ada.Reload()
	ada.On("Case plan")

	// Another agency's case, and one that never was: the same answer.
	ada.Forgive("404")
	ada.Go("/cases/01999999-0000-7000-8000-000000000000")
	ada.On("This page is not here")

	plainForms(ada, caseFile)
	byKeyboard(ada, caseFile)
}

// faultsAreTied asks that each field with a fault names it, and that the summary
// leads to it.
func faultsAreTied(page *stage.Page) {
	page.T.Helper()
	page.Holds("each fault to be tied to its field", `(() => {
		const wrong = [...document.querySelectorAll("[aria-invalid=true]")];
		const says = (n) => ((n.getAttribute("aria-describedby") || "") + " " + (n.closest("fieldset")?.getAttribute("aria-describedby") || "")).split(" ");
		return wrong.length > 0 && wrong.every((n) => says(n).some((id) => document.getElementById(id)?.matches(".field-error")));
	})()`)
	if wrong, said := page.Described("[aria-invalid=true]"); wrong == "" || !strings.Contains(said, wrong) {
		page.T.Errorf("the field with the fault %q is described to a screen reader as %q", wrong, said)
	}
	page.Holds("the summary to lead to fields", `[...document.querySelectorAll("#error-summary a")].every((a) => document.getElementById(a.hash.slice(1)))`)
}

// plainForms works without any script.
func plainForms(page *stage.Page, caseFile string) {
	page.T.Helper()
	page.Scripts(false)
	page.Go(caseFile + "/goals/new")
	page.Sees("The goal, in their own words")
	page.Fill("The goal, in their own words", "Without any script")
	page.Press("Save the goal")
	page.On("Case plan")
	page.Sees("Without any script")
	page.Go(caseFile + "/goals/new")
	page.Press("Save the goal")
	page.Sees("one thing to put right")
	page.Go(caseFile + "/plan")
	page.Press("Done", "Bring the birth certificates")
	page.On("Case plan")
	page.Holds("the tick", `document.querySelectorAll(".action[data-done]").length === 1`)
	page.Scripts(true)
}

// byKeyboard adds a goal with nothing but the keyboard.
func byKeyboard(page *stage.Page, caseFile string) {
	page.T.Helper()
	page.Go(caseFile + "/plan")
	page.On("Case plan")
	tabTo(page, "#add-goals, #add-goal")
	page.Key("Enter")
	page.On("Add a goal")
	tabTo(page, "textarea")
	page.Type("By keyboard alone")
	tabTo(page, "button[type=submit]")
	page.Key("Enter")
	page.On("Case plan")
	page.Sees("By keyboard alone")
	// The skip link skips.
	page.Go(caseFile)
	page.On("O’Neill-Álvarez")
	page.Key("Tab")
	page.Key("Enter")
	page.AwaitFocus("#main")
}

// tabTo presses Tab until the focus is on what the selector finds.
func tabTo(page *stage.Page, selector string) {
	page.T.Helper()
	for range 80 {
		if page.Key("Tab"); page.FocusIn(selector) {
			return
		}
	}
	page.T.Fatalf("%s: 80 presses of Tab did not reach %s", page.Who, selector)
}
