package pages

import (
	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/views"
)

// Said names the kind of record that an operation writes, and lists what it
// writes as people read it, for somebody who looks at it outside its case. What
// says nothing there (ids, hashes, drawn signatures) is left out; what this build
// does not know is shown as it came.
func Said(house exchange.House, op oplog.Operation) (what string, lines []views.SummaryRow) {
	d := desk{request: Request{House: house}}
	spec, known := casework.SpecOf(op.Kind)
	for _, change := range op.Changes {
		if !tells(op.Kind, change.Field) {
			continue
		}
		value := change.To
		if field, has := spec.Field(change.Field); known && has {
			value = d.shown(question{kind: op.Kind, field: field}, value)
		}
		if value != "" {
			lines = append(lines, views.SummaryRow{Name: fieldLabel(op.Kind, change.Field), Value: value})
		}
	}
	return kindName(op.Kind), lines
}

// tells reports whether a field's value says something outside its case.
func tells(kind casework.Kind, name string) bool {
	spec, known := casework.SpecOf(kind)
	field, has := spec.Field(name)
	return !known || !has || readable(field)
}
