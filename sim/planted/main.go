// Command planted shows that the tests of the sync catch deliberate faults. Each
// patch in this folder breaks one thing; it is laid over the product's code in
// the build only, and the checks that it names are run until one fails.
// `make planted` runs it.
//
// A patch begins with lines of "# name: value":
//
//	# breaks: what it breaks, in words
//	# run: ./package TestName, another check where the first one passes
//
// and goes on as a unified diff. A hunk that does not fit the code any more, or
// a patch that does not compile, is an error and not a catch.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

func main() {
	only := flag.String("only", "", "run the patch of this name alone")
	folder := flag.String("folder", "sim/planted", "where the patches lie")
	flag.Parse()
	files, err := filepath.Glob(filepath.Join(*folder, "*.patch"))
	if err != nil || len(files) == 0 {
		fmt.Fprintln(os.Stderr, "planted: no patches in", *folder)
		os.Exit(1)
	}
	if *only != "" {
		files = slices.DeleteFunc(files, func(file string) bool { return nameOf(file) != *only })
	}
	caught := runAll(files)
	fmt.Printf("planted: %d/%d caught\n", caught, len(files))
	if caught != len(files) || caught == 0 {
		os.Exit(1)
	}
}

func nameOf(file string) string { return strings.TrimSuffix(filepath.Base(file), ".patch") }

// atOnce is how many patches are tried at the same time.
const atOnce = 2

// runAll tries every patch and says what caught it.
func runAll(files []string) (caught int) {
	var mu sync.Mutex
	var group sync.WaitGroup
	slots := make(chan bool, atOnce)
	for _, file := range files {
		slots <- true
		group.Go(func() {
			defer func() { <-slots }()
			began := time.Now()
			by, err := try(file)
			mu.Lock()
			defer mu.Unlock()
			took := time.Since(began).Seconds()
			switch {
			case err != nil:
				fmt.Printf("%-28s ERROR: %v\n", nameOf(file), err)
			case by == "":
				fmt.Printf("%-28s NOT CAUGHT  %.1f s\n", nameOf(file), took)
			default:
				caught++
				fmt.Printf("%-28s caught by %s  %.1f s\n", nameOf(file), by, took)
			}
		})
	}
	group.Wait()
	return caught
}

// try lays a patch over the code and runs its checks until one fails.
func try(file string) (by string, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	patch, err := parse(string(text))
	if err != nil {
		return "", err
	}
	work, err := os.MkdirTemp("", "doorstep-planted-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	overlay, err := patch.overlay(work)
	if err != nil {
		return "", err
	}
	for i, check := range patch.checks {
		program := filepath.Join(work, fmt.Sprintf("check-%d.test", i))
		if err := build(check, overlay, program); err != nil {
			return "", err
		}
		finding, err := run(check, program)
		if err != nil {
			return "", err
		}
		if finding != "" {
			return check.String() + ": " + finding, nil
		}
	}
	return "", nil
}

var errPatch = errors.New("the patch does not fit")
