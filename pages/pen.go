package pages

import (
	"context"
	"strconv"
	"strings"
	"sync"

	"doorstep/casework"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// Pen numbers and writes the operations of one device. There is one a device
// (or, at the office, one a process and agency): numbers are dense because only
// a commit that succeeded uses them up.
type Pen struct {
	Device string
	Epoch  int64
	// Next returns the first number that is free. It is asked before each write.
	Next func(ctx context.Context) (int64, error)
	// Salt returns oplog.SaltBytes random bytes.
	Salt func() []byte
	// Offset is how far the device's clock was ahead of the office at the last
	// contact, in milliseconds.
	Offset int64

	mu sync.Mutex
}

// Entry is one record's part of a write.
type Entry struct {
	Record  string
	Kind    casework.Kind
	Seen    int64 // File.Seen that the person's form was drawn from
	Changes []oplog.Change
}

// Made returns the entry that makes a record with these values; empty values
// are left out.
func Made(id string, kind casework.Kind, values map[string]string) Entry {
	spec, _ := casework.SpecOf(kind)
	entry := Entry{Record: id, Kind: kind, Changes: []oplog.Change{{Do: oplog.Create}}}
	for _, field := range spec.Fields {
		if value := values[field.Name]; value != "" {
			entry.Changes = append(entry.Changes, oplog.Change{Do: oplog.Set, Field: field.Name, To: value})
		}
	}
	return entry
}

// drawnFrom is what a form carries of the position that it was drawn from: the
// number, and the office's term where that is not the first, "12.1789012345678".
func drawnFrom(file *casework.File, seen int64) string {
	switch {
	case seen <= 0:
		return ""
	case file.Term <= 1:
		return strconv.FormatInt(seen, 10)
	}
	return strconv.FormatInt(seen, 10) + "." + strconv.FormatInt(file.Term, 10)
}

// seenOn reads it. A form that was drawn before the office was restored has seen
// nothing: numbers were given anew since, so its own would cover other words.
func seenOn(file *casework.File, text string) int64 {
	number, term, _ := strings.Cut(text, ".")
	of, err := strconv.ParseInt(term, 10, 64)
	if err != nil {
		of = 1
	}
	if of != max(file.Term, 1) {
		return 0
	}
	seen, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return 0
	}
	return seen
}

// Edited returns the entry that sets those of the values that differ from the
// record the form was drawn from; ok is false if none does.
func Edited(record *casework.Record, seen int64, values map[string]string) (entry Entry, ok bool) {
	spec, _ := casework.SpecOf(record.Kind)
	entry = Entry{Record: record.ID, Kind: record.Kind, Seen: seen}
	for _, field := range spec.Fields {
		if value, given := values[field.Name]; given && value != record.Get(field.Name) {
			entry.Changes = append(entry.Changes, oplog.Change{Do: oplog.Set, Field: field.Name, To: value})
		}
	}
	return entry, len(entry.Changes) > 0
}

// Write makes the entries operations of one group and lands them. What the
// rules refuse is answered as a problem and nothing is written: the person is
// still here, with every word in the form.
func (e *Env) Write(ctx context.Context, request Request, caseID string, entries ...Entry) error {
	if len(entries) == 0 {
		return nil
	}
	e.Pen.mu.Lock()
	defer e.Pen.mu.Unlock()
	file, err := e.Store.File(ctx, caseID)
	if err != nil {
		return err
	}
	ops, err := e.Pen.operations(ctx, request, file, entries)
	if err != nil {
		return err
	}
	if problem := tooLong(ops); problem != nil {
		return problem
	}
	if problem := refusal(file, request.Actor, ops); problem != nil {
		return problem
	}
	results, _, err := merge.Land(ctx, e.Store, caseID, request.Actor, ops)
	if err != nil {
		return err
	}
	for _, result := range results {
		if result.Outcome == oplog.Kept { // the case moved between the two looks
			return casework.Fail(codeOf(result.Reason))
		}
	}
	return nil
}

func (p *Pen) operations(ctx context.Context, request Request, file *casework.File, entries []Entry) ([]oplog.Operation, error) {
	next, err := p.Next(ctx)
	if err != nil {
		return nil, err
	}
	group := ""
	if len(entries) > 1 {
		group = oplog.ID{Device: p.Device, Epoch: p.Epoch, N: next}.String()
	}
	ops := make([]oplog.Operation, len(entries))
	for i, entry := range entries {
		seen := min(max(entry.Seen, 0), file.Seen) // nobody has seen more than there is
		if entry.Changes[0].Do == oplog.Create {
			seen = file.Seen
		}
		ops[i] = oplog.Operation{
			ID:    oplog.ID{Device: p.Device, Epoch: p.Epoch, N: next + int64(i)},
			Group: group, Actor: request.Actor.ID, Case: file.Case, Record: entry.Record, Kind: entry.Kind,
			Seen: seen, Term: file.Term, At: oplog.Moment(request.Now), Offset: p.Offset, Changes: entry.Changes,
		}.Seal(p.Salt())
	}
	return ops, nil
}

// tooLong refuses what no office would decode: once written, such an operation
// would stand before everything else that this device ever sends.
func tooLong(ops []oplog.Operation) *casework.Problem {
	for _, op := range ops {
		if len(op.Bytes()) > oplog.MaxBytes || len(op.Changes) > oplog.MaxChanges {
			return casework.Fail(casework.TooLong)
		}
	}
	return nil
}

// refusal tries the operations on a copy and says what the rules have against
// them.
func refusal(file *casework.File, actor casework.Actor, ops []oplog.Operation) *casework.Problem {
	trial := merge.Plan(file.Clone(), actor, ops)
	for _, result := range trial.Results {
		if result.Outcome == oplog.Kept {
			return casework.Fail(codeOf(result.Reason))
		}
	}
	return nil
}

// unlessLanded answers a refused write: with nil where the same thing had been
// written already (two taps at the same moment are one), else with its error.
func (e *Env) unlessLanded(ctx context.Context, caseID string, err error, landed func(*casework.File) bool) error {
	if casework.CodeOf(err) == "" {
		return err
	}
	file, unread := e.Store.File(ctx, caseID)
	if unread != nil || !landed(file) {
		return err
	}
	return nil
}

func codeOf(reason casework.Reason) casework.Code {
	switch reason {
	case casework.ReasonNotYours, casework.ReasonNoCase, casework.ReasonNoRecord:
		return casework.NotFound
	case casework.ReasonFrozen, casework.ReasonAppendOnly:
		return casework.Immutable
	case casework.ReasonExists: // the same form at the same moment
		return casework.Busy
	}
	return casework.BadReference
}
