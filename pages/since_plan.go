package pages

import (
	"slices"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// sinceSigned is what the plan says otherwise by now than each contract in force,
// oldest first. A contract that cannot be read any more says so on its own page.
func sinceSigned(request Request, file *casework.File) []casework.Since {
	var list []casework.Since
	contracts := casework.InForce(file)
	if len(contracts) == 0 {
		return nil
	}
	plan := casework.PlanOf(file, request.House.StaffName)
	for _, contract := range contracts {
		if since, err := casework.SinceSigned(file, contract, plan); err == nil && since.Any() {
			list = append(list, since)
		}
	}
	return list
}

// planMoved reports whether a signed contract, not superseded, is no longer what the
// plan says, so that the next version can be made.
func planMoved(request Request, file *casework.File, contract *casework.Record) bool {
	if !casework.Holds(file, contract) {
		return false
	}
	since, err := casework.SinceSigned(file, contract, casework.PlanOf(file, request.House.StaffName))
	return err == nil && since.Any()
}

// changedPlan is what the plan page says of one contract, line by line.
func changedPlan(request Request, file *casework.File, since casework.Since) views.SinceChanged {
	view := views.SinceChanged{
		Go:    views.Link{Href: casePath(request, "/contracts/"+since.Contract.ID), Text: words.Say(words.ChangedSee, "day", day(lastSignedOn(file, since.Contract)))},
		Lines: sinceLines(request, since, since.Changes, since.Closed),
	}
	if since.Untold {
		view.Untold = words.Say(words.SinceElsewhere)
	}
	return view
}

// sinceLines word the parts that changed, what came to its end, and the ending.
func sinceLines(request Request, since casework.Since, changes, closed []casework.PlanChange) []views.SinceLine {
	c := comparer{was: plannerOf(request, since.Was), is: plannerOf(request, since.Is)}
	var lines []views.SinceLine
	for _, change := range changes {
		lines = append(lines, c.line(change))
	}
	for _, change := range closed {
		lines = append(lines, c.closed(change))
	}
	for _, ending := range since.Ending {
		key := words.SinceEnding
		if ending.Draft {
			key = words.SinceEndingDraft
		}
		q := questions(casework.KindContract, ending.Field)[0]
		d := desk{request: request}
		lines = append(lines, views.SinceLine{
			Tag: views.Tag{Icon: "pen-line", Words: words.Say(key), Tone: views.Warn}, What: words.Say(words.SinceEnds),
			Notes: []string{wasAndIs(q.label(), d.shown(q, ending.Was), d.shown(q, ending.Is))},
		})
	}
	return lines
}

// line words one part of the plan: what it is, and each field that differs.
func (c comparer) line(change casework.PlanChange) views.SinceLine {
	whole := c.change(change)
	line := views.SinceLine{Tag: whole.Tag, What: whole.Part.Words, Kind: whole.Part.Title}
	switch {
	case change.Was == nil:
		for _, q := range questions(change.Kind, "who", "by_when") {
			if value := c.is.shown(q, change.Is.Fields[q.field.Name]); value != "" {
				line.Notes = append(line.Notes, words.Say(words.SinceField, "label", plainLabel(q), "is", value))
			}
		}
	case change.Is != nil:
		line.Notes = c.notes(change)
	}
	return line
}

// closed words a part that came to its end as it was agreed: an action that is done,
// a goal that was reached or put aside.
func (c comparer) closed(change casework.PlanChange) views.SinceLine {
	line := c.line(change)
	if status := change.Is.Fields["status"]; status != "" && status != "open" {
		line.Tag, line.Notes = views.Tag{Icon: "check", Words: choiceWords(change.Kind, "status", status)}, nil
	}
	if change.Is.Fields["done"] != "" {
		line.Tag, line.Notes = views.Tag{Icon: "check", Words: words.Say(words.Done), Tone: views.Good}, nil
		if on := change.Is.Fields["done_on"]; on != "" {
			line.Notes = []string{words.Say(words.DoneOn, "day", day(on))}
		}
	}
	return line
}

// notes say of each field of a changed part what it was and what it is.
func (c comparer) notes(change casework.PlanChange, without ...string) []string {
	var notes []string
	for _, name := range change.Fields {
		if slices.Contains(without, name) {
			continue
		}
		q := questions(change.Kind, name)[0]
		notes = append(notes, wasAndIs(plainLabel(q), c.was.shown(q, change.Was.Fields[name]), c.is.shown(q, change.Is.Fields[name])))
	}
	return notes
}

// plainLabel is a question's label as the beginning of a statement.
func plainLabel(q question) string { return strings.TrimSuffix(q.label(), "?") }

// wasAndIs says of one thing what it was when both signed, and what it is now.
func wasAndIs(label, was, is string) string {
	key := words.SinceWas
	if was == "" {
		key = words.SinceWasNot
	} else if is == "" {
		key = words.SinceIsNot
	}
	one := func(text string) string { return strings.ReplaceAll(text, "\n", ", ") }
	return words.Say(key, "label", label, "was", one(was), "is", one(is))
}
