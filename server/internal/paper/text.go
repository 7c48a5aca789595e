package paper

import (
	"fmt"
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/text/unicode/norm"

	"doorstep/casework"
)

// drawing is a paper being drawn, from top to bottom.
type drawing struct {
	pdf      *fpdf.Fpdf
	families []family
	names    map[*face]string // of the faces that the PDF carries so far
	shaper   *shaper
	calendar casework.Calendar
	left     float64 // where text begins,
	measure  float64 // how wide it may be,
	y        float64 // and how far down the page it is
	missing  bool    // a letter that no face has stood in the words
	err      error
}

// run is text that one face can print.
type run struct {
	face *face
	text string
}

// clean brings text into the form that faces are made for: letters with their
// marks as one character where there is such a character. What was signed stays
// as it is; only its picture is composed.
func clean(text string) string {
	text = norm.NFC.String(text)
	return strings.Map(func(letter rune) rune {
		switch {
		case letter == '\t':
			return ' '
		case letter < ' ' || letter == 0x7F:
			return -1
		}
		return letter
	}, text)
}

// plainly returns the first plain family that has every letter of the text; ok
// is false where the text has to be shaped.
func (d *drawing) plainly(text string) (set family, ok bool) {
	for _, set := range d.families {
		if set.plain && set.holds(text) {
			return set, true
		}
	}
	return family{}, false
}

func (g family) holds(text string) bool {
	for _, letter := range text {
		if unicode.Is(unicode.Mn, letter) || letter > 0xFFFF || casework.Invisible(letter) || g.find(letter) == nil {
			return false
		}
	}
	return true
}

// runs splits text by the faces of the family.
func (d *drawing) runs(set family, text string) []run {
	var list []run
	for _, letter := range text {
		at := set.find(letter)
		if len(list) > 0 && list[len(list)-1].face == at {
			list[len(list)-1].text += string(letter)
			continue
		}
		list = append(list, run{at, string(letter)})
	}
	return list
}

// font makes a face the one that the PDF prints with.
func (d *drawing) font(one *face, size float64, bold bool) {
	name := d.names[one]
	if name == "" {
		name = fmt.Sprintf("face%d", len(d.names))
		d.names[one] = name
		d.pdf.AddUTF8FontFromBytes(name, "", one.files[0])
		d.pdf.AddUTF8FontFromBytes(name, "B", one.files[1])
	}
	style := ""
	if bold {
		style = "B"
	}
	d.pdf.SetFont(name, style, size)
}

func (d *drawing) width(set family, size float64, bold bool, text string) (total float64) {
	for _, run := range d.runs(set, text) {
		d.font(run.face, size, bold)
		total += d.pdf.GetStringWidth(run.text)
	}
	return total
}

// wide is how wide one line of regular text gets.
func (d *drawing) wide(size float64, text string) (total float64) {
	text = clean(text)
	if set, ok := d.plainly(text); ok {
		return d.width(set, size, false, text)
	}
	for _, line := range d.shaped(false, text, 0) {
		total += line.width * size * millimetres / em
	}
	return total
}

// at prints one line with its baseline at y, from x on.
func (d *drawing) at(x, y, size float64, bold bool, text string) {
	text = clean(text)
	set, ok := d.plainly(text)
	if !ok {
		for _, line := range d.shaped(bold, text, 0) {
			d.draw(line, x, y, size)
		}
		return
	}
	d.pdf.SetTextColor(ink[0], ink[1], ink[2])
	for _, run := range d.runs(set, text) {
		d.font(run.face, size, bold)
		d.pdf.Text(x, y, run.text)
		x += d.pdf.GetStringWidth(run.text)
	}
}

// paragraph prints text across the measure, as written: its own line breaks
// stay.
func (d *drawing) paragraph(size float64, bold bool, text string) {
	for _, written := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		written = clean(written)
		set, ok := d.plainly(written)
		if !ok {
			d.shapedParagraph(size, bold, written)
			continue
		}
		height := size * leading * millimetres
		for _, line := range d.lines(set, size, bold, written) {
			d.room(height)
			d.y += height
			d.at(d.left, d.y-height*0.3, size, bold, line)
		}
	}
}

// lines breaks text where it gets wider than the measure.
func (d *drawing) lines(set family, size float64, bold bool, text string) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		candidate := strings.TrimSpace(line + " " + word)
		if d.width(set, size, bold, candidate) <= d.measure {
			line = candidate
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = word
		for d.width(set, size, bold, line) > d.measure { // one word wider than the page
			head, tail := d.cut(set, size, bold, line)
			lines, line = append(lines, head), tail
		}
	}
	return append(lines, line)
}

// cut splits a word where the measure ends; at least one letter stays.
func (d *drawing) cut(set family, size float64, bold bool, word string) (head, tail string) {
	for i := range word {
		if i > 0 && d.width(set, size, bold, word[:i]) > d.measure {
			return word[:lastStart(word, i)], word[lastStart(word, i):]
		}
	}
	return word, ""
}

// lastStart is where the letter before byte i begins, but not at 0.
func lastStart(word string, i int) int {
	for start := i - 1; start > 0; start-- {
		if word[start]&0xC0 != 0x80 {
			return start
		}
	}
	return i
}

func (d *drawing) gap(mm float64) { d.y += mm }

// room begins a new page where less than this is left.
func (d *drawing) room(height float64) {
	if d.y+height > pageHeight-margin {
		d.pdf.AddPage()
		d.y = margin
	}
}
