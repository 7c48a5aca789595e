//go:build js && wasm

package indexeddb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"syscall/js"
	"time"

	"doorstep/casework"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// schema counts how often stores were added.
const schema = 1

// The stores of a vault's database.
const (
	storeTurn     = "turn"     // plain numbers: which manifest is the last, how much is only here; and what waits for review
	storePapers   = "papers"   // manifest, state, and other small sealed things
	storeHeads    = "heads"    // case -> sealed gzip of exchange.SegmentHead
	storeBodies   = "bodies"   // case -> sealed gzip of the records as the office gave them
	storeOverlays = "overlays" // case -> sealed gzip of the records that unsent work changed
	storeOutbox   = "outbox"   // operation id -> {op, handIn}: what waits, and what was acknowledged and is not safe yet
	storeSettled  = "settled"  // operation id -> sealed
	storeDrafts   = "drafts"   // hash -> sealed
	storeFiles    = "files"    // SHA-256 -> {key, content, handIn}
)

var allStores = []string{
	storeTurn, storePapers, storeHeads, storeBodies, storeOverlays, storeOutbox, storeSettled, storeDrafts, storeFiles,
}

const (
	turnKey     = "turn"
	holdsKey    = "holds"  // plain: how much would be gone with the vault (manifest.holds)
	unsentKey   = "unsent" // plain: how many things the office does not have (manifest.things)
	draftsKey   = "drafts" // plain: forms that somebody began
	fromKey     = "from"   // plain: number of the first operation that the office does not have
	manifestKey = "manifest"
)

// Vault is what opens a store.
type Vault struct {
	ID string // random; names the database
	Scope
	Key web.Key
	// SealToAgency seals what must reach the office even if this vault never
	// opens again (HPKE to the agency's public key).
	SealToAgency func(info string, plain []byte) ([]byte, error)
	Now          func() time.Time
}

// Store is an unlocked vault's store. It satisfies storage.Store and
// exchange.Replica. One worker writes; should two run for a moment (an update),
// the turn in the database tells them apart and the later one starts again.
type Store struct {
	vault Vault
	db    *web.DB

	mu        sync.Mutex
	closed    bool
	manifest  *manifest
	papers    map[string]js.Value // sealed, as read together with the manifest
	opened    []*openedCase       // the last few cases, newest first
	summaries map[string]casework.Summary
	looked    map[string]*lookedCase // what searches looked through
	ops       map[oplog.ID]storedOp
	state     *exchange.ReplicaState
	lost      map[string]bool // cases of which the browser has lost a chunk
	beside    bool            // something may lie beside the databases (beside.go)
}

// keepOpen is how many opened cases stay decrypted in memory.
const keepOpen = 6

// DatabaseName returns the name of a vault's database.
func DatabaseName(vault string) string { return "doorstep-" + vault }

// Open opens the vault's database, or makes it. A key that is not the vault's
// own answers ErrTampered.
func Open(vault Vault) (*Store, error) {
	db, err := web.OpenDB(DatabaseName(vault.ID), schema, allStores)
	if err != nil {
		return nil, fmt.Errorf("indexeddb: open vault: %w", err)
	}
	s := &Store{vault: vault, db: db, beside: true}
	if err := s.reload(); err != nil {
		db.Close()
		return nil, err
	}
	return s, nil
}

// Close forgets everything that is decrypted and ends the connection.
func (s *Store) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.closed = true
	s.forget()
	s.manifest, s.papers, s.vault.Key = nil, nil, web.Key{}
	s.db.Close()
}

// Holds counts, without a key, what would be gone with a vault: work and files
// that the office does not have safely, entries kept aside, drafts. A vault that
// was written before this was counted holds at least one thing.
func Holds(vault string) (int, error) {
	db, err := web.OpenDB(DatabaseName(vault), schema, allStores)
	if err != nil {
		return 0, fmt.Errorf("indexeddb: open vault: %w", err)
	}
	defer db.Close()
	var turn int64
	var counted js.Value
	err = db.View([]string{storeTurn}, func(tx *web.Tx) {
		tx.Get(storeTurn, turnKey, func(value js.Value) { turn = number(value) })
		tx.Get(storeTurn, holdsKey, func(value js.Value) { counted = value })
	})
	if err != nil {
		return 0, fmt.Errorf("indexeddb: count what a vault holds: %w", err)
	}
	if turn > 0 && counted.Type() != js.TypeNumber {
		return 1, nil
	}
	return int(number(counted)), nil
}

// Destroy removes a vault's database, and what lies beside it.
func Destroy(vault string) error {
	return errors.Join(web.DeleteDB(DatabaseName(vault)), web.DropBeside(besideOf(vault)))
}

func (s *Store) forget() {
	s.opened, s.state, s.lost = nil, nil, map[string]bool{}
	s.looked = map[string]*lookedCase{}
	s.summaries, s.ops = map[string]casework.Summary{}, map[oplog.ID]storedOp{}
}

// enter takes the store's lock, or answers Locked.
func (s *Store) enter(ctx context.Context) (leave func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, casework.Fail(casework.Locked)
	}
	return s.mu.Unlock, nil
}

// enterFresh is enter for what is answered from memory: it looks whether
// another worker wrote meanwhile, so that memory is never behind the disk.
func (s *Store) enterFresh(ctx context.Context) (leave func(), err error) {
	leave, err = s.enter(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.read(nil, func(*web.Tx) {}); err != nil {
		leave()
		return nil, err
	}
	return leave, nil
}

// errOvertaken says that another worker wrote since the manifest was read.
var errOvertaken = errors.New("indexeddb: another worker wrote meanwhile")

// tries bounds how often a read or write starts again for that reason.
const tries = 8

// reload reads the manifest afresh and drops all that was cached.
func (s *Store) reload() error {
	s.forget()
	var turn int64
	papers := map[string]js.Value{}
	err := s.db.View([]string{storeTurn, storePapers}, func(tx *web.Tx) {
		tx.Get(storeTurn, turnKey, func(value js.Value) { turn = number(value) })
		tx.Entries(storePapers, func(key string, value js.Value) { papers[key] = value })
	})
	if err != nil {
		return fmt.Errorf("indexeddb: read manifest: %w", err)
	}
	if turn == 0 {
		s.manifest, s.papers = newManifest(), papers
		return nil
	}
	var stored manifest
	if err := s.open(storePapers, manifestKey, turn, papers[manifestKey], &stored); err != nil {
		return err
	}
	s.manifest, s.papers = stored.complete(), papers
	return nil
}

func number(value js.Value) int64 {
	if value.Type() != js.TypeNumber {
		return 0
	}
	return int64(value.Float())
}

// row is one value to write; an undefined one is removed.
type row struct {
	store, key string
	value      js.Value
}

// write runs one durable transaction. prepare changes the manifest, which is a
// copy with its own turn, and returns the rows to write, sealed: nothing may be
// awaited once the transaction has begun.
func (s *Store) write(prepare func(next *manifest) ([]row, error)) error {
	for range tries {
		next := s.manifest.clone()
		next.Turn++
		rows, err := prepare(next)
		if err == nil {
			rows, err = s.sealAcked(next, rows)
		}
		if err != nil {
			return err
		}
		sealed, err := s.seal(storePapers, manifestKey, next.Turn, next)
		if err != nil {
			return err
		}
		rows = append(rows,
			row{storePapers, manifestKey, sealed},
			row{storeTurn, turnKey, js.ValueOf(float64(next.Turn))},
			row{storeTurn, holdsKey, js.ValueOf(next.holds())},
			row{storeTurn, unsentKey, js.ValueOf(next.things())},
			row{storeTurn, draftsKey, js.ValueOf(next.typed())},
			row{storeTurn, fromKey, js.ValueOf(float64(next.from()))})
		err = s.commit(next.Turn-1, rows)
		switch {
		case err == nil:
			s.manifest = next
			s.keepPapers(rows)
			s.keepBeside(rows)
			return nil
		case errors.Is(err, errOvertaken):
			if err := s.reload(); err != nil {
				return err
			}
		case web.Named(err, "QuotaExceededError"):
			return casework.Fail(casework.NoSpace)
		default:
			return fmt.Errorf("indexeddb: write %d rows: %w", len(rows), err)
		}
	}
	return casework.Fail(casework.Busy)
}

// keepPapers follows what was written to the papers in memory.
func (s *Store) keepPapers(rows []row) {
	for _, row := range rows {
		if row.store == storePapers {
			s.papers[row.key] = row.value // undefined where it was removed
		}
	}
}

// commit writes the rows if nobody wrote since turn. That is the turn the rows
// were made from, not the manifest's of now: to make them may have read a newer
// one.
func (s *Store) commit(turn int64, rows []row) error {
	touched := map[string]bool{}
	var stores []string
	for _, row := range rows {
		if !touched[row.store] {
			touched[row.store] = true
			stores = append(stores, row.store)
		}
	}
	return s.db.Update(stores, func(tx *web.Tx) {
		tx.Get(storeTurn, turnKey, func(value js.Value) {
			if number(value) != turn {
				tx.Fail(errOvertaken)
				return
			}
			for _, row := range rows {
				if row.value.IsUndefined() {
					tx.Delete(row.store, row.key)
				} else {
					tx.Put(row.store, row.key, row.value)
				}
			}
		})
	})
}

// read runs one read transaction against the present manifest; ask is called
// again where another worker wrote meanwhile.
func (s *Store) read(stores []string, ask func(tx *web.Tx)) error {
	for range tries {
		err := s.db.View(append([]string{storeTurn}, stores...), func(tx *web.Tx) {
			tx.Get(storeTurn, turnKey, func(value js.Value) {
				if number(value) != s.manifest.Turn {
					tx.Fail(errOvertaken)
					return
				}
				ask(tx)
			})
		})
		if !errors.Is(err, errOvertaken) {
			if err != nil {
				return fmt.Errorf("indexeddb: read %v: %w", stores, err)
			}
			return nil
		}
		if err := s.reload(); err != nil {
			return err
		}
	}
	return casework.Fail(casework.Busy)
}

// seal encodes and seals a small value.
func (s *Store) seal(store, key string, version int64, value any) (js.Value, error) {
	plain, err := json.Marshal(value)
	if err != nil {
		return js.Undefined(), fmt.Errorf("indexeddb: encode %s: %w", store, err)
	}
	return s.vault.Key.Seal(web.Array(plain), s.vault.place(store, key, version))
}

// chunk is packed already.
type chunk struct {
	store, key string
	packed     []byte
}

// sealAll seals chunks side by side: the browser does it off this thread.
func (s *Store) sealAll(chunks []chunk, version int64) ([]row, error) {
	rows, errs := make([]row, len(chunks)), make([]error, len(chunks))
	var all sync.WaitGroup
	for i, c := range chunks {
		all.Go(func() {
			sealed, err := s.vault.Key.Seal(web.Array(c.packed), s.vault.place(c.store, c.key, version))
			rows[i], errs[i] = row{c.store, c.key, sealed}, err
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("indexeddb: seal: %w", err)
	}
	return rows, nil
}

// open unseals and decodes a small value.
func (s *Store) open(store, key string, version int64, sealed js.Value, into any) error {
	plain, err := s.vault.Key.Open(sealed, s.vault.place(store, key, version))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTampered, err)
	}
	if err := json.Unmarshal(web.Bytes(plain), into); err != nil {
		return fmt.Errorf("indexeddb: decode %s: %w", store, err)
	}
	return nil
}

// sealPacked compresses a value, then seals it.
func (s *Store) sealPacked(store, key string, version int64, value any) (js.Value, error) {
	plain, err := encode(value)
	if err != nil {
		return js.Undefined(), fmt.Errorf("indexeddb: encode %s: %w", store, err)
	}
	packed, err := web.Gzip(web.Array(plain))
	if err != nil {
		return js.Undefined(), fmt.Errorf("indexeddb: pack %s: %w", store, err)
	}
	return s.vault.Key.Seal(packed, s.vault.place(store, key, version))
}

// openPacked unseals, expands and decodes a chunk.
func (s *Store) openPacked(store, key string, version int64, sealed js.Value, into any) error {
	packed, err := s.vault.Key.Open(sealed, s.vault.place(store, key, version))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTampered, err)
	}
	plain, err := web.Gunzip(packed)
	if err != nil {
		return fmt.Errorf("indexeddb: expand %s: %w", store, err)
	}
	if err := decode(web.Bytes(plain), into); err != nil {
		return fmt.Errorf("indexeddb: decode %s: %w", store, err)
	}
	return nil
}

// encode and decode know the short way that records have.
func encode(value any) ([]byte, error) {
	if records, ok := value.([]*casework.Record); ok {
		return casework.AppendRecords(nil, records)
	}
	return json.Marshal(value)
}

func decode(plain []byte, into any) (err error) {
	if records, ok := into.(*[]*casework.Record); ok {
		*records, err = casework.ReadRecords(plain)
		return err
	}
	return json.Unmarshal(plain, into)
}
