//go:build js && wasm

package main

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage/indexeddb/web"
	"doorstep/tablet/vault"
)

// hand is what this tablet puts under a signature: its own key, which lies sealed
// in the vault, and the passkey that opens the vault, where there is one.
type hand struct{ d *desk }

// signer is the tablet's own key, made with the vault (or, for an older one, when
// it is first opened).
type signer struct {
	web.SignKey
	Known bool `json:"known"` // the office has the public half
}

const (
	signerPaper = "signer"
	clockPaper  = "clock"
)

// clock is what the last contact with the office said of this device's clock. It
// lies in the vault: a worker that was stopped would forget it.
type clock struct {
	At     time.Time `json:"at"`     // on this device's clock
	Offset int64     `json:"offset"` // ms ahead of the office
}

// openHand reads the tablet's key, or makes it, and what is known of its clock.
func (d *desk) openHand(ctx context.Context) error {
	err := d.Paper(ctx, signerPaper, &d.signer)
	if casework.CodeOf(err) == casework.NotFound {
		if d.signer.SignKey, err = web.NewSignKey(); err != nil {
			return err
		}
		err = d.PutPaper(ctx, signerPaper, d.signer)
	}
	if err != nil {
		return err
	}
	err = d.Paper(ctx, clockPaper, &d.clock)
	if casework.CodeOf(err) == casework.NotFound {
		return nil
	}
	d.pen.Offset = d.clock.Offset
	return err
}

// noteContact remembers how this device's clock stands at a contact; it is
// written down with when the office was reached.
func (d *desk) noteContact() {
	d.clock = clock{At: time.Now().UTC(), Offset: d.office.clock.Milliseconds()}
	d.pen.Offset = d.clock.Offset
}

// deviceKey is what the office is told of this tablet's key until it has it.
func (d *desk) deviceKey() string {
	if d.signer.Known {
		return ""
	}
	return base64.StdEncoding.EncodeToString(d.signer.Public)
}

// keyed notes that the office has the key. Where that cannot be written it is
// told once more.
func (d *desk) keyed(ctx context.Context) {
	if d.signer.Known {
		return
	}
	d.signer.Known = true
	if err := d.PutPaper(ctx, signerPaper, d.signer); err != nil {
		complain("remember that the office has this tablet's key", err)
	}
}

// Ask names the passkey that opens this vault: it lies on this tablet for sure.
func (h hand) Ask(_ context.Context, person string) (pages.PasskeyAsk, error) {
	ask := pages.PasskeyAsk{RPID: h.d.record.RPID}
	for _, slot := range h.d.record.Slots {
		if slot.Kind == vault.PRF && person == h.d.person.ID {
			ask.IDs = append(ask.IDs, slot.Credential)
		}
	}
	return ask, nil
}

// Seal signs evidence with the tablet's own key.
func (h hand) Seal(_ context.Context, evidenceHash string) (string, error) {
	hash, err := hex.DecodeString(evidenceHash)
	if err != nil {
		return "", err
	}
	sealed, err := h.d.signer.Sign(hash)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(sealed), nil
}

// Check takes every answer: only the office knows the person's passkeys.
func (h hand) Check(context.Context, string, string, string) error { return nil }

// Contact is when the office last answered.
func (h hand) Contact() time.Time { return h.d.clock.At }

var _ pages.Hand = hand{}
