package casework

import (
	"slices"
	"strings"
)

// Late is a record that holds words which came after the case had gone to
// somebody else, or was closed.
type Late struct {
	Record *Record
	Stamp  Stamp    // of the words that came last
	Of     []string // ids of the operations that came late, oldest first
	Read   bool     // somebody has read all of them
}

// LateEntries lists them, the last to come first.
func (f *File) LateEntries() []Late {
	read := map[string]bool{}
	for _, dealt := range f.Of(KindDealt) {
		for _, id := range strings.Fields(dealt.Get("of")) {
			read[id] = true
		}
	}
	var list []Late
	for _, record := range f.Records {
		if late, is := lateIn(record); is {
			late.Read = !slices.ContainsFunc(late.Of, func(id string) bool { return !read[id] })
			list = append(list, late)
		}
	}
	slices.SortFunc(list, func(a, b Late) int {
		if a.Stamp.Late != b.Stamp.Late {
			return strings.Compare(b.Stamp.Late, a.Stamp.Late)
		}
		return strings.Compare(a.Record.ID, b.Record.ID)
	})
	return list
}

// lateIn finds what came late in one record.
func lateIn(record *Record) (Late, bool) {
	stamps := []Stamp{record.Created}
	for _, stamp := range record.Changed {
		stamps = append(stamps, stamp)
	}
	for _, sibling := range record.Siblings {
		stamps = append(stamps, sibling.Stamp)
	}
	if record.Removed != nil {
		stamps = append(stamps, record.Removed.Stamp)
	}
	slices.SortFunc(stamps, func(a, b Stamp) int { return int(a.Seq - b.Seq) })
	late := Late{Record: record}
	for _, stamp := range stamps {
		if stamp.Late != "" && !slices.Contains(late.Of, stamp.Op) {
			late.Stamp, late.Of = stamp, append(late.Of, stamp.Op)
		}
	}
	return late, len(late.Of) > 0
}

// DealtWith finds, by the id of an operation that was kept aside, what somebody
// did about it.
func (f *File) DealtWith() map[string]*Record {
	all := map[string]*Record{}
	for _, dealt := range f.Of(KindDealt) {
		for _, id := range strings.Fields(dealt.Get("of")) {
			if dealt.Get("how") != "read" {
				all[id] = dealt
			}
		}
	}
	return all
}
