package views

import (
	"testing"

	"doorstep/casework"
)

func TestStrokesPathShowsEveryPointUpright(t *testing.T) {
	strokes := casework.Strokes{W: 60000, H: 24000, Lines: [][]casework.Point{
		{{X: 1000, Y: 2000}, {X: 9000, Y: 4000, T: 10}, {X: 5000, Y: 3000, T: 20}},
		{{X: 7000, Y: 8000, T: 30}},
	}}
	box, path := StrokesPath(strokes)
	if want := "400 1400 9200 7200"; box != want {
		t.Errorf("viewBox = %q, want %q", box, want)
	}
	if want := "M1000 2000L9000 4000L5000 3000M7000 8000h0"; path != want {
		t.Errorf("path = %q, want %q", path, want)
	}
	if _, path := StrokesPath(casework.Strokes{W: 1, H: 1}); path != "" {
		t.Errorf("no stroke gives the path %q", path)
	}
}
