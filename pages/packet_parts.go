package pages

import (
	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// Parts of a packet that are more than a list of records.

// section adds a heading with its entries, if there are any.
func (p packer) section(heading string, items []views.PlanSheetItem) {
	if len(items) > 0 {
		p.packet.Sheet.Parts = append(p.packet.Sheet.Parts, views.PlanSheetPart{Heading: heading, Items: items})
	}
}

// serviceViewsPart is what the family says of each service, service by service.
func (p packer) serviceViewsPart(title string) {
	var order []string
	by := map[string][]views.PlanSheetItem{}
	for _, said := range p.file.Of(casework.KindServiceView) {
		of := said.Get("of")
		if by[of] == nil {
			order = append(order, of)
		}
		by[of] = append(by[of], p.item(title, said))
	}
	for _, of := range order {
		heading := title
		if service := p.file.Record(of); service != nil {
			heading = words.Say(words.PacketHeading, "part", title, "kind", nameOf(service))
		}
		p.section(heading, by[of])
	}
}

// missedPart lists the dates that were missed or met late, each with what was
// answered; what nobody has answered says so.
func (p packer) missedPart(title string) {
	answers := map[string][]*casework.Record{}
	var order []string
	for _, answer := range p.file.Of(casework.KindDeadlineAnswer) {
		key := answer.Get("rule") + " " + answer.Get("subject") + " " + answer.Get("due")
		if answers[key] == nil {
			order = append(order, key)
		}
		answers[key] = append(answers[key], answer)
	}
	events := casework.EventsOf(p.file)
	var items []views.PlanSheetItem
	for _, d := range p.request.dueOf(events) {
		switch d.State {
		case casework.DeadlineOverdue, casework.DeadlineMissed, casework.DeadlineLate, casework.DeadlineAnswered:
			items = append(items, p.missed(title, joinDot(d.Rule.Name, events.Names[d.Subject]), d.Due, day(d.Done), answers[d.Key()]))
			delete(answers, d.Key())
		}
	}
	for _, key := range order { // of dates that the rules ask for no more
		if list := answers[key]; list != nil {
			name := list[0].Get("rule")
			for _, rule := range p.request.House.Rules().PolicyPack().Rules {
				if rule.ID == name {
					name = rule.Name
					break
				}
			}
			items = append(items, p.missed(title, joinDot(name, events.Names[list[0].Get("subject")]), list[0].Get("due"), "", list))
		}
	}
	p.section(title, items)
}

func (p packer) missed(title, name, due, done string, answers []*casework.Record) views.PlanSheetItem {
	item := views.PlanSheetItem{Words: name, Details: []string{labelled(words.Say(words.DeadlineDue), day(due))}}
	if done != "" {
		item.Details = append(item.Details, labelled(words.Say(words.DeadlineDone), done))
	}
	for _, answer := range answers {
		row := p.row(title, answer)
		row.Name = joinDot(name, day(due))
		for _, field := range []string{"reason", "next_on"} {
			if value := p.shown(questions(answer.Kind, field)[0], answer.Get(field)); value != "" {
				row.Question, row.Answer = fieldLabel(answer.Kind, field), value
				p.packet.Rows = append(p.packet.Rows, row)
				item.Details = append(item.Details, labelled(row.Question, value))
			}
		}
		item.Details = append(item.Details, p.written(answer))
	}
	if len(answers) == 0 {
		row := PacketRow{Part: title, Kind: kindName(casework.KindDeadlineAnswer), Name: joinDot(name, day(due)),
			Question: fieldLabel(casework.KindDeadlineAnswer, "reason"), Answer: words.Say(words.PacketNoReason)}
		p.packet.Rows = append(p.packet.Rows, row)
		item.Details = append(item.Details, row.Answer)
	}
	return item
}

// versionsPart is each plan that was agreed: the first whole, each later one by
// what changed.
func (p packer) versionsPart(title string) {
	var items []views.PlanSheetItem
	var before casework.PlanContent
	for _, version := range casework.PlanVersions(p.file) {
		item := views.PlanSheetItem{Words: joinDot(agreedName(version), agreedOn(p.file, version))}
		row := p.row(title, version)
		row.Name = agreedName(version)
		add := func(question, answer string) {
			row.Question, row.Answer = question, answer
			p.packet.Rows = append(p.packet.Rows, row)
			item.Details = append(item.Details, labelled(question, answer))
		}
		if note := version.Get("note"); note != "" {
			add(fieldLabel(version.Kind, "note"), note)
		}
		content, err := casework.ThawPlan(version)
		if err != nil { // changed after it was agreed: what it says proves nothing
			add(kindName(version.Kind), words.Say(words.PacketNotWhole))
			items = append(items, item)
			continue
		}
		c := comparer{was: plannerOf(p.request, before), is: plannerOf(p.request, content)}
		changes, _ := before.Changes(content)
		for _, change := range changes {
			c.tell(change, add)
		}
		if len(changes) == 0 {
			add(kindName(version.Kind), words.Say(words.CompareUnchanged))
		}
		before = content
		item.Details = append(item.Details, p.written(version))
		items = append(items, item)
	}
	p.section(title, items)
}

// tell says a change in running text: what was added or taken out with all it
// says, and of what changed each answer before and after.
func (c comparer) tell(change casework.PlanChange, add func(question, answer string)) {
	part := c.change(change)
	what := joinDot(part.Tag.Words, part.Part.Title)
	text := part.Part.Words
	if change.Was == nil || change.Is == nil {
		for _, fact := range part.Part.Facts {
			text = joinDot(text, labelled(fact.Name, fact.Value))
		}
	}
	add(what, text)
	for _, name := range change.Fields {
		q := questions(change.Kind, name)[0]
		none := func(shown string) string {
			if shown == "" {
				return words.Say(words.PacketNothingSaid)
			}
			return shown
		}
		add(q.label(), words.Say(words.PacketWasIs, "was", none(c.was.shown(q, change.Was.Fields[name])), "is", none(c.is.shown(q, change.Is.Fields[name]))))
	}
}

// part2 puts the notice that travels with records of substance use (42 CFR 2.32)
// on every sheet of a packet that has one, and before its rows.
func (p packer) part2() {
	for _, row := range p.packet.Rows {
		if !casework.OnSubstanceUse(p.file, p.file.Record(row.Record)) {
			continue
		}
		notice := words.Say(words.LetterPart2)
		p.packet.Sheet.Intro, p.packet.Sheet.Foot = notice, joinDot(p.packet.Sheet.Foot, notice)
		p.packet.Rows = append([]PacketRow{{Part: words.Say(words.PacketNotice), Answer: notice}}, p.packet.Rows...)
		return
	}
}
