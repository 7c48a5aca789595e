package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"doorstep/e2e/stage"
)

// uploads: a file that is too large or not what its name says is refused in
// words, and every typed word is still there; in both homes. An object store
// that is down makes papers wait, visibly.
func uploads(t *testing.T) {
	house := openAgency(t)
	ada := house.withTablet("Ada Stone", true)
	setUpAt(ada, house.server.SetupLink(), "Harbor House", "Ada Stone")
	caseFile := openCase(ada, "Alvarez", "Maria Alvarez")
	huge := file(t, "huge.png", append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 30<<20)...))
	mistyped := file(t, "letter.png", []byte("This is a text that calls itself a picture."))
	refuses := func() {
		t.Helper()
		ada.Go(caseFile + "/notes/new")
		ada.On("Write a note")
		ada.Tick("Home visit")
		for _, bad := range []string{huge, mistyped} {
			ada.Fill("What happened?", "Words beside "+filepath.Base(bad))
			ada.Attach("Add a photo or document", bad)
			ada.Press("Save the note")
			ada.Sees("to put right")
			ada.FieldHolds("What happened?", "Words beside "+filepath.Base(bad))
		}
		ada.Go(caseFile + "/notes")
		ada.SeesNot("Words beside")
	}
	refuses()

	// The object store is down: a folder that is no folder.
	objects := filepath.Join(house.server.Data, "objects")
	away := objects + "-away"
	if err := os.Rename(objects, away); err != nil && !os.IsNotExist(err) {
		t.Fatalf("taking the objects away: %v", err)
	}
	if err := os.WriteFile(objects, nil, 0o600); err != nil {
		t.Fatalf("taking the objects away: %v", err)
	}
	addIssue(ada, caseFile, "No place to live")
	addAction(ada, caseFile, "No place to live", "Task", "Bring the birth certificates", "Maria Alvarez")
	addNote(ada, caseFile, "A photo for a store that is down.", "waits.png")
	ada.Go(caseFile + "/papers")
	ada.Sees("Waits to go to the safe store")
	contract := makeContract(ada, caseFile, "Maria Alvarez", "Maria has a lease")
	sign(ada, contract, "Maria Alvarez")
	sign(ada, contract, "Ada Stone")
	ada.On("Signed by both")
	ada.Sees("waits for storage")
	if err := os.Remove(objects); err != nil {
		t.Fatalf("bringing the objects back: %v", err)
	}
	if err := os.Rename(away, objects); err != nil && !os.IsNotExist(err) {
		t.Fatalf("bringing the objects back: %v", err)
	}
	stage.AwaitWithin(t, 2*time.Minute, "the papers in the store", func() (bool, string) {
		ada.Go(contract)
		text := ada.Text()
		return !strings.Contains(text, "waits for storage") && strings.Contains(text, "Open the PDF"), text
	})
	opensPDF(ada)
	opensPhoto(ada, caseFile, "waits.png")

	// The same on the tablet, without a network.
	makeReady(ada, 1, "")
	house.server.Stop()
	ada.Offline()
	refuses()
}

// file writes a file of that name and returns its path.
func file(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatalf("writing %s: %v", name, err)
	}
	return path
}
