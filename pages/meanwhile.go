package pages

import (
	"slices"
	"strings"

	"doorstep/casework"
	"doorstep/views"
)

// meanwhile lists the words of a frozen contract and its items that are not
// what was signed: somebody wrote them where the freezing was not seen yet, or
// they are versions that nobody chose. They bind nobody, and are not lost.
type meanwhile struct {
	desk
	contract *casework.Record
	content  casework.ContractContent
	lines    []views.MeanwhileLine
}

func meanwhileView(request Request, file *casework.File, contract *casework.Record, content casework.ContractContent) []views.MeanwhileLine {
	m := meanwhile{desk: desk{request: request, file: file}, contract: contract, content: content}
	m.facts()
	m.items()
	return m.lines
}

// facts compares what is agreed besides the items.
func (m *meanwhile) facts() {
	m.compare(m.contract, map[string]string{"about": m.content.About, "ends_when": m.content.EndsWhen, "ends_on": m.content.EndsOn})
	if _, changed := m.contract.Changed["client"]; changed {
		person := m.file.Record(m.contract.Get("client"))
		if person != nil && person.Get("name") != m.content.Client {
			if _, renamed := person.Changed["name"]; !renamed { // a new name is still the same person
				m.add(m.contract, "client", m.contract.Get("client"), m.contract.StampOf("client"))
			}
		}
	}
}

// items puts each item beside the line that was frozen from it and compares
// the two. The lines carry no ids, so they are known by their words, and those
// that changed by their order.
func (m *meanwhile) items() {
	var live, out []*casework.Record
	for _, item := range m.everyItem() {
		if item.Get("left_out") == "" && item.Removed == nil {
			live = append(live, item)
		} else {
			out = append(out, item)
		}
	}
	lines := m.content.Items
	pair := func(items []*casework.Record, same func(*casework.Record, casework.ContractContentItem) bool, found func(*casework.Record, casework.ContractContentItem)) []*casework.Record {
		return slices.DeleteFunc(items, func(item *casework.Record) bool {
			at := slices.IndexFunc(lines, func(line casework.ContractContentItem) bool { return same(item, line) })
			if at < 0 {
				return false
			}
			found(item, lines[at])
			lines = slices.Concat(lines[:at], lines[at+1:])
			return true
		})
	}
	whichever := func(*casework.Record, casework.ContractContentItem) bool { return true }
	live = pair(live, sameLine, m.compareItem)
	live = pair(live, sameWords, m.compareItem)
	out = pair(out, sameWords, m.takenOut)
	live = pair(live, whichever, m.compareItem)
	for _, item := range live { // added meanwhile
		m.compareItem(item, casework.ContractContentItem{})
	}
	for _, item := range out { // left out before, and so it is in the text
		m.versions(item, nil)
	}
}

// everyItem lists the items of the contract in their order, hidden ones last.
func (m *meanwhile) everyItem() []*casework.Record {
	items := casework.ItemsOf(m.file, m.contract.ID)
	var hidden []*casework.Record
	for _, record := range m.file.Records {
		if record.Kind == casework.KindContractItem && record.Removed != nil && record.Get("contract") == m.contract.ID {
			hidden = append(hidden, record)
		}
	}
	slices.SortFunc(hidden, func(a, b *casework.Record) int { return strings.Compare(a.ID, b.ID) })
	return append(items, hidden...)
}

func sameLine(item *casework.Record, line casework.ContractContentItem) bool {
	return item.Get("words") == line.Words && item.Get("who") == line.Who && item.Get("by_when") == line.ByWhen
}

// sameWords also knows an item by a version of its words that nobody chose: it
// may be the one that was signed.
func sameWords(item *casework.Record, line casework.ContractContentItem) bool {
	return item.Get("words") == line.Words || slices.ContainsFunc(item.Open("words"), func(s casework.Sibling) bool { return s.Text == line.Words })
}

func (m *meanwhile) compareItem(item *casework.Record, line casework.ContractContentItem) {
	m.compare(item, map[string]string{"words": line.Words, "who": line.Who, "by_when": line.ByWhen})
}

// takenOut lists an item that is in the frozen text and was taken out of the
// contract meanwhile.
func (m *meanwhile) takenOut(item *casework.Record, line casework.ContractContentItem) {
	field, stamp := "left_out", item.StampOf("left_out")
	if item.Removed != nil {
		field, stamp = casework.FieldRemoved, item.Removed.Stamp
	}
	m.lines = append(m.lines, views.MeanwhileLine{Name: versionsName(item, field), Text: item.Get("words"), By: m.wrote(stamp)})
	m.compareItem(item, line)
}

// compare lists the fields of a record that say something else than was frozen,
// in the order of the declaration, and its open versions.
func (m *meanwhile) compare(record *casework.Record, frozen map[string]string) {
	spec, _ := casework.SpecOf(record.Kind)
	for _, field := range spec.Fields {
		if text, compared := frozen[field.Name]; compared && record.Get(field.Name) != text {
			m.add(record, field.Name, record.Get(field.Name), record.StampOf(field.Name))
		}
	}
	m.versions(record, frozen)
}

func (m *meanwhile) versions(record *casework.Record, frozen map[string]string) {
	for _, sibling := range record.Siblings {
		if text, compared := frozen[sibling.Field]; sibling.Field != "place" && (!compared || text != sibling.Text) {
			m.add(record, sibling.Field, sibling.Text, sibling.Stamp)
		}
	}
}

func (m *meanwhile) add(record *casework.Record, field, text string, stamp casework.Stamp) {
	by := m.wrote(stamp)
	if field == casework.FieldRemoved {
		by = m.hid(stamp)
	} else if asked := questions(record.Kind, field); len(asked) == 1 {
		text = m.shown(asked[0], text)
	}
	m.lines = append(m.lines, views.MeanwhileLine{Name: versionsName(record, field), Text: text, By: by})
}
