package memory

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// Office is one agency's database: cases, the log, and the office's side of the
// exchange. It knows no accounts.
type Office struct {
	drawer
	mu    sync.Mutex
	house exchange.House
	terms []exchange.Term
	given map[oplog.ID]int64 // by device and epoch; n is 0
	cases map[string]*kept
	log   []written // in order of their sequence numbers: entry i has number i+1
	here  map[oplog.ID]int
	apart []storage.KeptOperation
	inbox []exchange.Parcel

	practices []practiceVersion // in order
	directory map[string]listedProvider
	areas     []casework.Area
}

// kept is one case at the office.
type kept struct {
	position int64
	records  map[string]*casework.Record
	last     map[string]int64 // sequence number of the last operation on each record
	digest   casework.Digest  // of all records
	summary  casework.Summary
}

// NewOffice returns an empty agency with this house.
func NewOffice(house exchange.House) *Office {
	return &Office{house: house, terms: []exchange.Term{{Term: 1}}, given: map[oplog.ID]int64{}, cases: map[string]*kept{}, here: map[oplog.ID]int{}}
}

// Copy returns the office as it is now: a backup.
func (o *Office) Copy() *Office {
	o.mu.Lock()
	defer o.mu.Unlock()
	copied := NewOffice(o.house)
	copied.terms, copied.given = slices.Clone(o.terms), maps.Clone(o.given)
	copied.practices = slices.Clone(o.practices)
	copied.directory, copied.areas = maps.Clone(o.directory), slices.Clone(o.areas)
	copied.log, copied.here, copied.apart = slices.Clone(o.log), maps.Clone(o.here), slices.Clone(o.apart)
	copied.inbox = slices.Clone(o.inbox)
	for id, k := range o.cases {
		twin := *k
		twin.records, twin.last = cloneRecords(k.records), maps.Clone(k.last)
		copied.cases[id] = &twin
	}
	return copied
}

// Log lists every operation in the order of the log; Seen is what it counted for.
func (o *Office) Log() []oplog.Operation {
	o.mu.Lock()
	defer o.mu.Unlock()
	ops := make([]oplog.Operation, len(o.log))
	for i, w := range o.log {
		ops[i] = w.op
	}
	return ops
}

// File returns the case as it stands.
func (o *Office) File(_ context.Context, caseID string) (*casework.File, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	file := casework.NewFile(caseID)
	if k := o.cases[caseID]; k != nil {
		file.Position, file.Seen, file.Records = k.position, k.position, cloneRecords(k.records)
	}
	file.Term = o.now()
	return file, nil
}

// Commit draws numbers and writes the batch whole.
func (o *Office) Commit(ctx context.Context, batch oplog.Batch) (int64, error) {
	return o.CommitAll(ctx, []oplog.Batch{batch})
}

// CommitAll writes all batches or none.
func (o *Office) CommitAll(_ context.Context, batches []oplog.Batch) (int64, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, batch := range batches {
		if err := o.refuse(batch); err != nil {
			return 0, err
		}
	}
	last := int64(len(o.log))
	for _, batch := range batches {
		o.log = append(o.log, make([]written, len(batch.Operations))...)
	}
	for _, batch := range batches {
		o.commit(batch, last)
	}
	return last + 1, nil
}

// refuse says why a batch cannot be committed.
func (o *Office) refuse(batch oplog.Batch) error {
	position := int64(0)
	if k := o.cases[batch.Case]; k != nil {
		position = k.position
	}
	if position != batch.Expected {
		return &oplog.MovedError{Position: position}
	}
	for _, op := range batch.Operations {
		if _, here := o.here[op.ID]; here {
			return fmt.Errorf("memory: commit on case %q: %w", batch.Case, oplog.ErrStored)
		}
	}
	return nil
}

// commit writes one batch; last is the number before all that are committed now.
func (o *Office) commit(batch oplog.Batch, last int64) {
	k := o.cases[batch.Case]
	if k == nil {
		k = &kept{records: map[string]*casework.Record{}, last: map[string]int64{}}
	}
	for i, op := range batch.Operations {
		result := batch.Results[i]
		result.Seq = last - result.Seq
		o.here[op.ID] = int(result.Seq) - 1
		o.log[result.Seq-1] = written{op: op, result: result, settled: true}
		k.position = max(k.position, result.Seq)
		if result.Outcome != oplog.Kept {
			k.last[op.Record] = result.Seq
		}
	}
	for _, record := range batch.Records {
		clone := record.Clone()
		casework.Number([]*casework.Record{clone}, last)
		if old := k.records[clone.ID]; old != nil {
			k.digest = k.digest.Minus(old.Digest())
		}
		k.digest = k.digest.Plus(clone.Digest())
		k.records[clone.ID] = clone
	}
	k.summary = batch.Summary
	o.cases[batch.Case] = k
}

// WorkerOf returns whose case it is.
func (o *Office) WorkerOf(_ context.Context, caseID string) (string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if k := o.cases[caseID]; k != nil && k.records[caseID] != nil {
		return k.records[caseID].Get("worker"), nil
	}
	return "", casework.Fail(casework.NotFound)
}

// StoredResults returns what became of operations that are here.
func (o *Office) StoredResults(_ context.Context, ids []oplog.ID) (map[oplog.ID]oplog.Result, map[oplog.ID]string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	results, hashes := map[oplog.ID]oplog.Result{}, map[oplog.ID]string{}
	for _, id := range ids {
		if i, here := o.here[id]; here {
			results[id], hashes[id] = o.log[i].result, o.log[i].op.Hash()
		}
	}
	return results, hashes, nil
}

// Summaries lists the summary of each case, by name.
func (o *Office) Summaries(context.Context) ([]casework.Summary, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var list []casework.Summary
	for caseID, k := range o.cases {
		if k.records[caseID] != nil {
			list = append(list, k.summary)
		}
	}
	slices.SortFunc(list, casework.CompareNames)
	return list, nil
}

// Find looks through every case that the actor may see.
func (o *Office) Find(ctx context.Context, actor casework.Actor, query casework.Query, limit int) ([]storage.Found, error) {
	return storage.Walk(ctx, o, actor, query, limit)
}

// Kept lists the operations of a case that could not be applied.
func (o *Office) Kept(_ context.Context, caseID string) ([]storage.KeptOperation, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var list []storage.KeptOperation
	for _, w := range o.log {
		if w.op.Case == caseID && w.result.Outcome == oplog.Kept {
			list = append(list, storage.KeptOperation{Operation: w.op, Result: w.result})
		}
	}
	for _, apart := range o.apart {
		if apart.Operation.Case == caseID {
			list = append(list, apart)
		}
	}
	slices.SortStableFunc(list, func(a, b storage.KeptOperation) int { return int(a.Result.Seq - b.Result.Seq) })
	slices.Reverse(list)
	return list, nil
}

// KeptIDs names them for all cases, by case.
func (o *Office) KeptIDs(context.Context) (map[string][]oplog.ID, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	ids := map[string][]oplog.ID{}
	for _, w := range o.log {
		if w.result.Outcome == oplog.Kept {
			ids[w.op.Case] = append(ids[w.op.Case], w.op.ID)
		}
	}
	for _, apart := range o.apart {
		ids[apart.Operation.Case] = append(ids[apart.Operation.Case], apart.Operation.ID)
	}
	return ids, nil
}

// NextNumber is the operation number expected next of a device and epoch.
func (o *Office) NextNumber(_ context.Context, device string, epoch int64) (int64, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.next(device, epoch), nil
}

func (o *Office) next(device string, epoch int64) int64 {
	next := int64(1)
	for id := range o.here {
		if id.Device == device && id.Epoch == epoch {
			next = max(next, id.N+1)
		}
	}
	return next
}

// Shared returns the case as File does: here everything is a copy.
func (o *Office) Shared(ctx context.Context, caseID string) (*casework.File, error) {
	return o.File(ctx, caseID)
}

// TouchedSince names the records that operations on a case touched, by number.
func (o *Office) TouchedSince(_ context.Context, caseID string, since int64) (map[int64]string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	touched := map[int64]string{}
	for i := max(since, 0); i < int64(len(o.log)); i++ {
		if w := o.log[i]; w.op.Case == caseID && w.result.Outcome != oplog.Kept {
			touched[i+1] = w.op.Record
		}
	}
	return touched, nil
}

func (o *Office) now() int64 { return o.terms[len(o.terms)-1].Term }

// BeginTerm begins a new term at the present end of the log.
func (o *Office) BeginTerm(_ context.Context, term int64) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if term <= o.now() {
		return fmt.Errorf("memory: term %d is not later than %d", term, o.now())
	}
	o.terms = append(o.terms, exchange.Term{Term: term, Began: int64(len(o.log))})
	return nil
}

// Standing reads how the office stands with a device.
func (o *Office) Standing(_ context.Context, device string, epoch int64) (exchange.Standing, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return exchange.Standing{
		Terms: slices.Clone(o.terms), Position: int64(len(o.log)), Next: o.next(device, epoch),
		Given: o.given[oplog.ID{Device: device, Epoch: epoch}], Parcels: len(o.parcels(device)),
	}, nil
}

// NoteGiven remembers the highest position given to a device.
func (o *Office) NoteGiven(_ context.Context, device string, epoch, position int64) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	id := oplog.ID{Device: device, Epoch: epoch}
	o.given[id] = max(o.given[id], position)
	return nil
}

// KeepApart stores an operation that contradicts one already stored.
func (o *Office) KeepApart(_ context.Context, op oplog.Operation) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, apart := range o.apart {
		if bytes.Equal(apart.Operation.Bytes(), op.Bytes()) {
			return nil
		}
	}
	result := oplog.Result{N: op.N, Outcome: oplog.Kept, Reason: casework.ReasonExists, Seq: int64(len(o.log))}
	o.apart = append(o.apart, storage.KeptOperation{Operation: op, Result: result})
	return nil
}

// SetAside does nothing: this office knows no devices.
func (o *Office) SetAside(context.Context, string, string) error { return nil }

// House returns what every page needs to know of the agency.
func (o *Office) House(context.Context) (exchange.House, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.house, nil
}

// Pull reads marks and changes at one moment.
func (o *Office) Pull(_ context.Context, actor casework.Actor, since int64, limit int) (exchange.Snapshot, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	snapshot := exchange.Snapshot{Term: o.now(), Position: int64(len(o.log)), Durable: int64(len(o.log))}
	var fresh []exchange.Fresh
	for caseID, k := range o.cases {
		head := k.records[caseID]
		if head == nil || !actor.Carries(head.Get("worker"), head.Get("status")) {
			continue
		}
		snapshot.Scope = append(snapshot.Scope, k.mark(caseID))
		for id, record := range k.records {
			if k.last[id] > since {
				fresh = append(fresh, exchange.Fresh{Case: caseID, Seq: k.last[id], Record: record.Clone()})
			}
		}
	}
	slices.SortFunc(snapshot.Scope, func(a, b exchange.Mark) int { return strings.Compare(a.Case, b.Case) })
	if limit == 0 {
		return snapshot, nil
	}
	slices.SortFunc(fresh, func(a, b exchange.Fresh) int { return int(a.Seq - b.Seq) })
	size, fits := 0, 0
	for fits < len(fresh) && size < limit {
		size += weigh(fresh[fits].Record)
		fits++
	}
	rest := map[string]bool{}
	for _, late := range fresh[fits:] {
		rest[late.Case] = true
	}
	snapshot.Fill(since, fresh[:fits], rest)
	return snapshot, nil
}

func (k *kept) mark(caseID string) exchange.Mark {
	return exchange.Mark{Case: caseID, Position: k.position, Digest: k.digest.String()}
}

func (k *kept) list() []*casework.Record {
	var list []*casework.Record
	for _, record := range k.records {
		list = append(list, record)
	}
	slices.SortFunc(list, func(a, b *casework.Record) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// weigh is about the encoded size of a record, in bytes.
func weigh(record *casework.Record) int {
	size := 200
	for name, value := range record.Fields {
		size += len(name) + len(value) + 6
	}
	return size + 150*(len(record.Changed)+len(record.Siblings))
}

// Segment packs the case at its present position.
func (o *Office) Segment(_ context.Context, caseID string, form exchange.Form) ([]byte, exchange.Mark, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	k := o.cases[caseID]
	if k == nil || k.records[caseID] == nil {
		return nil, exchange.Mark{}, casework.Fail(casework.NotFound)
	}
	mark := k.mark(caseID)
	packed, err := exchange.PackSegment(exchange.SegmentHead{Mark: mark, Summary: k.summary}, k.list(), form, squeeze)
	return packed, mark, err
}

func squeeze(plain []byte) ([]byte, error) {
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	if _, err := writer.Write(plain); err != nil {
		return nil, err
	}
	err := writer.Close()
	return packed.Bytes(), err
}
