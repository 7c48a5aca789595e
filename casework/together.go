package casework

import "strings"

// ClientRoles are the roles of those whose plan it is: the others help.
var ClientRoles = []string{"child", "youth", "mother", "father", "parent", "guardian"}

// IsClient reports whether a person of the case is one of those whose plan it is.
func IsClient(person *Record) bool {
	if person == nil || person.Kind != KindPerson {
		return false
	}
	for _, role := range ClientRoles {
		if person.Get("role") == role {
			return true
		}
	}
	return false
}

// HasClientWords reports whether anything in the plan is said by the client:
// own words that name them, something they wrote themselves, or what they
// proposed.
func HasClientWords(file *File) bool {
	for _, kind := range []Kind{KindGoal, KindBarrier, KindStrength, KindRemark} {
		for _, record := range file.Of(kind) {
			if record.Get("own_hand") != "" || IsClient(file.Record(record.Get("said_by"))) || IsClient(file.Record(record.Get("person"))) {
				return true
			}
		}
	}
	for _, talk := range file.Of(KindTogether) {
		if strings.TrimSpace(talk.Get("proposed")) != "" {
			return true
		}
	}
	return false
}

// HasPlan reports whether the case has any part of a plan.
func HasPlan(file *File) bool {
	for _, kind := range planKinds {
		if len(file.Of(kind)) > 0 {
			return true
		}
	}
	return false
}

// TogetherOn lists how one part of the plan was made with the client, in the
// order in which it was written down.
func TogetherOn(file *File, part string) []*Record {
	var list []*Record
	for _, talk := range file.Of(KindTogether) {
		if talk.Get("part") == part {
			list = append(list, talk)
		}
	}
	return list
}

// Whose says on whose list an action stands.
type Whose int

// The three lists of who does what.
const (
	Yours  Whose = iota // the client's
	Mine                // the worker's
	Theirs              // family, friends, providers, other staff
)

// WhoseAction says on which list an action stands: that of the client, of the
// worker who has the case, or of everybody else.
func WhoseAction(file *File, action *Record) Whose {
	who := action.Get("who")
	if id, ok := strings.CutPrefix(who, "staff:"); ok && id == file.Worker() {
		return Mine
	}
	if id, ok := strings.CutPrefix(who, "person:"); ok && IsClient(file.Record(id)) {
		return Yours
	}
	return Theirs
}

// PromiseGaps lists the fields that a promise does not say yet: by when, and
// what happens if it cannot be had. Who and what every action has. An action
// that is done has none.
func PromiseGaps(action *Record) []string {
	if action.Get("done") != "" {
		return nil
	}
	var gaps []string
	for _, field := range []string{"by_when", "if_not"} {
		if strings.TrimSpace(action.Get(field)) == "" {
			gaps = append(gaps, field)
		}
	}
	return gaps
}
