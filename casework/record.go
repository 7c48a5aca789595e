package casework

import (
	"slices"
	"sort"
)

// Stamp says who wrote a value, from where, and when.
type Stamp struct {
	// Seq is the office's sequence number. Zero or less means that the office
	// has not numbered it yet: it waits on this tablet to be sent. Within one
	// commit -1 is the first operation, -2 the second, and so on, until a store
	// that draws numbers replaces them (see File.Number).
	Seq int64 `json:"q"`
	// Chain is the author's line of work: device and actor. An office desk has
	// none, so that two people at two desks, or one person in two windows, are
	// never taken for one another.
	Chain string `json:"c,omitempty"`
	Op    string `json:"o"` // id of the operation, "device/epoch/n"
	Actor string `json:"a"`
	At    string `json:"t"` // the device's clock, RFC 3339 UTC; evidence, never a judge
	// Late is when the office got it, on the office's clock (RFC 3339 UTC), if
	// that was after the case had gone to somebody else or was closed; else "".
	Late string `json:"l,omitempty"`

	extra extra
}

// Sibling is a value that did not become the head because somebody else had
// changed the field meanwhile. It stays, shown beside the head, until a person
// resolves it.
type Sibling struct {
	ID    string `json:"id"`    // operation id + ":" + field
	Field string `json:"field"` // FieldRemoved for a removal that met an edit
	Text  string `json:"text"`
	Stamp Stamp  `json:"stamp"`

	extra extra
}

// FieldRemoved is the pseudo field of a sibling that wanted the record hidden;
// its text is the reason given.
const FieldRemoved = "-removed"

// Removal hides a record as entered in error. Nothing is deleted.
type Removal struct {
	Reason string `json:"reason"`
	Stamp  Stamp  `json:"stamp"`

	extra extra
}

// Record is the present state of one record: its fields, who wrote each, and
// the versions that wait for a person's choice. Fields and members that this
// build does not know are carried along untouched.
type Record struct {
	ID       string            `json:"id"`
	Kind     Kind              `json:"kind"`
	Fields   map[string]string `json:"f"`
	Created  Stamp             `json:"made"`
	Changed  map[string]Stamp  `json:"by,omitempty"` // stamps of fields written after creation
	Siblings []Sibling         `json:"sib,omitempty"`
	Removed  *Removal          `json:"gone,omitempty"`

	extra extra // members that this build does not know (see record_json.go)
}

// Get returns a field's head value; an absent field reads as "".
func (r *Record) Get(field string) string { return r.Fields[field] }

// StampOf returns who wrote the field's head value.
func (r *Record) StampOf(field string) Stamp {
	if stamp, ok := r.Changed[field]; ok {
		return stamp
	}
	return r.Created
}

// Last returns the newest stamp of the record: unsent work first, then the
// highest sequence number.
func (r *Record) Last() Stamp {
	last := r.Created
	consider := func(stamp Stamp) {
		if last.Seq > 0 && (stamp.Seq <= 0 || stamp.Seq > last.Seq) || last.Seq <= 0 && stamp.Seq < last.Seq {
			last = stamp
		}
	}
	for _, stamp := range r.Changed {
		consider(stamp)
	}
	for _, sibling := range r.Siblings {
		consider(sibling.Stamp)
	}
	if r.Removed != nil {
		consider(r.Removed.Stamp)
	}
	return last
}

// Open returns the open siblings of one field, oldest first.
func (r *Record) Open(field string) []Sibling {
	var open []Sibling
	for _, sibling := range r.Siblings {
		if sibling.Field == field {
			open = append(open, sibling)
		}
	}
	return open
}

// Clone returns a copy that shares nothing with r.
func (r *Record) Clone() *Record {
	clone := *r
	clone.Fields = make(map[string]string, len(r.Fields))
	for name, value := range r.Fields {
		clone.Fields[name] = value
	}
	if r.Changed != nil {
		clone.Changed = make(map[string]Stamp, len(r.Changed))
		for name, stamp := range r.Changed {
			clone.Changed[name] = stamp
		}
	}
	clone.Siblings = slices.Clone(r.Siblings)
	if r.Removed != nil {
		removed := *r.Removed
		clone.Removed = &removed
	}
	return &clone
}

// File is one case with all its records, as one store holds it.
type File struct {
	Case string
	// Position counts this store's commits on the case; a commit names the
	// position it was folded on. At the office it is the sequence number of the
	// case's last operation.
	Position int64
	// Seen is the office position that the file reflects: what an operation
	// written now has "seen". At the office it equals Position.
	Seen int64
	// Term is the office's term in which Seen was given: numbers are given anew
	// after a restore. Seen and Term are set by stores.
	Term    int64
	Records map[string]*Record

	kinds map[Kind][]*Record // what Of lists, of a file that is only read (read)
}

// NewFile returns an empty file for a case that has no record yet.
func NewFile(caseID string) *File {
	return &File{Case: caseID, Records: map[string]*Record{}}
}

// Record returns the record with this id, or nil.
func (f *File) Record(id string) *Record { return f.Records[id] }

// Head returns the record of the case itself, or nil if it has none yet.
func (f *File) Head() *Record { return f.Records[f.Case] }

// Worker returns the id of the member of staff the case is assigned to.
func (f *File) Worker() string {
	if head := f.Head(); head != nil {
		return head.Get("worker")
	}
	return ""
}

// hadField begins the pseudo fields of a case that say who had it before: their
// stamp is that of the operation that gave it to somebody else. They have a
// stamp and no value.
const hadField = "-had."

// GiveAway notes with this stamp that the case goes from one worker to another.
func (r *Record) GiveAway(from string, stamp Stamp) {
	r.Changed[hadField+from] = stamp
}

// HadUntil reports whether the person had the case and had not seen, at this
// office position, that it went to somebody else.
func (f *File) HadUntil(person string, seen int64) bool {
	head := f.Head()
	if head == nil || person == "" {
		return false
	}
	gone, had := head.Changed[hadField+person]
	return had && seen < gone.Seq
}

// Closed reports whether the case is closed, and who closed it.
func (f *File) Closed() (Stamp, bool) {
	head := f.Head()
	if head == nil || head.Get("status") != "closed" {
		return Stamp{}, false
	}
	return head.StampOf("status"), true
}

// Of lists the records of a kind that are not hidden, in the order in which
// they were made (record ids are UUIDv7, which sort by time).
func (f *File) Of(kind Kind) []*Record {
	if f.kinds != nil {
		return slices.Clone(f.kinds[kind])
	}
	var list []*Record
	for _, record := range f.Records {
		if record.Kind == kind && record.Removed == nil {
			list = append(list, record)
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].ID < list[j].ID })
	return list
}

// read returns the same file for somebody who asks for many kinds and changes
// nothing: each of its records is looked at once.
func (f *File) read() *File {
	view := *f
	view.kinds = map[Kind][]*Record{}
	for _, record := range f.Records {
		if record.Removed == nil {
			view.kinds[record.Kind] = append(view.kinds[record.Kind], record)
		}
	}
	for _, list := range view.kinds {
		sort.Slice(list, func(i, j int) bool { return list[i].ID < list[j].ID })
	}
	return &view
}

// Conflicts lists the records that hold open siblings, in order of id.
func (f *File) Conflicts() []*Record {
	var list []*Record
	for _, record := range f.Records {
		if len(record.Siblings) > 0 {
			list = append(list, record)
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].ID < list[j].ID })
	return list
}

// Clone returns a copy that shares nothing with f.
func (f *File) Clone() *File {
	clone := &File{Case: f.Case, Position: f.Position, Seen: f.Seen, Term: f.Term, Records: make(map[string]*Record, len(f.Records))}
	for id, record := range f.Records {
		clone.Records[id] = record.Clone()
	}
	return clone
}

// Number replaces the provisional sequence numbers -1, -2, … in the records by
// base+1, base+2, …: what a store that draws numbers does inside its write
// transaction, and a tablet never does.
func Number(records []*Record, base int64) {
	final := func(stamp *Stamp) {
		if stamp.Seq < 0 {
			stamp.Seq = base - stamp.Seq
		}
	}
	for _, record := range records {
		final(&record.Created)
		for name, stamp := range record.Changed {
			final(&stamp)
			record.Changed[name] = stamp
		}
		for i := range record.Siblings {
			final(&record.Siblings[i].Stamp)
		}
		if record.Removed != nil {
			final(&record.Removed.Stamp)
		}
	}
}
