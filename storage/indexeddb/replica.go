//go:build js && wasm

package indexeddb

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"sync"
	"syscall/js"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

const stateKey = "state"

// State returns how far the replica is.
func (s *Store) State(ctx context.Context) (exchange.ReplicaState, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return exchange.ReplicaState{}, err
	}
	defer leave()
	return s.loadState()
}

func (s *Store) loadState() (exchange.ReplicaState, error) {
	if s.state == nil {
		var state exchange.ReplicaState
		if err := s.paper(stateKey, &state); err != nil && casework.CodeOf(err) != casework.NotFound {
			return state, err
		}
		s.state = &state
	}
	return *s.state, nil
}

// SaveState stores how far the replica is, and forgets some operations that are
// safe without it.
func (s *Store) SaveState(ctx context.Context, state exchange.ReplicaState) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	before, err := s.loadState()
	if err != nil {
		return err
	}
	if s.manifest.Papers[stateKey] != 0 && reflect.DeepEqual(before, state) {
		return nil // a sync with nothing to do writes nothing
	}
	err = s.write(func(next *manifest) ([]row, error) {
		sealed, err := s.seal(storePapers, stateKey, next.Turn, state)
		if err != nil {
			return nil, err
		}
		next.Papers[stateKey], next.Next = next.Turn, max(next.Next, state.Floor)
		rows := []row{{storePapers, stateKey, sealed}}
		if err := s.loadAcked(next); err != nil {
			return nil, err
		}
		return append(rows, s.forgetRows(next, state)...), nil
	})
	if err != nil {
		return err
	}
	s.state = &state
	return nil
}

// forgetRows drops what may be forgotten.
func (s *Store) forgetRows(next *manifest, state exchange.ReplicaState) []row {
	var rows []row
	for _, entry := range next.forget(state, s.vault.Now()) {
		rows = append(rows, gone(entry))
		delete(s.ops, entry.ID)
	}
	return rows
}

// Marks lists the cases held.
func (s *Store) Marks(ctx context.Context) ([]exchange.Mark, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	marks := s.manifest.marks()
	for i, mark := range marks {
		if s.lost[mark.Case] { // the office is to give it again
			marks[i] = exchange.Mark{Case: mark.Case}
		}
	}
	return marks, nil
}

// Trunk returns the case as the office last gave it.
func (s *Store) Trunk(ctx context.Context, caseID string) ([]*casework.Record, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	opened, err := s.openCase(caseID)
	if err != nil {
		return nil, err
	}
	records := listed(opened.trunk)
	for i, record := range records {
		records[i] = record.Clone()
	}
	return records, nil
}

// Absorb replaces trunk and overlay of cases and settles operations.
func (s *Store) Absorb(ctx context.Context, absorbed ...exchange.Absorbed) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	var opened []*openedCase
	err = s.write(func(next *manifest) ([]row, error) {
		opened = make([]*openedCase, len(absorbed))
		for i, one := range absorbed {
			position := next.Cases[one.Case].Position
			if position != one.Expected {
				return nil, &oplog.MovedError{Position: position}
			}
			if err := s.settle(next, one.Settled, one.Given); err != nil {
				return nil, err
			}
			opened[i] = &openedCase{id: one.Case, position: position + 1, trunk: cloned(one.Trunk), overlay: cloned(one.Overlay)}
		}
		return s.absorbRows(next, absorbed, opened)
	})
	if err != nil {
		return err
	}
	for i, one := range absorbed {
		s.drop(one.Case)
		if _, held := s.manifest.Cases[one.Case]; held {
			s.hold(opened[i])
			s.summaries[one.Case] = one.Summary
		}
	}
	return nil
}

// absorbRows seals the cases side by side, and notes them in the manifest.
func (s *Store) absorbRows(next *manifest, absorbed []exchange.Absorbed, opened []*openedCase) ([]row, error) {
	entries, parts, errs := make([]caseEntry, len(opened)), make([][]row, len(opened)), make([]error, len(opened))
	var all sync.WaitGroup
	for i, one := range absorbed {
		if len(opened[i].trunk) == 0 && len(opened[i].overlay) == 0 && !next.waits(one.Case) {
			parts[i] = emptyCase(one.Case)
			continue
		}
		entries[i] = next.Cases[one.Case]
		entries[i].Position, entries[i].Office, entries[i].Term, entries[i].Digest = opened[i].position, one.Position, one.Term, one.Digest
		all.Go(func() { parts[i], errs[i] = s.caseRows(next, &entries[i], opened[i], one.Summary, true) })
	}
	all.Wait()
	for i, one := range absorbed {
		if entries[i] == (caseEntry{}) {
			delete(next.Cases, one.Case)
		} else {
			next.Cases[one.Case] = entries[i]
		}
	}
	return slices.Concat(parts...), errors.Join(errs...)
}

func cloned(records []*casework.Record) map[string]*casework.Record {
	all := make(map[string]*casework.Record, len(records))
	for _, record := range records {
		all[record.ID] = record.Clone()
	}
	return all
}

func emptyCase(id string) []row {
	return []row{{storeHeads, id, js.Undefined()}, {storeBodies, id, js.Undefined()}, {storeOverlays, id, js.Undefined()}}
}

func (s *Store) drop(id string) {
	s.release(id)
	delete(s.summaries, id)
	delete(s.lost, id)
}

// StoreSegments seals heads and bodies as they came, without parsing them.
func (s *Store) StoreSegments(ctx context.Context, arrived []exchange.Arrived) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	err = s.write(func(next *manifest) ([]row, error) {
		var chunks []chunk
		var rows []row
		for _, one := range arrived {
			if err := s.settle(next, one.Settled, one.Term); err != nil {
				return nil, err
			}
			if err := movedIfWaiting(next, one.Case); err != nil {
				return nil, err
			}
			next.Cases[one.Case] = caseEntry{
				Position: next.Cases[one.Case].Position + 1, Office: one.Position, Term: one.Term, Digest: one.Digest,
				Head: next.Turn, Body: next.Turn,
			}
			chunks = append(chunks, chunk{storeHeads, one.Case, one.Head}, chunk{storeBodies, one.Case, one.Body})
			rows = append(rows, row{storeOverlays, one.Case, js.Undefined()})
		}
		sealed, err := s.sealAll(chunks, next.Turn)
		return append(rows, sealed...), err
	})
	if err != nil {
		return err
	}
	for _, one := range arrived {
		s.drop(one.Case)
	}
	return nil
}

// Leave removes a case that has no unsent work, with the photos and papers that
// the office has. What was sent of it stays sealed, listed nowhere, until it is
// durable: an office that is restored before that asks for it again.
func (s *Store) Leave(ctx context.Context, caseID string) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if _, held := s.manifest.Cases[caseID]; !held {
		return nil
	}
	opened, err := s.openCase(caseID)
	if err != nil {
		return err
	}
	state, err := s.loadState()
	if err != nil {
		return err
	}
	err = s.write(func(next *manifest) ([]row, error) {
		if err := movedIfWaiting(next, caseID); err != nil {
			return nil, err
		}
		rows := emptyCase(caseID)
		delete(next.Cases, caseID)
		delete(next.Papers, indexKey) // it holds the case's summary too
		rows = append(rows, row{storePapers, indexKey, js.Undefined()})
		if err := s.loadAcked(next); err != nil {
			return nil, err
		}
		next.leave(caseID)
		rows = append(rows, s.forgetRows(next, state)...)
		for _, record := range opened.trunk {
			if record.Kind == casework.KindAttachment {
				rows = append(rows, next.leaveFile(record.Get("sha256"))...)
				rows = append(rows, next.leaveFile(record.Get("thumb"))...)
			}
		}
		return rows, nil
	})
	if err == nil {
		s.drop(caseID)
	}
	return err
}

// PutPaper seals a small thing of the vault's own (who its person is, the sync
// credential …) under a name that says nothing about them.
func (s *Store) PutPaper(ctx context.Context, key string, value any) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	return s.write(func(next *manifest) ([]row, error) {
		sealed, err := s.seal(storePapers, key, next.Turn, value)
		next.Papers[key] = next.Turn
		return []row{{storePapers, key, sealed}}, err
	})
}

// Paper reads it back; NotFound where there is none.
func (s *Store) Paper(ctx context.Context, key string, into any) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	return s.paper(key, into)
}

func (s *Store) paper(key string, into any) error {
	version := s.manifest.Papers[key]
	if version == 0 {
		return casework.Fail(casework.NotFound)
	}
	return s.open(storePapers, key, version, s.papers[key], into)
}
