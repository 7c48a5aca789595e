package pages_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
)

// manyCases opens so many cases, every third of them Eve's.
func manyCases(t *testing.T, b *browser, n int) {
	t.Helper()
	for i := range n {
		id, worker := b.env.NewID(), danaReed
		if i%3 == 2 {
			worker = eveDoe
		}
		entry := pages.Made(id, casework.KindCase, map[string]string{"name": fmt.Sprintf("Family %03d", i+1), "worker": worker.ID, "status": "open", "next_step": "Call", "next_on": "2026-11-16"})
		if err := b.env.Write(context.Background(), pages.Request{Actor: worker, Now: firstDay}, id, entry); err != nil {
			t.Fatal(err)
		}
	}
}

// rowsIn counts the rows of a list.
func (b *browser) rowsIn(id string) int {
	_, list, _ := strings.Cut(b.body, `id="`+id+`"`)
	list, _, _ = strings.Cut(list, "</ul>")
	return strings.Count(list, "<li")
}

// TestListsOfAnAgencyHavePages: no list draws thousands of rows, each case stands
// on one page, and what the list was narrowed to stays.
func TestListsOfAnAgencyHavePages(t *testing.T) {
	sam := at(t, officeEnv(&ids{}), samOkoro)
	manyCases(t, sam, 450)
	sam.open("/").expect(200, "1 to 200 of 450", "410 more cases stand in the list of all cases.", "Family 001")
	if n, today := sam.rowsIn("all"), sam.rowsIn("today"); n != 200 || today != 40 {
		t.Errorf("the first page has %d rows and %d for today", n, today)
	}
	sam.follow("page-after").follow("page-after").expect(200, "401 to 450 of 450", "Family 450")
	if n := sam.rowsIn("all"); n != 50 || sam.has("today") || sam.has("page-after") {
		t.Errorf("the last page has %d rows", n)
	}
	sam.follow("page-before").expect(200, "201 to 400 of 450")

	sam.open("/board/all?worker=dana").expect(200, "1 to 200 of 300").follow("page-after").expect(200, "201 to 300 of 300", "Family 449")
	if strings.Contains(sam.text, "Family 450") {
		t.Error("the second page shows another worker's case")
	}
	sam.submit("assign").expect(422, "Which cases?", "201 to 300 of 300")
	sam.open("/board/all").expect(200, "1 to 200 of 450")
}

// TestLateListHasPages: the cases with late entries, then those with entries kept
// aside, are one list.
func TestLateListHasPages(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	manyCases(t, dana, 330)
	list, err := dana.env.Store.Summaries(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	n := int64(0)
	for _, summary := range list {
		if summary.Worker == "dana" {
			n++
			keep(t, dana, summary.Case, n, lostID, casework.KindGoal, casework.ReasonNotYours, makesRecord("words", "A quiet room")...)
		}
	}
	dana.open("/late").expect(200, "1 to 200 of 220", "Family 001").follow("page-after").expect(200, "201 to 220 of 220", "Family 329")
	if n := dana.rowsIn("kept"); n != 20 {
		t.Errorf("the last page has %d rows", n)
	}
}
