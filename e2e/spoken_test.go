package e2e

import (
	"strings"
	"testing"

	"doorstep/e2e/stage"
)

// spoken: what a screen reader hears of the header's line during a visit: each
// change once, in four words or fewer, always from the same line.
func spoken(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	makeReady(dana, 1, "")
	dana.Offline()
	dana.Go(caseFile + "/plan")
	dana.On("Case plan")
	dana.StateSays("Safe to close")
	listen(dana)

	// From here on no page is loaded whole: links and forms swap the main part.
	dana.Press("Add a goal")
	dana.On("Add a goal")
	dana.Write("The goal, in their own words", "I want my kids home")
	dana.StateSays("Draft")
	dana.Write("The goal, in their own words", " by summer")
	dana.StateSays("Draft")
	dana.Press("Save the goal")
	dana.On("Case plan")
	dana.StateSays("waiting to send")
	dana.Press("Caseload")
	dana.On("Your caseload")
	dana.Press("Alvarez")
	dana.On("Alvarez")
	dana.Online()
	dana.StateSays("Safe to close")

	heard := heardBy(dana)
	t.Logf("heard: %s", strings.Join(heard, " | "))
	if len(heard) < 4 {
		t.Errorf("only %d changes were heard: %q", len(heard), heard)
	}
	for i, words := range heard {
		if n := len(strings.Fields(words)); n > 4 {
			t.Errorf("%d words at once: %q", n, words)
		}
		if i > 0 && words != "" && words == heard[i-1] {
			t.Errorf("%q was spoken twice", words)
		}
		if i > 0 && heard[i-1] == "" && words == "Safe to close" {
			t.Errorf("it was called safe to close while words were being typed")
		}
	}
	dana.Holds("the line that was listened to", `globalThis.__line === document.getElementById("state")`)
}

// listen keeps what is written to the state line, also where it says the same
// again: a live region that is written anew is spoken anew.
func listen(page *stage.Page) {
	page.T.Helper()
	page.Run(`(() => {
		globalThis.__heard = [];
		globalThis.__line = document.getElementById("state");
		new MutationObserver(() => __heard.push(__line.textContent.trim())).observe(__line, { childList: true, characterData: true, subtree: true });
	})()`, nil)
}

func heardBy(page *stage.Page) (heard []string) {
	page.T.Helper()
	page.Run("globalThis.__heard || []", &heard)
	return heard
}
