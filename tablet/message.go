//go:build js && wasm

package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"syscall/js"
	"time"

	"doorstep/casework"
	"doorstep/storage/indexeddb"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/sync/sealed"
	"doorstep/tablet/vault"
	"doorstep/views/words"
)

// message answers what an open page asks. Every answer is an object; "problem"
// names what went wrong, for which the page holds the sentence.
func (w *worker) message(data js.Value) (any, error) {
	kind := data.Get("type").String()
	if closed, err := w.closedTo(kind); closed || err != nil {
		return problem("turned"), err
	}
	switch kind {
	case "hold":
		return w.hold()
	case "slots":
		return w.slots()
	case "strong":
		return map[string]any{"strong": vault.Strong(data.Get("passphrase").String())}, nil
	case "unlock":
		return w.unlock(openerOf(data), data.Get("how").String())
	case "lock":
		w.lock()
		if !data.Get("quiet").Truthy() {
			w.tell(map[string]any{"type": "locked"})
		}
		return map[string]any{}, nil
	case "enrol":
		return w.enrol(data)
	case "ready":
		return w.ready()
	case "handin":
		return w.told(data.Get("failures"))
	case "unsent":
		return w.unsent()
	case "sync":
		_, err := w.syncFor(data.Get("why"))
		return map[string]any{}, err
	default:
		return nil, fmt.Errorf("message of unknown type %q", kind)
	}
}

// hold hands the key to a page that has opened, so that it is there when this
// worker is stopped.
func (w *worker) hold() (any, error) {
	d, err := w.current(false)
	if err != nil {
		return nil, err
	}
	if d == nil {
		go w.endWipes()
		return map[string]any{"locked": true}, nil
	}
	return d.handed(), nil
}

// handed is the key with all that a page and a worker that starts anew need.
func (d *desk) handed() map[string]any {
	state := d.state(context.Background())
	record, err := json.Marshal(d.record)
	if err != nil {
		panic("tablet: a record always encodes: " + err.Error())
	}
	return map[string]any{
		"key": d.key.Handle, "record": string(record), "vault": d.record.Vault, "idle": idle.Milliseconds(),
		"words": state.Words, "tone": state.Tone,
		"say": map[string]any{
			"title": words.Say(words.IdleTitle), "how": words.Say(words.IdleHow),
			"stay": words.Say(words.IdleStay), "lock": words.Say(words.IdleLock),
		},
	}
}

// slots tells the unlock page which passkeys to ask, and with what.
func (w *worker) slots() (any, error) {
	records, err := w.book.Records()
	if err != nil {
		return nil, err
	}
	var passkeys []any
	phrase := false
	for _, record := range records {
		for _, slot := range record.Slots {
			if slot.Kind == vault.PRF {
				passkeys = append(passkeys, map[string]any{"credential": slot.Credential, "salt": vault.Base64(slot.PRFSalt), "rp": record.RPID})
			}
			phrase = phrase || slot.Kind == vault.Passphrase
		}
	}
	return map[string]any{"passkeys": passkeys, "phrase": phrase}, nil
}

func openerOf(data js.Value) vault.Opener {
	var opener vault.Opener
	if text := data.Get("credential"); text.Type() == js.TypeString {
		opener.Credential = text.String()
		bases := data.Get("bases")
		for i := range bases.Get("length").Int() {
			opener.Bases = append(opener.Bases, bases.Index(i))
		}
	}
	if text := data.Get("passphrase"); text.Type() == js.TypeString {
		opener.Passphrase = strings.TrimSpace(text.String())
	}
	return opener
}

func problem(name string) map[string]any { return map[string]any{"problem": name} }

// unlock opens the newest vault that the opener fits. Earlier vaults of the
// same person are kept only because work waits in them: it is sent now.
//
// how says what it is for on a tablet that is turned or covered (see takeBack).
func (w *worker) unlock(opener vault.Opener, how string) (any, error) {
	records, err := w.book.Records()
	if err != nil {
		return nil, err
	}
	var main *desk
	for _, record := range records {
		if main != nil && (record.Tenant != main.record.Tenant || record.Person != main.record.Person) {
			continue
		}
		key, err := record.Open(opener)
		if errors.Is(err, vault.ErrWrong) {
			continue
		}
		if err != nil {
			complain("unlock", err)
			return problem("failed"), nil
		}
		opened, err := w.openDesk(record, key)
		if err != nil {
			complain("unlock", err)
			return problem("failed"), nil
		}
		if main == nil {
			main = opened
			continue
		}
		go w.emptyEarlier(opened, main)
	}
	if main == nil {
		return problem("wrong"), nil
	}
	if err := w.takeBack(main.record.Vault, how); err != nil {
		main.Close()
		return nil, err
	}
	w.use(main)
	go w.handInRest()
	return main.handed(), nil
}

// emptyEarlier carries drafts and what was kept aside from an earlier vault into
// the one that is open, sends what waits in it, removes it once it holds nothing
// any more, and fetches what was sent.
func (w *worker) emptyEarlier(earlier, main *desk) {
	ctx := context.Background()
	earlier.tell = func(map[string]any) {} // the pages show the vault that is open
	err := earlier.Move(ctx, main.Store)
	earlier.syncNow(ctx, whyNow)
	err = errors.Join(err, earlier.Move(ctx, main.Store)) // the office may have kept some of it aside
	earlier.Close()
	if err == nil {
		err = w.dropEmpty(earlier.record.Vault)
	}
	if err != nil {
		complain("empty an earlier vault", err)
	}
	if d, err := w.current(false); err == nil && d != nil {
		d.syncNow(context.Background(), whyNow)
	}
}

// enrolment is the office's answer to POST /tablet/enrol.
type enrolment struct {
	Device     string         `json:"device"`
	Epoch      int64          `json:"epoch"`
	Tenant     string         `json:"tenant"`
	Person     person         `json:"person"`
	Credential string         `json:"credential"`
	HandIn     string         `json:"handIn"`
	SealPublic string         `json:"sealPublic"` // base64
	PRFSalt    string         `json:"prfSalt"`    // base64url
	RPID       string         `json:"rpId"`
	House      exchange.House `json:"house"`
}

// enrol makes a vault of what the office gave, opens it and fetches the
// caseload. It may be cut anywhere and repeated: the earlier try is dropped
// unless work waits in it.
func (w *worker) enrol(data js.Value) (any, error) {
	var given enrolment
	if err := json.Unmarshal([]byte(data.Get("enrolment").String()), &given); err != nil {
		return nil, fmt.Errorf("enrolment: %w", err)
	}
	opener := openerOf(data)
	if opener.Credential == "" && !vault.Strong(opener.Passphrase) {
		return problem("weak"), nil
	}
	earlier := w.sendFirst(given)
	if _, err := w.handInClosed(context.Background()); err != nil { // what an earlier set-up holds, and nobody may be able to open
		complain("hand in", err)
	}
	d, err := w.newVault(given, opener)
	if casework.CodeOf(err) == casework.NoSpace {
		return problem("full"), nil
	}
	if err != nil {
		return nil, err
	}
	if earlier != nil {
		if err := earlier.Move(context.Background(), d.Store); err != nil {
			complain("take drafts over from an earlier vault", err) // they stay there
		}
	}
	w.use(d)
	d.syncNow(context.Background(), whyNow)
	if trouble, last := d.sync.standing(); last.IsZero() {
		return problem(string(trouble)), nil
	}
	if err := w.dropEarlier(d.record); err != nil {
		complain("drop an earlier vault", err)
	}
	return d.handed(), nil
}

// sendFirst sends what waits in the vault that is open, so that an earlier vault
// of the same person need not be kept, and returns that vault.
func (w *worker) sendFirst(given enrolment) *desk {
	d, err := w.current(false)
	if err != nil {
		complain("open the vault", err)
	}
	if d == nil || d.record.Tenant != given.Tenant || d.record.Person != given.Person.ID {
		return nil
	}
	d.syncNow(context.Background(), whyNow)
	return d
}

func (w *worker) newVault(given enrolment, opener vault.Opener) (*desk, error) {
	record := vault.Record{
		Vault: vault.NewID(), Tenant: given.Tenant, Person: given.Person.ID, Device: given.Device, Epoch: given.Epoch,
		RPID: given.RPID, HandIn: given.HandIn, Made: time.Now().UTC().Format(oplog.MomentFormat),
	}
	salt, err := decode64(given.PRFSalt)
	if err != nil {
		return nil, fmt.Errorf("enrolment: salt: %w", err)
	}
	key, err := record.NewSlot(opener, salt)
	if err != nil {
		return nil, err
	}
	d, err := w.emptyDesk(record, key)
	if err != nil {
		return nil, err
	}
	if err := d.begin(given); err != nil {
		d.Close()
		return nil, errors.Join(err, indexeddb.Destroy(record.Vault))
	}
	if err := w.forgetGone(); err != nil {
		complain("forget a vault that was wiped", err)
	}
	return d, w.book.Save(record) // last: a vault that is in the book is whole
}

// begin seals who the vault belongs to.
func (d *desk) begin(given enrolment) error {
	public, err := decode64(given.SealPublic)
	if err != nil {
		return fmt.Errorf("enrolment: public key: %w", err)
	}
	d.person = given.Person
	d.person.Credential, d.person.SealPublic = given.Credential, public
	d.office.credential = given.Credential
	ctx := context.Background()
	if _, err := sealed.Seal(public, nil, nil); err != nil { // a key that seals nothing would stop the first write
		return err
	}
	if err := d.PutPaper(ctx, personPaper, d.person); err != nil {
		return err
	}
	if err := d.openHand(ctx); err != nil {
		return err
	}
	return d.SaveState(ctx, exchange.ReplicaState{House: given.House})
}

func decode64(text string) ([]byte, error) {
	text = strings.TrimRight(strings.NewReplacer("-", "+", "_", "/").Replace(text), "=")
	return base64.RawStdEncoding.DecodeString(text)
}

// ready notes that this device itself opened the vault once.
func (w *worker) ready() (any, error) {
	d, err := w.current(false)
	if err != nil {
		return nil, err
	}
	if d == nil {
		return problem("locked"), nil
	}
	d.record.Ready = true
	if err := w.book.Save(d.record); err != nil {
		return nil, err
	}
	counts, err := d.Counts(context.Background())
	if err != nil {
		return nil, err
	}
	return map[string]any{"cases": counts.Cases, "words": words.Count(words.TabletReady, counts.Cases)}, nil
}

// dropEmpty removes a vault in which nothing is left that a person made.
func (w *worker) dropEmpty(id string) error {
	holds, err := indexeddb.Holds(id)
	if err != nil || holds > 0 {
		return err
	}
	return errors.Join(w.book.Drop(id), indexeddb.Destroy(id))
}

// dropEarlier removes earlier vaults of the same person, except one that holds
// what nobody else has.
func (w *worker) dropEarlier(now vault.Record) error {
	records, err := w.book.Records()
	if err != nil {
		return err
	}
	for _, record := range records {
		if record.Vault == now.Vault || record.Tenant != now.Tenant || record.Person != now.Person {
			continue
		}
		if err := w.dropEmpty(record.Vault); err != nil {
			return err
		}
	}
	return nil
}
