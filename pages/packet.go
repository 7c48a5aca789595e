package pages

import (
	"slices"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// PacketForms are the forms in which a packet leaves: to be read, and to be
// worked with.
var PacketForms = []string{"pdf", "csv", "xlsx", "json"}

// packetPart is a part of the record that can be chosen.
type packetPart struct {
	id    string
	title words.Key
	kinds []casework.Kind
	draw  func(p packer, title string) // where it is no list of kinds
}

// packetParts follow the case: the plan, what was written, what both signed, and
// what carries the plan out.
func packetParts() []packetPart {
	parts := []packetPart{
		{id: "people", title: words.PeopleTitle, kinds: []casework.Kind{casework.KindPerson}},
		{id: "plan", title: words.PlanTitle, kinds: []casework.Kind{casework.KindGoal, casework.KindStrength, casework.KindBarrier, casework.KindIssue, casework.KindAction}},
		{id: "together", title: words.TogetherTitle, kinds: []casework.Kind{casework.KindTogether, casework.KindRemark}},
		{id: "versions", title: words.AgreedList, draw: packer.versionsPart},
		{id: "notes", title: words.NotesTitle, kinds: []casework.Kind{casework.KindNote}},
		{id: "contracts", title: words.ContractsTitle, kinds: []casework.Kind{casework.KindContract, casework.KindContractItem}},
	}
	for _, group := range workGroups {
		part := packetPart{id: group.id, title: words.WorkGroupTitle(group.id)}
		for _, kind := range group.kinds {
			part.kinds = append(append(part.kinds, kind), workByKind[kind].parts...)
		}
		parts = append(parts, part)
	}
	return append(parts,
		packetPart{id: "service-views", title: words.PacketViews, draw: packer.serviceViewsPart},
		packetPart{id: "missed", title: words.PacketMissed, draw: packer.missedPart},
		packetPart{id: "effort-record", title: words.EffortRecordTitle, draw: packer.efforts})
}

// PacketRow is one answer of one record, with its source.
type PacketRow struct {
	Part     string `json:"part"`
	Kind     string `json:"kind"`
	Record   string `json:"record"` // id, the same in every export
	Name     string `json:"name"`
	Question string `json:"question"`
	Answer   string `json:"answer"`
	Author   string `json:"author"`
	Written  string `json:"written"` // by the device's clock, RFC 3339 UTC
}

// Packet is the chosen parts of a case, as a sheet to print and as rows.
type Packet struct {
	Sheet views.PlanSheet
	Rows  []PacketRow
}

// PacketOf gathers the chosen parts of a case that the actor has opened. Entries
// that were removed stay out; what has no entry is not mentioned.
func PacketOf(request Request, file *casework.File, chosen []string) Packet {
	packet := newPacket(request, file, words.PacketTitle)
	packet.Sheet.Contents = words.Say(words.PacketContents)
	p := packer{desk: desk{request: request, file: file}, packet: &packet}
	for _, part := range packetParts() {
		if slices.Contains(chosen, part.id) {
			p.part(part)
		}
	}
	p.part2()
	return packet
}

// newPacket is an empty sheet about a case: for whom, who made it, when.
func newPacket(request Request, file *casework.File, title words.Key) Packet {
	name, today := file.Head().Get("name"), day(request.today())
	return Packet{Sheet: views.PlanSheet{
		Title: words.Say(title), Lang: string(words.English),
		For:     words.Say(words.PacketFor, "name", name, "agency", request.House.Agency),
		Version: words.Say(words.PacketMade, "name", request.Actor.Name, "day", today),
		Foot:    words.Say(words.PacketFoot, "agency", request.House.Agency, "day", today),
	}}
}

type packer struct {
	desk
	packet *Packet
}

func (p packer) part(part packetPart) {
	title := words.Say(part.title)
	if part.draw != nil {
		part.draw(p, title)
		return
	}
	for _, kind := range part.kinds {
		heading := title
		if name := kindName(kind); name != title {
			heading = words.Say(words.PacketHeading, "part", title, "kind", name)
		}
		var items []views.PlanSheetItem
		for _, record := range p.file.Of(kind) {
			items = append(items, p.item(title, record))
		}
		p.section(heading, items)
	}
}

// packetSilent are fields for the program, not for people.
var packetSilent = map[string]bool{"content": true, "content_hash": true, "thumb": true, "sha256": true, "template": true, "as_taken": true}

// efforts is the narrative of active efforts, as a part of a packet.
func (p packer) efforts(string) {
	efforts, _ := effortsOf(p.request, p.file)
	for _, part := range efforts.Sheet.Parts {
		part.Heading = words.Say(words.PacketHeading, "part", efforts.Sheet.Title, "kind", part.Heading)
		p.packet.Sheet.Parts = append(p.packet.Sheet.Parts, part)
	}
	p.packet.Rows = append(p.packet.Rows, efforts.Rows...)
}

func (p packer) item(part string, record *casework.Record) views.PlanSheetItem {
	item := views.PlanSheetItem{Words: p.workName(record)}
	row := p.row(part, record)
	spec, _ := casework.SpecOf(record.Kind)
	for _, field := range spec.Fields {
		value := record.Get(field.Name)
		if value == "" || packetSilent[field.Name] {
			continue
		}
		shown := p.shown(question{kind: record.Kind, field: field}, value)
		if shown == "" {
			continue
		}
		row.Question, row.Answer = fieldLabel(record.Kind, field.Name), shown
		p.packet.Rows = append(p.packet.Rows, row)
		if shown != item.Words {
			item.Details = append(item.Details, labelled(row.Question, shown))
		}
	}
	for _, sibling := range record.Siblings {
		item.Details = append(item.Details, words.Say(words.PacketOther, "words", sibling.Text))
	}
	item.Details = append(item.Details, p.written(record))
	return item
}

// row is a row about a record, without an answer yet.
func (p packer) row(part string, record *casework.Record) PacketRow {
	return PacketRow{
		Part: part, Kind: kindName(record.Kind), Record: record.ID, Name: p.workName(record), Author: p.author(record.Created.Actor),
		Written: record.Created.At,
	}
}

// written says who wrote a record, and when.
func (p packer) written(record *casework.Record) string {
	return words.Say(words.WrittenBy, "name", p.author(record.Created.Actor), "moment", p.request.moment(record.Created.At))
}

// PacketPage asks what goes into the packet, and in which form it leaves.
func PacketPage(request Request, file *casework.File, nothing bool) Reply {
	var parts, forms []views.Option
	for _, part := range packetParts() {
		parts = append(parts, views.Option{Value: part.id, Label: words.Say(part.title), Picked: !nothing})
	}
	for _, form := range PacketForms {
		forms = append(forms, views.Option{Value: form, Label: words.Say(words.PacketAs(form)), Picked: form == PacketForms[0]})
	}
	ask := views.Control{Shape: views.TicksShape, Name: "part", Label: words.Say(words.PacketAsk), Options: parts}
	if nothing {
		ask.Error = words.Say(words.PacketNothing)
	}
	page := casePage(request, file, words.Say(words.PacketTitle), views.Link{Href: casePath(request, "/work"), Text: words.Say(words.WorkHub)})
	return Reply{Page: page, Main: views.Packet(page, casePath(request, "/packet/file"), []views.Control{
		ask, {Shape: views.ChoiceShape, Name: "as", Label: words.Say(words.PacketForm), Options: forms},
	})}
}
