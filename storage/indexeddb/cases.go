//go:build js && wasm

package indexeddb

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"syscall/js"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// openedCase is a case as decrypted: what the office gave, and over it what
// unsent work changed. Its records are never written into.
type openedCase struct {
	id       string
	position int64
	trunk    map[string]*casework.Record
	overlay  map[string]*casework.Record
}

func byID(records []*casework.Record) map[string]*casework.Record {
	all := make(map[string]*casework.Record, len(records))
	for _, record := range records {
		all[record.ID] = record
	}
	return all
}

func listed(records map[string]*casework.Record) []*casework.Record {
	list := make([]*casework.Record, 0, len(records))
	for _, record := range records {
		list = append(list, record)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].ID < list[j].ID })
	return list
}

// openCase returns a case from memory, or reads, unseals and parses it.
func (s *Store) openCase(id string) (*openedCase, error) {
	entry := s.manifest.Cases[id]
	for _, opened := range s.opened {
		if opened.id == id && opened.position == entry.Position {
			s.hold(opened)
			return opened, nil
		}
	}
	opened := &openedCase{id: id, trunk: map[string]*casework.Record{}, overlay: map[string]*casework.Record{}}
	if entry == (caseEntry{}) {
		return opened, nil
	}
	var body, overlay js.Value
	err := s.read([]string{storeBodies, storeOverlays}, func(tx *web.Tx) {
		tx.Get(storeBodies, id, func(value js.Value) { body = value })
		tx.Get(storeOverlays, id, func(value js.Value) { overlay = value })
	})
	if err != nil {
		return nil, err
	}
	entry = s.manifest.Cases[id] // read may have learnt of another worker's write
	opened.position = entry.Position
	if entry.Body != 0 && body.IsUndefined() || entry.Overlay != 0 && overlay.IsUndefined() {
		s.lost[id] = true
	}
	if s.lost[id] { // nothing of it is shown until the office has given it again
		return opened, nil
	}
	if opened.trunk, err = s.openRecords(storeBodies, id, entry.Body, body); err != nil {
		return nil, err
	}
	if opened.overlay, err = s.openRecords(storeOverlays, id, entry.Overlay, overlay); err != nil {
		return nil, err
	}
	s.hold(opened)
	return opened, nil
}

// all are the records of the case, with unsent work in them.
func (o *openedCase) all() []*casework.Record {
	list := make([]*casework.Record, 0, len(o.trunk)+len(o.overlay))
	for id, record := range o.trunk {
		if o.overlay[id] == nil {
			list = append(list, record)
		}
	}
	for _, record := range o.overlay {
		list = append(list, record)
	}
	return list
}

func (s *Store) openRecords(store, id string, version int64, sealed js.Value) (map[string]*casework.Record, error) {
	if version == 0 {
		return map[string]*casework.Record{}, nil
	}
	var records []*casework.Record
	if err := s.openPacked(store, id, version, sealed, &records); err != nil {
		return nil, err
	}
	return byID(records), nil
}

// hold puts a case first among those kept in memory.
func (s *Store) hold(opened *openedCase) {
	held := []*openedCase{opened}
	for _, other := range s.opened {
		if other.id != opened.id && len(held) < keepOpen {
			held = append(held, other)
		}
	}
	s.opened = held
}

func (s *Store) release(id string) {
	for i, opened := range s.opened {
		if opened.id == id {
			s.opened = append(s.opened[:i:i], s.opened[i+1:]...)
			return
		}
	}
}

// File returns the case with unsent work in it.
func (s *Store) File(ctx context.Context, caseID string) (*casework.File, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	opened, err := s.openCase(caseID)
	if err != nil {
		return nil, err
	}
	file := casework.NewFile(caseID)
	file.Position, file.Seen, file.Term = opened.position, s.manifest.Cases[caseID].Office, s.manifest.Cases[caseID].Term
	for _, record := range opened.all() {
		file.Records[record.ID] = record.Clone()
	}
	return file, nil
}

// Commit writes operations to the outbox, sealed for this vault and apart for
// the agency, and the records they changed to the case's overlay.
func (s *Store) Commit(ctx context.Context, batch oplog.Batch) (int64, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return 0, err
	}
	defer leave()
	var opened *openedCase
	stored := make([]storedOp, len(batch.Operations))
	err = s.write(func(next *manifest) ([]row, error) {
		entry := next.Cases[batch.Case]
		if entry.Position != batch.Expected {
			return nil, &oplog.MovedError{Position: entry.Position}
		}
		before, err := s.openCase(batch.Case)
		if err != nil {
			return nil, err
		}
		opened = &openedCase{id: batch.Case, position: entry.Position + 1, trunk: before.trunk, overlay: map[string]*casework.Record{}}
		for id, record := range before.overlay {
			opened.overlay[id] = record
		}
		for _, record := range batch.Records {
			opened.overlay[record.ID] = record.Clone()
		}
		rows, err := s.outboxRows(next, batch, stored)
		if err != nil {
			return nil, err
		}
		entry.Position = opened.position
		more, err := s.caseRows(next, &entry, opened, batch.Summary, false)
		if err != nil {
			return nil, err
		}
		next.Cases[batch.Case] = entry
		return append(rows, more...), nil
	})
	if err != nil {
		return 0, err
	}
	s.hold(opened)
	s.summaries[batch.Case] = batch.Summary
	for _, op := range stored {
		s.ops[op.id] = op
	}
	return 0, nil
}

// caseRows seals head and overlay of a case, and its body where the trunk is
// new, and notes their versions in the entry.
func (s *Store) caseRows(next *manifest, entry *caseEntry, opened *openedCase, summary casework.Summary, trunk bool) ([]row, error) {
	mark := exchange.Mark{Case: opened.id, Position: entry.Office, Digest: entry.Digest}
	head, err := s.sealPacked(storeHeads, opened.id, next.Turn, exchange.SegmentHead{Mark: mark, Summary: summary})
	if err != nil {
		return nil, err
	}
	entry.Head = next.Turn
	rows := []row{{storeHeads, opened.id, head}}
	if trunk {
		body, err := s.sealPacked(storeBodies, opened.id, next.Turn, listed(opened.trunk))
		if err != nil {
			return nil, err
		}
		entry.Body = next.Turn
		rows = append(rows, row{storeBodies, opened.id, body})
	}
	if len(opened.overlay) == 0 {
		entry.Overlay = 0
		return append(rows, row{storeOverlays, opened.id, js.Undefined()}), nil
	}
	overlay, err := s.sealPacked(storeOverlays, opened.id, next.Turn, listed(opened.overlay))
	if err != nil {
		return nil, err
	}
	entry.Overlay = next.Turn
	return append(rows, row{storeOverlays, opened.id, overlay}), nil
}

// Summaries lists the summary of each case, by name. Only heads that are not
// in memory yet are unsealed.
func (s *Store) Summaries(ctx context.Context) ([]casework.Summary, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	if err := s.openHeads(); err != nil {
		return nil, err
	}
	list := make([]casework.Summary, 0, len(s.manifest.Cases))
	for id := range s.manifest.Cases {
		if summary := s.summaries[id]; summary.Worker != "" { // else only kept operations stand there
			list = append(list, summary)
		}
	}
	sort.Slice(list, func(i, j int) bool {
		a, b := strings.ToLower(list[i].Name), strings.ToLower(list[j].Name)
		if a != b {
			return a < b
		}
		return list[i].Case < list[j].Case
	})
	return list, nil
}

// indexKey names the paper that holds all summaries as they last were, so that
// a caseload opens with one unsealing instead of one a case.
const indexKey = "summaries"

// indexWorth is how many heads must have been unsealed one by one before the
// index is written afresh.
const indexWorth = 8

// indexed is a summary with the version of the head it was taken from.
type indexed struct {
	Version int64            `json:"v"`
	Summary casework.Summary `json:"s"`
}

func (s *Store) openHeads() error {
	if err := s.openIndex(); err != nil {
		return err
	}
	sealed := map[string]js.Value{}
	err := s.read([]string{storeHeads}, func(tx *web.Tx) {
		clear(sealed)
		for id := range s.manifest.Cases {
			if _, here := s.summaries[id]; !here {
				tx.Get(storeHeads, id, func(value js.Value) { sealed[id] = value })
			}
		}
	})
	if err != nil {
		return err
	}
	for id, value := range sealed {
		if value.IsUndefined() && s.manifest.Cases[id].Head != 0 {
			s.lost[id] = true
			delete(sealed, id)
		}
	}
	type outcome struct {
		id   string
		head exchange.SegmentHead
		err  error
	}
	done := make(chan outcome, len(sealed))
	for id, value := range sealed { // side by side: each waits on the browser, not on us
		go func() {
			result := outcome{id: id}
			result.err = s.openPacked(storeHeads, id, s.manifest.Cases[id].Head, value, &result.head)
			done <- result
		}()
	}
	for range sealed {
		result := <-done
		if result.err != nil {
			err = result.err
			continue
		}
		s.summaries[result.id] = result.head.Summary
	}
	if err == nil && len(sealed) >= indexWorth {
		_ = s.writeIndex() // without it the next caseload takes longer, nothing else
	}
	return err
}

// openIndex takes from the index what is still true.
func (s *Store) openIndex() error {
	version := s.manifest.Papers[indexKey]
	if version == 0 || len(s.summaries) > 0 {
		return nil
	}
	var index map[string]indexed
	if err := s.openPacked(storePapers, indexKey, version, s.papers[indexKey], &index); err != nil {
		return err
	}
	for id, entry := range s.manifest.Cases {
		if known, ok := index[id]; ok && known.Version == entry.Head {
			s.summaries[id] = known.Summary
		}
	}
	return nil
}

func (s *Store) writeIndex() error {
	return s.write(func(next *manifest) ([]row, error) {
		index := make(map[string]indexed, len(next.Cases))
		for id, entry := range next.Cases {
			index[id] = indexed{Version: entry.Head, Summary: s.summaries[id]}
		}
		sealed, err := s.sealPacked(storePapers, indexKey, next.Turn, index)
		next.Papers[indexKey] = next.Turn
		return []row{{storePapers, indexKey, sealed}}, err
	})
}

// Kept lists the operations of a case that could not be applied, newest first.
func (s *Store) Kept(ctx context.Context, caseID string) ([]storage.KeptOperation, error) {
	return s.kept(ctx, func(entry opEntry) bool { return entry.Case == caseID })
}

// KeptIDs names them for all cases, by case.
func (s *Store) KeptIDs(ctx context.Context) (map[string][]oplog.ID, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	ids := map[string][]oplog.ID{}
	for _, list := range [][]opEntry{s.manifest.Settled, s.manifest.Outbox} {
		for _, entry := range list {
			if entry.Kept {
				ids[entry.Case] = append(ids[entry.Case], entry.ID)
			}
		}
	}
	return ids, nil
}

// AllKept lists them for all cases.
func (s *Store) AllKept(ctx context.Context) ([]storage.KeptOperation, error) {
	return s.kept(ctx, func(opEntry) bool { return true })
}

func (s *Store) kept(ctx context.Context, want func(opEntry) bool) ([]storage.KeptOperation, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var wanted []oplog.ID
	for _, list := range [][]opEntry{s.manifest.Settled, s.manifest.Outbox} {
		for _, entry := range list {
			if entry.Kept && want(entry) {
				wanted = append(wanted, entry.ID)
			}
		}
	}
	ops, err := s.settledOps(wanted)
	if err != nil {
		return nil, fmt.Errorf("indexeddb: kept operations: %w", err)
	}
	kept := make([]storage.KeptOperation, 0, len(ops))
	for i := len(ops) - 1; i >= 0; i-- {
		kept = append(kept, storage.KeptOperation{Operation: ops[i].op, Result: ops[i].result})
	}
	return kept, nil
}
