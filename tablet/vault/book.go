//go:build js && wasm

package vault

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"syscall/js"

	"golang.org/x/crypto/argon2"

	"doorstep/casework"
	"doorstep/storage/indexeddb/web"
)

// The book lies in a small database of its own, unsealed.
const (
	bookName    = "doorstep"
	bookVersion = 1
	bookStore   = "vaults"
)

// ErrWrong says that no slot opened: another passkey, or another passphrase.
var ErrWrong = errors.New("vault: no slot opened")

// Book is the list of this tablet's vaults.
type Book struct {
	mu      sync.Mutex
	db      *web.DB
	records []Record // nil until read
}

func (b *Book) open() error {
	if b.db != nil {
		return nil
	}
	db, err := web.OpenDB(bookName, bookVersion, []string{bookStore})
	if err != nil {
		return fmt.Errorf("vault: open book: %w", err)
	}
	b.db = db
	return nil
}

// Records lists the vaults of this tablet, the newest first.
func (b *Book) Records() ([]Record, error) {
	all, err := b.all()
	return slices.DeleteFunc(all, func(record Record) bool { return record.Gone != "" }), err
}

// Gone lists the vaults that were wiped by order of the office, the newest first.
func (b *Book) Gone() ([]Record, error) {
	all, err := b.all()
	return slices.DeleteFunc(all, func(record Record) bool { return record.Gone == "" }), err
}

func (b *Book) all() ([]Record, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.read()
}

// read reads the book once; whoever calls it holds the lock.
func (b *Book) read() ([]Record, error) {
	if b.records != nil {
		return slices.Clone(b.records), nil
	}
	if err := b.open(); err != nil {
		return nil, err
	}
	var texts []string
	err := b.db.View([]string{bookStore}, func(tx *web.Tx) {
		tx.All(bookStore, func(values []js.Value) {
			for _, value := range values {
				texts = append(texts, value.String())
			}
		})
	})
	if err != nil {
		return nil, fmt.Errorf("vault: read book: %w", err)
	}
	records := make([]Record, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal([]byte(text), &records[i]); err != nil {
			return nil, fmt.Errorf("vault: read book: %w", err)
		}
	}
	slices.SortFunc(records, func(a, b Record) int { return strings.Compare(b.Made, a.Made) })
	b.records = records
	return slices.Clone(records), nil
}

// Save writes a vault's record. To whom the tablet is turned stays as the book
// has it.
func (b *Book) Save(record Record) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	records, err := b.read()
	if err != nil {
		return err
	}
	record.Turned = nil
	for _, known := range records {
		if known.Vault == record.Vault {
			record.Turned = known.Turned
		}
	}
	return b.put(record)
}

// Turned returns the vault that is turned to somebody, and to whom; nil while
// every worker has theirs.
func (b *Book) Turned() (vault string, turned *casework.Turned, err error) {
	records, err := b.Records()
	for _, record := range records {
		if record.Turned != nil {
			return record.Vault, record.Turned, err
		}
	}
	return "", nil, err
}

// Turn writes to whom a vault's tablet is turned; nil gives it back. What another
// vault was turned to ends: there is one tablet.
func (b *Book) Turn(vault string, turned *casework.Turned) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	records, err := b.read()
	if err != nil {
		return err
	}
	for _, record := range records {
		was := record.Turned
		record.Turned = nil
		if record.Vault == vault {
			record.Turned = turned
		}
		if was == nil && record.Turned == nil {
			continue
		}
		if err := b.put(record); err != nil {
			return err
		}
	}
	return nil
}

func (b *Book) put(record Record) error {
	text, err := json.Marshal(record)
	if err != nil {
		return fmt.Errorf("vault: encode record: %w", err)
	}
	if err := b.update(func(tx *web.Tx) { tx.Put(bookStore, record.Vault, js.ValueOf(string(text))) }); err != nil {
		return err
	}
	record.Slots = nil // a vault whose database is lost opens no more
	if record.Turned != nil {
		record.Turned = &casework.Turned{Covered: true} // to whom does not matter then
	}
	if text, err = json.Marshal(record); err == nil {
		_ = web.PutBeside(besideBook+record.Vault, web.Array(text), "") // the second place; the first one has it
	}
	return nil
}

// besideBook is where the records lie a second time (web.PutBeside).
const besideBook = "book/"

// Lost lists, where the book is empty, the vaults that the browser has lost with
// all its databases. They are not in the book before they are saved.
func (b *Book) Lost() ([]Record, error) {
	if all, err := b.all(); err != nil || len(all) > 0 {
		return nil, err
	}
	kept, err := web.Beside(besideBook)
	if err != nil {
		return nil, fmt.Errorf("vault: read beside the book: %w", err)
	}
	var lost []Record
	for _, one := range kept {
		var record Record
		if err := json.Unmarshal(web.Bytes(one.Content), &record); err != nil {
			return nil, fmt.Errorf("vault: read beside the book: %w", err)
		}
		lost = append(lost, record)
	}
	return lost, nil
}

// Regain writes a record that Lost named. Where the tablet was turned to somebody
// it still is.
func (b *Book) Regain(record Record) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.put(record)
}

// Drop removes a vault's record. Its database stays: see indexeddb.Destroy.
func (b *Book) Drop(vault string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.update(func(tx *web.Tx) { tx.Delete(bookStore, vault) }); err != nil {
		return err
	}
	return web.DropBeside(besideBook + vault)
}

// update writes; whoever calls it holds the lock.
func (b *Book) update(do func(tx *web.Tx)) error {
	if err := b.open(); err != nil {
		return err
	}
	b.records = nil
	if err := b.db.Update([]string{bookStore}, do); err != nil {
		return fmt.Errorf("vault: write book: %w", err)
	}
	return nil
}

// Opener is what a person offers to open a vault: a passkey's outputs (as
// handles that only derive keys), or a passphrase.
type Opener struct {
	Credential string     // of the passkey that answered
	Bases      []js.Value // HKDF keys made of its PRF outputs, one a salt that was asked
	Passphrase string
}

// bases returns the secrets that may open a slot.
func (o Opener) bases(slot Slot) ([]js.Value, error) {
	if slot.Kind == PRF {
		if o.Credential == "" || slot.Credential != o.Credential {
			return nil, nil
		}
		return o.Bases, nil
	}
	if o.Passphrase == "" {
		return nil, nil
	}
	if err := slot.Cost.Check(); err != nil {
		return nil, err
	}
	secret := argon2.IDKey([]byte(o.Passphrase), slot.KEKSalt, slot.Cost.Time, slot.Cost.Memory, slot.Cost.Threads, 32)
	base, err := web.Secret(secret)
	clear(secret)
	return []js.Value{base}, err
}

// NewID returns 128 random bits in hex.
func NewID() string { return hex.EncodeToString(web.Random(16)) }

const saltBytes = 32

// NewSlot makes a random data key, wraps it for the opener into the record's
// slots, and returns it as a handle that is not extractable.
func (r *Record) NewSlot(opener Opener, prfSalt []byte) (web.Key, error) {
	slot := Slot{Kind: PRF, Credential: opener.Credential, PRFSalt: prfSalt, KEKSalt: web.Random(saltBytes)}
	if opener.Passphrase != "" {
		slot = Slot{Kind: Passphrase, KEKSalt: web.Random(saltBytes), Cost: MinCost}
	}
	bases, err := opener.bases(slot)
	if err != nil {
		return web.Key{}, err
	}
	if len(bases) == 0 {
		return web.Key{}, ErrWrong
	}
	wrapping, err := web.DeriveWrapping(bases[0], slot.KEKSalt, r.KEKInfo(slot))
	if err != nil {
		return web.Key{}, err
	}
	key, err := web.NewKey(true)
	if err != nil {
		return web.Key{}, err
	}
	if slot.Wrapped, err = wrapping.Wrap(key, r.SlotPlace(slot)); err != nil {
		return web.Key{}, err
	}
	r.Slots = append(r.Slots, slot)
	return wrapping.Unwrap(slot.Wrapped, r.SlotPlace(slot))
}

// Open tries the record's slots. ErrWrong says that none opened.
func (r Record) Open(opener Opener) (web.Key, error) {
	for _, slot := range r.Slots {
		bases, err := opener.bases(slot)
		if err != nil {
			return web.Key{}, err
		}
		for _, base := range bases {
			wrapping, err := web.DeriveWrapping(base, slot.KEKSalt, r.KEKInfo(slot))
			if err != nil {
				return web.Key{}, err
			}
			if key, err := wrapping.Unwrap(slot.Wrapped, r.SlotPlace(slot)); err == nil {
				return key, nil
			}
		}
	}
	return web.Key{}, ErrWrong
}

// Base64 writes bytes as WebAuthn does.
func Base64(content []byte) string { return base64.RawURLEncoding.EncodeToString(content) }
