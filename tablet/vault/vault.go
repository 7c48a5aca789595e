// Package vault keeps the keys of a tablet's vaults: who may open which
// replica, and how. One vault belongs to one person of one agency on this
// device.
//
// What lies unsealed is a record a vault with random ids, salts and a wrapped
// key; no name, no address. The data key is random; it is wrapped by a key
// derived from the passkey's PRF output or, where there is none, from a strong
// passphrase. There is no PIN.
package vault

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"doorstep/casework"
)

// Kind says what opens a slot.
type Kind string

// The kinds of slot.
const (
	PRF        Kind = "prf"
	Passphrase Kind = "passphrase"
)

// Record is one vault as it lies on the tablet, unsealed. Formats only grow.
type Record struct {
	Vault  string `json:"vault"` // random
	Tenant string `json:"tenant"`
	Person string `json:"person"`
	Device string `json:"device"`
	Epoch  int64  `json:"epoch"`
	RPID   string `json:"rp,omitempty"`   // relying party of the passkey; "" is this host
	HandIn string `json:"handIn"`         // can hand in the sealed outbox and nothing else
	Slots  []Slot `json:"slots"`          // any of them opens it
	Ready  bool   `json:"ready"`          // was opened once by this device itself
	Made   string `json:"made,omitempty"` // UTC, RFC 3339 with milliseconds
	Gone   string `json:"gone,omitempty"` // when it was wiped by order of the office; then only who it was is left
	// Lost is when the browser was found to have lost the vault (Book.Lost).
	Lost string `json:"lost,omitempty"`
	// Turned says to whom the tablet is turned: random ids only. Book.Turn alone
	// writes it; a record that is handed around may hold what was so before.
	Turned *casework.Turned `json:"turned,omitempty"`
}

// Slot is one way to open a vault.
type Slot struct {
	Kind       Kind   `json:"kind"`
	Credential string `json:"credential,omitempty"` // of the passkey, base64url without padding
	PRFSalt    []byte `json:"prfSalt,omitempty"`    // what the passkey is asked to evaluate
	KEKSalt    []byte `json:"kekSalt"`
	Cost       Cost   `json:"cost,omitzero"`
	Wrapped    []byte `json:"wrapped"` // the data key
}

// Cost is what Argon2id is asked to spend on a passphrase.
type Cost struct {
	Time    uint32 `json:"time"`
	Memory  uint32 `json:"memory"` // KiB
	Threads uint8  `json:"threads"`
}

// MinCost is the least a slot may ask for: a weaker one, however it came here,
// is refused. MaxMemory keeps a planted one from filling the tablet.
var MinCost = Cost{Time: 3, Memory: 64 << 10, Threads: 1}

// MaxMemory is the most memory a slot may ask for, in KiB, and MaxTime the most
// rounds.
const (
	MaxMemory = 512 << 10
	MaxTime   = 20
)

// ErrCost refuses a slot whose cost is out of bounds.
var ErrCost = errors.New("vault: the passphrase slot asks for a cost out of bounds")

// Check returns ErrCost for a cost that is too low or absurdly high.
func (c Cost) Check() error {
	if c.Time < MinCost.Time || c.Memory < MinCost.Memory || c.Threads < MinCost.Threads || c.Memory > MaxMemory || c.Time > MaxTime {
		return ErrCost
	}
	return nil
}

// KEKInfo binds the wrapping key to its place.
func (r Record) KEKInfo(slot Slot) string {
	return "doorstep/kek/v1|" + r.Tenant + "|" + r.Person + "|" + r.Device + "|" + slot.Credential
}

// SlotPlace is the associated data of the wrapped key.
func (r Record) SlotPlace(slot Slot) string {
	return "doorstep/slot/v1|" + r.Vault + "|" + r.Tenant + "|" + r.Person + "|" + r.Device + "|" +
		strconv.FormatInt(r.Epoch, 10) + "|" + string(slot.Kind) + "|" + slot.Credential
}

// MinPassphrase is the least number of characters.
const MinPassphrase = 14

// common are beginnings that everybody tries first.
var common = []string{
	"password", "passphrase", "passwort", "doorstep", "caseworker", "letmein", "welcome", "iloveyou",
	"qwertyuiop", "qwerty", "asdfghjkl", "zxcvbnm", "admin", "secret",
}

// Strong reports whether a passphrase can stand against somebody who copied
// the disk: length first, and then not one that guessing begins with. There
// are no rules on which characters it must have.
func Strong(passphrase string) bool {
	text := strings.ToLower(strings.TrimSpace(passphrase))
	if utf8.RuneCountInString(text) < MinPassphrase || onlyDigits(text) {
		return false
	}
	for _, word := range common {
		text = strings.ReplaceAll(text, word, "")
	}
	runes := []rune(text)
	return len(runes) >= 8 && distinct(runes) >= 6 && !stepwise(runes) && !repeats(runes)
}

func onlyDigits(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsSpace(r) && !unicode.IsPunct(r) })
}

func distinct(runes []rune) int {
	sorted := slices.Clone(runes)
	slices.Sort(sorted)
	return len(slices.Compact(sorted))
}

// stepwise reports runs like "abcdef", "7654321" or "aaaa" over half the length.
func stepwise(runes []rune) bool {
	steps := 0
	for i := 1; i < len(runes); i++ {
		if step := runes[i] - runes[i-1]; step >= -1 && step <= 1 {
			steps++
		}
	}
	return steps*2 > len(runes)
}

// repeats reports one short piece said again and again.
func repeats(runes []rune) bool {
	for size := 1; size*2 <= len(runes); size++ {
		same := true
		for i := size; i < len(runes) && same; i++ {
			same = runes[i] == runes[i-size]
		}
		if same {
			return true
		}
	}
	return false
}
