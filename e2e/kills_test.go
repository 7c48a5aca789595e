package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"doorstep/e2e/stage"
	"doorstep/sim/faults"
)

// typeGoal types a goal and waits until it is kept as a draft.
func typeGoal(page *stage.Page, caseFile, words string) {
	page.T.Helper()
	page.Go(caseFile + "/goals/new")
	page.On("Add a goal")
	page.Fill("The goal, in their own words", words)
	page.Sees("Draft saved") // under the field; a sync that ends says its own in the header
}

// timesOnPlan counts how often the plan shows the words.
func timesOnPlan(page *stage.Page, caseFile, words string) int {
	page.T.Helper()
	page.Go(caseFile + "/plan")
	page.On("Case plan")
	n, _ := strconv.Atoi(page.Read(fmt.Sprintf(`[...document.querySelectorAll("main *")].filter((e) => !e.children.length && e.textContent.trim() === %q).length`, words)))
	return n
}

// points: the worker is killed at named points around a save, the store is full,
// two tabs save at once. What the screen called saved is there; what it did not
// is there whole or is still being typed.
func points(t *testing.T) {
	server := stage.NewServer(t)
	named := stage.WithPoints(t, server)
	server.Start()
	house := &agency{t: t, server: server, office: stage.OpenBrowser(t, "office")}
	ada, dana, caseFile := tabletOf(house)
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	dana.Forgive("Failed to fetch", "net::ERR_", "503", "507", "a page failed", "a message failed", "htmx")

	for i, point := range []string{stage.BeforeSeal, stage.InTransaction, stage.CommitUnheard, stage.AnswerUnsent} {
		words := fmt.Sprintf("Goal number %d at a point", i)
		typeGoal(dana, caseFile, words)
		named.Arm(dana, point)
		dana.Press("Save the goal")
		stage.Await(t, "the worker to stand still "+point, func() (bool, string) { return named.Hit(point) > 0, "not there" })
		if heading := dana.Read(`document.querySelector("h1").innerText`); heading != "Add a goal" {
			t.Errorf("%s: the page went on to %q before the save was answered", point, heading)
		}
		dana.KillWorker()
		// The browser asks a new worker once more what the dead one left
		// unanswered: the form is saved twice, and must count once.
		dana.On("Case plan")
		if shown := timesOnPlan(dana, caseFile, words); shown != 1 {
			t.Errorf("%s: the plan shows the goal %d times: %s", point, shown, dana.Text())
		}
		if point == stage.CommitUnheard || point == stage.AnswerUnsent {
			hitInBrowser(faults.StoppedSaying)
		} else {
			hitInBrowser(faults.StoppedStore)
		}
	}
	syncPoints(t, named, sam, dana, caseFile)
	draftPoints(t, named, dana, caseFile)
	eviction(t, dana, caseFile)

	second := dana.Browser.NewPage(server, "Dana Reed, second tab", false)
	typeGoal(second, caseFile, "Goal of the second tab")
	typeGoal(dana, caseFile, "Goal of the first tab")
	second.Press("Save the goal")
	dana.Press("Save the goal")
	second.On("Case plan")
	dana.On("Case plan")
	for _, words := range []string{"Goal of the first tab", "Goal of the second tab"} {
		if shown := timesOnPlan(dana, caseFile, words); shown != 1 {
			t.Errorf("two tabs: the plan shows %q %d times", words, shown)
		}
	}
	hitInBrowser(faults.TwoTabs)

	// A browser that was just opened asks anew how much room there is.
	full := dana.Browser.Reopen().NewPage(server, "Dana Reed", false)
	full.Forgive("503", "507", "a page failed", "a message failed")
	full.Quota(1)
	full.Go(caseFile + "/goals/new")
	unlock(full, passphrase)
	full.On("Add a goal")
	full.Fill("The goal, in their own words", "Goal on a full tablet")
	full.Press("Save the goal")
	full.Sees("There is no room left on this device. Your words are still here")
	full.FieldHolds("The goal, in their own words", "Goal on a full tablet")
	hitInBrowser(faults.StoreFull)
}

// syncPoints: the worker is killed around the writes of a sync. The next one goes
// on, and nothing is there twice or missing.
func syncPoints(t *testing.T, named *stage.Points, sam, dana *stage.Page, caseFile string) {
	syncNow(dana)
	words := "Goal of the office"
	addGoal(sam, caseFile, words)
	syncNow(dana)
	for i, point := range []struct {
		name  string
		fault faults.Fault
	}{
		{stage.In(stage.OfPage), faults.StoppedStore}, {stage.Unheard(stage.OfPage), faults.StoppedState},
		{stage.In(stage.OfPosition), faults.StoppedState}, {stage.Unheard(stage.OfPosition), faults.StoppedStore},
		{stage.Aborts(stage.OfPage), faults.StoreAborts}, {stage.Aborts(stage.OfPosition), faults.StoreAborts},
	} {
		next := fmt.Sprintf("Goal of the office, version %d", i)
		changeGoal(sam, caseFile, words, next)
		words = next
		dana.Go("/sync")
		dana.On("Is it safe to close?")
		named.Arm(dana, point.name)
		dana.Press("Sync now")
		stage.Await(t, "the worker to reach "+point.name, func() (bool, string) { return named.Hit(point.name) > 0, "not there" })
		if point.fault != faults.StoreAborts {
			dana.KillWorker()
		}
		hitInBrowser(point.fault)
		syncNow(dana)
		comesToShow(dana, caseFile+"/plan", words)
		if shown := timesOnPlan(dana, caseFile, words); shown != 1 {
			t.Errorf("%s: the plan shows the goal %d times", point.name, shown)
		}
	}
}

// eviction: the browser lost one store of the tablet, with the records of its
// case. Nothing half of it is shown, what was written is not lost, and the next
// sync brings the case again.
func eviction(t *testing.T, dana *stage.Page, caseFile string) {
	syncNow(dana)
	addGoal(dana, caseFile, "Goal before the eviction")
	dana.KillWorker()
	dana.Holds("the store to be emptied", `(async () => {
		const {name} = (await indexedDB.databases()).find(({name}) => name.startsWith("doorstep-"));
		return new Promise((done) => {
			indexedDB.open(name).onsuccess = ({target: {result: db}}) => {
				const tx = db.transaction("bodies", "readwrite");
				tx.objectStore("bodies").clear();
				tx.oncomplete = () => { db.close(); done(true); };
			};
		});
	})()`)
	hitInBrowser(faults.StoreEvicted)
	syncNow(dana)
	comesToShow(dana, caseFile+"/plan", "Goal before the eviction")
	if shown := timesOnPlan(dana, caseFile, "Goal before the eviction"); shown != 1 {
		t.Errorf("after the eviction the plan shows the goal %d times: %s", shown, dana.Text())
	}
}

// draftPoints: the worker is killed around the writes of what is being typed and
// of a photo, and the browser aborts a save.
func draftPoints(t *testing.T, named *stage.Points, dana *stage.Page, caseFile string) {
	for i, point := range []string{stage.In(stage.OfDraft), stage.Unheard(stage.OfDraft), stage.Aborts(stage.OfDraft), stage.Aborts(stage.OfSave)} {
		words := fmt.Sprintf("Goal number %d around a draft", i)
		if point == stage.Aborts(stage.OfSave) {
			typeGoal(dana, caseFile, words)
			named.Arm(dana, point)
			dana.Press("Save the goal")
		} else {
			dana.Go(caseFile + "/goals/new")
			dana.On("Add a goal")
			named.Arm(dana, point)
			dana.Fill("The goal, in their own words", words)
		}
		stage.Await(t, "the worker to reach "+point, func() (bool, string) { return named.Hit(point) > 0, "not there" })
		if strings.HasPrefix(point, "aborts") {
			hitInBrowser(faults.StoreAborts)
		} else {
			dana.KillWorker()
			hitInBrowser(faults.StoppedStore)
		}
		if dana.Read(`document.querySelector("h1").innerText`) != "Case plan" {
			dana.FieldHolds("The goal, in their own words", words)
			dana.Press("Save the goal")
			dana.On("Case plan")
		}
		if shown := timesOnPlan(dana, caseFile, words); shown != 1 {
			t.Errorf("%s: the plan shows the goal %d times: %s", point, shown, dana.Text())
		}
	}
	for name, point := range map[string]string{"in.png": stage.In(stage.OfFile), "unheard.png": stage.Unheard(stage.OfFile)} {
		words := "Note around the photo " + name
		dana.Go(caseFile + "/notes/new")
		dana.On("Write a note")
		dana.Tick("Home visit")
		dana.Fill("What happened?", words)
		named.Arm(dana, point)
		dana.Attach("Add a photo or document", photo(t, name))
		dana.Press("Save the note")
		stage.Await(t, "the worker to reach "+point, func() (bool, string) { return named.Hit(point) > 0, "not there" })
		dana.KillWorker()
		hitInBrowser(faults.StoppedStore)
		dana.Sees(words)
		hasOnce(dana, caseFile+"/notes", words)
		opensPhoto(dana, caseFile, name)
	}
}

// killsAsked is DOORSTEP_KILLS, or what a usual run contents itself with.
func killsAsked(t *testing.T, usual int) int {
	t.Helper()
	text := os.Getenv("DOORSTEP_KILLS")
	if text == "" {
		return usual
	}
	kills, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("DOORSTEP_KILLS: %v", err)
	}
	return kills
}

// cuts: the browser is killed at random moments of saving. DOORSTEP_KILLS says
// how often; `make e2e` contents itself with a few.
func cuts(t *testing.T) {
	kills := killsAsked(t, 8)
	house := openAgency(t)
	dana, caseFile := tabletFor(house)
	confirmed, saved, typed := 0, 0, 0
	for i := range kills {
		words := fmt.Sprintf("Goal number %d before the cut", i)
		typeGoal(dana, caseFile, words)
		dana.Press("Save the goal")
		moment := time.NewTimer(time.Duration(rand.IntN(120)) * time.Millisecond) // the fault comes at any time
		<-moment.C
		said := dana.Read(`document.querySelector("h1").innerText`) == "Case plan"
		dana.Browser.Kill()
		again := stage.OpenProfile(t, "tablet", dana.Browser.Profile).NewPage(house.server, "Dana Reed", false)
		again.Inspect = inspect
		again.Go(caseFile + "/plan")
		unlock(again, passphrase)
		again.On("Case plan")
		shown := timesOnPlan(again, caseFile, words)
		switch {
		case shown > 1:
			t.Errorf("cut %d: the plan shows the goal %d times", i, shown)
		case said && shown == 0:
			t.Errorf("cut %d: the screen had shown the goal saved, and it is gone", i)
		case said:
			confirmed++
		case shown == 1:
			saved++
		default:
			typed++
			again.Go(caseFile + "/goals/new")
			again.FieldHolds("The goal, in their own words", words)
			again.Press("Save the goal")
			again.On("Case plan")
		}
		dana = again
	}
	for range kills {
		hitInBrowser(faults.BrowserKilled)
	}
	t.Logf("browser killed while saving %d times: %d confirmed, %d saved unseen, %d kept as typed", kills, confirmed, saved, typed)
}
