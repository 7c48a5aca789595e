package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestDemoCommand makes a small agency, refuses to make it again, and says what
// it cannot make.
func TestDemoCommand(t *testing.T) {
	t.Setenv("DOORSTEP_DATA", t.TempDir())
	demo := func(args ...string) (string, error) {
		var out, warn bytes.Buffer
		err := run(t.Context(), append([]string{"demo"}, args...), &out, &warn)
		return out.String(), err
	}
	for _, args := range [][]string{{"-cases", "0"}, {"-cases", "99999999"}, {"-workers", "1"}, {"-day", "yesterday"}, {"-agency", ""}} {
		if _, err := demo(args...); err == nil {
			t.Errorf("demo %v was made", args)
		}
	}
	said, err := demo("-agency", "Sample County", "-cases", "8", "-workers", "6", "-day", "2026-11-30")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"8 cases", "6 members of staff", "supervisor: http", "caseworker: http", "administrator: http"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	if _, err := demo("-agency", "Sample County"); err == nil || !strings.Contains(err.Error(), "already") {
		t.Errorf("a second demonstration went into the same agency: %v", err)
	}
	if _, err := demo("-agency", "Another County", "-cases", "4", "-workers", "6"); err != nil {
		t.Errorf("another agency beside it: %v", err)
	}
}
