//go:build js && wasm

package indexeddb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"syscall/js"

	"doorstep/casework"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/oplog"
)

// storedOp is an operation with what became of it: provisional while it waits,
// the office's answer once it is settled.
type storedOp struct {
	id     oplog.ID
	op     oplog.Operation
	result oplog.Result
}

// sealedOp is how it lies in the outbox. Result is that of the time of writing;
// the office's answer is in the manifest.
type sealedOp struct {
	Op     json.RawMessage `json:"op"`
	Result oplog.Result    `json:"result"`
}

// store is where the sealed operation lies.
func (e opEntry) store(waits bool) string {
	if waits || e.InOut {
		return storeOutbox
	}
	return storeSettled
}

// outboxRows seals the batch's operations and lists them in the manifest.
func (s *Store) outboxRows(next *manifest, batch oplog.Batch, stored []storedOp) ([]row, error) {
	rows := make([]row, 0, len(batch.Operations))
	for i, op := range batch.Operations {
		if here, err := s.here(next, op.ID); here || err != nil {
			return nil, errors.Join(err, fmt.Errorf("indexeddb: operation %s: %w", op.ID, oplog.ErrStored))
		}
		result := batch.Results[i]
		stored[i] = storedOp{id: op.ID, op: op, result: result}
		row, err := s.outboxRow(next, stored[i])
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
		files := next.named(op)
		for _, sha := range files {
			file := next.Files[sha]
			file.Of = op.Case + "/" + op.Record
			next.Files[sha] = file
		}
		next.Outbox = append(next.Outbox, opEntry{
			ID: op.ID, Case: batch.Case, Version: next.Turn, Kept: result.Outcome == oplog.Kept,
			Record: op.Record, Files: files,
		})
		if s.own(op.ID) {
			next.Next = max(next.Next, op.N+1)
		}
	}
	return rows, nil
}

// outboxRow seals an operation twice: for this vault, and for the agency, so
// that a tablet that never unlocks again can still hand it in.
func (s *Store) outboxRow(next *manifest, stored storedOp) (row, error) {
	key := stored.id.String()
	sealed, err := s.seal(storeOutbox, key, next.Turn, sealedOp{Op: stored.op.Bytes(), Result: stored.result})
	if err != nil {
		return row{}, err
	}
	handIn, err := s.vault.SealToAgency(s.vault.OutboxInfo(stored.id.N), stored.op.Bytes())
	if err != nil {
		return row{}, fmt.Errorf("indexeddb: seal operation %d to the agency: %w", stored.id.N, err)
	}
	value := js.ValueOf(map[string]any{"op": sealed, "handIn": web.Array(handIn), "n": float64(stored.id.N)})
	return row{storeOutbox, key, value}, nil
}

func (s *Store) own(id oplog.ID) bool {
	return id.Device == s.vault.Device && id.Epoch == s.vault.Epoch
}

// here reports whether an operation is in the vault.
func (s *Store) here(m *manifest, id oplog.ID) (bool, error) {
	if s.own(id) && id.N >= m.Next {
		return false, nil
	}
	if err := s.loadAcked(m); err != nil {
		return false, err
	}
	_, _, here := m.entry(id)
	return here, nil
}

// ackedKey names the paper that lists acknowledged operations.
const ackedKey = "acked"

// loadAcked reads the list of acknowledged operations, once.
func (s *Store) loadAcked(m *manifest) error {
	if m.ackedLoaded {
		return nil
	}
	if version := m.Papers[ackedKey]; version != 0 {
		if err := s.openPacked(storePapers, ackedKey, version, s.papers[ackedKey], &m.acked); err != nil {
			return err
		}
	}
	m.ackedLoaded = true
	return nil
}

// sealAcked seals the list where it differs from the paper.
func (s *Store) sealAcked(next *manifest, rows []row) ([]row, error) {
	if !next.ackedMoved {
		return rows, nil
	}
	sealed, err := s.sealPacked(storePapers, ackedKey, next.Turn, next.acked)
	next.Papers[ackedKey] = next.Turn
	return append(rows, row{storePapers, ackedKey, sealed}), err
}

// loadOps returns operations in the order asked, from memory or unsealed.
func (s *Store) loadOps(ids []oplog.ID) ([]storedOp, error) {
	missing := map[oplog.ID]js.Value{}
	for _, id := range ids {
		if _, here := s.ops[id]; !here {
			missing[id] = js.Undefined()
		}
	}
	if len(missing) > 0 {
		if err := s.unsealOps(missing); err != nil {
			return nil, err
		}
	}
	ops := make([]storedOp, len(ids))
	for i, id := range ids {
		ops[i] = s.ops[id]
	}
	return ops, nil
}

// settledOps is loadOps with the office's answers, where there are any.
func (s *Store) settledOps(ids []oplog.ID) ([]storedOp, error) {
	ops, err := s.loadOps(ids)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		entry, waits, _ := s.manifest.entry(id)
		if !waits && entry.Outcome != "" { // else an earlier build sealed the answer with it
			ops[i].result = oplog.Result{N: id.N, Outcome: entry.Outcome, Reason: entry.Reason, Seq: entry.Seq}
		}
	}
	return ops, nil
}

func (s *Store) unsealOps(missing map[oplog.ID]js.Value) error {
	for range tries {
		turn := s.manifest.Turn
		if err := s.loadAcked(s.manifest); err != nil {
			return err
		}
		err := s.read([]string{storeOutbox, storeSettled}, func(tx *web.Tx) {
			for id := range missing {
				entry, waits, _ := s.manifest.entry(id)
				store := entry.store(waits)
				tx.Get(store, id.String(), func(value js.Value) {
					if store == storeOutbox && value.Type() == js.TypeObject {
						value = value.Get("op")
					}
					missing[id] = value
				})
			}
		})
		if err != nil {
			return err
		}
		if s.manifest.Turn == turn { // else another worker wrote, and may have moved them
			return s.openOps(missing)
		}
	}
	return casework.Fail(casework.Busy)
}

func (s *Store) openOps(sealedOps map[oplog.ID]js.Value) error {
	for id, value := range sealedOps {
		entry, waits, _ := s.manifest.entry(id)
		var sealed sealedOp
		if err := s.open(entry.store(waits), id.String(), entry.Version, value, &sealed); err != nil {
			return err
		}
		op, err := oplog.Decode(sealed.Op)
		if err != nil {
			return fmt.Errorf("indexeddb: operation %s: %w", id, err)
		}
		s.ops[id] = storedOp{id: id, op: op, result: sealed.Result}
	}
	return nil
}

// StoredResults returns what became of operations that are here, and their
// hashes.
func (s *Store) StoredResults(ctx context.Context, ids []oplog.ID) (map[oplog.ID]oplog.Result, map[oplog.ID]string, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	var here []oplog.ID
	for _, id := range ids {
		known, err := s.here(s.manifest, id)
		if err != nil {
			return nil, nil, err
		}
		if known {
			here = append(here, id)
		}
	}
	ops, err := s.settledOps(here)
	if err != nil {
		return nil, nil, err
	}
	results, hashes := map[oplog.ID]oplog.Result{}, map[oplog.ID]string{}
	for _, stored := range ops {
		results[stored.id], hashes[stored.id] = stored.result, stored.op.Hash()
	}
	return results, hashes, nil
}

// NextNumber returns the number of the device's next operation. Only the vault's
// own device writes here; another's is 1.
func (s *Store) NextNumber(ctx context.Context, device string, epoch int64) (int64, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return 0, err
	}
	defer leave()
	if !s.own(oplog.ID{Device: device, Epoch: epoch}) {
		return 1, nil
	}
	return s.manifest.Next, nil
}

// Reopen lets acknowledged operations wait again.
func (s *Store) Reopen(ctx context.Context, device string, epoch, from int64) (int, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return 0, err
	}
	defer leave()
	if s.own(oplog.ID{Device: device, Epoch: epoch}) && s.manifest.allWait(from) {
		return 0, nil
	}
	if err := s.loadAcked(s.manifest); err != nil {
		return 0, err
	}
	if len(s.manifest.clone().reopen(device, epoch, from)) == 0 {
		return 0, nil
	}
	var opened []opEntry
	err = s.write(func(next *manifest) ([]row, error) {
		if err := s.loadAcked(next); err != nil {
			return nil, err
		}
		opened = next.reopen(device, epoch, from)
		return s.backToOutbox(next, opened)
	})
	if err != nil {
		return 0, err
	}
	for _, entry := range opened {
		delete(s.ops, entry.ID)
	}
	return len(opened), nil
}

// backToOutbox writes anew what an earlier build had moved out of the outbox.
func (s *Store) backToOutbox(next *manifest, opened []opEntry) ([]row, error) {
	var rows []row
	for _, entry := range opened {
		if entry.InOut {
			continue
		}
		ops, err := s.loadOps([]oplog.ID{entry.ID})
		if err != nil {
			return nil, err
		}
		row, err := s.outboxRow(next, ops[0])
		if err != nil {
			return nil, err
		}
		rows = append(rows, row, gone(entry))
		for i := range next.Outbox {
			if next.Outbox[i].ID == entry.ID {
				next.Outbox[i].Version = next.Turn
			}
		}
	}
	return rows, nil
}

// gone is the row that removes a settled operation.
func gone(entry opEntry) row { return row{entry.store(false), entry.ID.String(), js.Undefined()} }

// Waiting returns operations that the office has not answered, in order of
// their numbers.
func (s *Store) Waiting(ctx context.Context, limit int) ([]oplog.Operation, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	entries := slices.Clone(s.manifest.Outbox)
	slices.SortStableFunc(entries, func(a, b opEntry) int { return int(a.N - b.N) })
	if limit > 0 && len(entries) > limit {
		entries = entries[:limit]
	}
	ids := make([]oplog.ID, len(entries))
	for i, entry := range entries {
		ids[i] = entry.ID
	}
	stored, err := s.loadOps(ids)
	if err != nil {
		return nil, err
	}
	ops := make([]oplog.Operation, len(stored))
	for i := range stored {
		ops[i] = stored[i].op
	}
	return ops, nil
}

// Attaching returns operations that the office has answered and that attach one
// of these files.
func (s *Store) Attaching(ctx context.Context, files map[string]bool) ([]oplog.Operation, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	if err := s.loadAcked(s.manifest); err != nil {
		return nil, err
	}
	var ids []oplog.ID
	for _, list := range [][]opEntry{s.manifest.Settled, s.manifest.acked} {
		for _, entry := range list {
			named := slices.ContainsFunc(entry.Files, func(sha string) bool { return files[sha] })
			if named && !entry.Left {
				ids = append(ids, entry.ID)
			}
		}
	}
	stored, err := s.loadOps(ids)
	ops := make([]oplog.Operation, len(stored))
	for i := range stored {
		ops[i] = stored[i].op
	}
	return ops, err
}

// NotDurable counts operations that the office has, but not yet off its own
// volume.
func (s *Store) NotDurable(ctx context.Context) (int, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return 0, err
	}
	defer leave()
	if err := s.loadAcked(s.manifest); err != nil {
		return 0, err
	}
	state, err := s.loadState()
	n := 0
	for _, entry := range s.manifest.acked {
		if entry.Seq > state.Durable {
			n++
		}
	}
	return n, err
}

// Counts says how much there is, without unsealing any of it.
type Counts struct {
	Waiting map[string]int // operations the office has not answered, by case
	Kept    map[string]int // operations kept aside, by case
	Things  int            // what is only here, counted as people do
	Files   int            // attachments that are only here
	Staged  int            // attachments that the office has on its own disk
	Cases   int
	Newest  int64 // number of this vault's newest operation that waits; 0: none
}

// Unsent is how much is only here.
func (c Counts) Unsent() int {
	n := c.Files
	for _, count := range c.Waiting {
		n += count
	}
	return n
}

// Counts says how much there is.
func (s *Store) Counts(ctx context.Context) (Counts, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return Counts{}, err
	}
	defer leave()
	counts := Counts{Waiting: map[string]int{}, Kept: map[string]int{}, Things: s.manifest.things(), Files: s.manifest.filesWaiting(), Cases: len(s.manifest.Cases)}
	for _, entry := range s.manifest.Outbox {
		counts.Waiting[entry.Case]++
		counts.Newest = max(counts.Newest, entry.N)
	}
	for _, entry := range s.manifest.Settled {
		if entry.Kept {
			counts.Kept[entry.Case]++
		}
	}
	for _, file := range s.manifest.Files {
		if file.Sent && !file.Safe {
			counts.Staged++
		}
	}
	return counts, nil
}

// settle notes the office's answers, given in a term.
func (s *Store) settle(next *manifest, results []oplog.Result, term int64) error {
	if len(results) == 0 {
		return nil
	}
	if err := s.loadAcked(next); err != nil {
		return err
	}
	now := s.vault.Now()
	for _, result := range results {
		next.settle(result, term, now)
	}
	return nil
}

// movedIfWaiting guards what may only happen to a case without unsent work:
// the person wrote in it after the caller had looked.
func movedIfWaiting(next *manifest, caseID string) error {
	if next.waits(caseID) {
		return &oplog.MovedError{Position: next.Cases[caseID].Position}
	}
	return nil
}
