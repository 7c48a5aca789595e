package memory

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// Tablet is a replica: what the office gave (the trunk), what unsent work makes
// of it (the overlay), and the operations that wait.
type Tablet struct {
	drawer
	mu      sync.Mutex
	state   exchange.ReplicaState
	cases   map[string]*held
	written map[oplog.ID]*written
	clock   int64              // position of the last commit on any case
	gone    map[oplog.ID]int64 // highest number forgotten, by device and epoch (n is 0)
	// Now is the tablet's clock; time.Now where it is nil.
	Now func() time.Time
}

// held is one case on the tablet.
type held struct {
	mark     exchange.Mark // of the trunk; position 0 for a case made here
	trunk    map[string]*casework.Record
	body     []byte // the trunk as its segment came, until somebody opens it
	head     []byte // and the summary, until somebody looks at it
	overlay  map[string]*casework.Record
	position int64
	summary  casework.Summary
}

// written is an operation of this tablet and what became of it.
type written struct {
	op      oplog.Operation
	result  oplog.Result
	settled bool // the result is the office's

	term int64     // of the office, when it was settled
	at   time.Time // when it was settled; zero at the office
	left bool      // its case left the tablet: it shows nowhere
}

// NewTablet returns an empty replica.
func NewTablet() *Tablet {
	return &Tablet{cases: map[string]*held{}, written: map[oplog.ID]*written{}, gone: map[oplog.ID]int64{}}
}

// Copy returns the replica as it is now: an image of the tablet.
func (t *Tablet) Copy() *Tablet {
	t.mu.Lock()
	defer t.mu.Unlock()
	copied := NewTablet()
	copied.state, copied.clock, copied.gone, copied.Now = t.state, t.clock, maps.Clone(t.gone), t.Now
	for id, h := range t.cases {
		twin := *h
		twin.trunk, twin.overlay = cloneRecords(h.trunk), cloneRecords(h.overlay)
		copied.cases[id] = &twin
	}
	for id, w := range t.written {
		twin := *w
		copied.written[id] = &twin
	}
	return copied
}

// File returns the case as it stands, unsent work included.
func (t *Tablet) File(_ context.Context, caseID string) (*casework.File, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	file := casework.NewFile(caseID)
	h := t.cases[caseID]
	if h == nil {
		return file, nil
	}
	if err := h.thaw(); err != nil {
		return nil, err
	}
	file.Position, file.Seen, file.Term = h.position, h.mark.Position, h.mark.Term
	file.Records = cloneRecords(h.trunk)
	maps.Copy(file.Records, cloneRecords(h.overlay))
	return file, nil
}

// thaw parses the segment that nobody opened before.
func (h *held) thaw() error {
	if h.body == nil {
		return nil
	}
	plain, err := expand(h.body)
	var records []*casework.Record
	if err == nil {
		records, err = casework.ReadRecords(plain)
	}
	if err != nil {
		return fmt.Errorf("memory: open segment of case %q: %w", h.mark.Case, err)
	}
	h.trunk, h.body = byID(records), nil
	return nil
}

// look parses the summary that nobody looked at before.
func (h *held) look() error {
	if h.head == nil {
		return nil
	}
	var segment exchange.SegmentHead
	if err := unpack(h.head, &segment); err != nil {
		return fmt.Errorf("memory: look at segment of case %q: %w", h.mark.Case, err)
	}
	h.summary, h.head = segment.Summary, nil
	return nil
}

func byID(records []*casework.Record) map[string]*casework.Record {
	all := make(map[string]*casework.Record, len(records))
	for _, record := range records {
		all[record.ID] = record.Clone()
	}
	return all
}

func unpack(packed []byte, into any) error {
	plain, err := expand(packed)
	if err != nil {
		return err
	}
	return json.Unmarshal(plain, into)
}

func expand(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

// Commit writes the batch whole; stamps stay provisional.
func (t *Tablet) Commit(_ context.Context, batch oplog.Batch) (int64, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.expect(batch.Case, batch.Expected); err != nil {
		return 0, err
	}
	for _, op := range batch.Operations {
		if t.written[op.ID] != nil {
			return 0, fmt.Errorf("memory: commit on case %q: %w", batch.Case, oplog.ErrStored)
		}
	}
	for i, op := range batch.Operations {
		t.written[op.ID] = &written{op: op, result: batch.Results[i]}
	}
	if len(batch.Records) == 0 && t.cases[batch.Case] == nil {
		return 0, nil // all of it was kept aside for a case that is not here
	}
	h := t.hold(batch.Case)
	maps.Copy(h.overlay, byID(batch.Records))
	h.summary, h.head = batch.Summary, nil
	t.move(h)
	return 0, nil
}

func (t *Tablet) expect(caseID string, expected int64) error {
	if moved := t.moved(caseID); moved.Position != expected {
		return moved
	}
	return nil
}

// moved tells the true position of a case.
func (t *Tablet) moved(caseID string) *oplog.MovedError {
	if h := t.cases[caseID]; h != nil {
		return &oplog.MovedError{Position: h.position}
	}
	return &oplog.MovedError{}
}

func (t *Tablet) hold(caseID string) *held {
	if t.cases[caseID] == nil {
		t.cases[caseID] = &held{mark: exchange.Mark{Case: caseID}, overlay: map[string]*casework.Record{}}
	}
	return t.cases[caseID]
}

// move gives the case a position that it never had, so that nothing folded on
// an older state of it can be committed, not even after it left and came back.
func (t *Tablet) move(h *held) {
	t.clock++
	h.position = t.clock
}

// StoredResults returns what became of operations written here.
func (t *Tablet) StoredResults(_ context.Context, ids []oplog.ID) (map[oplog.ID]oplog.Result, map[oplog.ID]string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	results, hashes := map[oplog.ID]oplog.Result{}, map[oplog.ID]string{}
	for _, id := range ids {
		if w := t.written[id]; w != nil {
			results[id], hashes[id] = w.result, w.op.Hash()
		}
	}
	return results, hashes, nil
}

// Summaries lists the summary of each case, by name.
func (t *Tablet) Summaries(context.Context) ([]casework.Summary, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	var list []casework.Summary
	for _, h := range t.cases {
		if err := h.look(); err != nil {
			return nil, err
		}
		if h.summary.Worker != "" {
			list = append(list, h.summary)
		}
	}
	slices.SortFunc(list, casework.CompareNames)
	return list, nil
}

// Find looks through every case that the actor may see.
func (t *Tablet) Find(ctx context.Context, actor casework.Actor, query casework.Query, limit int) ([]storage.Found, error) {
	return storage.Walk(ctx, t, actor, query, limit)
}

// Kept lists the operations of a case that could not be applied.
func (t *Tablet) Kept(_ context.Context, caseID string) ([]storage.KeptOperation, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	var kept []storage.KeptOperation
	for _, w := range t.inOrder() {
		if w.op.Case == caseID && w.result.Outcome == oplog.Kept && !w.left {
			kept = append(kept, storage.KeptOperation{Operation: w.op, Result: w.result})
		}
	}
	slices.Reverse(kept)
	return kept, nil
}

// KeptIDs names them for all cases, by case.
func (t *Tablet) KeptIDs(context.Context) (map[string][]oplog.ID, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	ids := map[string][]oplog.ID{}
	for _, w := range t.inOrder() {
		if w.result.Outcome == oplog.Kept {
			ids[w.op.Case] = append(ids[w.op.Case], w.op.ID)
		}
	}
	return ids, nil
}

// inOrder lists everything written here, oldest first.
func (t *Tablet) inOrder() []*written {
	return slices.SortedFunc(maps.Values(t.written), func(a, b *written) int { return compareIDs(a.op.ID, b.op.ID) })
}

// NextNumber is the number of the operation that this device writes next.
func (t *Tablet) NextNumber(_ context.Context, device string, epoch int64) (int64, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	next := max(1, t.state.Floor, t.gone[oplog.ID{Device: device, Epoch: epoch}]+1)
	for id := range t.written {
		if id.Device == device && id.Epoch == epoch {
			next = max(next, id.N+1)
		}
	}
	return next, nil
}
