package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
)

// build makes the test program of a check. A fault that does not compile is
// caught by nobody.
func build(c check, overlay, program string) error {
	out, err := exec.Command("go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", program, c.folder).CombinedOutput()
	if err != nil {
		return fmt.Errorf("it does not compile: %w\n%s", err, out)
	}
	return nil
}

// failed are the lines of a test's output that say what was wrong.
var failed = regexp.MustCompile(`(?m)^\s+\w+\.go:\d+: (.*)$|^(panic: .*)$`)

// run runs the test program; finding is the first thing that it found wrong, ""
// where the test passes.
func run(c check, program string) (finding string, err error) {
	cmd := exec.Command(program, "-test.run", "^"+c.test+"$", "-test.failfast", "-test.timeout", "120s")
	cmd.Dir = c.folder
	cmd.Env = append(os.Environ(), "DOORSTEP_PLANTED=1")
	out, err := cmd.CombinedOutput()
	if err == nil {
		if strings.Contains(string(out), "no tests to run") {
			return "", fmt.Errorf("%s: there is no such test", c)
		}
		return "", nil
	}
	if !errors.As(err, new(*exec.ExitError)) {
		return "", err
	}
	match := failed.FindStringSubmatch(string(out))
	if match == nil {
		return "", fmt.Errorf("%s failed and did not say why:\n%.2000s", c, out)
	}
	return fmt.Sprintf("%.110s", match[1]+match[2]), nil
}
