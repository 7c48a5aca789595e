package main

import (
	_ "embed"
	"fmt"
	"strings"
)

// Go's sorts are generic, and each type that is sorted brings a dozen functions of
// its own: a sixtieth of the wasm. The tablet's copy of package slices sorts
// by merging: one short function a type, always stable, and as quick for lists
// that fit a tablet.
//
//go:embed merge.go
var mergeSort string

// merging gives the sorts the short body; one that is declared in another way than today's ends the build.
func merging(source string) (string, error) {
	for start, body := range map[string]string{
		"func Sort[S ~[]E, E cmp.Ordered](x S) {\n":                         "mergeFunc(x, cmp.Compare[E])",
		"func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {\n":       "mergeFunc(x, cmp)",
		"func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {\n": "mergeFunc(x, cmp)",
	} {
		before, after, found := strings.Cut(source, start)
		_, rest, ended := strings.Cut(after, "\n}\n")
		if !found || !ended {
			return "", fmt.Errorf("%q is not there", start)
		}
		source = before + start + "\t" + body + "\n}\n" + rest
	}
	return source + strings.TrimPrefix(mergeSort, "package main\n"), nil
}
