package casework

import (
	"slices"
	"strings"
)

// Contact is one contact with one person, or one that was tried: a visit, a call,
// a meeting.
type Contact struct {
	Record *Record // the note or the meeting
	On     string
	Held   bool // the person was there
	Face   bool // face to face with the worker
	Alone  bool // nobody else heard
	With   []string
}

// ContactsOf is the contact log of one person, newest first. An amendment stands
// in it where it names somebody whom the first note does not.
func ContactsOf(file *File, person string) []Contact {
	var list []Contact
	for _, note := range file.Of(KindNote) {
		seen, missed := strings.Fields(note.Get("seen")), slices.Contains(strings.Fields(note.Get("missed")), person)
		there := slices.Contains(seen, person)
		if first := file.Record(note.Get("amends")); !there && !missed || first != nil && slices.Contains(strings.Fields(first.Get("seen")+" "+first.Get("missed")), person) {
			continue
		}
		list = append(list, Contact{
			Record: note, On: note.Get("on"), Held: there && note.Get("type") != "attempted", Face: there && FaceToFace(note),
			Alone: there && slices.Contains(strings.Fields(note.Get("alone")), person),
			With:  slices.DeleteFunc(seen, func(id string) bool { return id == person }),
		})
	}
	for _, attendee := range file.Of(KindAttendee) {
		meeting, presence := file.Record(attendee.Get("meeting")), attendee.Get("presence")
		if meeting == nil || meeting.Removed != nil || attendee.Get("who") != "person:"+person || presence == "" || presence == "invited" {
			continue
		}
		list = append(list, Contact{Record: meeting, On: meeting.Get("on"), Held: presence == "came" || presence == "part"})
	}
	slices.SortStableFunc(list, func(a, b Contact) int { return strings.Compare(b.On, a.On) })
	return list
}

// ContactMonths counts the calendar months from a day up to today, the last twelve
// at most, and those in which the person was seen face to face, and alone.
func ContactMonths(list []Contact, from, today string) (all, seen, alone int) {
	month := monthOf(max(from, AddMonths(today, -11)))
	for ; month != "" && month <= monthOf(today); month = monthOf(AddMonths(month+"-01", 1)) {
		in := func(is func(Contact) bool) int {
			if slices.ContainsFunc(list, func(c Contact) bool { return c.Face && monthOf(c.On) == month && is(c) }) {
				return 1
			}
			return 0
		}
		all++
		seen += in(func(Contact) bool { return true })
		alone += in(func(c Contact) bool { return c.Alone })
	}
	return all, seen, alone
}
