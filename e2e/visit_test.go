package e2e

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"doorstep/e2e/stage"
	"doorstep/storage/blob/blobtest"
)

// visit is the eight steps of one field visit, end to end.
func visit(t *testing.T) {
	// 1. Start: the server is new; the set-up page makes the first person. Objects
	// go to a real S3 server.
	store := blobtest.StartS3(t)
	server := stage.NewServer(t)
	server.Env = []string{
		"DOORSTEP_S3_ENDPOINT=" + store.Config.Endpoint, "DOORSTEP_S3_BUCKET=" + store.Config.Bucket, "DOORSTEP_S3_PATH_STYLE=true",
		"DOORSTEP_S3_ACCESS_KEY=" + store.Config.AccessKey, "DOORSTEP_S3_SECRET_KEY=" + store.Config.SecretKey,
	}
	server.Start()
	house := &agency{t: t, server: server, office: stage.OpenBrowser(t, "office")}
	ada := house.setUp("Harbor House", "Ada Stone")
	ada.Sees("Open a case", "Load a demonstration caseload")

	// 2. People: a caseworker with a tablet, a supervisor at the office.
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")

	// 3. A case and its plan.
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	addPerson(dana, caseFile, "Rosa Alvarez", "Child")
	addGoal(dana, caseFile, "I want my kids home by summer")
	addSaid(dana, caseFile, "Add a barrier", "What stands in the way, in their own words", "The shelter takes no children", "Save the barrier")
	addSaid(dana, caseFile, "Add a strength", "What they bring, in their own words", "My sister helps when it gets hard", "Save the strength")
	addIssue(dana, caseFile, "No place to live with the children")
	addAction(dana, caseFile, "No place to live with the children", "Referral", "Ask three family shelters for a room", "Dana Reed")
	addAction(dana, caseFile, "No place to live with the children", "Task", "Bring the birth certificates", "Maria Alvarez")
	addNote(dana, caseFile, "Maria showed me the letter from the shelter.", "shelter-letter.png")

	// 4. Make this tablet ready.
	makeReady(dana, 1, "")
	dana.StateSays("Safe to close")

	// 8, first half: while the tablet is away, the office changes the goal.
	dana.Offline()
	house.server.Stop()
	house.server.Start()
	changeGoal(sam, caseFile, "I want my kids home by summer", "Maria wants the children home by June")
	house.server.Stop()

	// 5. No network: every page from the tablet, through reload, a killed
	// worker, and all pages closed.
	dana.Go(caseFile)
	dana.On("Alvarez")
	changeGoal(dana, caseFile, "I want my kids home by summer", "I want my kids home before school starts")
	tickAction(dana, caseFile, "Bring the birth certificates")
	addNote(dana, caseFile, "We read the plan together at the kitchen table.", "kitchen.png")
	dana.StateSays("waiting to send")
	dana.Go(caseFile + "/plan")
	dana.Reload()
	dana.Sees("before school starts", "Done")
	dana.KillWorker()
	dana.Reload()
	dana.Sees("before school starts")
	dana.Away()
	dana.KillWorker()
	dana.Go("/")
	unlock(dana, "")
	dana.On("Your caseload")
	dana.Go(caseFile + "/notes")
	dana.Sees("We read the plan together at the kitchen table.")

	// 6. Sign on the glass, still without a network.
	contract := makeContract(dana, caseFile, "Maria Alvarez", "Maria has a lease and the children have slept there")
	sign(dana, contract, "Maria Alvarez")
	sign(dana, contract, "Dana Reed")
	dana.On("Signed by both")
	addGoal(dana, caseFile, "Rosa goes to school every day")
	dana.Go(caseFile + "/plan")
	dana.Sees("This plan has changed since you both signed.")

	// 7. Back at the office: the tablet syncs by itself.
	house.server.Start()
	dana.Online()
	stage.AwaitWithin(t, time.Minute, "the tablet to sync by itself", func() (bool, string) {
		state := dana.State()
		return strings.Contains(state, "Safe to close"), state
	})
	syncNow(dana)
	dana.Sees("Safe to close. The office has everything.")
	sam.Go(caseFile)
	sam.On("Alvarez")
	sam.Go(contract)
	sam.Sees("Signed by both")
	opensPDF(sam)
	opensPhoto(sam, caseFile, "kitchen.png")
	lieIn(t, store.Folder, []byte("%PDF-"), content(t, photo(t, "kitchen.png")))

	// 8. Two people, one sentence: both versions stand until somebody chooses.
	for _, person := range []*stage.Page{sam, dana} {
		person.Go(caseFile + "/versions")
		person.On("Two versions")
	}
	sam.Press("Write new words instead")
	sam.On("Choose the words")
	sam.Sees("Dana Reed wrote", "You wrote")
	showsVersions(sam, "I want my kids home before school starts", "Maria wants the children home by June")
	sam.Fill("The goal, in their own words", "Maria wants her children home before school starts in June")
	sam.Press("Keep the new words")
	sam.Leaves("Choose the words")
	sam.Go(caseFile + "/plan")
	sam.Sees("Maria wants her children home before school starts in June")
	syncNow(dana)
	comesToShow(dana, caseFile+"/plan", "Maria wants her children home before school starts in June")
}

// lieIn waits until a folder holds a file that begins with each of these.
func lieIn(t *testing.T, folder string, beginnings ...[]byte) {
	t.Helper()
	for _, beginning := range beginnings {
		stage.Await(t, fmt.Sprintf("an object that begins with %.5q", beginning), func() (bool, string) {
			found, files := false, 0
			err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				files++
				text, err := os.ReadFile(path)
				found = found || bytes.HasPrefix(text, beginning)
				return err
			})
			return found, fmt.Sprintf("%d objects, %v", files, err)
		})
	}
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// syncNow asks for a sync and waits until nothing is to be sent.
func syncNow(page *stage.Page) {
	page.T.Helper()
	page.Go("/sync")
	page.On("Is it safe to close?")
	page.Press("Sync now")
	page.StateSays("Safe to close")
}

// comesToShow looks at a page again and again until it shows the words: what
// others did arrives beside the pages.
func comesToShow(page *stage.Page, path, words string) {
	page.T.Helper()
	stage.Await(page.T, page.Who+"'s page to show "+words, func() (bool, string) {
		page.Go(path)
		text := page.Text()
		return strings.Contains(text, words), text
	})
}

// showsVersions waits until the cards show these versions, without the words
// that tell a screen reader what differs.
func showsVersions(page *stage.Page, versions ...string) {
	page.T.Helper()
	for _, words := range versions {
		page.Holds("the version "+words, `[...document.querySelectorAll(".version-words")].some((card) => {
			const copy = card.cloneNode(true);
			copy.querySelectorAll(".unseen").forEach((n) => n.remove());
			return copy.textContent.replace(/\s+/g, " ").trim() === `+quote(words)+`; })`)
	}
}

// opensPDF opens the contract's PDF as the office does.
func opensPDF(page *stage.Page) {
	page.T.Helper()
	page.Sees("Open the PDF")
	var head string
	page.Run(`fetch([...document.links].find((a) => a.textContent.includes("Open the PDF")).href).then((r) => r.text()).then((t) => t.slice(0, 5))`, &head)
	if head != "%PDF-" {
		page.T.Errorf("the contract's PDF begins with %q", head)
	}
}

// opensPhoto opens a photo from the case and compares it byte for byte.
func opensPhoto(page *stage.Page, caseFile, name string) {
	page.T.Helper()
	page.Go(caseFile + "/papers")
	page.Press(name)
	page.On(name)
	want, err := os.ReadFile(photo(page.T, name))
	if err != nil {
		page.T.Fatalf("reading the photo: %v", err)
	}
	var got []byte
	page.Run(`fetch([...document.querySelectorAll("main img, main a")].map((n) => n.src || n.href).find((a) => a.includes("/file"))).then((r) => r.arrayBuffer()).then((b) => btoa(String.fromCharCode(...new Uint8Array(b))))`, &got)
	if !bytes.Equal(got, want) {
		page.T.Errorf("the photo at the office has %d bytes, want the %d that were taken", len(got), len(want))
	}
}

// openCase opens a case with a mother in it and returns its address.
func openCase(page *stage.Page, name, person string) string {
	page.T.Helper()
	page.Go("/cases/new")
	page.On("Open a case")
	page.Fill("Family name", name)
	page.Fill("First person: full name", person)
	page.Tick("Mother")
	page.Press("Open the case")
	page.On(name)
	return strings.SplitN(page.Path(), "?", 2)[0]
}

func addPerson(page *stage.Page, caseFile, name, role string) {
	page.T.Helper()
	page.Go(caseFile + "/people/new")
	page.On("Add a person")
	page.Fill("Full name as on papers", name)
	page.Tick(role)
	page.Press("Save this person")
	page.On("People")
	page.Sees(name)
}

func addGoal(page *stage.Page, caseFile, words string) {
	page.T.Helper()
	addSaid(page, caseFile, "Add a goal", "The goal, in their own words", words, "Save the goal")
}

// addSaid adds what somebody said to the plan.
func addSaid(page *stage.Page, caseFile, add, label, words, save string) {
	page.T.Helper()
	page.Go(caseFile + "/plan")
	page.On("Case plan")
	page.Press(add)
	page.On(add)
	page.Fill(label, words)
	page.Press(save)
	page.On("Case plan")
	page.Sees(words)
}

func changeGoal(page *stage.Page, caseFile, was, words string) {
	page.T.Helper()
	page.Go(caseFile + "/plan")
	page.Press("Change", was)
	page.On("Change a goal")
	page.Fill("The goal, in their own words", words)
	page.Press("Save the goal")
	page.On("Case plan")
	page.Sees(words)
}

func addIssue(page *stage.Page, caseFile, what string) {
	page.T.Helper()
	page.Go(caseFile + "/plan")
	page.Press("Add an issue")
	page.On("Add an issue")
	page.Fill("What is the issue?", what)
	page.Tick("Presenting issue")
	page.Press("Save the issue")
	page.On("Case plan")
	page.Sees(what)
}

func addAction(page *stage.Page, caseFile, issue, kind, what, who string) {
	page.T.Helper()
	page.Go(caseFile + "/plan")
	page.Press("Add an action", issue)
	page.On("Add an action")
	page.Tick(kind)
	page.Fill("What will be done?", what)
	page.Tick(who, "Who does it?")
	date(page, "By when?", "30", "June", "2027")
	page.Press("Save the action")
	page.On("Case plan")
	page.Sees(what)
}

func tickAction(page *stage.Page, caseFile, what string) {
	page.T.Helper()
	page.Go(caseFile + "/plan")
	page.Press("Done", what)
	page.Holds("the tick", `[...document.querySelectorAll(".action[data-done]")].some((n) => n.textContent.includes(`+quote(what)+`))`)
}

func addNote(page *stage.Page, caseFile, text, file string) {
	page.T.Helper()
	page.Go(caseFile + "/notes/new")
	page.On("Write a note")
	page.Tick("Home visit")
	page.Fill("What happened?", text)
	if file != "" {
		page.Attach("Add a photo or document", photo(page.T, file))
	}
	page.Press("Save the note")
	page.Sees(text)
}

// makeContract makes a contract from the plan, reads it and starts signing.
// It returns the contract's address.
func makeContract(page *stage.Page, caseFile, client, ends string) string {
	page.T.Helper()
	page.Go(caseFile + "/contracts")
	page.On("Contracts")
	if page.Offers(client) {
		page.Tick(client)
	}
	page.Press("Make a contract from the plan")
	page.On("Contract in the making")
	contract := page.Path()
	page.Press("Change", "This work ends when")
	page.Fill("This work ends when", ends)
	page.Press("Save")
	page.On("Contract in the making")
	page.Press("Read and sign")
	page.On("Read before you sign")
	page.Sees(ends)
	page.Press("Start signing")
	page.On("Sign the contract")
	return contract
}
