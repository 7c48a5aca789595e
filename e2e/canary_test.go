package e2e

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// canaries are words that no file of the browser's profile may hold while the
// tablet is locked: one a way into the program.
var canaries = map[string]string{
	"a person's name":         "Quetzalina Xylandervogt",
	"a goal":                  "zephyrmarmalade goal",
	"a note":                  "obsidianfalcon note",
	"a search":                "vermilionquokka",
	"a draft":                 "halcyonbadger draft",
	"a photo's name":          "umbratoucan",
	"a case's name":           "Brindlethwaite",
	"the tablet's passphrase": "quarrelsome pewtersmith lanternlight drifting",
}

// chromiumsOwn are files that Chromium writes and that hold a canary all the
// same, each with what it is. The README names them too.
var chromiumsOwn = map[string]string{}

// canary: after a visit nothing readable lies in the browser's profile.
func canary(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	dana := house.withTablet("Dana Reed", false)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	// The case is made at the office desk: what a desk's browser keeps is not
	// what a stolen tablet holds.
	caseFile := openCase(dana, canaries["a case's name"], "Maria")
	makeReady(dana, 1, canaries["the tablet's passphrase"])
	house.server.Stop()
	dana.Offline()

	addPerson(dana, caseFile, canaries["a person's name"], "Mother")
	addGoal(dana, caseFile, canaries["a goal"])
	addNote(dana, caseFile, canaries["a note"], canaries["a photo's name"]+".png")
	dana.Go("/")
	dana.Fill("Find a case, or what was written", canaries["a search"])
	dana.Press("Find")
	dana.On("Found")
	dana.Go(caseFile + "/goals/new")
	dana.On("Add a goal")
	dana.Write("The goal, in their own words", canaries["a draft"])
	dana.StateSays("Draft")
	dana.Go("/")
	dana.Browser.Close()

	found, control := 0, false // the scan must find what Chromium surely writes
	err := filepath.WalkDir(dana.Browser.Profile, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Type()&fs.ModeSymlink != 0 {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		found++
		control = control || holds(content, strings.TrimPrefix(house.server.Origin, "http://"))
		name, _ := filepath.Rel(dana.Browser.Profile, path)
		for what, words := range canaries {
			if holds(content, words) && chromiumsOwn[family(name)] == "" {
				t.Errorf("%s lies readable in the profile: %s", what, name)
			}
		}
		return nil
	})
	if err != nil || found < 20 || !control {
		t.Fatalf("scanning the profile: %d files, address found: %t, %v", found, control, err)
	}
}

// family is a file's folder and name without numbers.
func family(name string) string {
	return strings.TrimRight(name, "0123456789")
}

// holds looks for words as UTF-8 and UTF-16, and for their parts: a compressed
// file may break a sentence, seldom a word.
func holds(content []byte, words string) bool {
	for _, part := range append(strings.Fields(words), words) {
		if len(part) < 8 {
			continue
		}
		var wide []byte
		for _, unit := range utf16.Encode([]rune(part)) {
			wide = append(wide, byte(unit), byte(unit>>8))
		}
		if bytes.Contains(content, []byte(part)) || bytes.Contains(content, wide) {
			return true
		}
	}
	return false
}
