package pages

import (
	"slices"

	"doorstep/casework"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// quietFields are written by the program beside what a person did.
var quietFields = []string{"content", "content_hash", "sha256", "media", "size", "place", "strokes", "thumb", "entered", "link_hash", "opened_link", casework.PlanContentField}

// changes are the fields that an entry wrote, with what stood before.
func (t told) changes() []views.HistoryChange {
	var all []views.HistoryChange
	for _, change := range t.op.Changes {
		if t.isQuiet(change.Field) {
			continue
		}
		switch change.Do {
		case oplog.Set, oplog.Resolve:
			if change.To == "" && t.wordsOf(change.Field) == "" && change.Do == oplog.Set {
				continue // a field of a form that was and stays empty
			}
			all = append(all, t.change(change))
		case oplog.Remove:
			all = append(all, views.HistoryChange{Field: words.Say(words.HistoryReason), Texts: []views.HistoryText{plain("", change.To)}})
		}
	}
	return all
}

// isQuiet reports a field that only the program reads.
func (t told) isQuiet(field string) bool {
	return slices.Contains(quietFields, field) || t.op.Kind == casework.KindDealt && field == "of"
}

// wordsOf is what a field said before the entry.
func (t told) wordsOf(field string) string {
	if t.before == nil {
		return ""
	}
	return t.before.Get(field)
}

func (t told) change(change oplog.Change) views.HistoryChange {
	field := change.Field
	out := views.HistoryChange{Field: fieldLabel(t.op.Kind, field)}
	was, to := t.show(field, t.wordsOf(field)), t.show(field, change.To)
	switch {
	case t.Result.Outcome == oplog.Kept || t.before == nil || was == "" && change.Do == oplog.Set:
		out.Texts = []views.HistoryText{plain("", to)}
	case t.stoodBeside(change):
		head, beside := views.Differences(was, to)
		out.Texts = []views.HistoryText{
			{Label: words.Say(words.HistoryStood), Pieces: head}, {Label: words.Say(words.HistoryBeside), Pieces: beside},
		}
	default:
		before, after := views.Differences(was, to)
		out.Texts = []views.HistoryText{
			{Label: words.Say(words.HistoryBefore), Pieces: before}, {Label: words.Say(words.HistoryAfter), Pieces: after},
		}
	}
	return views.HistoryChange{Field: out.Field, Texts: append(out.Texts, t.lost(change)...)}
}

// stoodBeside reports that the words did not become the head.
func (t told) stoodBeside(change oplog.Change) bool {
	return t.Result.Outcome == oplog.Conflict && t.after != nil && t.after.Get(change.Field) != change.To
}

// lost are the versions that a choice closed and that were not chosen.
func (t told) lost(change oplog.Change) []views.HistoryText {
	if change.Do != oplog.Resolve || t.before == nil || t.Result.Outcome == oplog.Kept {
		return nil
	}
	var texts []views.HistoryText
	for _, sibling := range t.before.Siblings {
		if slices.Contains(change.Siblings, sibling.ID) && sibling.Text != change.To {
			name := words.Say(words.HistoryLost, "name", t.nameOfStaff(sibling.Stamp.Actor))
			texts = append(texts, plain(name, t.show(change.Field, sibling.Text)))
		}
	}
	return texts
}

// show writes a stored value as people read it.
func (t told) show(field, value string) string {
	spec, known := casework.SpecOf(t.op.Kind)
	declared, has := spec.Field(field)
	switch {
	case !known || !has:
		return value
	case declared.Type == casework.Moment && value != "":
		return t.request.moment(value)
	}
	return t.shown(question{kind: t.op.Kind, field: declared}, value)
}

func plain(label, text string) views.HistoryText {
	one := views.HistoryText{Label: label}
	if text != "" {
		one.Pieces = []views.Piece{{Text: text}}
	}
	return one
}

// rows are the fields of a record as they stood, versions beside them included.
func (t told) rows(record *casework.Record) []views.SummaryRow {
	var names []string
	if spec, known := casework.SpecOf(record.Kind); known {
		for _, field := range spec.Fields {
			names = append(names, field.Name)
		}
	}
	var extra []string
	for name := range record.Fields {
		if !slices.Contains(names, name) {
			extra = append(extra, name)
		}
	}
	slices.Sort(extra)
	var rows []views.SummaryRow
	for _, name := range append(names, extra...) {
		if value := record.Get(name); value != "" && !t.isQuiet(name) {
			rows = append(rows, views.SummaryRow{Name: fieldLabel(record.Kind, name), Value: t.show(name, value)})
		}
		for _, sibling := range record.Open(name) {
			rows = append(rows, views.SummaryRow{Name: words.Say(words.HistoryBeside), Value: t.show(name, sibling.Text)})
		}
	}
	if record.Removed != nil {
		rows = append(rows, views.SummaryRow{Name: words.Say(words.HistoryReason), Value: record.Removed.Reason})
	}
	return rows
}
