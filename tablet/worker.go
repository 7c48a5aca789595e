//go:build js && wasm

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"syscall/js"
	"time"

	"doorstep/pages"
	"doorstep/storage/indexeddb"
	"doorstep/storage/indexeddb/web"
	"doorstep/tablet/vault"
)

// idle is how long a tablet stays unlocked when nobody touches it.
const idle = 5 * time.Minute

// worker is the service worker's state. All of it can be lost at any moment:
// the key comes back from an open page, everything else from the store.
type worker struct {
	routes []pages.Route
	book   vault.Book

	handing handing

	mu   sync.Mutex
	desk *desk // nil while locked
}

// current returns the unlocked desk, or nil. A worker that was stopped
// meanwhile asks the open pages for the key. With all pages closed the tablet
// is locked, although this worker may live on for some seconds.
func (w *worker) current(alone bool) (*desk, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if alone {
		w.drop()
		return nil, nil
	}
	if w.desk != nil {
		return w.desk, nil
	}
	handed, err := web.Do(func() js.Value { return js.Global().Call("doorstepAsk") })
	if err != nil || handed.Type() != js.TypeObject {
		return nil, nil // nobody holds a key: locked
	}
	touched := time.UnixMilli(int64(handed.Get("touched").Float()))
	if time.Since(touched) > idle {
		w.tell(map[string]any{"type": "locked"})
		return nil, nil
	}
	var record vault.Record // comes with the key: opening the book as well would take longer
	if err := json.Unmarshal([]byte(handed.Get("record").String()), &record); err != nil {
		return nil, fmt.Errorf("the record that came with the key: %w", err)
	}
	opened, err := w.openDesk(record, web.Key{Handle: handed.Get("key")})
	if errors.Is(err, indexeddb.ErrTampered) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	w.desk = opened
	return opened, nil
}

// keep takes the key over from the page that is being left for one that the
// office draws.
func (w *worker) keep(asked js.Value) (any, error) {
	if _, err := w.current(asked.Get("alone").Truthy()); err != nil {
		complain("open the vault", err) // the office's page needs no vault
	}
	return nil, nil
}

// use makes an opened vault the one that answers. Pages drawn from another one
// hear of it, cover what they show and drop its key: none may hand it back to a
// worker that starts anew.
func (w *worker) use(opened *desk) {
	w.mu.Lock()
	w.drop()
	w.desk = opened
	w.mu.Unlock()
	w.tell(map[string]any{"type": "opened", "vault": opened.record.Vault})
}

// lock forgets the key; pages forget theirs when they are told.
func (w *worker) lock() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.drop()
}

func (w *worker) drop() {
	if w.desk != nil {
		w.desk.Close()
		w.desk = nil
	}
}

// tell says something to every open page.
func (w *worker) tell(message map[string]any) {
	_, err := web.Do(func() js.Value { return js.Global().Call("doorstepTell", js.ValueOf(message)) })
	if err != nil {
		complain("tell the pages", err)
	}
}

// complain writes to the browser's console what nobody can be shown. Errors
// hold no personal data.
func complain(what string, err error) {
	js.Global().Get("console").Call("error", "doorstep: "+what+": "+err.Error())
}
