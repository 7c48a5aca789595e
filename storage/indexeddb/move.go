//go:build js && wasm

package indexeddb

import (
	"context"
	"maps"
	"slices"
	"syscall/js"

	"doorstep/sync/oplog"
)

// Move carries drafts and entries kept aside from this vault into another one of
// the same person. Each is written there before it is removed here: cut in the
// middle, it is in both, and the next try ends it. A form that has a draft in the
// other vault already keeps that one; the earlier draft stays here until then.
func (s *Store) Move(ctx context.Context, into *Store) error {
	if err := s.moveDrafts(ctx, into); err != nil {
		return err
	}
	return s.moveKept(ctx, into)
}

func (s *Store) moveDrafts(ctx context.Context, into *Store) error {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return err
	}
	defer leave()
	for _, name := range slices.Sorted(maps.Keys(s.manifest.Drafts)) {
		draft, err := s.openDraft(name)
		if err != nil {
			return err
		}
		if draft == nil || draft.Key == "" { // of a time when a draft did not know its form
			continue
		}
		version := s.manifest.Drafts[name]
		there, err := into.Draft(ctx, draft.Person, draft.Key)
		if err != nil {
			return err
		}
		if there != nil && !maps.Equal(there.Fields, draft.Fields) {
			continue
		}
		if there == nil {
			if err := into.PutDraft(ctx, draft.Person, draft.Key, draft.Draft); err != nil {
				return err
			}
		}
		err = s.write(func(next *manifest) ([]row, error) {
			if next.Drafts[name] != version { // typed on meanwhile
				return nil, nil
			}
			delete(next.Drafts, name)
			delete(next.Memos, name)
			return []row{{storeDrafts, name, js.Undefined()}}, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) moveKept(ctx context.Context, into *Store) error {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return err
	}
	defer leave()
	var ids []oplog.ID
	for _, entry := range s.manifest.Settled {
		if entry.Kept {
			ids = append(ids, entry.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	kept, err := s.settledOps(ids)
	if err != nil {
		return err
	}
	if err := into.takeKept(ctx, kept); err != nil {
		return err
	}
	return s.write(func(next *manifest) ([]row, error) {
		var rows []row
		for _, entry := range next.dropSettled(func(entry opEntry) bool { return slices.Contains(ids, entry.ID) }) {
			rows = append(rows, gone(entry))
			delete(s.ops, entry.ID)
		}
		return rows, nil
	})
}

// takeKept takes over entries that another vault kept aside.
func (s *Store) takeKept(ctx context.Context, kept []storedOp) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	return s.write(func(next *manifest) ([]row, error) {
		var rows []row
		for _, stored := range kept {
			if _, _, here := next.entry(stored.id); here {
				continue
			}
			key := stored.id.String()
			sealed, err := s.seal(storeSettled, key, next.Turn, sealedOp{Op: stored.op.Bytes(), Result: stored.result})
			if err != nil {
				return nil, err
			}
			rows = append(rows, row{storeSettled, key, sealed})
			next.Settled = append(next.Settled, opEntry{
				ID: stored.id, Case: stored.op.Case, Version: next.Turn, Seq: stored.result.Seq, Kept: true,
			})
		}
		return rows, nil
	})
}
