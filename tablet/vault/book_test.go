//go:build js && wasm

package vault_test

import (
	"bytes"
	"errors"
	"syscall/js"
	"testing"

	"doorstep/storage/indexeddb/web"
	"doorstep/tablet/vault"
)

func base(t *testing.T, secret byte) js.Value {
	t.Helper()
	made, err := web.Secret(bytes.Repeat([]byte{secret}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func record() vault.Record {
	return vault.Record{Vault: vault.NewID(), Tenant: "tenant", Person: "person", Device: "device", Epoch: 1, Made: "2026-11-21T09:00:00.000Z"}
}

// opens reports whether the key opens what the other sealed.
func opens(t *testing.T, sealer, opener web.Key) bool {
	t.Helper()
	sealed, err := sealer.Seal(web.Array([]byte("words")), "place")
	if err != nil {
		t.Fatal(err)
	}
	plain, err := opener.Open(sealed, "place")
	return err == nil && string(web.Bytes(plain)) == "words"
}

func TestPasskeySlot(t *testing.T) {
	r := record()
	passkey := vault.Opener{Credential: "abc", Bases: []js.Value{base(t, 1)}}
	key, err := r.NewSlot(passkey, []byte("salt"))
	if err != nil {
		t.Fatal(err)
	}
	if extractable := key.Handle.Get("extractable").Bool(); extractable {
		t.Error("the data key can be read out of its handle")
	}
	again, err := r.Open(vault.Opener{Credential: "abc", Bases: []js.Value{base(t, 9), base(t, 1)}})
	if err != nil || !opens(t, key, again) {
		t.Errorf("the passkey that made the slot does not open it: %v", err)
	}
	for name, wrong := range map[string]vault.Opener{
		"another output":  {Credential: "abc", Bases: []js.Value{base(t, 2)}},
		"another passkey": {Credential: "abd", Bases: []js.Value{base(t, 1)}},
		"no output":       {Credential: "abc"},
		"a passphrase":    {Passphrase: "maple kettle orbit linen"},
		"nothing":         {},
	} {
		if _, err := r.Open(wrong); !errors.Is(err, vault.ErrWrong) {
			t.Errorf("%s answered %v", name, err)
		}
	}
	moved := r
	moved.Person = "another"
	if _, err := moved.Open(passkey); !errors.Is(err, vault.ErrWrong) {
		t.Errorf("a slot carried to another person's record answered %v", err)
	}
}

func TestPassphraseSlot(t *testing.T) {
	r := record()
	opener := vault.Opener{Passphrase: "maple kettle orbit linen"}
	key, err := r.NewSlot(opener, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := r.Open(opener)
	if err != nil || !opens(t, key, again) {
		t.Errorf("the passphrase does not open its slot: %v", err)
	}
	if _, err := r.Open(vault.Opener{Passphrase: "maple kettle orbit linem"}); !errors.Is(err, vault.ErrWrong) {
		t.Errorf("another passphrase answered %v", err)
	}
	r.Slots[0].Cost.Memory = 8 // KiB: somebody with the disk wants it cheap
	if _, err := r.Open(opener); !errors.Is(err, vault.ErrCost) {
		t.Errorf("a cost below the floor answered %v", err)
	}
}

func TestBook(t *testing.T) {
	t.Cleanup(func() {
		if err := web.DeleteDB("doorstep"); err != nil {
			t.Error(err)
		}
	})
	older, newer := record(), record()
	newer.Made = "2026-11-22T09:00:00.000Z"
	var book vault.Book
	for _, r := range []vault.Record{older, newer, older} {
		if err := book.Save(r); err != nil {
			t.Fatal(err)
		}
	}
	var again vault.Book
	records, err := again.Records()
	if err != nil || len(records) != 2 || records[0].Vault != newer.Vault {
		t.Fatalf("records %+v (%v), want the newest first", records, err)
	}
	if err := again.Drop(newer.Vault); err != nil {
		t.Fatal(err)
	}
	if records, err = again.Records(); err != nil || len(records) != 1 || records[0].Vault != older.Vault {
		t.Errorf("after one was dropped: %+v (%v)", records, err)
	}
}
