//go:build js && wasm

package main

import (
	"context"
	"errors"
	"time"

	"doorstep/storage/indexeddb"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/tablet/vault"
)

// wipe carries out a wipe order: first the wrapped keys go, so that nothing opens
// any more whatever happens next; then everything but what lies sealed to the
// agency; and once that is durable at the office, all of it, of which the office
// hears. What is left in the book is who has to be told.
func (w *worker) wipe(record vault.Record, durable bool) error {
	record.Slots, record.Ready = nil, false
	record.Gone = time.Now().UTC().Format(oplog.MomentFormat)
	if err := w.book.Save(record); err != nil {
		return err
	}
	w.mu.Lock()
	open := w.desk != nil && w.desk.record.Vault == record.Vault
	if open {
		w.drop()
	}
	w.mu.Unlock()
	if open {
		w.tell(map[string]any{"type": "locked"})
	}
	if durable {
		return w.acknowledge(record)
	}
	closed, err := indexeddb.OpenClosed(record.Vault, scopeOf(record))
	if err != nil {
		return err
	}
	defer closed.Close()
	return closed.Strip()
}

func scopeOf(record vault.Record) indexeddb.Scope {
	return indexeddb.Scope{Tenant: record.Tenant, Person: record.Person, Device: record.Device, Epoch: record.Epoch}
}

// acknowledge removes all of a vault that is gone, and says so at the office,
// until it was heard.
func (w *worker) acknowledge(record vault.Record) error {
	if err := indexeddb.Destroy(record.Vault); err != nil {
		return err
	}
	o := office{credential: record.HandIn}
	_, err := o.fetch(call{method: "POST", path: exchange.PathHandInWiped, name: "wiped"})
	if err != nil && !heardBefore(err) {
		return err
	}
	record.HandIn = ""
	return w.book.Save(record)
}

// heardBefore reports that the narrow credential has ended: the office was told.
func heardBefore(err error) bool {
	var failed *officeError
	return errors.As(err, &failed) && failed.status == 401
}

// finishWipes ends the wipes that wait for the office: for its copies, or for a
// network. What an office that was restored lost of them is handed in again.
func (w *worker) finishWipes(_ context.Context) error {
	gone, err := w.book.Gone()
	if err != nil || !online() {
		return err
	}
	w.handing.mu.Lock()
	defer w.handing.mu.Unlock()
	for _, record := range gone {
		if record.HandIn == "" {
			continue
		}
		if err := w.finishWipe(record); err != nil {
			complain("finish a wipe", err) // the next contact tries again
		}
	}
	return nil
}

func (w *worker) finishWipe(record vault.Record) error {
	closed, err := indexeddb.OpenClosed(record.Vault, scopeOf(record))
	if err != nil {
		return err
	}
	var result handedIn
	standing, err := (&handInRun{closed: closed, office: office{credential: record.HandIn}, record: record}).run(&result)
	closed.Close()
	switch {
	case heardBefore(err):
		return w.acknowledge(record)
	case err != nil:
		return err
	case !standing.Durable || !standing.Wipe || result.left > 0:
		return nil
	}
	return w.acknowledge(record)
}

// regain finds vaults that the browser has lost with all its databases. What the
// office does not have of them lies sealed beside (indexeddb.Regain), and is
// handed in as from any vault that nobody can open.
func (w *worker) regain() {
	lost, err := w.book.Lost()
	if err != nil {
		complain("look for lost vaults", err)
	}
	for _, record := range lost {
		if record.Gone == "" {
			record.Lost = time.Now().UTC().Format(oplog.MomentFormat)
		}
		if _, err := indexeddb.Regain(record.Vault); err != nil {
			complain("regain a lost vault", err) // the next start tries again
			continue
		}
		if err := w.book.Regain(record); err != nil {
			complain("regain a lost vault", err)
		}
	}
}

// letGo ends that a lost tablet is turned to somebody, and reports whether it did.
// Nobody can show any more that they are its worker; so the worker is signed out at
// the office first, and begins there.
func (w *worker) letGo(record vault.Record) bool {
	if !online() {
		return false
	}
	o := office{credential: record.HandIn}
	_, err := o.fetch(call{method: "POST", path: exchange.PathHandInSignOut, name: "signout", limit: viewLimit})
	if err == nil {
		err = w.book.Turn(record.Vault, nil)
	}
	if err != nil {
		complain("take a lost tablet back", err) // the next page tries again
	}
	return err == nil
}
