package demo

import "doorstep/casework"

// A hand writes the way people do: letters of a few pen places each, joined
// and rounded. Places are in x-heights, from the letter's start on the line.
type hand struct {
	words []string
	size  float64 // of the x-height, in 1/100 px
	lean  float64 // how far the top lies ahead
}

type place struct{ x, y float64 }

// hands are the client's and the worker's. Both write what could be any name:
// a drawn name that is not the signer's would look like a fault.
var hands = []hand{
	{words: []string{"Mara", "Aldr"}, size: 4_600, lean: 0.25},
	{words: []string{"Mlrrnm"}, size: 5_000, lean: 0.4},
}

var letters = map[rune][]place{
	'A': {{0, -0.05}, {0.35, 1.1}, {0.7, 2.05}, {0.8, 1.2}, {0.95, 0.05}, {1.2, 0.2}},
	'M': {{0, 0}, {0.12, 0.9}, {0.3, 1.95}, {0.42, 1.1}, {0.55, 0.15}, {0.75, 1.2}, {0.95, 1.9}, {1.05, 0.9}, {1.15, 0.05}, {1.4, 0.2}},
	'a': {{0.75, 0.95}, {0.3, 1}, {0.02, 0.5}, {0.25, 0.02}, {0.7, 0.75}, {0.8, 0.1}, {1.05, 0.2}},
	'd': {{0.65, 0.95}, {0.25, 0.95}, {0, 0.5}, {0.25, 0.02}, {0.65, 0.8}, {0.8, 2}, {0.72, 0.2}, {1, 0.15}},
	'l': {{0.15, 0.4}, {0.5, 1.5}, {0.42, 2.1}, {0.2, 1.6}, {0.25, 0.1}, {0.55, 0.15}},
	'm': {{0.1, 0.5}, {0.2, 0.15}, {0.45, 0.45}, {0.6, 0.12}, {0.9, 0.35}, {1.1, 0.1}, {1.8, 0.2}, {2.6, 0.35}},
	'n': {{0.1, 0.75}, {0.2, 0.1}, {0.5, 0.7}, {0.65, 0.1}, {0.9, 0.2}},
	'r': {{0.1, 0.9}, {0.2, 1.1}, {0.35, 0.9}, {0.55, 0.92}, {0.52, 0.2}, {0.8, 0.12}},
}

// Signature is how the client (0) or the worker (1) of a demonstration signs.
func Signature(of int) casework.Strokes { return hands[of].sign() }

// sign writes the hand's words on a pad of 600 by 240 px, one line a word.
func (h hand) sign() casework.Strokes {
	strokes := casework.Strokes{W: 60_000, H: 24_000}
	at, clock := 6_000.0, 0
	for _, word := range h.words {
		var pen []place
		for _, letter := range word {
			shape := letters[letter]
			for _, p := range shape {
				pen = append(pen, place{at + (p.x+h.lean*p.y)*h.size, 17_000 - p.y*h.size*1.4})
			}
			at += shape[len(shape)-1].x * h.size
		}
		at += h.size / 2
		var line []casework.Point
		for _, p := range rounded(pen) {
			line = append(line, casework.Point{X: int(p.x), Y: int(p.y), T: clock})
			clock += 14
		}
		strokes.Lines = append(strokes.Lines, line)
		clock += 300
	}
	return strokes
}

// rounded draws a Catmull-Rom curve through the places.
func rounded(pen []place) (curve []place) {
	const steps = 5
	last := len(pen) - 1
	for i := range last {
		a, b, c, d := pen[max(0, i-1)], pen[i], pen[i+1], pen[min(last, i+2)]
		for step := range steps {
			t := float64(step) / steps
			between := func(a, b, c, d float64) float64 {
				return 0.5 * (2*b + (c-a)*t + (2*a-5*b+4*c-d)*t*t + (3*b-a-3*c+d)*t*t*t)
			}
			curve = append(curve, place{between(a.x, b.x, c.x, d.x), between(a.y, b.y, c.y, d.y)})
		}
	}
	return append(curve, pen[last])
}
