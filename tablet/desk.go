//go:build js && wasm

package main

import (
	"bytes"
	"context"
	"io"
	"maps"
	"slices"
	"syscall/js"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/storage/indexeddb"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/sync/sealed"
	"doorstep/tablet/vault"
	"doorstep/views"
	"doorstep/views/words"
)

// person is whose vault it is and how it speaks with the office; it lies sealed
// in the vault. The agency's public key is in here and not beside the wrapped
// key, where somebody with the disk could put one of their own.
type person struct {
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	Role       casework.Role `json:"role"`
	Credential string        `json:"credential"`
	SealPublic []byte        `json:"sealPublic"`
}

const personPaper = "person"

// desk is an unlocked vault at work: what the pages see as their store.
type desk struct {
	*indexeddb.Store
	record vault.Record
	key    web.Key
	person person
	signer signer
	clock  clock
	pen    *pages.Pen
	ids    vault.RecordIDs
	office office
	tell   func(message map[string]any)

	book    *vault.Book
	lease   vault.Lease
	leased  time.Time                          // when the lease was last written
	handIn  func(ctx context.Context) handedIn // hands in what is sealed, whether the office takes a sync or not
	earlier int                                // what earlier vaults of this person hold, when last counted
	missing map[string]time.Time               // files that could not be fetched, and when
	sync    syncing
	files   filing
	opened  opened
	listed  listed    // the list of providers that was read last
	saved   time.Time // last write that a person is told of
	soon    bool      // a page asked for a sync
	wrote   bool      // since the last sync
}

// openDesk opens a vault's store with its key.
func (w *worker) openDesk(record vault.Record, key web.Key) (*desk, error) {
	d, err := w.emptyDesk(record, key)
	if err != nil {
		return nil, err
	}
	if err := d.Paper(context.Background(), personPaper, &d.person); err != nil {
		d.Close()
		return nil, err
	}
	d.office.credential = d.person.Credential
	err = d.Paper(context.Background(), reachedPaper, &d.sync.last)
	if err == nil || casework.CodeOf(err) == casework.NotFound {
		err = d.openLease(context.Background())
	}
	if err == nil {
		err = d.openHand(context.Background())
	}
	if err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

func (w *worker) emptyDesk(record vault.Record, key web.Key) (*desk, error) {
	d := &desk{record: record, key: key, tell: w.tell, book: &w.book, missing: map[string]time.Time{}}
	d.handIn = func(ctx context.Context) handedIn { return w.handInFrom(ctx, record) }
	store, err := indexeddb.Open(indexeddb.Vault{
		ID:    record.Vault,
		Scope: indexeddb.Scope{Tenant: record.Tenant, Person: record.Person, Device: record.Device, Epoch: record.Epoch},
		Key:   key, Now: time.Now,
		SealToAgency: func(info string, plain []byte) ([]byte, error) {
			return sealed.Seal(d.person.SealPublic, []byte(info), plain)
		},
	})
	if err != nil {
		return nil, err
	}
	d.Store = store
	d.pen = &pages.Pen{
		Device: record.Device, Epoch: record.Epoch,
		Next: func(ctx context.Context) (int64, error) { return store.NextNumber(ctx, record.Device, record.Epoch) },
		Salt: func() []byte { return web.Random(oplog.SaltBytes) },
	}
	return d, nil
}

// actor is the person as the office last knew them.
func (d *desk) actor(house exchange.House) casework.Actor {
	actor := casework.Actor{ID: d.person.ID, Name: d.person.Name, Role: d.person.Role}
	for _, member := range house.Staff {
		if member.ID == actor.ID {
			actor.Name, actor.Role = member.Name, member.Role
		}
	}
	return actor
}

func (d *desk) env() *pages.Env {
	return &pages.Env{Store: d, Pen: d.pen, NewID: func() string { return d.ids.Next(time.Now(), web.Random(8)) }, Turner: d, Hand: hand{d}, Origin: origin(), Directories: d, Secret: func() []byte { return web.Random(32) }}
}

// origin is the address of the office, which is where this program came from.
func origin() string { return js.Global().Get("location").Get("origin").String() }

// Commit writes, and remembers that the person may be told so.
func (d *desk) Commit(ctx context.Context, batch oplog.Batch) (int64, error) {
	first, err := d.Store.Commit(ctx, batch)
	if err == nil {
		d.saved, d.wrote = time.Now(), true
	}
	return first, err
}

// PutAttachment writes. The person is told only once the note that it belongs to
// is saved too: it may still come back with faults.
func (d *desk) PutAttachment(ctx context.Context, sha256, media string, content []byte) error {
	err := d.Store.PutAttachment(ctx, sha256, media, content)
	if err == nil {
		d.wrote = true
		d.files.added()
	}
	return err
}

// missingFor is how long the office is believed that it does not have a file
// either: it is still on another tablet.
const missingFor = time.Minute

// OpenAttachment fetches what the tablet does not hold, while the office can be
// reached: photos and papers that were added elsewhere.
func (d *desk) OpenAttachment(ctx context.Context, sha256 string) (io.ReadCloser, int64, error) {
	content, size, err := d.Store.OpenAttachment(ctx, sha256)
	if casework.CodeOf(err) != casework.NotFound || !d.mayFetch(sha256) {
		return content, size, err
	}
	fetched, media, fetchErr := d.office.file(sha256)
	if fetchErr != nil {
		d.missing[sha256] = time.Now()
		complain("fetch an attachment", fetchErr)
		return nil, 0, err
	}
	if err := d.CacheAttachment(ctx, sha256, media, fetched); err != nil && casework.CodeOf(err) != casework.NoSpace {
		return nil, 0, err
	}
	return io.NopCloser(bytes.NewReader(fetched)), int64(len(fetched)), nil
}

// AttachmentPlace takes a file that the tablet does not hold to be at the
// office, while it can be reached: pages then offer it, and opening fetches it.
func (d *desk) AttachmentPlace(ctx context.Context, sha256 string) (storage.Place, error) {
	place, err := d.Store.AttachmentPlace(ctx, sha256)
	if err == nil && place == storage.Nowhere && d.mayFetch(sha256) {
		return storage.Safe, nil
	}
	return place, err
}

func (d *desk) mayFetch(sha256 string) bool {
	return online() && time.Since(d.missing[sha256]) > missingFor
}

// Outlook tells the sync page how the tablet stands with the office.
func (d *desk) Outlook(ctx context.Context) (pages.Outlook, error) {
	counts, err := d.Counts(ctx)
	if err != nil {
		return pages.Outlook{}, err
	}
	if err := d.countEarlier(); err != nil {
		return pages.Outlook{}, err
	}
	waiting, err := d.Waiting(ctx, 0)
	if err != nil {
		return pages.Outlook{}, err
	}
	upTo := d.sync.received()
	only := slices.IndexFunc(waiting, func(op oplog.Operation) bool { return op.N > upTo }) // they are in order
	if only < 0 {
		only = len(waiting)
	}
	received, waiting := waiting[:only], waiting[only:]
	files, err := d.filesHere(ctx, received)
	if err != nil {
		return pages.Outlook{}, err
	}
	sent, err := d.NotDurable(ctx)
	if err != nil {
		return pages.Outlook{}, err
	}
	trouble, last := d.sync.standing()
	if trouble == pages.NoTrouble {
		trouble = d.files.standing()
	}
	// Without a network nobody can say that the office does not answer, whatever the
	// last try met.
	if (trouble == pages.NoTrouble || trouble == pages.Down) && counts.Unsent() > 0 && !online() {
		trouble = pages.Away
	}
	return pages.Outlook{
		Waiting: waiting, Files: files, Sent: len(received) + sent + counts.Staged, Earlier: d.earlier,
		Held: counts.Cases, Last: last, Trouble: trouble, Retire: d.office.retire,
	}, nil
}

// filesHere lists attachments that are only here, with the entry that attaches
// them as far as it is still known. received are entries that the office has.
func (d *desk) filesHere(ctx context.Context, received []oplog.Operation) ([]pages.FileHere, error) {
	here, err := d.Store.FilesHere(ctx)
	if err != nil || len(here) == 0 {
		return nil, err
	}
	wanted := map[string]bool{}
	for sha := range here {
		wanted[sha] = true
	}
	answered, err := d.Attaching(ctx, wanted)
	if err != nil {
		return nil, err
	}
	answered = append(answered, received...)
	var list []pages.FileHere
	for _, sha := range slices.Sorted(maps.Keys(here)) {
		file := pages.FileHere{SHA256: sha, Refused: here[sha]}
		for i := range answered {
			if pages.Names(answered[i], sha) {
				file.Attached = &answered[i]
			}
		}
		list = append(list, file)
	}
	return list, nil
}

// countEarlier counts what is only in earlier vaults of the same person. One
// whose device was revoked can not send it any more.
func (d *desk) countEarlier() error {
	records, err := d.book.Records()
	if err != nil {
		return err
	}
	earlier := 0
	for _, record := range records {
		if record.Vault == d.record.Vault || record.Tenant != d.record.Tenant || record.Person != d.record.Person {
			continue
		}
		holds, err := indexeddb.Holds(record.Vault)
		if err != nil {
			return err
		}
		earlier += holds
	}
	d.earlier = earlier
	return nil
}

// SyncSoon asks for a sync once the page has been answered.
func (d *desk) SyncSoon() { d.soon = true }

// savedFor is how long the header says "Saved on tablet" before it counts what
// waits: until the sync begins.
const savedFor = gather

// state is what the header says: four words or fewer.
func (d *desk) state(ctx context.Context) views.State {
	if _, turned, err := d.book.Turned(); err != nil || turned != nil {
		return d.turnedState()
	}
	if at, progress := d.sync.progressNow(); at && progress.CasesAll > 0 {
		return views.State{Words: casesWords(progress)}
	}
	counts, err := d.Counts(ctx)
	if err != nil {
		return views.State{Words: words.Say(words.StateLocked)}
	}
	trouble, _ := d.sync.standing()
	received := counts.Newest > 0 && counts.Newest <= d.sync.received() && counts.Files+d.earlier == 0
	switch {
	case trouble == pages.Full:
		return views.State{Words: words.Say(words.StateFull), Tone: string(views.Warn)}
	case time.Since(d.saved) < savedFor:
		return views.State{Words: words.Say(words.StateSaved), Tone: string(views.Good)}
	case trouble == pages.Refused, trouble == pages.Odd:
		return views.State{Words: words.Say(words.StatePaused), Tone: string(views.Warn)}
	case received:
		return views.State{Words: words.Say(words.StateReceived), Tone: string(views.Good)}
	case d.sync.sending(), d.files.sending() && counts.Unsent() > 0:
		return views.State{Words: words.Say(words.StateSending)}
	case counts.Things+d.earlier > 0:
		return views.State{Words: words.Count(words.StateWaiting, counts.Things+d.earlier), Tone: string(views.Warn)}
	}
	return views.State{Words: words.Say(words.StateNothing), Tone: string(views.Good)}
}

var (
	_ storage.Store = (*desk)(nil)
	_ pages.Outbox  = (*desk)(nil)
)
