//go:build js && wasm

package indexeddb

import (
	"encoding/base64"
	"fmt"
	"strings"
	"sync"
	"syscall/js"

	"doorstep/storage/indexeddb/web"
)

// What only this tablet has lies a second time beside the databases (web.PutBeside),
// sealed to the agency alone: enough to hand it in, and nothing that a key of this
// tablet opens. Drafts are not among it.

// besideOf is where a vault's work lies: operations below op/, files below file/.
func besideOf(vault string) string { return "work/" + vault + "/" }

// keepBeside follows what was written. It is the second place: where it fails,
// the first one has it.
func (s *Store) keepBeside(rows []row) {
	var all sync.WaitGroup
	for _, row := range rows {
		if row.value.Type() != js.TypeObject || row.value.Get("handIn").Type() != js.TypeObject {
			continue
		}
		s.beside = true
		all.Go(func() {
			switch handIn := row.value.Get("handIn"); row.store {
			case storeOutbox:
				_ = web.PutBeside(besideOf(s.vault.ID)+"op/"+row.key, handIn, "")
			case storeFiles:
				key := base64.StdEncoding.EncodeToString(web.Bytes(handIn))
				_ = web.PutBeside(besideOf(s.vault.ID)+"file/"+row.key, row.value.Get("content"), key)
			}
		})
	}
	all.Wait()
	if s.beside && s.manifest.things() == 0 { // the office has everything
		s.beside = web.DropBeside(besideOf(s.vault.ID)) != nil
	}
}

// Regain puts into a new database of the vault what lies beside it: nothing that
// can be opened here, but all that can be handed in. It returns how much that is.
func Regain(vault string) (int, error) {
	kept, err := web.Beside(besideOf(vault))
	if err != nil {
		return 0, fmt.Errorf("indexeddb: what lies beside vault: %w", err)
	}
	db, err := web.OpenDB(DatabaseName(vault), schema, allStores)
	if err != nil {
		return 0, fmt.Errorf("indexeddb: open vault: %w", err)
	}
	defer db.Close()
	err = db.Update([]string{storeTurn, storeOutbox, storeFiles}, func(tx *web.Tx) {
		for _, one := range kept {
			kind, key, _ := strings.Cut(strings.TrimPrefix(one.Path, besideOf(vault)), "/")
			if kind == "op" {
				tx.Put(storeOutbox, key, js.ValueOf(map[string]any{"handIn": one.Content}))
				continue
			}
			handIn, err := base64.StdEncoding.DecodeString(one.Note)
			if err == nil {
				tx.Put(storeFiles, key, js.ValueOf(map[string]any{"content": one.Content, "handIn": web.Array(handIn)}))
			}
		}
		tx.Put(storeTurn, unsentKey, js.ValueOf(len(kept)))
		tx.Put(storeTurn, holdsKey, js.ValueOf(len(kept)))
	})
	if err != nil {
		return 0, fmt.Errorf("indexeddb: regain %d things: %w", len(kept), err)
	}
	return len(kept), nil
}
