package pages

import (
	"testing"
	"time"

	"doorstep/casework"
)

// TestWhatIsSummedUpIsLateToo: the line that stands for many tasks of a case is
// late as soon as the first of them is, says how many, and leads to them.
func TestWhatIsSummedUpIsLateToo(t *testing.T) {
	request := Request{Now: time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC), Actor: casework.Actor{ID: "dana"}}
	sum := casework.Dated{On: "2026-03-30", Kind: casework.KindAction, Record: "more-1", Who: "staff:dana", More: 40}
	thing := datedThing(request, casework.Summary{Case: "c", Name: "Alvarez"}, sum)
	if !thing.late || thing.others || thing.row.Text != "40 more: Action" || thing.row.Href != "/cases/c/plan" || len(thing.row.Tags) != 1 {
		t.Errorf("%+v", thing)
	}
	told := casework.Dated{Kind: casework.KindTold, Record: "more-2", More: 3}
	if href := datedPath("c", told); href != "/cases/c/changes" {
		t.Errorf("who must know leads to %s", href)
	}
}
