//go:build js && wasm

package vault_test

import (
	"testing"

	"doorstep/casework"
	"doorstep/storage/indexeddb/web"
	"doorstep/tablet/vault"
)

// To whom the tablet is turned outlives the program, is not undone by whoever
// writes an older copy of the record, and ends for all vaults at once.
func TestTheBookKeepsWhoTheTabletIsTurnedTo(t *testing.T) {
	t.Cleanup(func() {
		if err := web.DeleteDB("doorstep"); err != nil {
			t.Error(err)
		}
	})
	mine, theirs := record(), record()
	var book vault.Book
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ok(book.Save(mine))
	ok(book.Save(theirs))
	turnedTo := func(want string) {
		t.Helper()
		var afresh vault.Book
		for _, b := range []*vault.Book{&book, &afresh} {
			owner, turned, err := b.Turned()
			ok(err)
			if (want == "") != (turned == nil) || turned != nil && (owner != want || turned.Case != "c1" || turned.First != "/cases/c1/client") {
				t.Fatalf("turned to %+v by %q, want %q", turned, owner, want)
			}
		}
	}
	turnedTo("")
	to := casework.Turned{Case: "c1", Person: "p1", First: "/cases/c1/client"}
	ok(book.Turn(mine.Vault, &to))
	turnedTo(mine.Vault)
	mine.Ready = true // a copy from before it was turned
	ok(book.Save(mine))
	turnedTo(mine.Vault)
	ok(book.Turn(theirs.Vault, &to))
	turnedTo(theirs.Vault)
	records, err := book.Records()
	ok(err)
	for _, r := range records {
		if r.Vault == mine.Vault && (r.Turned != nil || !r.Ready) {
			t.Errorf("what was turned before stays so: %+v", r)
		}
	}
	ok(book.Turn(theirs.Vault, nil))
	turnedTo("")
	ok(book.Turn(theirs.Vault, &to))
	theirs.Gone = "2026-11-22T09:00:00.000Z"
	ok(book.Save(theirs)) // wiped by order of the office: nothing is left to show
	turnedTo("")
}

// A browser that loses its databases while the tablet is turned to somebody loses
// nothing of that: whoever holds the tablet is still not its worker.
func TestALostBookIsStillTurned(t *testing.T) {
	t.Cleanup(func() {
		if err := web.DeleteDB("doorstep"); err != nil {
			t.Error(err)
		}
		if err := web.DropBeside("book/"); err != nil {
			t.Error(err)
		}
	})
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ok(web.DropBeside("book/"))
	for _, handedOver := range []bool{true, false} {
		mine := record()
		var book vault.Book
		ok(book.Save(mine))
		ok(book.Turn(mine.Vault, &casework.Turned{Case: "c1", Person: "p1", First: "/cases/c1/client"}))
		if !handedOver {
			ok(book.Turn(mine.Vault, nil))
		}
		ok(web.DeleteDB("doorstep"))
		var after vault.Book
		lost, err := after.Lost()
		ok(err)
		if len(lost) != 1 || lost[0].Vault != mine.Vault || len(lost[0].Slots) != 0 {
			t.Fatalf("lost: %+v", lost)
		}
		ok(after.Regain(lost[0]))
		owner, turned, err := after.Turned()
		ok(err)
		if (turned != nil) != handedOver || handedOver && (owner != mine.Vault || turned.Case != "") {
			t.Errorf("handed over %v: turned to %+v by %q", handedOver, turned, owner)
		}
		ok(web.DeleteDB("doorstep"))
		ok(web.DropBeside("book/"))
	}
}
