// Package memory keeps a tablet's replica or an office's agency in plain
// memory, with the very behaviour that storagetest asks of every store. Tests
// trust it in place of the real ones.
package memory

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"doorstep/casework"
	"doorstep/storage"
)

// drawer holds what tablet and office keep alike: drafts and attachments.
type drawer struct {
	mu     sync.Mutex
	drafts map[[2]string]storage.Draft // by person and key
	files  map[string][]byte           // by SHA-256
}

// Draft returns the draft, or nil where there is none.
func (d *drawer) Draft(_ context.Context, person, key string) (*storage.Draft, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	draft, ok := d.drafts[[2]string{person, key}]
	if !ok {
		return nil, nil
	}
	draft.Fields = maps.Clone(draft.Fields)
	return &draft, nil
}

// AllDrafts lists a person's drafts of forms, the newest first.
func (d *drawer) AllDrafts(_ context.Context, person string) ([]storage.FormDraft, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []storage.FormDraft
	for key, draft := range d.drafts {
		if key[0] == person && strings.HasPrefix(key[1], "/") {
			draft.Fields = maps.Clone(draft.Fields)
			list = append(list, storage.FormDraft{Draft: draft, Key: key[1]})
		}
	}
	slices.SortFunc(list, func(a, b storage.FormDraft) int {
		return cmp.Or(b.Saved.Compare(a.Saved), strings.Compare(a.Key, b.Key))
	})
	return list, nil
}

// PutDraft replaces the draft.
func (d *drawer) PutDraft(_ context.Context, person, key string, draft storage.Draft) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.drafts == nil {
		d.drafts = map[[2]string]storage.Draft{}
	}
	draft.Fields = maps.Clone(draft.Fields)
	d.drafts[[2]string{person, key}] = draft
	return nil
}

// DropDraft removes the draft.
func (d *drawer) DropDraft(_ context.Context, person, key string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.drafts, [2]string{person, key})
	return nil
}

// PutAttachment stores the bytes, which must have that hash.
func (d *drawer) PutAttachment(_ context.Context, name, _ string, content []byte) error {
	sum := sha256.Sum256(content)
	if hex.EncodeToString(sum[:]) != name {
		return fmt.Errorf("memory: attachment %q has another hash", name)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.files == nil {
		d.files = map[string][]byte{}
	}
	d.files[name] = bytes.Clone(content)
	return nil
}

// OpenAttachment returns the bytes, or a NotFound problem.
func (d *drawer) OpenAttachment(_ context.Context, name string) (io.ReadCloser, int64, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	content, ok := d.files[name]
	if !ok {
		return nil, 0, casework.Fail(casework.NotFound)
	}
	return io.NopCloser(bytes.NewReader(content)), int64(len(content)), nil
}

// AttachmentPlace says whether the bytes are here.
func (d *drawer) AttachmentPlace(_ context.Context, name string) (storage.Place, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.files[name]; ok {
		return storage.Here, nil
	}
	return storage.Nowhere, nil
}

// cloneRecords copies records, so that no caller shares them with the store.
func cloneRecords(records map[string]*casework.Record) map[string]*casework.Record {
	clones := make(map[string]*casework.Record, len(records))
	for id, record := range records {
		clones[id] = record.Clone()
	}
	return clones
}
