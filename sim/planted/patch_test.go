package main

import (
	"os"
	"path/filepath"
	"testing"
)

// fewest is how many deliberate faults there have to be.
const fewest = 20

// TestPatchesFit: every patch lies over the code of now. What each breaks, and
// what finds it, `make planted` shows.
func TestPatchesFit(t *testing.T) {
	files, err := filepath.Glob("*.patch")
	if err != nil || len(files) < fewest {
		t.Fatalf("%d patches (%v), want at least %d", len(files), err, fewest)
	}
	t.Chdir("../..")
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join("sim/planted", file))
		if err != nil {
			t.Fatal(err)
		}
		patch, err := parse(string(text))
		if err == nil {
			_, err = patch.overlay(t.TempDir())
		}
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}
