package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
)

// benchLine is one line of the papers' own benchmark: script and items, time, size.
var benchLine = regexp.MustCompile(`^BenchmarkContract/([a-z]+)-(\d+)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op\s+([\d.]+) KiB`)

// contractPDF draws and seals contracts of 5, 50 and 200 items. The drawing is
// the server's own, so its package measures it.
func contractPDF(s *scene) []Figure {
	out, err := exec.Command("go", "test", "-run", "^$", "-bench", "^BenchmarkContract$", "-benchtime", "10x", "./server/internal/paper").CombinedOutput()
	if err != nil {
		s.t.Fatalf("%v\n%s", err, out)
	}
	var figures []Figure
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		found := benchLine.FindStringSubmatch(lines.Text())
		if found == nil {
			continue
		}
		took, _ := strconv.ParseFloat(found[3], 64)
		figures = append(figures, Figure{
			Job: "contract-pdf-" + found[2], Unit: "ms", Ours: took / 1e6,
			note: fmt.Sprintf("%s items in %s, %s KiB, sealed", found[2], found[1], found[4]),
		})
	}
	if len(figures) == 0 {
		s.t.Fatalf("no figure in\n%s", out)
	}
	return figures
}
