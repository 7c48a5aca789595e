// Package practicemap holds docs/practice.md to what is there: each test and story
// that it names, each page, and each row of the practice guide.
package practicemap

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
)

const root = "../.."

// row is one line of a table of the map.
type row struct {
	heading string // the nearest above it
	guide   bool   // in the part of the practice guide on carrying the plan out
	cells   []string
}

// rowsOf reads the tables of the map.
func rowsOf(text string) (rows []row) {
	heading, guide := "", false
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "#"):
			heading = strings.TrimSpace(strings.TrimLeft(line, "#"))
			guide = guide || strings.HasPrefix(line, "# Carrying the plan out")
		case strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "|---") && !(i+1 < len(lines) && strings.HasPrefix(lines[i+1], "|---")):
			cells := strings.Split(strings.Trim(line, "|"), "|")
			for at := range cells {
				cells[at] = strings.TrimSpace(cells[at])
			}
			rows = append(rows, row{heading, guide, cells})
		}
	}
	return rows
}

// source is what the program's own files say: the names of tests, the stories, and
// the text in which the office mounts pages of its own.
func source(t *testing.T) (tests, stories map[string]bool, office string) {
	t.Helper()
	tests, stories = map[string]bool{}, map[string]bool{}
	named, played := regexp.MustCompile(`(?m)^func (Test\w+)\(`), regexp.MustCompile(`(?m)^\t\{"(\w+)", \w+\},$`)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := entry.Name(); entry.IsDir() && (name == "node_modules" || name == "dist" || name == "out" || name == ".git") {
			return filepath.SkipDir
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_templ.go") {
			return nil
		}
		content, err := os.ReadFile(path)
		for _, match := range named.FindAllStringSubmatch(string(content), -1) {
			tests[match[1]] = true
		}
		if strings.HasSuffix(path, "stories_test.go") {
			for _, match := range played.FindAllStringSubmatch(string(content), -1) {
				stories[match[1]] = true
			}
		}
		if strings.Contains(filepath.ToSlash(path), "/server/") && !strings.HasSuffix(path, "_test.go") {
			office += string(content)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tests, stories, office
}

var (
	codeWords  = regexp.MustCompile("`([^`]+)`")
	storyNamed = regexp.MustCompile("stor(?:y|ies) `(\\w+)`")
	places     = regexp.MustCompile(`<[^>]+>|:[a-z]+`)
)

// TestTheMapNamesWhatIsThere: no test, story, file or page of the map is a memory of
// one, and each row says both where and how it is shown.
func TestTheMapNamesWhatIsThere(t *testing.T) {
	text, err := os.ReadFile(root + "/docs/practice.md")
	if err != nil {
		t.Fatal(err)
	}
	tests, stories, office := source(t)
	for _, match := range storyNamed.FindAllStringSubmatch(string(text), -1) {
		if !stories[match[1]] {
			t.Errorf("there is no story %q", match[1])
		}
	}
	for _, match := range codeWords.FindAllStringSubmatch(string(text), -1) {
		switch name := match[1]; {
		case strings.HasPrefix(name, "Test"):
			if !isTest(tests, name) {
				t.Errorf("there is no test %s", name)
			}
		case strings.HasSuffix(name, ".go"):
			if _, err := os.Stat(filepath.Join(root, name)); err != nil {
				t.Errorf("there is no file %s", name)
			}
		case strings.HasPrefix(name, "/"):
			if !isPage(office, name) {
				t.Errorf("no page answers at %s", name)
			}
		}
	}
	for _, one := range rowsOf(string(text)) {
		shown := one.cells[len(one.cells)-1]
		if one.guide && (len(one.cells) != 3 || !strings.Contains(one.cells[1], "`/") || !strings.Contains(shown, "`Test")) {
			t.Errorf("%s: %q names no page or no test", one.heading, one.cells[0])
		}
	}
}

func isTest(tests map[string]bool, name string) bool {
	begins, several := strings.CutSuffix(name, "…")
	if !several {
		return tests[name]
	}
	for one := range tests {
		if strings.HasPrefix(one, begins) {
			return true
		}
	}
	return false
}

// isPage reports whether an address of the map is in the route table, in a case or
// outside of it or under one contract, or is mounted by the office alone.
func isPage(office, address string) bool {
	path := places.ReplaceAllString(address, "x")
	for _, under := range []string{"", "/cases/x", "/cases/x/contracts/x", "/cases/x/contracts/x/sign/worker", "/cases/x/contracts/x/sign"} {
		for _, method := range []string{"GET", "POST"} {
			if _, _, ok := pages.Match(pages.Routes(), method, under+path); ok {
				return true
			}
		}
	}
	last := address[strings.LastIndex(address, "/"):]
	return strings.Contains(office, address+`"`) || strings.Contains(office, `Path + "`+last+`"`)
}

// TestTheMapHoldsTheWholeGuide counts its rows against the guide's: nothing of it is
// left out.
func TestTheMapHoldsTheWholeGuide(t *testing.T) {
	text, err := os.ReadFile(root + "/docs/practice.md")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{ // as the guide counts them
		"What it is": 3, "Policy requirements": 7, "How to use your supervisor": 5,
		"Engage with service providers": 6, "Clarify specific service needs when making referrals": 8,
		"Provide services promptly and on an ongoing basis": 13, "Use caseworker visits to mobilise services": 5,
		"Evaluate appropriateness and effectiveness": 4, "At discharge and closure": 5,
	}
	ways := map[string]string{"observation": "Observation", "documentation": "Documentation", "interview": "Interview", "supervision": "Supervision"}
	for _, measure := range casework.Measures {
		want[ways[measure.Way]]++
	}
	have := map[string]int{}
	for _, one := range rowsOf(string(text)) {
		if one.guide {
			have[one.heading]++
		}
	}
	for heading, n := range want {
		if have[heading] < n {
			t.Errorf("%s: %d rows, the guide has %d", heading, have[heading], n)
		}
	}
	for _, word := range []string{"observation", "interview", "supervision"} {
		if !strings.Contains(string(text)[strings.Index(string(text), "## What software cannot do"):], word) {
			t.Errorf("what software cannot do is silent on %s", word)
		}
	}
}
