package vault

import (
	"strings"
	"testing"
)

func TestStrong(t *testing.T) {
	for passphrase, want := range map[string]bool{
		"":                              false,
		"short enough":                  false,
		"12345678901234":                false, // a long PIN is a PIN
		"2026-11-21 2026":               false,
		"aaaaaaaaaaaaaaaaaa":            false,
		"abcdefghijklmnop":              false,
		"blueblueblueblue":              false,
		"passwordpassword1":             false,
		"Doorstep password":             false,
		strings.Repeat(" ", 20):         false,
		"maple kettle orbit linen":      true,
		"Tía Rosa plantó seis higueras": true,
		"كتاب النافذة قمر بعيد":           true,
		"correct-horse-battery":           true,
		strings.Repeat("a long one ", 50): false, // the same words again and again
	} {
		if got := Strong(passphrase); got != want {
			t.Errorf("Strong(%q) = %v, want %v", passphrase, got, want)
		}
	}
}

func TestCostHasAFloorAndACeiling(t *testing.T) {
	for _, cost := range []Cost{{}, {Time: 2, Memory: 64 << 10, Threads: 1}, {Time: 3, Memory: 63 << 10, Threads: 1}, {Time: 3, Memory: 4 << 20, Threads: 1}, {Time: 3, Memory: 64 << 10}, {Time: 9999, Memory: 64 << 10, Threads: 1}} {
		if cost.Check() == nil {
			t.Errorf("%+v was accepted", cost)
		}
	}
	if err := MinCost.Check(); err != nil {
		t.Error(err)
	}
}

func TestPlacesDiffer(t *testing.T) {
	record := Record{Vault: "v", Tenant: "t", Person: "p", Device: "d", Epoch: 1}
	other := record
	other.Epoch = 2
	slot := Slot{Kind: PRF, Credential: "c"}
	if record.SlotPlace(slot) == other.SlotPlace(slot) {
		t.Error("a slot of an earlier epoch opens in a later one")
	}
	if record.KEKInfo(slot) == record.KEKInfo(Slot{Kind: PRF, Credential: "c2"}) {
		t.Error("two passkeys share a wrapping key")
	}
}
