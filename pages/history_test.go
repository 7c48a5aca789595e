package pages

import (
	"testing"

	"doorstep/casework"
	"doorstep/sync/oplog"
	"doorstep/views/words"
)

// TestHistoryKnowsEveryField: no field that a person may meet in the history
// shows the name that the program has for it.
func TestHistoryKnowsEveryField(t *testing.T) {
	for _, kind := range casework.Kinds() {
		if !words.Has(words.KindName(string(kind))) {
			t.Errorf("kind %s has no name", kind)
		}
		spec, _ := casework.SpecOf(kind)
		for _, field := range spec.Fields {
			one := told{op: oplog.Operation{Kind: kind}}
			if !one.isQuiet(field.Name) && !words.Has(words.Label(string(kind), field.Name)) {
				t.Errorf("field %s of %s has no label", field.Name, kind)
			}
		}
	}
}
