package demo

import (
	"strings"

	"doorstep/casework"
	"doorstep/pages"
)

// made is how a family's plan came about: the notes that its parts were lifted
// from, what was said about the first goal, what leans on what, and what was
// decided together.
type made struct {
	text  string // of the assessment note
	ago   int
	with  []int
	smart map[string]string // answers about the first goal
	links []link
	talks []talk
}

// link says of an action, found by how it begins, what it helps with and leans
// on: numbers of the family's barriers and strengths in their order.
type link struct {
	action, share, ifNot string
	barriers, strengths  []int
}

type talk struct {
	part, options, proposed, decided string
	who                              int
}

var alderMade = &made{
	text: "Maria speaks of the birthday first: I want Leo home before his birthday. The flat has one room and the heating is broken. Landlord knows.\n" +
		"I have been at the bakery for four years and never missed a shift. Evenings though. Nobody can be with Leo when I work evenings.\n" +
		"Rosa nods a lot. Letters lie unopened on the fridge.",
	ago: 20, with: []int{0, 2},
	smart: map[string]string{
		"matters": "He should not have his birthday in a house that is not his.",
		"reach":   "Rosa takes two evenings a week, and the bakery may change her shifts.",
		"measure": "Leo sleeps at home every night of a whole month.",
		"service": "short_term",
	},
	links: []link{
		{action: "Put Maria on the list", share: "taken_over", ifNot: "Then we look at the two cooperatives on the north side. That is nobody's fault.", barriers: []int{0}},
		{action: "Send the photos", share: "alone", barriers: []int{0}, strengths: []int{0}},
		{action: "Talk with Rosa", share: "with_help", barriers: []int{1}},
	},
	talks: []talk{
		{part: "goals", proposed: "Home first, everything else after.", decided: "Leo's birthday is the day we work towards.", who: 0},
		{part: "actions", options: "The housing office, a letter to the landlord, evening care at the family centre.", proposed: "I can talk to Rosa myself.", decided: "Maria talks to Rosa; I do what needs an office.", who: 0},
	},
}

// made writes it before any contract is made from the plan.
func (a *author) made(m *made, caseID string, people, goals []string) error {
	if m == nil {
		return nil
	}
	var with []string
	for _, who := range m.with {
		with = append(with, people[who])
	}
	note := a.env.NewID()
	entries := []pages.Entry{pages.Made(note, casework.KindAssessment, map[string]string{"text": m.text, "on": a.day(-m.ago), "with": strings.Join(with, " ")})}
	for _, t := range m.talks {
		entries = append(entries, pages.Made(a.env.NewID(), casework.KindTogether, map[string]string{
			"part": t.part, "asked": "yes", "person": people[t.who], "on": a.day(-m.ago), "options": t.options, "proposed": t.proposed, "decided": t.decided,
		}))
	}
	if err := a.put(caseID, entries); err != nil {
		return err
	}
	file, err := a.env.Store.File(a.ctx, caseID)
	if err != nil {
		return err
	}
	changes := map[string]map[string]string{}
	change := func(id, field, value string) {
		if changes[id] == nil {
			changes[id] = map[string]string{}
		}
		changes[id][field] = value
	}
	for _, kind := range []casework.Kind{casework.KindGoal, casework.KindBarrier, casework.KindStrength} {
		for _, record := range file.Of(kind) {
			if passage, ok := casework.Quoted(m.text, record.Get("words")); ok {
				change(record.ID, "source", note)
				change(record.ID, "passage", passage)
			}
		}
	}
	for field, answer := range m.smart {
		change(goals[0], field, answer)
	}
	change(goals[0], "by_when", a.day(120))
	a.links(file, m, change)
	entries = nil
	for _, record := range file.Records {
		if entry, ok := pages.Edited(record, file.Seen, changes[record.ID]); ok {
			entries = append(entries, entry)
		}
	}
	return a.put(caseID, entries)
}

// links ties actions to what they help with and lean on.
func (a *author) links(file *casework.File, m *made, change func(id, field, value string)) {
	barriers, strengths := file.Of(casework.KindBarrier), file.Of(casework.KindStrength)
	ids := func(list []*casework.Record, places []int) string {
		var ids []string
		for _, place := range places {
			ids = append(ids, list[place].ID)
		}
		return strings.Join(ids, " ")
	}
	for _, action := range file.Of(casework.KindAction) {
		for _, l := range m.links {
			if strings.HasPrefix(action.Get("what"), l.action) {
				change(action.ID, "share", l.share)
				change(action.ID, "if_not", l.ifNot)
				change(action.ID, "barriers", ids(barriers, l.barriers))
				change(action.ID, "strengths", ids(strengths, l.strengths))
			}
		}
	}
}
