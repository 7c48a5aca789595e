package views

import (
	"strconv"
	"strings"

	"rsc.io/qr"
)

// QRPath draws a text as a QR code: the path of its dark squares, one unit each,
// and how many units it is wide. A text too long for a code has none.
func QRPath(text string) (path string, size int) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", 0
	}
	var out strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > from {
				run := strconv.Itoa(x - from)
				out.WriteString("M" + strconv.Itoa(from) + " " + strconv.Itoa(y) + "h" + run + "v1h-" + run + "z")
			}
		}
	}
	return out.String(), code.Size
}

// QRBox is the viewBox of a code that is so many units wide, with the four units
// of white around it that readers need.
func QRBox(size int) string {
	side := strconv.Itoa(size + 8)
	return "-4 -4 " + side + " " + side
}
