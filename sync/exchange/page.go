package exchange

import "doorstep/casework"

// Fresh is a record that changed, with the sequence number of the last
// operation on it.
type Fresh struct {
	Case   string
	Seq    int64
	Record *casework.Record
}

// Fill puts changed records, oldest first, into the changes of a snapshot whose
// scope and full position are set. rest names the cases that have more changed
// records than fit: their changes carry no digest, and the position stays at
// the last record included.
//
// A case whose only news is an operation that was kept aside has a change
// without records, so that the tablet's mark keeps up.
func (s *Snapshot) Fill(since int64, page []Fresh, rest map[string]bool) {
	s.More = len(rest) > 0
	byCase := map[string][]*casework.Record{}
	for _, fresh := range page {
		byCase[fresh.Case] = append(byCase[fresh.Case], fresh.Record)
	}
	for _, mark := range s.Scope {
		records := byCase[mark.Case]
		if len(records) == 0 && (s.More || mark.Position <= since) {
			continue
		}
		change := Change{Mark: mark, Records: records}
		if rest[mark.Case] {
			change.Digest = ""
		}
		s.Changes = append(s.Changes, change)
	}
	if s.More {
		s.Position = page[len(page)-1].Seq
	}
}

// whole takes out of the changes the cases that the end of the page cuts, and
// names them as they stand: a tablet fetches those as segments, because a page
// of theirs with one half of a change may refer to what is in the other half.
func (s *Snapshot) whole() (changes []Change, cut []Mark) {
	marks := make(map[string]Mark, len(s.Scope))
	for _, mark := range s.Scope {
		marks[mark.Case] = mark
	}
	for _, change := range s.Changes {
		if change.Digest == "" {
			cut = append(cut, marks[change.Case])
		} else {
			changes = append(changes, change)
		}
	}
	return changes, cut
}
