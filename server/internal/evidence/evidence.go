// Package evidence checks at the office what a signature says of itself: the
// worker's passkey over its evidence, the tablet's own seal, its place in the
// device's chain, and whether its time can be vouched for. Nothing is dropped:
// what does not hold is shown beside the signature.
package evidence

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/big"
	"time"

	"doorstep/casework"
	"doorstep/server/internal/passkey"
	"doorstep/storage"
)

// atOnce bounds one round; what is left waits for the next.
const atOnce = 200

// slack is how far two clocks may lie apart and still agree: the offset is
// measured to the second, and an answer takes a while.
const slack = 2 * time.Minute

// Store is what the checks read and write.
type Store interface {
	storage.Evidences
	File(ctx context.Context, caseID string) (*casework.File, error)
	Person(ctx context.Context, id string) (storage.Person, error)
	Passkeys(ctx context.Context, person string) ([]storage.Passkey, error)
	Tablet(ctx context.Context, id string) (storage.Tablet, error)
}

// Checker checks the evidence of one agency after another.
type Checker struct {
	Party *passkey.RelyingParty
	Now   func() time.Time
}

// Round checks what waits in an agency.
func (c Checker) Round(ctx context.Context, store Store) error {
	for {
		waiting, err := store.EvidencePending(ctx, atOnce)
		if err != nil || len(waiting) == 0 {
			return err
		}
		for _, check := range waiting {
			if err := c.check(ctx, store, &check); err != nil {
				return fmt.Errorf("evidence: signature %q of case %q: %w", check.Signature, check.Case, err)
			}
			if err := store.SaveEvidence(ctx, check); err != nil {
				return err
			}
		}
		if len(waiting) < atOnce {
			return nil
		}
	}
}

func (c Checker) check(ctx context.Context, store Store, check *storage.EvidenceCheck) (err error) {
	check.Checked = c.Now()
	file, err := store.File(ctx, check.Case)
	if err != nil {
		return err
	}
	signature := file.Record(check.Signature)
	if signature == nil {
		return nil
	}
	evidence, ok := casework.EvidenceOf(signature)
	if !ok { // cannot be: it was read when it was noted
		check.Worker, check.Device, check.Chain, check.Time = storage.HeldNo, storage.HeldNo, storage.ChainGap, storage.TimeUncertain
		return nil
	}
	if check.Worker, check.Passkey, err = c.worker(ctx, store, file, signature, check.Passkey); err != nil {
		return err
	}
	if check.Device, err = device(ctx, store, signature, evidence); err != nil {
		return err
	}
	if check.Chain, err = chain(ctx, store, check.Hash, evidence); err != nil {
		return err
	}
	check.Time, err = vouch(ctx, store, evidence, check.Received)
	return err
}

// worker checks the passkey of the member of staff, given with the signature or
// afterwards. kept is the credential that answered before, if one did: a passkey
// that was removed since proves what it proved.
func (c Checker) worker(ctx context.Context, store Store, file *casework.File, signature *casework.Record, kept []byte) (storage.Held, []byte, error) {
	if signature.Get("party") != casework.PartyWorker || signature.Get("method") == casework.MethodPaper {
		return storage.HeldNone, nil, nil
	}
	assertion, yes := signature.Get("assertion"), storage.HeldYes
	if assertion == "" {
		countersign := casework.CountersignOf(file, signature)
		if countersign == nil {
			return storage.HeldWaits, nil, nil
		}
		assertion, yes = countersign.Get("assertion"), storage.HeldLater
	}
	if kept != nil {
		return yes, kept, nil
	}
	person, err := store.Person(ctx, workerOf(file, signature))
	if casework.CodeOf(err) == casework.NotFound {
		return storage.HeldUnknown, nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	passkeys, err := store.Passkeys(ctx, person.ID)
	if err != nil {
		return "", nil, err
	}
	answered, known, err := c.Party.CheckEvidence(signature.Get("evidence_hash"), assertion, passkey.Owner{Handle: person.Handle, Name: person.Name, Passkeys: passkeys})
	switch {
	case err == nil:
		return yes, answered.Credential, nil
	case !known:
		return storage.HeldUnknown, nil, nil
	}
	return storage.HeldNo, nil, nil
}

// workerOf is the member of staff whose signature it is.
func workerOf(file *casework.File, signature *casework.Record) string {
	if contract := file.Record(signature.Get("contract")); contract != nil {
		return contract.Get("worker")
	}
	return ""
}

// device checks the tablet's own seal.
func device(ctx context.Context, store Store, signature *casework.Record, evidence casework.Evidence) (storage.Held, error) {
	seal := signature.Get("device_seal")
	if seal == "" {
		return storage.HeldNone, nil
	}
	public, err := store.DeviceKey(ctx, evidence.Device)
	if casework.CodeOf(err) == casework.NotFound {
		return storage.HeldUnknown, nil
	}
	if err != nil {
		return "", err
	}
	if !SealHolds(public, signature.Get("evidence_hash"), seal) {
		return storage.HeldNo, nil
	}
	return storage.HeldYes, nil
}

// SealHolds reports whether a seal (base64url of r and s, 32 bytes each) was made
// over the hash by the key with this public point.
func SealHolds(public []byte, evidenceHash, seal string) bool {
	key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), public)
	if err != nil {
		return false
	}
	raw, err := base64.RawURLEncoding.DecodeString(seal)
	if err != nil || len(raw) != 64 {
		return false
	}
	hash, err := hex.DecodeString(evidenceHash)
	if err != nil {
		return false
	}
	digest := sha256.Sum256(hash)
	return ecdsa.Verify(key, digest[:], new(big.Int).SetBytes(raw[:32]), new(big.Int).SetBytes(raw[32:]))
}

// chain looks for what the evidence says came before it on its device.
func chain(ctx context.Context, store Store, hash string, evidence casework.Evidence) (storage.Chained, error) {
	links, err := store.EvidenceLinks(ctx, evidence.Device, evidence.Worker, evidence.Seq-1, evidence.Seq)
	if err != nil {
		return "", err
	}
	whole := false
	for _, link := range links {
		if link.Seq == evidence.Seq && link.Hash != hash {
			return storage.ChainForked, nil
		}
		whole = whole || link.Seq == evidence.Seq-1 && link.Hash == evidence.PreviousDevice
	}
	switch {
	case whole:
		return storage.ChainWhole, nil
	case evidence.Seq == 1 && evidence.PreviousDevice == "":
		return storage.ChainBegins, nil
	}
	return storage.ChainGap, nil
}

// vouch reports whether the device's time lies between its last contact with the
// office and the receipt, all told by the office's clock. A tablet was not there
// before it was enrolled.
func vouch(ctx context.Context, store Store, evidence casework.Evidence, received time.Time) (storage.TimeHeld, error) {
	from := time.Time{}
	if contact := evidence.ContactAt(); !contact.IsZero() {
		from = contact.Add(-time.Duration(evidence.Offset) * time.Millisecond)
	}
	tablet, err := store.Tablet(ctx, evidence.Device)
	switch {
	case err == nil && tablet.Created.After(from):
		from = tablet.Created
	case err != nil && casework.CodeOf(err) != casework.NotFound:
		return "", err
	}
	at := evidence.OfficeAt()
	if at.Before(from.Add(-slack)) || at.After(received.Add(slack)) || from.After(received.Add(slack)) {
		return storage.TimeUncertain, nil
	}
	return storage.TimeBounded, nil
}
