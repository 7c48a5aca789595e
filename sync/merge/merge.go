// Package merge folds operations into the records of a case: the arithmetic
// behind promise 1, "nothing a person wrote is lost". Different fields merge;
// two people who changed the same words keep both versions until a person
// chooses; what cannot be applied is kept with a reason.
//
// It runs the same on the tablet and at the office, and knows no clock, no
// store and no network. At the office the order of folding is the order of the
// log; device clocks decide nothing.
package merge

import (
	"strings"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// Fold applies one operation to the file in place and says what became of it.
// seq is the operation's sequence number, provisional (negative) before a store
// has drawn one. touched is the record that changed, nil where none did.
//
// The operation must not have been folded before: stores answer duplicates.
func Fold(file *casework.File, op oplog.Operation, actor casework.Actor, seq int64) (result oplog.Result, touched *casework.Record) {
	return fold(file, op, actor, seq, "")
}

// fold is Fold for an operation that the office got at this moment ("" if it was
// written where it is folded).
func fold(file *casework.File, op oplog.Operation, actor casework.Actor, seq int64, arrived string) (result oplog.Result, touched *casework.Record) {
	result = oplog.Result{N: op.N, Seq: seq, Outcome: oplog.Kept}
	if result.Reason = casework.Refuse(file, actor, op.Write()); result.Reason != casework.ReasonNone {
		return result, nil
	}
	stamp := casework.Stamp{Seq: seq, Chain: op.Chain(), Op: op.ID.String(), Actor: op.Actor, At: op.At}
	f := folding{op: op, stamp: stamp}
	if f.late(file, actor) {
		stamp.Late = arrived
		f.stamp = stamp
	}
	record := file.Record(op.Record)
	if op.Write().Create {
		record = &casework.Record{ID: op.Record, Kind: op.Kind, Fields: map[string]string{}, Created: stamp}
		for _, change := range op.Changes {
			if change.Do == oplog.Set {
				record.Fields[change.Field] = change.To
			}
		}
		file.Records[record.ID] = record
		result.Outcome = oplog.Applied
		return result, record
	}
	record = record.Clone()
	f.record = record
	f.othersWrote = f.anyoneWrote()
	f.edit()
	file.Records[record.ID] = record
	result.Outcome = f.outcome()
	return result, record
}

// folding is the work on one record by one operation.
type folding struct {
	op          oplog.Operation
	stamp       casework.Stamp
	record      *casework.Record
	conflict    bool
	othersWrote bool
	settled     bool // replayed, and known to have met nobody's words
}

func (f *folding) outcome() oplog.Outcome {
	switch {
	case f.conflict:
		return oplog.Conflict
	case f.othersWrote:
		return oplog.Merged
	}
	return oplog.Applied
}

// writtenSince reports whether a value carries a change that the author of the
// operation had not seen and did not write in the same chain.
func (f *folding) writtenSince(stamp casework.Stamp) bool {
	if f.settled || stamp.Op == f.stamp.Op { // by this very operation
		return false
	}
	if stamp.Seq <= 0 { // not numbered yet: this very batch, or unsent work on this tablet
		return stamp.Actor != f.stamp.Actor
	}
	if stamp.Seq <= f.op.Seen {
		return false
	}
	return stamp.Chain == "" || stamp.Chain != f.stamp.Chain
}

// late reports whether the case went to somebody else, or was closed, before the
// operation came and unseen by its author.
func (f *folding) late(file *casework.File, actor casework.Actor) bool {
	if head := file.Head(); head != nil && !actor.MaySee(head.Get("worker")) {
		return true
	}
	closed, is := file.Closed()
	return is && f.writtenSince(closed)
}

// anyoneWrote reports whether anything in the record was written unseen.
func (f *folding) anyoneWrote() bool {
	if f.writtenSince(f.record.Created) || f.record.Removed != nil && f.writtenSince(f.record.Removed.Stamp) {
		return true
	}
	return f.openedSince() || f.editedSince()
}

// openedSince reports whether a version came to stand beside the head unseen.
func (f *folding) openedSince() bool {
	for _, sibling := range f.record.Siblings {
		if f.writtenSince(sibling.Stamp) {
			return true
		}
	}
	return false
}

func (f *folding) edit() {
	edits := false
	for _, change := range f.op.Changes {
		switch change.Do {
		case oplog.Set:
			edits = true
			f.set(change.Field, change.To)
		case oplog.Resolve:
			edits = true
			f.resolve(change)
		case oplog.Remove:
			f.remove(change.To)
		}
	}
	if edits {
		f.reviveEdited()
	}
}

// set writes the head, or stands beside it as a sibling where somebody else
// had changed the field unseen.
func (f *folding) set(field, to string) {
	head, written := f.record.Fields[field]
	if !written { // nobody ever wrote it, so nobody can be overwritten
		f.write(field, to)
		return
	}
	if head == to {
		f.dropOwnSibling(field) // back to the words that stand: nothing to choose any more
		f.standBehind(field)
		return
	}
	if f.writtenSince(f.record.StampOf(field)) {
		f.stand(field, to)
		return
	}
	f.dropOwnSibling(field) // these are the chain's newest words, and they stand
	f.write(field, to)
}

// standBehind makes the author of words that stand already theirs too: whoever wrote
// them first, and has not seen that somebody else means the same, does not replace
// them without a choice. It asks for nothing that a tablet does not know when it
// folds its own work onto what the office has.
func (f *folding) standBehind(field string) {
	if f.ownChain(f.record.StampOf(field)) {
		return
	}
	if f.record.Changed == nil {
		f.record.Changed = map[string]casework.Stamp{}
	}
	f.record.Changed[field] = f.stamp
}

func (f *folding) write(field, to string) {
	if f.record.Changed == nil {
		f.record.Changed = map[string]casework.Stamp{}
	}
	if worker := f.record.Get(field); f.record.Kind == casework.KindCase && field == "worker" && worker != to {
		f.record.GiveAway(worker, f.stamp)
	}
	f.record.Fields[field] = to
	f.record.Changed[field] = f.stamp
}

// stand keeps the value as an open sibling. A chain has at most one sibling a
// field: its newest words; the older ones stay in the log.
func (f *folding) stand(field, text string) {
	f.conflict = true
	sibling := casework.Sibling{ID: f.op.ID.String() + ":" + field, Field: field, Text: text, Stamp: f.stamp}
	for i, open := range f.record.Siblings {
		if open.Field == field && f.ownChain(open.Stamp) {
			f.record.Siblings[i] = sibling
			return
		}
	}
	f.record.Siblings = append(f.record.Siblings, sibling)
}

func (f *folding) ownChain(stamp casework.Stamp) bool {
	return f.stamp.Chain != "" && stamp.Chain == f.stamp.Chain
}

func (f *folding) dropOwnSibling(field string) {
	kept := f.record.Siblings[:0:0]
	for _, open := range f.record.Siblings {
		if open.Field != field || !f.ownChain(open.Stamp) {
			kept = append(kept, open)
		}
	}
	f.record.Siblings = kept
}

// resolve closes the siblings that the person saw and writes the words chosen.
// A head that somebody changed unseen is not overwritten: the chosen words then
// stand beside it as a new sibling.
func (f *folding) resolve(change oplog.Change) {
	kept := f.record.Siblings[:0:0]
	for _, open := range f.record.Siblings {
		if open.Field != change.Field || !contains(change.Siblings, open.ID) {
			kept = append(kept, open)
		}
	}
	f.record.Siblings = kept
	if change.Field == casework.FieldRemoved {
		if change.To != "" {
			f.remove(change.To)
		}
		return
	}
	if f.record.Fields[change.Field] == change.To {
		return
	}
	if f.writtenSince(f.record.StampOf(change.Field)) {
		f.stand(change.Field, change.To)
		return
	}
	f.write(change.Field, change.To)
}

// remove hides the record, unless somebody edited it unseen, be it only into a
// version that is open: then the edit stands and the removal is the sibling.
func (f *folding) remove(reason string) {
	if f.record.Removed != nil {
		return
	}
	if f.editedSince() || f.openedSince() {
		f.stand(casework.FieldRemoved, reason)
		return
	}
	f.record.Removed = &casework.Removal{Reason: reason, Stamp: f.stamp}
}

func (f *folding) editedSince() bool {
	for _, stamp := range f.record.Changed {
		if f.writtenSince(stamp) {
			return true
		}
	}
	return false
}

// reviveEdited lets an edit stand against a removal that its author had not
// seen; the removal becomes the sibling.
func (f *folding) reviveEdited() {
	removed := f.record.Removed
	if removed == nil || !f.writtenSince(removed.Stamp) {
		return
	}
	f.record.Removed = nil
	f.conflict = true
	f.record.Siblings = append(f.record.Siblings, casework.Sibling{
		ID: removed.Stamp.Op + ":" + casework.FieldRemoved, Field: casework.FieldRemoved,
		Text: removed.Reason, Stamp: removed.Stamp,
	})
}

func contains(list []string, want string) bool {
	for _, item := range list {
		if strings.EqualFold(item, want) {
			return true
		}
	}
	return false
}
