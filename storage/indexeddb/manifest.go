// Package indexeddb keeps one vault's cases in the browser: a sealed replica
// that answers pages without a network, and the outbox of what the office does
// not have yet.
//
// Everything is sealed before it is stored, under a key that only an unlocked
// tablet holds; names of stores and keys of rows say nothing but random ids,
// numbers and hashes. A case is three chunks (head = summary, body = records
// as the office gave them, overlay = records that unsent work changed), each
// bound by its associated data to its place and version. The manifest, sealed
// too, lists the version of every chunk and is written in the same transaction
// as they are: a chunk that was swapped or rolled back does not open.
//
// Formats only grow: members are added with omitempty, stores are only added.
package indexeddb

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"time"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/sync/sealed"
)

// ErrTampered says that a stored chunk is not the one the manifest names.
var ErrTampered = errors.New("indexeddb: a stored chunk is not the one that was written")

// manifest says what the vault holds. Turn rises with every transaction and is
// the version of each chunk written in it.
type manifest struct {
	Turn    int64                `json:"turn"`
	Next    int64                `json:"next"` // number of the next operation of this device
	Cases   map[string]caseEntry `json:"cases,omitempty"`
	Outbox  []opEntry            `json:"outbox,omitempty"`  // no result of the office yet, in order of writing
	Settled []opEntry            `json:"settled,omitempty"` // was kept aside: stays until a person has dealt with it
	Files   map[string]fileEntry `json:"files,omitempty"`   // by SHA-256
	Drafts  map[string]int64     `json:"drafts,omitempty"`  // version, by key
	Memos   map[string]bool      `json:"memos,omitempty"`   // those of Drafts in which nothing is that a person typed
	Papers  map[string]int64     `json:"papers,omitempty"`  // version of the small sealed things: state, person …

	// The operations that the office has acknowledged lie in a paper of their
	// own, read and written only where one is settled, reopened or forgotten:
	// there are many, and the manifest is written with every word saved.
	acked       []opEntry
	ackedLoaded bool
	ackedMoved  bool // differs from the paper
}

// caseEntry is one case: how often it was written here, how far the office's
// side of it is, and the versions of its chunks (0: there is none).
type caseEntry struct {
	Position int64  `json:"p"`
	Office   int64  `json:"o,omitempty"`
	Term     int64  `json:"t,omitempty"` // in which Office was given
	Digest   string `json:"d,omitempty"`
	Head     int64  `json:"h,omitempty"`
	Body     int64  `json:"b,omitempty"`
	Overlay  int64  `json:"y,omitempty"`
}

// opEntry is one operation.
type opEntry struct {
	oplog.ID
	Case    string `json:"c"`
	Version int64  `json:"v"`
	Seq     int64  `json:"q,omitempty"`
	Kept    bool   `json:"k,omitempty"`

	// Of settled ones: the office's answer, when it came (Unix milliseconds) and
	// in which term; whether the sealed operation still lies in the outbox store
	// (earlier builds moved it); and whether its case has left the tablet.
	Outcome oplog.Outcome   `json:"o,omitempty"`
	Reason  casework.Reason `json:"r,omitempty"`
	At      int64           `json:"a,omitempty"`
	Term    int64           `json:"t,omitempty"`
	InOut   bool            `json:"x,omitempty"`
	Left    bool            `json:"l,omitempty"`

	// What it writes, while it waits, and the SHA-256 of the files it names.
	Record string   `json:"w,omitempty"`
	Files  []string `json:"f,omitempty"`
}

// fileEntry is one attachment.
type fileEntry struct {
	Version int64 `json:"v"`
	Size    int64 `json:"s"`
	Sent    bool  `json:"sent,omitempty"` // the office has all of it, on its own disk
	Safe    bool  `json:"safe,omitempty"` // the office's object store has it
	Refused bool  `json:"no,omitempty"`   // the office does not take it: set aside, and kept
	Left    bool  `json:"left,omitempty"` // its case left the tablet: it goes once it is safe

	Of string `json:"of,omitempty"` // "case/record" of the entry that attaches it
}

func newManifest() *manifest {
	return &manifest{
		Next: 1, Cases: map[string]caseEntry{}, Files: map[string]fileEntry{},
		Drafts: map[string]int64{}, Papers: map[string]int64{},
	}
}

func (m *manifest) clone() *manifest {
	clone := *m
	clone.Cases, clone.Files = maps.Clone(m.Cases), maps.Clone(m.Files)
	clone.Drafts, clone.Papers, clone.Memos = maps.Clone(m.Drafts), maps.Clone(m.Papers), maps.Clone(m.Memos)
	clone.Outbox, clone.Settled = slices.Clone(m.Outbox), slices.Clone(m.Settled)
	clone.acked, clone.ackedMoved = slices.Clone(m.acked), false
	return &clone
}

// complete fills what an older or empty manifest lacks.
func (m *manifest) complete() *manifest {
	fresh := newManifest()
	if m.Next == 0 {
		m.Next = 1
	}
	if m.Cases == nil {
		m.Cases = fresh.Cases
	}
	if m.Files == nil {
		m.Files = fresh.Files
	}
	if m.Drafts == nil {
		m.Drafts = fresh.Drafts
	}
	if m.Papers == nil {
		m.Papers = fresh.Papers
	}
	return m
}

// waits reports whether unsent operations of the case are left.
func (m *manifest) waits(caseID string) bool {
	return slices.ContainsFunc(m.Outbox, func(entry opEntry) bool { return entry.Case == caseID })
}

// things counts what is only here as people do: a record once, however often it
// was changed, and a photo together with the entry that attaches it.
func (m *manifest) things() int {
	names := map[string]bool{}
	for _, entry := range m.Outbox {
		name := entry.Case + "/" + entry.Record
		if entry.Record == "" { // written by an older build, or answered once
			name = entry.ID.String()
		}
		names[name] = true
	}
	for sha, file := range m.Files {
		switch {
		case file.Safe || file.Sent:
		case file.Of != "":
			names[file.Of] = true
		default:
			names[sha] = true
		}
	}
	return len(names)
}

// named lists the files of this vault that an operation names.
func (m *manifest) named(op oplog.Operation) []string {
	var list []string
	for _, value := range op.Write().Values {
		if _, here := m.Files[value]; here {
			list = append(list, value)
		}
	}
	slices.Sort(list)
	return list
}

// typed counts drafts of forms.
func (m *manifest) typed() int { return len(m.Drafts) - len(m.Memos) }

// from is the number of the first operation that waits, or of the next one.
func (m *manifest) from() int64 {
	from := m.Next
	for _, entry := range m.Outbox {
		from = min(from, entry.N)
	}
	return from
}

// filesWaiting counts attachments that are only here.
func (m *manifest) filesWaiting() int {
	n := 0
	for _, file := range m.Files {
		if !file.Safe && !file.Sent {
			n++
		}
	}
	return n
}

// holds counts what a person made that would be gone with this vault: operations
// and attachments that the office does not have, entries that were kept aside,
// and drafts.
func (m *manifest) holds() int {
	n := len(m.Outbox) + m.typed()
	for _, entry := range m.Settled {
		if entry.Kept {
			n++
		}
	}
	for _, file := range m.Files {
		if !file.Safe {
			n++
		}
	}
	return n
}

// entry finds an operation that waits or was kept aside.
func (m *manifest) entry(id oplog.ID) (entry opEntry, waits, here bool) {
	for _, entry := range m.Outbox {
		if entry.ID == id {
			return entry, true, true
		}
	}
	for _, list := range [][]opEntry{m.Settled, m.acked} {
		for _, entry := range list {
			if entry.ID == id {
				return entry, false, true
			}
		}
	}
	return opEntry{}, false, false
}

// settle moves an operation of the outbox to those that have the office's
// answer. Results name operations by number alone: a vault's outbox holds those
// of one device. Its sealed copies stay where they are: a tablet that never
// unlocks again hands in, to an office that was restored, this one too.
func (m *manifest) settle(result oplog.Result, term int64, now time.Time) (opEntry, bool) {
	for i, entry := range m.Outbox {
		if entry.N != result.N {
			continue
		}
		m.Outbox = slices.Delete(m.Outbox, i, i+1)
		entry.Seq, entry.Outcome, entry.Reason = result.Seq, result.Outcome, result.Reason
		entry.Kept, entry.InOut = result.Outcome == oplog.Kept, true
		entry.Term, entry.At = term, now.UnixMilli()
		entry.Record = ""
		if entry.Kept {
			m.Settled = append(m.Settled, entry)
		} else {
			m.acked, m.ackedMoved = append(m.acked, entry), true
		}
		return entry, true
	}
	return opEntry{}, false // settled before: the answer came twice
}

// forget drops acknowledged operations that are safe without this tablet, a few
// at a time, and returns them: durable ones that the office had for KeepFor, and
// durable ones whose case left. Kept ones stay until a person has dealt with them.
func (m *manifest) forget(state exchange.ReplicaState, now time.Time) []opEntry {
	m.adoptSettled(now)
	if state.Position == 0 { // nothing has been agreed with the office
		return nil
	}
	var gone []opEntry
	rest := m.acked[:0:0]
	for _, entry := range m.acked {
		if entry.Term != state.Term { // its number was given in a time that is gone
			entry.Term, entry.Seq, m.ackedMoved = state.Term, state.Position, true
		}
		old := now.Sub(time.UnixMilli(entry.At)) >= exchange.KeepFor
		if entry.Seq > state.Durable || !old && !entry.Left || len(gone) == exchange.ForgetAtOnce {
			rest = append(rest, entry)
			continue
		}
		gone = append(gone, entry)
	}
	m.acked = rest
	m.ackedMoved = m.ackedMoved || len(gone) > 0
	return gone
}

// adoptSettled takes over what an earlier build listed beside the kept ones.
func (m *manifest) adoptSettled(now time.Time) {
	m.Settled = slices.DeleteFunc(m.Settled, func(entry opEntry) bool {
		if entry.Kept {
			return false
		}
		entry.At = now.UnixMilli()
		m.acked, m.ackedMoved = append(m.acked, entry), true
		return true
	})
}

// leave hides all settled operations of a case, kept ones too: it belongs to
// somebody else now.
func (m *manifest) leave(caseID string) {
	m.acked = append(m.acked, m.dropSettled(func(entry opEntry) bool { return entry.Case == caseID })...)
	for i := range m.acked {
		if m.acked[i].Case == caseID {
			m.acked[i].Left, m.acked[i].Kept, m.ackedMoved = true, false, true
		}
	}
}

// reopen takes settled operations of a device back to those that wait.
func (m *manifest) reopen(device string, epoch, from int64) []opEntry {
	lost := func(entry opEntry) bool {
		return entry.Device == device && entry.Epoch == epoch && entry.N >= from
	}
	opened := m.dropSettled(lost)
	m.acked = slices.DeleteFunc(m.acked, func(entry opEntry) bool {
		if !lost(entry) {
			return false
		}
		opened, m.ackedMoved = append(opened, entry), true
		return true
	})
	for _, entry := range opened {
		m.Outbox = append(m.Outbox, opEntry{ID: entry.ID, Case: entry.Case, Version: entry.Version})
	}
	return opened
}

// allWait reports that every operation of the device from this number on waits,
// or was never written: then there is none to reopen.
func (m *manifest) allWait(from int64) bool {
	waiting := int64(0)
	for _, entry := range m.Outbox {
		if entry.N >= from {
			waiting++
		}
	}
	return m.Next-from <= waiting
}

func (m *manifest) dropSettled(drop func(opEntry) bool) []opEntry {
	var gone []opEntry
	m.Settled = slices.DeleteFunc(m.Settled, func(entry opEntry) bool {
		if !drop(entry) {
			return false
		}
		gone = append(gone, entry)
		return true
	})
	return gone
}

func (m *manifest) marks() []exchange.Mark {
	marks := make([]exchange.Mark, 0, len(m.Cases))
	for id, entry := range m.Cases {
		marks = append(marks, exchange.Mark{Case: id, Position: entry.Office, Digest: entry.Digest, Term: entry.Term})
	}
	slices.SortFunc(marks, func(a, b exchange.Mark) int {
		switch {
		case a.Case < b.Case:
			return -1
		case a.Case > b.Case:
			return 1
		}
		return 0
	})
	return marks
}

// Scope is whose vault this is; it is part of the associated data of all that
// is sealed in it.
type Scope struct {
	Tenant string
	Person string
	Device string
	Epoch  int64
}

// place is the associated data of one sealed value.
func (s Scope) place(store, key string, version int64) string {
	return "doorstep/v1|" + s.Tenant + "|" + s.Person + "|" + s.Device + "|" + strconv.FormatInt(s.Epoch, 10) +
		"|" + store + "|" + key + "|" + strconv.FormatInt(version, 10)
}

// OutboxInfo is the HPKE info under which an operation is sealed to the agency.
func (s Scope) OutboxInfo(n int64) string {
	return sealed.OutboxInfo(s.Tenant, s.Device, s.Epoch, n)
}

// FileInfo is the HPKE info under which an attachment's key is sealed to the
// agency.
func (s Scope) FileInfo(sha256 string) string {
	return sealed.FileInfo(s.Tenant, s.Device, s.Epoch, sha256)
}
