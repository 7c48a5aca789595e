//go:build js && wasm

package web

import (
	"fmt"
	"syscall/js"
)

// DB is an open IndexedDB database whose stores have out-of-line keys.
type DB struct{ handle js.Value }

// OpenDB opens or makes a database with these stores. A newer version of the
// program only ever adds stores: version counts how often it did.
func OpenDB(name string, version int, stores []string) (*DB, error) {
	request, err := Try(func() js.Value { return js.Global().Get("indexedDB").Call("open", name, version) })
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	upgrade := js.FuncOf(func(js.Value, []js.Value) any {
		db := request.Get("result")
		for _, store := range stores {
			if !db.Get("objectStoreNames").Call("contains", store).Bool() {
				db.Call("createObjectStore", store)
			}
		}
		return nil
	})
	defer upgrade.Release()
	request.Set("onupgradeneeded", upgrade)
	handle, err := await(request)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	// Another worker of ours wants to upgrade or delete: let it.
	handle.Set("onversionchange", js.Global().Get("Function").Get("prototype").Get("call").Call("bind", handle.Get("close"), handle))
	return &DB{handle: handle}, nil
}

// DeleteDB removes a database.
func DeleteDB(name string) error {
	request, err := Try(func() js.Value { return js.Global().Get("indexedDB").Call("deleteDatabase", name) })
	if err != nil {
		return fmt.Errorf("delete database: %w", err)
	}
	_, err = await(request)
	return err
}

// await waits for one request outside a transaction of ours.
func await(request js.Value) (js.Value, error) {
	done := make(chan error, 1)
	success := js.FuncOf(func(js.Value, []js.Value) any { done <- nil; return nil })
	defer success.Release()
	failure := js.FuncOf(func(js.Value, []js.Value) any { done <- errorOf(request.Get("error")); return nil })
	defer failure.Release()
	request.Set("onsuccess", success)
	request.Set("onerror", failure)
	if err := <-done; err != nil {
		return js.Undefined(), err
	}
	return request.Get("result"), nil
}

// Close ends the connection.
func (db *DB) Close() { db.handle.Call("close") }

// Tx is one transaction. Its methods are called synchronously, from the
// function that got it or from a then: any wait in between ends it.
type Tx struct {
	handle js.Value
	funcs  []js.Func
	failed error
}

// Update runs a durable read-write transaction: when it returns nil, the disk
// has it. It succeeds whole or not at all.
func (db *DB) Update(stores []string, do func(tx *Tx)) error {
	return db.run(stores, "readwrite", do)
}

// View runs a read transaction and waits for its end.
func (db *DB) View(stores []string, do func(tx *Tx)) error { return db.run(stores, "readonly", do) }

func (db *DB) run(stores []string, mode string, do func(tx *Tx)) error {
	names := make([]any, len(stores))
	for i, store := range stores {
		names[i] = store
	}
	handle, err := Try(func() js.Value {
		return db.handle.Call("transaction", names, mode, map[string]any{"durability": "strict"})
	})
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	tx := &Tx{handle: handle}
	done := make(chan error, 1)
	complete := js.FuncOf(func(js.Value, []js.Value) any { done <- nil; return nil })
	abort := js.FuncOf(func(js.Value, []js.Value) any { done <- tx.why(); return nil })
	tx.funcs = append(tx.funcs, complete, abort)
	handle.Set("oncomplete", complete)
	handle.Set("onabort", abort)
	tx.guard(func() { do(tx) })
	err = <-done
	for _, f := range tx.funcs {
		f.Release()
	}
	return err
}

func (tx *Tx) why() error {
	if tx.failed != nil {
		return tx.failed
	}
	if reason := tx.handle.Get("error"); !reason.IsNull() {
		return errorOf(reason)
	}
	return &Error{Name: "AbortError", Message: "the transaction was aborted"}
}

// guard aborts the transaction where JavaScript throws (a full disk may throw
// from put itself).
func (tx *Tx) guard(f func()) {
	if _, err := Try(func() js.Value { f(); return js.Undefined() }); err != nil {
		tx.Fail(err)
	}
}

// Fail aborts the transaction; it answers with err.
func (tx *Tx) Fail(err error) {
	if tx.failed != nil {
		return
	}
	tx.failed = err
	_, _ = Try(func() js.Value { return tx.handle.Call("abort") }) // it may have aborted by itself already
}

func (tx *Tx) store(name string) js.Value { return tx.handle.Call("objectStore", name) }

// Get reads one value; then gets undefined where there is none.
func (tx *Tx) Get(store, key string, then func(value js.Value)) {
	tx.ask(tx.store(store).Call("get", key), then)
}

// All reads every value of a store, in order of keys.
func (tx *Tx) All(store string, then func(values []js.Value)) {
	tx.ask(tx.store(store).Call("getAll"), func(list js.Value) {
		values := make([]js.Value, list.Get("length").Int())
		for i := range values {
			values[i] = list.Index(i)
		}
		then(values)
	})
}

// Keys reads the keys of a store.
func (tx *Tx) Keys(store string, then func(keys []string)) {
	tx.ask(tx.store(store).Call("getAllKeys"), func(list js.Value) {
		keys := make([]string, list.Get("length").Int())
		for i := range keys {
			keys[i] = list.Index(i).String()
		}
		then(keys)
	})
}

// Entries reads every key and value of a store.
func (tx *Tx) Entries(store string, then func(key string, value js.Value)) {
	tx.ask(tx.store(store).Call("getAllKeys"), func(keys js.Value) {
		tx.ask(tx.store(store).Call("getAll"), func(values js.Value) {
			for i := range keys.Get("length").Int() {
				then(keys.Index(i).String(), values.Index(i))
			}
		})
	})
}

func (tx *Tx) ask(request js.Value, then func(js.Value)) {
	f := js.FuncOf(func(js.Value, []js.Value) any {
		tx.guard(func() { then(request.Get("result")) })
		return nil
	})
	tx.funcs = append(tx.funcs, f)
	request.Set("onsuccess", f)
}

// Put writes one value.
func (tx *Tx) Put(store, key string, value js.Value) { tx.store(store).Call("put", value, key) }

// Delete removes one value.
func (tx *Tx) Delete(store, key string) { tx.store(store).Call("delete", key) }

// Clear removes every value of a store.
func (tx *Tx) Clear(store string) { tx.store(store).Call("clear") }
