package world

import (
	"fmt"
	"slices"
	"strings"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

func (w *World) deskWorks(d *desk) error {
	if w.strike(25, KilledBefore) != "" {
		w.office.dies = pick(w, []Fault{KilledBefore, KilledAfter})
		defer func() { w.office.dies = "" }()
	}
	return w.works(w.deskHand(d), &d.open)
}

func (w *World) tabletWorks(t *tablet) error { return w.works(w.handOf(t), &t.open) }

// works does one thing that people do.
func (w *World) works(h hand, open **form) error {
	if *open != nil && w.random.IntN(3) == 0 {
		drawn := *open
		*open = nil
		if now, err := h.store.File(w.ctx, drawn.file.Case); err != nil || now.Term != drawn.file.Term {
			return err // a page does not stay open while an office is restored
		}
		w.hit(LongForm)
		_, err := w.writes(h, drawn.file, set(drawn.record, drawn.field, w.words(h)))
		return err
	}
	file, err := w.someCase(h)
	if err != nil {
		return err
	}
	if file == nil {
		return w.opensCase(h)
	}
	goals := shown(file, casework.KindGoal)
	if len(goals) == 0 || w.random.IntN(10) == 0 {
		return w.says(h, file, made(w.newID("goal"), casework.KindGoal, "words", w.words(h)))
	}
	goal := pick(w, goals)
	field := pick(w, []string{"words", "words", "words", "wording"})
	switch choice := w.random.IntN(20); {
	case len(file.Conflicts()) > 0 && choice < 5:
		return w.chooses(h, file)
	case choice < 10:
		if *open == nil && w.random.IntN(5) == 0 {
			*open = &form{file: file, record: goal, field: field}
			return nil
		}
		return w.says(h, file, set(goal, field, w.words(h)))
	case choice < 11:
		return w.says(h, file, part{goal.ID, goal.Kind, []oplog.Change{{Do: oplog.Remove, To: "mistake " + w.words(h)}}})
	case choice < 14:
		return w.says(h, file,
			made(w.newID("goal"), casework.KindGoal, "words", w.words(h)),
			made(w.newID("note"), casework.KindNote, "type", "phone", "on", "2026-11-21", "text", w.words(h)),
			set(goal, "status", pick(w, casework.GoalStates)))
	case choice < 15:
		return w.assigns(h, file, pick(w, w.people).ID)
	case choice < 18:
		return w.contracts(h, file)
	default:
		return w.says(h, file, set(file.Head(), pick(w, []string{"safety_note", "next_step"}), w.words(h)))
	}
}

func (w *World) says(h hand, file *casework.File, parts ...part) error {
	_, err := w.writes(h, file, parts...)
	return err
}

// words are unlike any others, so that the oracle can find them; now and then
// two people happen to write the same.
func (w *World) words(h hand) string {
	if w.random.IntN(12) == 0 {
		return "the same words"
	}
	w.made++
	return fmt.Sprintf("words %d by %s & <them>\u2028", w.made, h.actor.ID)
}

func made(id string, kind casework.Kind, pairs ...string) part {
	changes := []oplog.Change{{Do: oplog.Create}}
	for i := 0; i < len(pairs); i += 2 {
		changes = append(changes, oplog.Change{Do: oplog.Set, Field: pairs[i], To: pairs[i+1]})
	}
	return part{id, kind, changes}
}

func set(record *casework.Record, field, to string) part {
	return part{record.ID, record.Kind, []oplog.Change{{Do: oplog.Set, Field: field, To: to}}}
}

// someCase opens a case that the person may see where they are; nil to begin a
// new one.
func (w *World) someCase(h hand) (*casework.File, error) {
	list, err := h.store.Summaries(w.ctx)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(s casework.Summary) bool { return !h.actor.MaySee(s.Worker) })
	if len(list) == 0 || len(list) < 12 && w.random.IntN(5+3*len(list)) == 0 {
		return nil, nil
	}
	file, err := h.store.File(w.ctx, pick(w, list).Case)
	if err != nil || file.Head() == nil {
		return nil, err
	}
	return file, nil
}

func (w *World) opensCase(h hand) error {
	id := w.newID("case")
	worker := h.actor.ID
	if h.actor.Role == casework.RoleSupervisor {
		worker = pick(w, w.people).ID
	}
	return w.says(h, casework.NewFile(id),
		made(id, casework.KindCase, "name", "Family "+id, "worker", worker),
		made(w.newID("goal"), casework.KindGoal, "words", w.words(h)))
}

// shown lists the records of a kind that a page shows.
func shown(file *casework.File, kind casework.Kind) []*casework.Record { return file.Of(kind) }

// chooses closes one or all open versions of a field.
func (w *World) chooses(h hand, file *casework.File) error {
	record := pick(w, file.Conflicts())
	sibling := pick(w, record.Siblings)
	open := record.Open(sibling.Field)
	closes := []string{sibling.ID}
	if w.random.IntN(2) == 0 {
		closes = nil
		for _, one := range open {
			closes = append(closes, one.ID)
		}
	}
	to := sibling.Text
	switch w.random.IntN(3) {
	case 0:
		if sibling.Field == casework.FieldRemoved {
			to = "" // keep the record
		} else {
			to = record.Get(sibling.Field)
		}
	case 1:
		if record.Kind == casework.KindGoal && sibling.Field != casework.FieldRemoved {
			to = w.words(h)
		}
	}
	return w.says(h, file, part{record.ID, record.Kind, []oplog.Change{{Do: oplog.Resolve, Field: sibling.Field, To: to, Siblings: closes}}})
}

func (w *World) assigns(h hand, file *casework.File, worker string) error {
	return w.says(h, file, set(file.Head(), "worker", worker))
}

// supervisor is the desk of somebody who may assign every case.
func (w *World) supervisor() *desk { return w.desks[len(w.desks)-1-w.random.IntN(2)] }

// officeCase opens a case as the office has it, of or not of one worker.
func (w *World) officeCase(fits func(casework.Summary) bool) (*casework.File, error) {
	list, err := w.office.Summaries(w.ctx)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(s casework.Summary) bool { return !fits(s) })
	if len(list) == 0 {
		return nil, nil
	}
	return w.office.File(w.ctx, pick(w, list).Case)
}

// meanwhile is what happens at the office between two messages of a tablet.
func (w *World) meanwhile(t *tablet) error {
	fault := w.strike(10, GrantRemoved, GrantAdded, OfficeMidPull)
	if fault == "" {
		return nil
	}
	var file *casework.File
	var err error
	worker := t.actor.ID
	switch fault {
	case GrantRemoved:
		file, err = w.officeCase(func(s casework.Summary) bool { return s.Worker == t.actor.ID })
		for worker == t.actor.ID {
			worker = pick(w, w.people).ID
		}
	case GrantAdded:
		file, err = w.officeCase(func(s casework.Summary) bool { return s.Worker != t.actor.ID })
	default:
		w.hit(fault)
		return w.works(w.deskHand(w.supervisor()), new(*form))
	}
	if err != nil || file == nil {
		return err
	}
	w.hit(fault)
	return w.assigns(w.deskHand(w.supervisor()), file, worker)
}

// strokes is a cross with ink.
const strokes = `{"w":60000,"h":24000,"strokes":[[[1000,1000,0],[9000,9000,180]],[[9000,1000,600],[1000,9000,790]]]}`

// contracts takes the next step towards a signed contract.
func (w *World) contracts(h hand, file *casework.File) error {
	people := shown(file, casework.KindPerson)
	if len(people) == 0 {
		return w.says(h, file, made(w.newID("person"), casework.KindPerson, "name", "Dana "+w.newID("name"), "role", "mother"))
	}
	drafts := shown(file, casework.KindContract)
	if len(drafts) == 0 {
		contract := w.newID("contract")
		return w.says(h, file,
			made(contract, casework.KindContract, "client", people[0].ID, "worker", h.actor.ID, "ends_when", "when all is done"),
			made(w.newID("item"), casework.KindContractItem, "contract", contract, "words", w.words(h), "who", "Dana", "place", "1"))
	}
	contract := pick(w, drafts)
	switch casework.StateOf(file, contract) {
	case casework.ContractDraft:
		if w.random.IntN(2) == 0 {
			return w.says(h, file, set(contract, "about", w.words(h)))
		}
		return w.freezes(h, file, contract)
	case casework.ContractFrozen:
		return w.signs(h, file, contract)
	}
	return w.says(h, file, set(contract, "about", w.words(h))) // refused where it is written
}

func (w *World) freezes(h hand, file *casework.File, contract *casework.Record) error {
	client := file.Record(contract.Get("client"))
	if client == nil {
		return nil
	}
	content := casework.ContractContent{
		Format: 1, Agency: "Harbour House", Case: file.Case, Contract: contract.ID, Title: "Contract",
		Client: client.Get("name"), Worker: h.actor.Name, About: contract.Get("about"), EndsWhen: contract.Get("ends_when"),
		Consent: "We agree to sign on the screen.", Frozen: oplog.Moment(h.at), PlanMark: casework.PlanMark(file),
	}
	for _, item := range casework.ItemsOf(file, contract.ID) {
		content.Items = append(content.Items, casework.ContractContentItem{Words: item.Get("words"), Who: item.Get("who")})
	}
	text, hash := content.Freeze()
	return w.says(h, file, part{contract.ID, contract.Kind, []oplog.Change{
		{Do: oplog.Set, Field: "content", To: text}, {Do: oplog.Set, Field: "content_hash", To: hash},
		{Do: oplog.Set, Field: "frozen_at", To: oplog.Moment(h.at)},
	}})
}

func (w *World) signs(h hand, file *casework.File, contract *casework.Record) error {
	content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil {
		return fmt.Errorf("world: a frozen contract does not thaw: %w", err)
	}
	party := pick(w, casework.Parties)
	name, person := content.Signer(contract, party)
	return w.says(h, file, made(w.newID("signature"), casework.KindSignature,
		"contract", contract.ID, "party", party, "person", person, "name", name, "method", "draw", "strokes", strokes,
		"signed_at", oplog.Moment(h.at), "signed_on", strings.SplitN(oplog.Moment(h.at), "T", 2)[0],
		"content_hash", contract.Get("content_hash")))
}
