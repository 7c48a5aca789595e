package e2e

import (
	"strconv"
	"testing"

	"doorstep/e2e/stage"
)

// keyboard: client and worker sign without a network, and without a finger, a pen
// or a mouse: every step is reached and answered with keys alone, as with a switch
// or a screen reader, and the contract is as signed as any other.
func keyboard(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := planToSign(dana, "Alvarez", "Maria Alvarez", "Dana Reed")
	makeReady(dana, 1, "")
	dana.Offline()
	contract := makeContract(dana, caseFile, "Maria Alvarez", "Maria has a lease")
	dana.Inspect = nil // it goes through the pages with the Tab key itself

	byKey(dana, "Sign as Maria Alvarez")
	dana.On("Who signs?")
	pickByKey(dana, "For themselves")
	pickByKey(dana, "The worker knows them")
	byKey(dana, "Go on")
	dana.On("Hand over the tablet")
	byKey(dana, "Hand it to Maria Alvarez to sign")
	dana.On("Screen or paper?")
	byKey(dana, "Yes, I sign on this screen")
	dana.On("Read it first")
	pickByKey(dana, "Read it alone")
	byKey(dana, "Go on")
	dana.On("In your own words")
	byKey(dana, "Go on without this")
	typesName(dana, "Maria Alvarez")
	byKey(dana, "Finish")
	dana.On("You have signed")
	byKey(dana, "Stop and give the tablet back")
	dana.On("Give the tablet back")
	byKey(dana, "Unlock")
	dana.On("Sign the contract")

	byKey(dana, "Sign as Dana Reed")
	dana.On("Read it first")
	byKey(dana, "I have read it and agree to sign on the screen")
	typesName(dana, "Dana Reed")
	byKey(dana, "Finish with your passkey")
	dana.On("Signed by both")
	if got := dana.Path(); got != contract {
		t.Errorf("signing leads to %s, want %s", got, contract)
	}
	dana.Sees("Maria Alvarez", "Signed on the tablet")
	dana.Picture("keyboard signed")
}

// typesName chooses to type, types and looks once more.
func typesName(page *stage.Page, name string) {
	page.T.Helper()
	page.On("How do you want to sign?")
	byKey(page, "Type my name")
	page.On("Type your name")
	tabTo(page, "main input[type=text], main input:not([type])")
	page.Type(name)
	byKey(page, "Look once more")
	page.On("Is this your signature?")
	page.Sees(name)
}

// focused is what the element that has the focus is called.
const focused = `(() => { const n = document.activeElement; return (n.innerText || n.labels?.[0]?.innerText || "").replace(/\s+/g, " ").trim(); })()`

// byKey goes to a button or link with the Tab key and presses it with Enter.
func byKey(page *stage.Page, name string) {
	page.T.Helper()
	goTo(page, name, "Tab")
	page.Key("Enter")
}

// pickByKey goes to a list of answers with the Tab key, and in it with an arrow.
func pickByKey(page *stage.Page, name string) {
	page.T.Helper()
	for range 60 {
		var here, within bool
		page.Key("Tab")
		page.Run(`(() => { const n = document.activeElement; const all = [...(n.closest("fieldset")?.querySelectorAll("label") ?? [])].map((l) => l.innerText.trim());
			return n.matches("input[type=radio], input[type=checkbox]") && all.some((text) => text.startsWith(`+strconv.Quote(name)+`)); })()`, &within)
		if !within {
			continue
		}
		for range 20 {
			page.Run(focused+`.startsWith(`+strconv.Quote(name)+`)`, &here)
			if here {
				page.Key("Space")
				page.Holds("the answer to be picked", "document.activeElement.checked")
				return
			}
			page.Key("ArrowDown")
		}
	}
	page.T.Fatalf("%s: no key reached the answer %q", page.Who, name)
}

func goTo(page *stage.Page, name, key string) {
	page.T.Helper()
	for range 80 {
		var here bool
		page.Key(key)
		page.Run(focused+` === `+strconv.Quote(name), &here)
		if here {
			return
		}
	}
	page.T.Fatalf("%s: 80 presses of %s did not reach %q; the focus is on %q", page.Who, key, name, page.Read(focused))
}
