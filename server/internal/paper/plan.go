package paper

import (
	"fmt"
	"strings"
	"time"

	"doorstep/views"
	"doorstep/views/words"
)

// Plan draws the plan as its page shows it: what people said, and beside each
// issue what is done about it. It is not sealed: a plan goes on living. A sheet
// with a list of contents is drawn twice, since its pages are known only then.
func (p *Printer) Plan(sheet views.PlanSheet, made time.Time) ([]byte, error) {
	pages := make([]int, len(sheet.Parts))
	if sheet.Contents != "" {
		if _, err := p.plan(sheet, made, pages); err != nil {
			return nil, err
		}
	}
	return p.plan(sheet, made, pages)
}

// plan draws with these pages in the list of contents, and notes the true ones.
func (p *Printer) plan(sheet views.PlanSheet, made time.Time, pages []int) ([]byte, error) {
	d := p.begin(sheet.Lang, sheet.Title, made, sheet.Foot)
	d.paragraph(titleSize, true, sheet.Title)
	d.gap(2)
	d.paragraph(bodySize, false, sheet.For)
	d.paragraph(bodySize, false, sheet.Version)
	if sheet.Intro != "" {
		d.gap(2)
		d.paragraph(bodySize, false, sheet.Intro)
	}
	if sheet.Contents != "" {
		d.head(sheet.Contents)
		for i, part := range sheet.Parts {
			d.paragraph(bodySize, false, words.Say(words.PacketContentsLine, "heading", part.Heading, "page", fmt.Sprintf("%3d", pages[i])))
		}
	}
	for i, part := range sheet.Parts {
		d.head(part.Heading)
		pages[i] = d.pdf.PageNo()
		if len(part.Items) == 0 {
			d.paragraph(bodySize, false, sheet.NoneWords())
		}
		for _, item := range part.Items {
			d.planItem(sheet, item)
		}
	}
	for _, part := range sheet.Standing {
		d.head(part.Heading)
		d.paragraph(bodySize, false, part.Text)
	}
	return d.end()
}

// planItem prints what somebody said, or an issue, and then its steps.
func (d *drawing) planItem(sheet views.PlanSheet, item views.PlanSheetItem) {
	d.room(16)
	d.gap(3)
	if item.Said != "" {
		d.aside(4, func() { d.paragraph(bodySize, false, item.Words) })
		d.aside(4, func() { d.paragraph(factSize, false, item.Said) })
	} else if item.Words != "" {
		d.paragraph(bodySize, true, item.Words)
	}
	for _, detail := range item.Details {
		d.aside(4, func() { d.paragraph(factSize, false, detail) })
	}
	for _, step := range item.Steps {
		d.step(sheet, step)
	}
}

// step prints one action with its box, ticked where it is done.
func (d *drawing) step(sheet views.PlanSheet, step views.PlanSheetStep) {
	const box, indent = 3.6, 11.0
	d.room(10)
	d.gap(1.5)
	x, y := d.left+4, d.y+1.2
	d.pdf.SetDrawColor(ink[0], ink[1], ink[2])
	d.pdf.SetLineWidth(0.35)
	d.pdf.Rect(x, y, box, box, "D")
	if step.Done {
		d.pdf.SetLineWidth(0.6)
		d.pdf.Line(x+0.7, y+box/2, x+box/2-0.2, y+box-0.8)
		d.pdf.Line(x+box/2-0.2, y+box-0.8, x+box-0.5, y+0.7)
	}
	d.aside(indent, func() {
		text := step.Words
		if step.Done {
			text += " (" + sheet.DoneWords() + ")"
		}
		d.paragraph(bodySize, false, text)
		if len(step.Details) > 0 {
			d.paragraph(factSize, false, strings.Join(step.Details, " · "))
		}
	})
}
