package casework

import "strings"

// Misplaced is a date that cannot be where it is: before another one of its
// record, before somebody was born, or far ahead although it has happened.
type Misplaced struct {
	Field string
	After string  // the field that it comes before, though it follows from it
	Born  *Record // the person who was not born yet
}

// inOrder are dates of one record of which the second does not come before the
// first. They have the same names in every kind.
var inOrder = [][2]string{
	{"from_on", "until_on"}, {"since", "until"}, {"since", "resolved_on"}, {"on", "next_on"}, {"on", "follow_on"}, {"on", "solved_on"},
	{"started_on", "planned_end"}, {"signed_on", "until"}, {"signed_on", "revoked_on"}, {"opened_on", "closed_on"}, {"opened_on", "planned_end"},
	{"starts_on", "ends_on"},
}

// happened are the dates of what is written down once it was.
var happened = map[Kind]string{
	KindPerson: "born_on", KindNote: "on", KindReferralState: "on", KindAttendance: "on", KindReport: "on", KindReportRequest: "on", KindDeclined: "on", KindServiceView: "on",
}

// farAhead is how many days a date of what has happened may lie ahead: the clock
// of a tablet can be wrong, and is no judge; a wrong year is a slip of the hand.
const farAhead = 31

// lifeDates are dates on which whoever a record is about was alive.
var lifeDates = []string{"on", "from_on", "since", "signed_on"}

// CheckOrder looks for misplaced dates in the values that a record is about to
// have. It looks at what was changed alone: what stood there before keeps nobody
// from writing. Only forms ask it; what an older tablet wrote is taken as it is.
func CheckOrder(file *File, kind Kind, now, changed map[string]string, today string) []Misplaced {
	var list []Misplaced
	touched := func(field string) bool { _, there := changed[field]; return there && now[field] != "" }
	for _, pair := range inOrder {
		first, second := now[pair[0]], now[pair[1]]
		if first != "" && second != "" && second < first && (touched(pair[0]) || touched(pair[1])) {
			list = append(list, Misplaced{Field: pair[1], After: pair[0]})
		}
	}
	if field := happened[kind]; field != "" && touched(field) && now[field] > AddDays(today, farAhead) {
		list = append(list, Misplaced{Field: field})
	}
	for _, field := range lifeDates {
		if born := unborn(file, kind, now, now[field]); born != nil && touched(field) {
			list = append(list, Misplaced{Field: field, Born: born})
		}
	}
	return list
}

// unborn is somebody whom a record is about and who was not born on its day; of
// several, only where none of them was: a concern can be older than the youngest.
func unborn(file *File, kind Kind, now map[string]string, on string) *Record {
	spec, _ := SpecOf(kind)
	for _, field := range spec.Fields {
		if field.Kind != KindPerson || on == "" {
			continue
		}
		var born *Record
		for _, id := range strings.Fields(now[field.Name]) {
			person := file.Record(id)
			if person == nil || person.Get("born_on") <= on {
				born = nil
				break
			}
			born = person
		}
		if born != nil {
			return born
		}
	}
	return nil
}
