//go:build js && wasm

package indexeddb

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"syscall/js"

	"doorstep/storage"
	"doorstep/storage/indexeddb/web"
)

// draftKey names a draft without saying whose it is or what it is about.
func (s *Store) draftKey(person, key string) string {
	sum := sha256.Sum256([]byte(s.vault.place(storeDrafts, person+"|"+key, 0)))
	return hex.EncodeToString(sum[:16])
}

// sealedDraft is how a draft lies in the vault: the name of its row can not be
// turned back into whose it is and which form's.
type sealedDraft struct {
	storage.Draft
	Person string `json:"person,omitempty"`
	Key    string `json:"key,omitempty"`
}

// Draft returns what is being typed, or nil.
func (s *Store) Draft(ctx context.Context, person, key string) (*storage.Draft, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	name := s.draftKey(person, key)
	if s.manifest.Drafts[name] == 0 {
		return nil, nil
	}
	draft, err := s.openDraft(name)
	if err != nil || draft == nil {
		return nil, err
	}
	return &draft.Draft, nil
}

func (s *Store) openDraft(name string) (*sealedDraft, error) {
	var sealed js.Value
	if err := s.read([]string{storeDrafts}, func(tx *web.Tx) {
		tx.Get(storeDrafts, name, func(value js.Value) { sealed = value })
	}); err != nil {
		return nil, err
	}
	version := s.manifest.Drafts[name] // read may have learnt of another worker's write
	if version == 0 {
		return nil, nil
	}
	var draft sealedDraft
	if err := s.open(storeDrafts, name, version, sealed, &draft); err != nil {
		return nil, err
	}
	return &draft, nil
}

// AllDrafts lists the drafts of a person's forms, the newest first. What else
// pages remember can be large, and is not opened.
func (s *Store) AllDrafts(ctx context.Context, person string) ([]storage.FormDraft, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var list []storage.FormDraft
	for _, name := range slices.Sorted(maps.Keys(s.manifest.Drafts)) {
		if s.manifest.Memos[name] {
			continue
		}
		draft, err := s.openDraft(name)
		if err != nil {
			return nil, err
		}
		if draft != nil && draft.Person == person && !isMemo(draft.Key) {
			list = append(list, storage.FormDraft{Draft: draft.Draft, Key: draft.Key})
		}
	}
	slices.SortStableFunc(list, func(a, b storage.FormDraft) int { return b.Saved.Compare(a.Saved) })
	return list, nil
}

// PutDraft replaces the draft, durably.
func (s *Store) PutDraft(ctx context.Context, person, key string, draft storage.Draft) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	name := s.draftKey(person, key)
	return s.write(func(next *manifest) ([]row, error) {
		sealed, err := s.seal(storeDrafts, name, next.Turn, sealedDraft{Draft: draft, Person: person, Key: key})
		next.Drafts[name] = next.Turn
		if isMemo(key) {
			if next.Memos == nil {
				next.Memos = map[string]bool{}
			}
			next.Memos[name] = true
		}
		return []row{{storeDrafts, name, sealed}}, err
	})
}

// DropDraft removes the draft.
func (s *Store) DropDraft(ctx context.Context, person, key string) error {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return err
	}
	defer leave()
	name := s.draftKey(person, key)
	if s.manifest.Drafts[name] == 0 {
		return nil
	}
	return s.write(func(next *manifest) ([]row, error) {
		delete(next.Drafts, name)
		delete(next.Memos, name)
		return []row{{storeDrafts, name, js.Undefined()}}, nil
	})
}

// isMemo tells what the pages remember for themselves from what a person typed:
// a draft is kept under the address of its form.
func isMemo(key string) bool { return !strings.HasPrefix(key, "/") }
