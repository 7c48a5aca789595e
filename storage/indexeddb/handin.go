//go:build js && wasm

package indexeddb

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"syscall/js"

	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
)

// Closed is a vault's database as it can be read without its key: what was
// sealed to the agency, and how much there is. A vault that nobody can unlock
// any more hands in its work through it.
type Closed struct {
	db    *web.DB
	scope Scope
}

// reviewMark begins the key under which storeTurn remembers that an operation
// waits for review at the office: it is not handed in again.
const reviewMark = "review:"

// OpenClosed opens a vault's database without a key.
func OpenClosed(vault string, scope Scope) (*Closed, error) {
	db, err := web.OpenDB(DatabaseName(vault), schema, allStores)
	if err != nil {
		return nil, fmt.Errorf("indexeddb: open closed vault: %w", err)
	}
	return &Closed{db: db, scope: scope}, nil
}

// Close ends the connection.
func (c *Closed) Close() { c.db.Close() }

// Sealed names an operation that lies sealed to the agency.
type Sealed struct {
	N   int64
	key string
}

// Unsent lists the sealed operations that the office does not have, as far as the
// vault knew when it was last open.
func (c *Closed) Unsent() ([]Sealed, error) {
	var from int64
	err := c.db.View([]string{storeTurn}, func(tx *web.Tx) {
		tx.Get(storeTurn, fromKey, func(value js.Value) { from = number(value) })
	})
	if err != nil {
		return nil, fmt.Errorf("indexeddb: find sealed operations: %w", err)
	}
	return c.Operations(from)
}

// Operations lists the sealed operations of this vault's device from a number
// on, in order; those that wait for review already are left out.
func (c *Closed) Operations(from int64) ([]Sealed, error) {
	var list []Sealed
	reviewed := map[string]bool{}
	prefix := c.scope.Device + "/" + strconv.FormatInt(c.scope.Epoch, 10) + "/"
	err := c.db.View([]string{storeTurn, storeOutbox}, func(tx *web.Tx) {
		tx.Keys(storeTurn, func(keys []string) {
			for _, key := range keys {
				if id, marked := strings.CutPrefix(key, reviewMark); marked {
					reviewed[id] = true
				}
			}
		})
		tx.Keys(storeOutbox, func(keys []string) {
			for _, key := range keys {
				number, own := strings.CutPrefix(key, prefix)
				n, err := strconv.ParseInt(number, 10, 64)
				if own && err == nil && n >= from && !reviewed[key] {
					list = append(list, Sealed{N: n, key: key})
				}
			}
		})
	})
	if err != nil {
		return nil, fmt.Errorf("indexeddb: list sealed operations: %w", err)
	}
	slices.SortFunc(list, func(a, b Sealed) int { return cmp.Compare(a.N, b.N) })
	return list, nil
}

// Boxes reads sealed operations, in the order given, as many as fit into one
// request.
func (c *Closed) Boxes(list []Sealed) ([]exchange.SealedOp, error) {
	list = list[:min(len(list), exchange.MaxHandIn)]
	boxes := make([]exchange.SealedOp, len(list))
	err := c.db.View([]string{storeOutbox}, func(tx *web.Tx) {
		for i, one := range list {
			boxes[i].N = one.N
			tx.Get(storeOutbox, one.key, func(value js.Value) {
				if value.Type() == js.TypeObject && value.Get("handIn").Type() == js.TypeObject {
					boxes[i].Box = web.Bytes(value.Get("handIn"))
				}
			})
		}
	})
	if err != nil {
		return nil, fmt.Errorf("indexeddb: read sealed operations: %w", err)
	}
	size := 0
	for i, box := range boxes {
		if size += len(box.Box); size > exchange.MaxHandInBytes && i > 0 {
			return boxes[:i], nil
		}
	}
	return boxes, nil
}

// Reviewed remembers that operations wait for review at the office.
func (c *Closed) Reviewed(numbers []int64) error {
	prefix := reviewMark + c.scope.Device + "/" + strconv.FormatInt(c.scope.Epoch, 10) + "/"
	err := c.db.Update([]string{storeTurn}, func(tx *web.Tx) {
		for _, n := range numbers {
			tx.Put(storeTurn, prefix+strconv.FormatInt(n, 10), js.ValueOf(true))
		}
	})
	if err != nil {
		return fmt.Errorf("indexeddb: mark %d operations: %w", len(numbers), err)
	}
	return nil
}

// safeMark begins the key under which storeTurn remembers that the office's
// object store has a file.
const safeMark = "safe:"

// Files lists the attachments that the object store of the office is not known
// to have. The office may have some of them: it is asked for each.
func (c *Closed) Files() ([]string, error) {
	var names []string
	safe := map[string]bool{}
	err := c.db.View([]string{storeTurn, storeFiles}, func(tx *web.Tx) {
		tx.Keys(storeTurn, func(keys []string) {
			for _, key := range keys {
				if name, marked := strings.CutPrefix(key, safeMark); marked {
					safe[name] = true
				}
			}
		})
		tx.Keys(storeFiles, func(keys []string) {
			names = slices.DeleteFunc(keys, func(name string) bool { return safe[name] })
		})
	})
	if err != nil {
		return nil, fmt.Errorf("indexeddb: list sealed files: %w", err)
	}
	return names, nil
}

// sealedNonce and sealedTag are what AES-GCM adds to a file's bytes.
const (
	sealedNonce = 12
	sealedTag   = 16
)

// SealedFile is an attachment sealed to the agency.
type SealedFile struct {
	Key     []byte   // sealed to the agency
	Nonce   []byte   // of the content
	Content js.Value // Uint8Array: what follows the nonce
	Size    int64    // of the plain bytes
}

// File reads one; ok is false for one that came from the office.
func (c *Closed) File(name string) (file SealedFile, ok bool, err error) {
	var value js.Value
	err = c.db.View([]string{storeFiles}, func(tx *web.Tx) {
		tx.Get(storeFiles, name, func(stored js.Value) { value = stored })
	})
	if err != nil {
		return file, false, fmt.Errorf("indexeddb: read sealed file: %w", err)
	}
	if value.Type() != js.TypeObject || value.Get("handIn").Type() != js.TypeObject {
		return file, false, nil
	}
	content := value.Get("content")
	file.Size = int64(content.Get("length").Int()) - sealedNonce - sealedTag
	if file.Size < 0 {
		return file, false, nil
	}
	file.Key, file.Nonce = web.Bytes(value.Get("handIn")), web.Bytes(content.Call("subarray", 0, sealedNonce))
	file.Content = content.Call("subarray", sealedNonce)
	return file, true, nil
}

// ClosedCounts says how much lies in a vault, as far as can be told without its
// key.
type ClosedCounts struct {
	Unsent int // operations and files that the office does not have
	Drafts int
}

// Counts says how much there is. A vault that was last written before it was
// counted has one thing unsent, if it holds any.
func (c *Closed) Counts() (ClosedCounts, error) {
	var counts ClosedCounts
	var unsent js.Value
	outbox := 0
	err := c.db.View([]string{storeTurn, storeOutbox}, func(tx *web.Tx) {
		tx.Get(storeTurn, unsentKey, func(value js.Value) { unsent = value })
		tx.Get(storeTurn, draftsKey, func(value js.Value) { counts.Drafts = int(number(value)) })
		tx.Keys(storeOutbox, func(keys []string) { outbox = len(keys) })
	})
	if err != nil {
		return counts, fmt.Errorf("indexeddb: count a closed vault: %w", err)
	}
	counts.Unsent = int(number(unsent))
	if unsent.Type() != js.TypeNumber {
		counts.Unsent = min(outbox, 1)
	}
	return counts, nil
}

// Left notes how much is still unsent after the rest was handed in. The numbers
// are counted anew with the next write of an unlocked vault.
func (c *Closed) Left(unsent int) error {
	err := c.db.Update([]string{storeTurn}, func(tx *web.Tx) {
		tx.Get(storeTurn, unsentKey, func(before js.Value) {
			tx.Get(storeTurn, holdsKey, func(holds js.Value) {
				handed := max(int(number(before))-unsent, 0)
				tx.Put(storeTurn, unsentKey, js.ValueOf(unsent))
				if holds.Type() == js.TypeNumber {
					tx.Put(storeTurn, holdsKey, js.ValueOf(max(int(number(holds))-handed, 0)))
				}
			})
		})
	})
	if err != nil {
		return fmt.Errorf("indexeddb: note what is left: %w", err)
	}
	return nil
}

// Strip removes everything but what lies sealed to the agency: replica, drafts
// and whatever else the vault's own key opened.
func (c *Closed) Strip() error {
	stores := []string{storePapers, storeHeads, storeBodies, storeOverlays, storeSettled, storeDrafts}
	err := c.db.Update(stores, func(tx *web.Tx) {
		for _, store := range stores {
			tx.Clear(store)
		}
	})
	if err != nil {
		return fmt.Errorf("indexeddb: strip a vault: %w", err)
	}
	return nil
}
