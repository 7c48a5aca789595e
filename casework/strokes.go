package casework

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"strconv"
	"strings"
)

// Limits on a drawn signature. A signature has some hundreds of points; five
// minutes of drawing without a pause stay below MaxPoints.
const (
	MaxPoints      = 20_000
	MaxStrokesText = 1 << 20   // bytes of its JSON
	MaxPadSize     = 2_000_000 // width or height of the pad, in 1/100 px
	MinInk         = 2_000     // shortest drawing that counts as a signature, in 1/100 px: a dot is none, a small cross is one
)

// Point is one place of the pen: X and Y in hundredths of a CSS pixel from the
// pad's top left corner, T in milliseconds since the first point.
type Point struct{ X, Y, T int }

// Strokes is a signature as it was drawn: the points are the record, every
// picture of it is derived. Lengths are whole hundredths of a CSS pixel.
type Strokes struct {
	W, H  int       // size of the pad the points belong to
	Lines [][]Point // one line from pen down to pen up
}

// ParseStrokes reads a signature as the pad sends it and a signature record
// keeps it: {"w":W,"h":H,"strokes":[[[x,y,t],…],…]}, whole numbers only.
//
// Problems, all of the field "strokes": NoInk for an empty pad or a mere dot,
// TooLong for more points than a signature has, BadText for anything else that
// no pad of ours sends.
func ParseStrokes(text string) (Strokes, *Problem) {
	var strokes Strokes
	switch {
	case strings.TrimSpace(text) == "":
		return strokes, strokesProblem(NoInk, 0)
	case len(text) > MaxStrokesText:
		return strokes, strokesProblem(TooLong, MaxPoints)
	}
	var form struct {
		W       *int      `json:"w"`
		H       *int      `json:"h"`
		Strokes [][][]int `json:"strokes"`
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&form); err != nil || form.W == nil || form.H == nil {
		return strokes, strokesProblem(BadText, 0)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return strokes, strokesProblem(BadText, 0)
	}
	strokes.W, strokes.H = *form.W, *form.H
	if strokes.W < 1 || strokes.H < 1 || strokes.W > MaxPadSize || strokes.H > MaxPadSize {
		return strokes, strokesProblem(BadText, 0)
	}
	if problem := strokes.take(form.Strokes); problem != nil {
		return strokes, problem
	}
	if strokes.Ink() < MinInk {
		return strokes, strokesProblem(NoInk, 0)
	}
	return strokes, nil
}

func strokesProblem(code Code, limit int) *Problem {
	return &Problem{Code: code, Field: "strokes", Limit: limit}
}

// take checks the points and keeps them: each inside the pad, time never
// running backwards.
func (s *Strokes) take(lines [][][]int) *Problem {
	points, last := 0, 0
	for _, line := range lines {
		if points += len(line); points > MaxPoints {
			return strokesProblem(TooLong, MaxPoints)
		}
		if len(line) == 0 {
			continue
		}
		kept := make([]Point, len(line))
		for i, numbers := range line {
			if len(numbers) != 3 {
				return strokesProblem(BadText, 0)
			}
			point := Point{numbers[0], numbers[1], numbers[2]}
			if point.X < 0 || point.X > s.W || point.Y < 0 || point.Y > s.H || point.T < last || point.T > math.MaxInt32 {
				return strokesProblem(BadText, 0)
			}
			kept[i], last = point, point.T
		}
		s.Lines = append(s.Lines, kept)
	}
	return nil
}

// Points counts the points of all lines.
func (s Strokes) Points() int {
	count := 0
	for _, line := range s.Lines {
		count += len(line)
	}
	return count
}

// Ink is the length of all lines together, in 1/100 px. Drawing libraries have
// been seen to call an empty canvas full and a full one empty; we measure.
func (s Strokes) Ink() int {
	length := 0.0
	for _, line := range s.Lines {
		for i := 1; i < len(line); i++ {
			length += math.Hypot(float64(line[i].X-line[i-1].X), float64(line[i].Y-line[i-1].Y))
		}
	}
	return int(length)
}

// Bounds returns the box around the ink, in 1/100 px; all zero without a point.
func (s Strokes) Bounds() (left, top, right, bottom int) {
	first := true
	for _, line := range s.Lines {
		for _, point := range line {
			if first {
				left, top, right, bottom, first = point.X, point.Y, point.X, point.Y, false
			}
			left, right = min(left, point.X), max(right, point.X)
			top, bottom = min(top, point.Y), max(bottom, point.Y)
		}
	}
	return left, top, right, bottom
}

// Encode returns the canonical JSON: one spelling for one drawing.
func (s Strokes) Encode() string {
	var text bytes.Buffer
	text.WriteString(`{"w":` + strconv.Itoa(s.W) + `,"h":` + strconv.Itoa(s.H) + `,"strokes":[`)
	for i, line := range s.Lines {
		if i > 0 {
			text.WriteByte(',')
		}
		text.WriteByte('[')
		for j, point := range line {
			if j > 0 {
				text.WriteByte(',')
			}
			text.WriteString("[" + strconv.Itoa(point.X) + "," + strconv.Itoa(point.Y) + "," + strconv.Itoa(point.T) + "]")
		}
		text.WriteByte(']')
	}
	text.WriteString("]}")
	return text.String()
}
