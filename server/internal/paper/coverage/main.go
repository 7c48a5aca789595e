// Coverage writes which characters the papers can show, for the tablet, which
// has no faces of theirs:
//
//	coverage static/dist > casework/printable_table.go
package main

import (
	"bufio"
	"fmt"
	"os"

	"doorstep/server/internal/paper"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: coverage FOLDER-OF-BUILT-FILES")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "coverage:", err)
		os.Exit(1)
	}
}

func run(built string) error {
	printer, err := paper.Open(os.DirFS(built))
	if err != nil {
		return err
	}
	ranges, err := printer.Ranges()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprintln(out, "package casework\n\n// Made by server/internal/paper/coverage from the faces of the build; its test\n// holds the two together.\n\n// printable are the first and the last of each row of characters that a face has.\nvar printable = [...]rune{")
	for i := 0; i < len(ranges); i += 6 {
		fmt.Fprint(out, "\t")
		for j, one := range ranges[i:min(i+6, len(ranges))] {
			if j > 0 {
				fmt.Fprint(out, " ")
			}
			fmt.Fprintf(out, "%#x, %#x,", one[0], one[1])
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out, "}")
	return out.Flush()
}
