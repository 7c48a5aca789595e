package casework

import "strings"

// AckMark is the content of a record that somebody stands by.
func AckMark(record *Record) string {
	var text strings.Builder
	spec, _ := SpecOf(record.Kind)
	for _, field := range spec.Fields {
		text.WriteString(field.Name + "\x00" + record.Get(field.Name) + "\x00")
	}
	return HashContent(text.String())[:32]
}

// LastConference is the newest conference of a case, nil where there is none.
func LastConference(file *File) (last *Record) {
	for _, conference := range file.Of(KindConference) {
		if last == nil || conference.Get("on") >= last.Get("on") {
			last = conference
		}
	}
	return last
}

// NotAcknowledged are those of the two, the case's worker and the supervisor of the
// conference, who do not stand by its words as they are now.
func NotAcknowledged(file *File, conference *Record) []string {
	stands, mark := map[string]bool{"": true}, AckMark(conference)
	for _, ack := range file.Of(KindAcknowledged) {
		if ack.Get("of") == conference.ID && ack.Get("mark") == mark {
			stands[ack.Created.Actor] = true
		}
	}
	var missing []string
	for _, who := range []string{file.Worker(), conference.Get("supervisor")} {
		if !stands[who] {
			stands[who] = true
			missing = append(missing, who)
		}
	}
	return missing
}
