package paper

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	classes "golang.org/x/text/unicode/bidi"

	"doorstep/casework"
)

// em is the size at which lines are measured; the paper's size scales them.
const em = 1000

// shaper sets what cannot be printed letter by letter: letters that join, text
// from right to left, marks above and below, pictures. Its glyphs are drawn as
// outlines; the text itself lies under them, unseen, so that it can be found
// and copied.
type shaper struct {
	segmenter shaping.Segmenter
	harfbuzz  shaping.HarfbuzzShaper
	wrapper   shaping.LineWrapper
	nesting   bidi.Paragraph
	faces     [2]map[*face]*font.Face
	owner     map[*font.Face]*face
	outlines  map[glyphID]string
}

type glyphID struct {
	font  *font.Font
	glyph font.GID
}

func newShaper() *shaper {
	return &shaper{
		faces: [2]map[*face]*font.Face{{}, {}}, owner: map[*font.Face]*face{}, outlines: map[glyphID]string{},
	}
}

// faceOf returns the face in a weight. Its caches belong to one drawing: fonts
// may be shared, faces may not.
func (s *shaper) faceOf(one *face, weight int) *font.Face {
	made := s.faces[weight][one]
	if made == nil {
		made = font.NewFace(one.fonts[weight])
		s.faces[weight][one] = made
		s.owner[made] = one
	}
	return made
}

// faceMap finds the face of each letter in one weight.
type faceMap struct {
	d      *drawing
	weight int
}

// ResolveFace implements shaping.Fontmap.
func (m faceMap) ResolveFace(letter rune) *font.Face {
	one := m.d.faceFor(letter)
	if one == nil {
		one = m.d.families[0].faces[0]
	}
	return m.d.shaper.faceOf(one, m.weight)
}

// faceFor returns the first face of all that has the letter, or nil.
func (d *drawing) faceFor(letter rune) *face {
	for _, group := range d.families {
		if one := group.find(letter); one != nil {
			return one
		}
	}
	return nil
}

// spacing stand for marks that were left over without a letter to join, where
// no face has the mark itself.
var spacing = map[rune]rune{
	0x0302: 'ˆ', 0x0306: '˘', 0x030A: '˚', 0x030B: '˝', 0x030C: 'ˇ', 0x031B: 'ʼ', 0x0327: '¸', 0x0328: '˛',
}

// legible replaces what no face has, which the paper then says.
func (d *drawing) legible(text string) []rune {
	letters := []rune(text)
	for i, letter := range letters {
		if casework.Invisible(letter) || unicode.IsSpace(letter) || d.faceFor(letter) != nil {
			continue
		}
		if apart := spacing[letter]; apart != 0 && d.faceFor(apart) != nil {
			letters[i] = apart
			continue
		}
		d.missing = true
		letters[i] = '?'
	}
	return letters
}

// line is one line of shaped text, its runs from left to right.
type line struct {
	runs    []shaping.Output
	letters []rune
	width   float64 // in em units
	toLeft  bool    // the paragraph goes from right to left
	bold    bool
}

// shaped breaks text into lines at most so wide, in em units; 0 is one line.
func (d *drawing) shaped(bold bool, text string, width float64) []line {
	letters := d.legible(text)
	if len(letters) == 0 {
		return nil
	}
	weight := 0
	if bold {
		weight = 1
	}
	direction := directionOf(letters)
	input := shaping.Input{
		Text: letters, RunEnd: len(letters), Direction: direction, Size: fixed.I(em), Language: language.NewLanguage("en"),
	}
	var runs []shaping.Output
	for _, part := range d.shaper.segmenter.Split(input, faceMap{d, weight}) {
		runs = append(runs, narrowed(d.shaper.harfbuzz.Shape(part), letters))
	}
	widest := math.MaxInt32 >> 6
	if width > 0 {
		widest = int(width)
	}
	levels := d.shaper.levels(letters, direction)
	wrapped, _ := d.shaper.wrapper.WrapParagraph(shaping.WrapConfig{Direction: direction}, widest, letters, shaping.NewSliceIterator(runs))
	var lines []line
	for _, one := range wrapped {
		set := line{runs: slices.Clone(one), letters: letters, toLeft: direction == di.DirectionRTL, bold: bold}
		arrange(set.runs, levels)
		for _, run := range set.runs {
			set.width += units(run.Advance)
		}
		lines = append(lines, set)
	}
	return lines
}

// narrowed gives pictures the spaces of words: those of their own face are as
// wide as a picture.
func narrowed(run shaping.Output, letters []rune) shaping.Output {
	for i, glyph := range run.Glyphs {
		if letters[glyph.TextIndex()] == ' ' && glyph.Advance > fixed.I(em/2) {
			run.Glyphs[i].Advance = fixed.I(em / 4)
		}
	}
	run.RecomputeAdvance()
	return run
}

// levels says how deep each letter is nested in text of the other direction.
func (s *shaper) levels(letters []rune, direction di.Direction) []bidi.Level {
	base := bidi.LeftToRight
	if direction == di.DirectionRTL {
		base = bidi.RightToLeft
	}
	levels := make([]bidi.Level, len(letters))
	nested := s.nesting.Segment(letters, base)
	for i := range nested.NumRuns() {
		run := nested.Run(i)
		for at := run.Start; at < run.End; at++ {
			levels[at] = run.Level
		}
	}
	return levels
}

// arrange puts the runs of a line in the order in which they stand on the page:
// from the deepest level up, what is nested as deep or deeper turns around
// (Unicode's rule L2). The wrapper itself knows two levels only, which misplaces
// a number in Arabic words in an English line.
func arrange(runs []shaping.Output, levels []bidi.Level) {
	level := func(i int) bidi.Level { return levels[runs[i].Runes.Offset] }
	deepest := bidi.Level(0)
	for i := range runs {
		deepest = max(deepest, level(i))
	}
	of := make([]bidi.Level, len(runs))
	for i := range runs {
		of[i] = level(i)
	}
	for depth := deepest; depth > 0; depth-- {
		for from := 0; from < len(runs); from++ {
			to := from
			for to < len(runs) && of[to] >= depth {
				to++
			}
			slices.Reverse(runs[from:to])
			slices.Reverse(of[from:to])
			from = max(from, to)
		}
	}
}

func units(value fixed.Int26_6) float64 { return float64(value) / 64 }

// directionOf is the direction of the first letter that has one.
func directionOf(letters []rune) di.Direction {
	for _, letter := range letters {
		switch about, _ := classes.LookupRune(letter); about.Class() {
		case classes.R, classes.AL:
			return di.DirectionRTL
		case classes.L:
			return di.DirectionLTR
		}
	}
	return di.DirectionLTR
}

// shapedParagraph prints text across the measure, flush with the side on which
// it begins.
func (d *drawing) shapedParagraph(size float64, bold bool, text string) {
	height := size * shapedLeading * millimetres
	for _, line := range d.shaped(bold, text, d.measure*em/(size*millimetres)) {
		d.room(height)
		d.y += height
		x := d.left
		if line.toLeft {
			x += d.measure - line.width*size*millimetres/em
		}
		d.draw(line, x, d.y-height*0.3, size)
	}
}

// draw draws a line with its baseline at y, from x on.
func (d *drawing) draw(line line, x, y, size float64) {
	scale := size * millimetres / em
	for _, run := range line.runs {
		d.under(run, line, x, y, size)
		at := x
		for _, glyph := range run.Glyphs {
			d.glyph(run.Face, glyph.GlyphID, at+units(glyph.XOffset)*scale, y-units(glyph.YOffset)*scale, size)
			at += units(glyph.Advance) * scale
		}
		x += units(run.Advance) * scale
	}
}

// glyph fills one outline.
func (d *drawing) glyph(face *font.Face, id font.GID, x, y, size float64) {
	outline := d.shaper.outline(face, id)
	if outline == "" {
		return
	}
	scale := size / float64(face.Upem())
	d.pdf.RawWriteStr(fmt.Sprintf("q %s rg %.5f 0 0 %.5f %.2f %.2f cm\n%sf Q\n",
		inkOperands, scale, scale, x/millimetres, (pageHeight-y)/millimetres, outline))
}

// outline writes a glyph's outline as path operators, in units of the face. The
// same glyph is the same text each time, which packs well.
func (s *shaper) outline(face *font.Face, id font.GID) string {
	key := glyphID{face.Font, id}
	if path, ok := s.outlines[key]; ok {
		return path
	}
	var path strings.Builder
	data, _ := face.GlyphDataOutline(id)
	var from opentype.SegmentPoint
	for _, segment := range data.Segments {
		args := segment.Args
		switch segment.Op {
		case opentype.SegmentOpMoveTo:
			point(&path, "m", args[0])
			from = args[0]
		case opentype.SegmentOpLineTo:
			point(&path, "l", args[0])
			from = args[0]
		case opentype.SegmentOpQuadTo: // PDF knows cubic curves only
			one := between(from, args[0])
			two := between(args[1], args[0])
			point(&path, "c", one, two, args[1])
			from = args[1]
		case opentype.SegmentOpCubeTo:
			point(&path, "c", args[0], args[1], args[2])
			from = args[2]
		}
	}
	s.outlines[key] = path.String()
	return s.outlines[key]
}

// between is the point two thirds of the way from a point to a control point.
func between(from, control opentype.SegmentPoint) opentype.SegmentPoint {
	return opentype.SegmentPoint{X: from.X + (control.X-from.X)*2/3, Y: from.Y + (control.Y-from.Y)*2/3}
}

func point(path *strings.Builder, operator string, points ...opentype.SegmentPoint) {
	for _, one := range points {
		fmt.Fprintf(path, "%d %d ", int(math.Round(float64(one.X))), int(math.Round(float64(one.Y))))
	}
	path.WriteString(operator + "\n")
}

// under puts the text of a run under its outlines, unseen, as wide as they are.
// Readers expect letters in the order in which they stand on the page.
func (d *drawing) under(run shaping.Output, line line, x, y, size float64) {
	letters := slices.Clone(line.letters[run.Runes.Offset : run.Runes.Offset+run.Runes.Count])
	letters = slices.DeleteFunc(letters, func(letter rune) bool { return letter > 0xFFFF || casework.Invisible(letter) })
	if len(letters) == 0 {
		return
	}
	if run.Direction == di.DirectionRTL {
		slices.Reverse(letters)
	}
	d.font(d.shaper.owner[run.Face], size, line.bold)
	width := d.pdf.GetStringWidth(string(letters))
	if width == 0 {
		return
	}
	d.pdf.SetTextRenderingMode(3)
	d.pdf.RawWriteStr(fmt.Sprintf("%.2f Tz\n", 100*units(run.Advance)*size*millimetres/em/width))
	d.pdf.Text(x, y, string(letters))
	d.pdf.RawWriteStr("100 Tz\n")
	d.pdf.SetTextRenderingMode(0)
}
