package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// put sends operations and returns what became of each.
func (d *tablet) put(ops ...json.RawMessage) []oplog.Result {
	d.t.Helper()
	answer, raw := d.sync(exchange.Request{Operations: ops})
	if raw.status != http.StatusOK || len(answer.Results) != len(ops) {
		d.t.Fatalf("sync: %d %s", raw.status, raw.body)
	}
	return answer.Results
}

func sets(field, to string) oplog.Change {
	return oplog.Change{Do: oplog.Set, Field: field, To: to}
}

func newID7() string { return uuid.Must(uuid.NewV7()).String() }

// goalOf makes a case with a goal on a tablet.
func (d *tablet) goalOf(name, words string) (caseID, goal string) {
	d.t.Helper()
	caseID, made := d.newCase(name)
	goal = newID7()
	d.put(made, d.write(caseID, goal, casework.KindGoal, oplog.Change{Do: oplog.Create}, sets("words", words), sets("status", "open")))
	return caseID, goal
}

func TestHistoryOfARecord(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	caseID, goal := d.goalOf("Fieldfamily", "I want my kids home by summer")
	base := "/cases/" + caseID
	form := ada.get(base + "/goals/" + goal + "/edit")
	ada.want(form, http.StatusOK, "History")
	if link := `href="` + base + `/history/` + goal + `"`; !strings.Contains(form.body, link) {
		t.Errorf("the record's page does not lead to its history: %s", text(form.body))
	}
	seen := regexp.MustCompile(`name="seen" value="(\d+)"`).FindStringSubmatch(form.body)
	ada.want(ada.post(base+"/goals/"+goal+"/edit", "seen", seen[1], "words", "I want my kids home by spring", "status", "open"), http.StatusSeeOther, "")

	ahead := oplog.Operation{
		ID: oplog.ID{Device: d.Device, Epoch: d.Epoch, N: d.next}, Actor: d.Person.ID, Case: caseID, Record: goal, Kind: casework.KindGoal,
		At: oplog.Moment(time.Now().Add(2 * time.Hour)), Offset: 7_200_000, Changes: []oplog.Change{sets("words", "I want my kids home for the holidays")},
	}.Seal(make([]byte, oplog.SaltBytes))
	d.next++
	if result := d.put(ahead.Bytes())[0]; result.Outcome != oplog.Conflict {
		t.Fatalf("the tablet's words: %+v, want a conflict", result)
	}
	page := ada.get(base + "/history/" + goal)
	ada.want(page, http.StatusOK, "Goal: I want my kids home by spring")
	for _, want := range []string{
		"Ada wrote another version of it", "Two versions", "What stood there and stayed: I want my kids home different: by spring",
		"Another version, which stood beside:", "for the holidays", "The tablet's clock was 120 minutes ahead",
		"Ada changed it", "At the office,", "Before: I want my kids home by different: summer", "Then: I want my kids home by different: spring",
		"Ada wrote it down", "On a tablet", "History of the case",
	} {
		if !strings.Contains(text(page.body), want) {
			t.Errorf("the history does not say %q: %s", want, text(page.body))
		}
	}
	for seq, want := range map[int]string{2: "by summer", 3: "by spring", 4: "Another version, which stood beside: I want my kids home for the holidays"} {
		ada.want(ada.get(fmt.Sprintf("%s/history/%s/%d", base, goal, seq)), http.StatusOK, want)
	}

	head := ada.get(base + "/versions/" + goal + "/words")
	ada.want(head, http.StatusOK, "holidays")
	fields := []string{"keep", "new", "words", "Home before the summer"}
	for _, name := range []string{"seen", "head", "sibling"} {
		if value := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(head.body); value != nil {
			fields = append(fields, name, value[1])
		}
	}
	ada.want(ada.post(base+"/versions/"+goal+"/words", fields...), http.StatusSeeOther, "")
	d.put(d.write(caseID, goal, casework.KindGoal, sets("status", "reached")))
	d.put(d.write(caseID, newID7(), "dream", oplog.Change{Do: oplog.Create}, sets("words", "from a newer build")))
	page = ada.get(base + "/history/" + goal)
	for _, want := range []string{"Ada chose between versions", "Then: different: Home before the summer", "Not chosen (Ada): I want my kids home for the holidays"} {
		if !strings.Contains(text(page.body), want) {
			t.Errorf("after the choice the history does not say %q: %s", want, text(page.body))
		}
	}
	whole := ada.get(base + "/history")
	for _, want := range []string{"Case", "Goal: Home before the summer", "Ada wrote this, and it was kept aside", "Kept aside", "from a newer build"} {
		if !strings.Contains(text(whole.body), want) {
			t.Errorf("the history of the case does not say %q: %s", want, text(whole.body))
		}
	}
	ada.want(ada.get(base), http.StatusOK, "History")
}

// TestHistoryIsForWhoMaySeeTheCase: all others are told what they are told of a
// case that does not exist.
func TestHistoryIsForWhoMaySeeTheCase(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben, sue := ada.join("Ben", "caseworker"), ada.join("Sue", "supervisor")
	caseID, goal := ada.enrol().goalOf("Fieldfamily", "Home")
	other, _ := ben.enrol().goalOf("Otherfamily", "Work")
	for _, path := range []string{"/cases/" + caseID + "/history", "/cases/" + caseID + "/history/" + goal, "/cases/" + caseID + "/history/" + goal + "/2"} {
		sue.want(sue.get(path), http.StatusOK, "Home")
		ben.want(ben.get(path), http.StatusNotFound, "")
		ben.want(ben.get(strings.Replace(path, caseID, other, 1)), map[bool]int{true: http.StatusOK, false: http.StatusNotFound}[strings.HasSuffix(path, "/history")], "")
	}
	for _, odd := range []string{"/history/" + goal + "/0", "/history/" + goal + "/1", "/history/" + goal + "/x", "/history/" + newID7()} {
		ada.want(ada.get("/cases/"+caseID+odd), http.StatusNotFound, "")
	}
}

// TestHistoryInPages: a case with thousands of entries comes in pages, each
// entry once.
func TestHistoryInPages(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	caseID, goal := d.goalOf("Longfamily", "Entry 0")
	const entries = 3000
	var ops []json.RawMessage
	for i := 1; i <= entries; i++ {
		ops = append(ops, d.write(caseID, goal, casework.KindGoal, sets("words", fmt.Sprintf("Entry %d", i))))
		if len(ops) == exchange.MaxOperations {
			d.put(ops...)
			ops = nil
		}
	}
	for _, base := range []string{"/cases/" + caseID + "/history", "/cases/" + caseID + "/history/" + goal} {
		seen, path, began := map[string]bool{}, base, time.Now()
		rounds := 0
		for ; path != "" && rounds < 100; rounds++ {
			page := ada.get(path)
			ada.want(page, http.StatusOK, "")
			for _, id := range regexp.MustCompile(`id="(entry-\d+)"`).FindAllStringSubmatch(page.body, -1) {
				if seen[id[1]] {
					t.Fatalf("%s comes twice", id[1])
				}
				seen[id[1]] = true
			}
			path = ""
			if next := regexp.MustCompile(`href="([^"]+\?before=\d+)"`).FindStringSubmatch(page.body); next != nil {
				path = next[1]
			}
		}
		if len(seen) < entries+1 {
			t.Errorf("%s: %d entries on %d pages, want %d", base, len(seen), rounds, entries+1)
		}
		t.Logf("%d pages, %s each", rounds, time.Since(began)/time.Duration(rounds))
	}
}
