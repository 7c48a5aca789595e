package paper

import (
	"fmt"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// Sizes of a signature, in millimetres.
const (
	inkHeight = 24.0 // most that a signature takes
	inkWidth  = 78.0
	pen       = 0.45
	typedSize = 22.0 // points

	signatureHeight = inkHeight + 32
)

// signatures draws both side by side, or one under the other where witnesses
// need the room.
func (d *drawing) signatures(content casework.ContractContent, signatures map[string]*casework.Record) error {
	beside := true
	for _, signature := range signatures {
		beside = beside && signature.Get("witness_strokes") == ""
	}
	d.head(views.SentenceOf(content, "signatures").Text)
	if !beside {
		for _, party := range casework.Parties {
			d.room(signatureHeight)
			if err := d.signature(content, party, signatures[party]); err != nil {
				return err
			}
		}
		return nil
	}
	d.room(signatureHeight)
	top, below := d.y, d.y
	half := d.measure / 2
	for i, party := range casework.Parties {
		d.y, d.left, d.measure = top, margin+float64(i)*half, half-6
		if err := d.signature(content, party, signatures[party]); err != nil {
			return err
		}
		below = max(below, d.y)
	}
	d.y, d.left, d.measure = below, margin, measure
	return nil
}

// signature draws how a person signed: their strokes, their typed name, or that
// it stands on paper.
func (d *drawing) signature(content casework.ContractContent, party string, signature *casework.Record) error {
	d.gap(4)
	switch signature.Get("method") {
	case casework.MethodType:
		d.typed(signature.Get("typed"))
	case casework.MethodPaper:
		d.at(d.left, d.y+inkHeight*0.7, factSize, false, words.Say(words.PaperInk))
	default:
		if err := d.strokes(signature.Get("strokes"), d.left, inkWidth); err != nil {
			return fmt.Errorf("strokes of the %s: %w", party, err)
		}
	}
	if err := d.witnesses(signature); err != nil {
		return err
	}
	d.y += inkHeight + 1
	d.rule(d.left, inkWidth)
	d.gap(1)
	whole := d.measure
	d.measure = inkWidth // a witness's name stands beside it
	d.paragraph(bodySize, false, views.SentenceOf(content, "signed", "name", signature.Get("name"),
		"role", views.SentenceOf(content, "role_"+party).Text, "day", views.DayOf(content, signature.Get("signed_on"), dayWords)).Text)
	d.paragraph(smallSize, false, d.manner(signature))
	d.measure = whole
	return nil
}

// typed prints a typed name as large as it fits over the line.
func (d *drawing) typed(name string) {
	size := typedSize
	for size > smallSize && d.wide(size, name) > inkWidth {
		size--
	}
	d.at(d.left, d.y+inkHeight*0.8, size, false, name)
}

// manner says in one line how a person signed, and who saw it.
func (d *drawing) manner(signature *casework.Record) string {
	how := words.Say(words.Choice("signature", "method", signature.Get("method")))
	for _, witness := range []string{signature.Get("witness"), signature.Get("witness2")} {
		if witness != "" {
			how += " · " + words.Say(words.Label("signature", "witness")) + ": " + witness
		}
	}
	return how
}

func roleWords(party string) string {
	if party == casework.PartyWorker {
		return words.Say(words.SignWorker)
	}
	return words.Say(words.SignClient)
}

// witnesses draws the strokes of whoever saw a mark being made, beside it.
func (d *drawing) witnesses(signature *casework.Record) error {
	const width = 38.0
	x := d.left + inkWidth + 8
	for _, field := range []string{"witness", "witness2"} {
		text := signature.Get(field + "_strokes")
		if text == "" {
			continue
		}
		if err := d.strokes(text, x, width); err != nil {
			return fmt.Errorf("strokes of a %s: %w", field, err)
		}
		y := d.y
		d.y += inkHeight + 1
		d.rule(x, width)
		d.at(x, d.y+4, smallSize, false, signature.Get(field))
		d.y, x = y, x+width+6
	}
	return nil
}

// strokes draws lines in the shape in which they were drawn, at most so wide.
func (d *drawing) strokes(text string, from, width float64) error {
	strokes, problem := casework.ParseStrokes(text)
	if problem != nil {
		return problem
	}
	left, top, right, bottom := strokes.Bounds()
	scale := min(width/float64(max(right-left, 1)), inkHeight/float64(max(bottom-top, 1)))
	d.pdf.SetDrawColor(16, 36, 63)
	d.pdf.SetLineWidth(pen)
	d.pdf.SetLineCapStyle("round")
	d.pdf.SetLineJoinStyle("round")
	for _, line := range strokes.Lines {
		x := func(i int) float64 { return from + float64(line[i].X-left)*scale }
		y := func(i int) float64 { return d.y + float64(line[i].Y-top)*scale }
		d.pdf.MoveTo(x(0), y(0))
		for i := range line {
			d.pdf.LineTo(x(i), y(i))
		}
		d.pdf.DrawPath("D")
	}
	return nil
}

// rule draws the line under a signature.
func (d *drawing) rule(x, width float64) {
	d.pdf.SetDrawColor(117, 124, 131)
	d.pdf.SetLineWidth(0.2)
	d.pdf.Line(x, d.y, x+width, d.y)
}
