package paper_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"doorstep/casework"
	"doorstep/views"
)

func sheet(words string) views.PlanSheet {
	step := views.PlanSheetStep{Words: "Task: " + words, Details: []string{"Who does it: Dana Reed", "By when: 1 December 2026"}}
	done := step
	done.Done = true
	return views.PlanSheet{
		Title: "Case plan", For: "For Maria Alder, with Harbour", Version: "As it stands on 21 November 2026, 12:00.", Foot: "Harbour · today",
		Lang: "en", Intro: "We made this plan together.", Standing: []casework.Standing{{Heading: "It can change", Text: "We change it when it no longer fits. " + words}},
		Parts: []views.PlanSheetPart{
			{Heading: "Goals", Items: []views.PlanSheetItem{{Words: words, Said: "Maria Alder, 21 November 2026", Details: []string{"Wording: " + words}}}},
			{Heading: "Strengths"},
			{Heading: "Issues", Items: []views.PlanSheetItem{{Words: "Housing", Steps: []views.PlanSheetStep{step, done}}}},
		},
	}
}

func TestPlan(t *testing.T) {
	p := built(t)
	for name, words := range speeches {
		t.Run(name, func(t *testing.T) {
			file, err := p.Plan(sheet(words), at("2026-11-21T12:00:00Z"))
			if err != nil {
				t.Fatal(err)
			}
			check(t, file)
			again, err := p.Plan(sheet(words), at("2026-11-21T12:00:00Z"))
			if err != nil || !bytes.Equal(file, again) {
				t.Errorf("the same plan gave other bytes (%v)", err)
			}
			path := filepath.Join(t.TempDir(), "plan.pdf")
			if out := os.Getenv("DOORSTEP_PAPER_OUT"); out != "" {
				path = filepath.Join(out, "plan-"+name+".pdf")
			}
			if err := os.WriteFile(path, file, 0o600); err != nil {
				t.Fatal(err)
			}
			if name == "english" {
				golden(t, "plan", textOf(t, path))
			}
		})
	}
}

// TestLongPlan prints 200 actions.
func TestLongPlan(t *testing.T) {
	long := sheet("Look for a flat together, with three rooms, near the school.")
	for range 200 {
		long.Parts[2].Items[0].Steps = append(long.Parts[2].Items[0].Steps, long.Parts[2].Items[0].Steps[0])
	}
	file, err := built(t).Plan(long, at("2026-11-21T12:00:00Z"))
	if err != nil {
		t.Fatal(err)
	}
	if pages := check(t, file); pages < 8 || pages > 30 {
		t.Errorf("%d pages for 200 actions", pages)
	}
}
