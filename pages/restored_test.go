package pages_test

import (
	"context"
	"testing"
	"time"

	"doorstep/storage/memory"
)

// TestAFormFromBeforeARestore: the office gives its numbers anew after a restore,
// so what a form saw before it says nothing about what stands there now. Both
// versions stay; a form drawn afterwards writes as ever.
func TestAFormFromBeforeARestore(t *testing.T) {
	b, caseID := planned(t)
	goal := b.file(caseID).Of("goal")[0].ID
	edit := "/cases/" + caseID + "/goals/" + goal + "/edit"
	rewrite(t, b, b.env, samOkoro, caseID, goal, b.file(caseID).Seen, firstDay, "Written at a desk")
	b.now = firstDay.Add(time.Hour)
	before := *b.open(edit)
	if err := b.env.Store.(*memory.Office).BeginTerm(context.Background(), 1_795_000_000_000); err != nil {
		t.Fatal(err)
	}
	before.submit("form", "words", "Typed across the restore")
	record := b.goal(caseID, goal)
	if record.Get("words") != "Written at a desk" || len(record.Siblings) != 1 || record.Siblings[0].Text != "Typed across the restore" {
		t.Errorf("the goal says %q beside %v, want both versions", record.Get("words"), record.Siblings)
	}

	rewrite(t, b, b.env, samOkoro, caseID, goal, b.file(caseID).Seen, b.now, "Written after it")
	b.open(edit).submit("form", "words", "Typed after it")
	if record := b.goal(caseID, goal); record.Get("words") != "Typed after it" {
		t.Errorf("the goal says %q beside %v", record.Get("words"), record.Siblings)
	}
}
