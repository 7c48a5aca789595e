package views

import (
	"strconv"
	"strings"

	"doorstep/casework"
)

// StrokesPath draws a signature upright from its points: the viewBox fits the
// ink with some air around it, and d is one path of straight lines through
// every point (a dot is a line of no length, which round caps show). Lengths
// are the points' own, 1/100 px; StrokesWidth is the line's width in them.
func StrokesPath(strokes casework.Strokes) (viewBox, d string) {
	left, top, right, bottom := strokes.Bounds()
	left, top, right, bottom = left-strokesAir, top-strokesAir, right+strokesAir, bottom+strokesAir
	numbers := []string{strconv.Itoa(left), strconv.Itoa(top), strconv.Itoa(right - left), strconv.Itoa(bottom - top)}
	var path strings.Builder
	for _, line := range strokes.Lines {
		for i, point := range line {
			if i == 0 {
				path.WriteByte('M')
			} else {
				path.WriteByte('L')
			}
			path.WriteString(strconv.Itoa(point.X) + " " + strconv.Itoa(point.Y))
		}
		if len(line) == 1 {
			path.WriteString("h0")
		}
	}
	return strings.Join(numbers, " "), path.String()
}

const (
	strokesAir = 600
	// StrokesWidth is the width of the line in 1/100 px.
	StrokesWidth = 360
)
