package storage

import (
	"context"
	"time"
)

// EvidenceCheck is what the office found when it checked the evidence of a
// signature: at the commit that brought it, and once more when a key or a
// passkey came that was missing. It stands beside the record, which never changes.
type EvidenceCheck struct {
	Case, Signature string
	Hash            string    // of the evidence
	Received        time.Time // when the office got the signature, on its own clock
	Checked         time.Time // zero while it waits to be checked
	Worker          Held      // the worker's passkey
	Device          Held      // the tablet's own key
	Chain           Chained
	Time            TimeHeld
	Passkey         []byte // the credential that answered, as it was then: passkeys go
}

// Held says whether a signature of a key holds.
type Held string

// What a key's signature can be.
const (
	HeldNone    Held = ""        // none is asked for: a client, an office desk
	HeldYes     Held = "yes"     // holds
	HeldLater   Held = "later"   // the passkey came afterwards, and holds
	HeldWaits   Held = "waits"   // is still to come
	HeldUnknown Held = "unknown" // by a key that the office does not have
	HeldNo      Held = "no"      // does not hold
)

// Chained says how evidence follows the one before on the same device.
type Chained string

// What a chain can be.
const (
	ChainBegins Chained = "begins" // the first of this person on this device
	ChainWhole  Chained = "whole"  // follows the one before
	ChainGap    Chained = "gap"    // the one before is not here (yet)
	ChainForked Chained = "forked" // two follow the same one: a copied or restored device
)

// TimeHeld says whether the device's time lies where the office can vouch for it.
type TimeHeld string

// What a time can be.
const (
	TimeBounded   TimeHeld = "bounded"   // between the last contact and the receipt
	TimeUncertain TimeHeld = "uncertain" // not: shown, never dropped
)

// EvidenceLink is the place of one record of evidence in its chain.
type EvidenceLink struct {
	Hash, Previous string
	Device, Worker string
	Seq            int64
}

// Evidences keeps what was found about evidence, and the keys of tablets.
type Evidences interface {
	// EvidencePending lists what waits to be checked, the oldest first.
	EvidencePending(ctx context.Context, limit int) ([]EvidenceCheck, error)
	SaveEvidence(ctx context.Context, check EvidenceCheck) error
	// EvidenceChecks returns what was found in a case, by signature.
	EvidenceChecks(ctx context.Context, caseID string) (map[string]EvidenceCheck, error)
	// EvidenceLinks returns the links of a person's chain on a device with one of
	// these numbers.
	EvidenceLinks(ctx context.Context, device, worker string, seqs ...int64) ([]EvidenceLink, error)
	// AddDeviceKey registers the public half of a tablet's key (a P-256 point) and
	// lets what waited for it be checked again. The first one stays: another
	// answers casework.Forbidden.
	AddDeviceKey(ctx context.Context, device string, public []byte) error
	// DeviceKey returns it; casework.NotFound where there is none.
	DeviceKey(ctx context.Context, device string) ([]byte, error)
}
