// Fonttool turns WOFF faces into TrueType files for the papers:
//
//	fonttool OUT-FOLDER FACE.woff…
//
// Each FACE.woff becomes OUT-FOLDER/FACE.ttf.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"doorstep/server/internal/paper/woff"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: fonttool OUT-FOLDER FACE.woff…")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "fonttool:", err)
		os.Exit(1)
	}
}

func run(out string, faces []string) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, face := range faces {
		packed, err := os.ReadFile(face)
		if err != nil {
			return err
		}
		file, err := woff.TrueType(packed)
		if err != nil {
			return fmt.Errorf("%s: %w", face, err)
		}
		name := strings.TrimSuffix(filepath.Base(face), ".woff") + ".ttf"
		if err := os.WriteFile(filepath.Join(out, name), file, 0o644); err != nil {
			return err
		}
	}
	return nil
}
