// Package exchange is the sync protocol: what a tablet and the office say to
// one another, and the arithmetic on both sides. It opens no connection and
// starts no goroutine: stores and transport come in as interfaces, so that the
// same code runs in the service worker, at the office and in tests.
//
// A tablet asks POST /sync/v1 with its position, digests of what it holds and
// the operations that wait. The office lands the operations first, then
// answers with a result for each and with every change of the tablet's cases
// up to one snapshot. Cases that enter the caseload come as segments, one
// immutable compressed file a case, fetched from GET /sync/v1/segment/….
//
// Every request may be repeated: operations that are here already answer with
// their stored results. Formats only grow.
package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"sort"
	"strconv"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// Version is the number of the protocol.
const Version = 1

// Limits of one exchange.
const (
	MaxOperations   = 500       // operations in one request
	MaxRequestBytes = 4 << 20   // operations of one request, uncompressed, where one group is that large
	MaxPageBytes    = 384 << 10 // operations of a request, records of a reply, uncompressed (both ways together at most 256 KB compressed)
)

// Paths of the protocol.
const (
	PathSync    = "/sync/v1"
	PathSegment = "/sync/v1/segment/" // + case id + "/" + position (see SegmentPath)
	PathBundle  = "/sync/v1/segments" // several cases at once (BundleRequest, SplitBundle)
	PathFile    = "/sync/v1/files/"   // + SHA-256: attachments, resumable

	PathDirectory = "/sync/v1/directory/" // + SHA-256: the list of providers
)

// SegmentPath is where a tablet of this build fetches a case. It says which form
// the tablet reads; an office of an earlier build does not look at that.
func SegmentPath(mark Mark) string {
	return PathSegment + mark.Case + "/" + strconv.FormatInt(mark.Position, 10) + "?form=" + strconv.Itoa(int(InColumns))
}

// Mark is how far a store is with one case.
type Mark struct {
	Case     string `json:"case"`
	Position int64  `json:"position"`         // office sequence number of the case's last operation
	Digest   string `json:"digest,omitempty"` // casework.Digest of its records
	Term     int64  `json:"term,omitempty"`   // the office's term in which Position was given; only tablets note it
}

// Request is what the tablet says.
type Request struct {
	Version    int               `json:"v"`
	Device     string            `json:"device"`
	Epoch      int64             `json:"epoch"`
	Term       int64             `json:"term"`     // the office's term when the position was given; 0 at first
	Position   int64             `json:"position"` // everything up to here is on the tablet
	Held       string            `json:"held"`     // HeldDigest of the cases on the tablet
	State      string            `json:"state"`    // StateDigest of their marks
	House      string            `json:"house"`    // digest of the House it has
	Cases      []Mark            `json:"cases,omitempty"`
	Listed     bool              `json:"listed,omitempty"` // Cases is given, even if empty
	Operations []json.RawMessage `json:"operations,omitempty"`
	Waiting    int               `json:"waiting,omitempty"` // operations and files that wait on the tablet, for the administrator's list
	// From is the lowest operation number that the tablet still has; it is said
	// only after an answer expected a lower one.
	From       int64    `json:"from,omitempty"`
	RolledBack bool     `json:"rolled_back,omitempty"` // the tablet's store is older than what it sent before
	Differ     []string `json:"differ,omitempty"`      // cases whose records were not what the office's digest said

	// Key is the public half of the key that this tablet seals signatures with
	// (base64 of a P-256 point), until the office has it.
	Key string `json:"key,omitempty"`

	// Opened says which cases the person looked at since the last exchange, at
	// most MaxOpened.
	Opened []Opening `json:"opened,omitempty"`

	// Folds says that the tablet folds its own operations onto what it has, so
	// that records need not come back that nothing else has changed.
	Folds bool `json:"folds,omitempty"`

	// Parcel says that the operations may go through the inbox (Reply.Inbox).
	Parcel bool `json:"parcel,omitempty"`

	// Arrived is when the request came, on the office's clock (RFC 3339 UTC). The
	// office sets it; it does not travel.
	Arrived string `json:"-"`
}

// Encode returns the request as it travels. The operations go in as they are:
// encoding/json would read each of their bytes twice more.
func (r Request) Encode() ([]byte, error) {
	operations := r.Operations
	r.Operations = nil
	head, err := json.Marshal(r)
	if err != nil || len(operations) == 0 {
		return head, err
	}
	return slices.Concat(bytes.TrimSuffix(head, []byte("}")), []byte(`,"operations":`), Array(operations), []byte("}")), nil
}

// Array writes operations as a JSON array, each as it is.
func Array(operations []json.RawMessage) []byte {
	parts := make([][]byte, len(operations))
	for i, operation := range operations {
		parts[i] = operation
	}
	return slices.Concat([]byte("["), bytes.Join(parts, []byte(",")), []byte("]"))
}

// Reply is what the office answers.
type Reply struct {
	Version  int            `json:"v"`
	Term     int64          `json:"term"`
	Position int64          `json:"position"`
	Durable  int64          `json:"durable"` // operations up to here lie off the server's volume too
	Results  []oplog.Result `json:"results,omitempty"`
	Next     int64          `json:"next"` // the operation number the office expects next from this device
	Changes  []Change       `json:"changes,omitempty"`
	More     bool           `json:"more,omitempty"` // ask again at once: the snapshot was cut into pages
	List     bool           `json:"list,omitempty"` // ask again with Cases: the digests differ
	Enter    []Mark         `json:"enter,omitempty"`
	Leave    []string       `json:"leave,omitempty"`
	House    *House         `json:"house,omitempty"`  // only when the tablet's differs
	Retire   bool           `json:"retire,omitempty"` // send everything, then ask PathHandIn and wipe
	State    string         `json:"state,omitempty"`  // StateDigest of the snapshot, when it is whole and the tablet's differs

	Keyed bool `json:"keyed,omitempty"` // the office has the tablet's key

	// Inbox says that the operations of the request up to this number are durable
	// at the office and have not landed yet. The reply says nothing else: ask again
	// at once, without them, to hear what became of them.
	Inbox int64 `json:"inbox,omitempty"`

	// For the office itself, not sent.
	Differ []string          `json:"-"` // cases that were at the same position with other content: a bug
	Gone   int64             `json:"-"` // operations that neither side has any more: a loss
	Landed []oplog.Operation `json:"-"` // what was given to the log, or was there already
}

// Change is what is new in one case the tablet holds.
type Change struct {
	Mark                       // Digest is empty while more pages follow
	Records []*casework.Record `json:"records"`
	// Own says that records are left out that only operations of the request have
	// changed, none of which met anybody's words (Request.Folds).
	Own bool `json:"own,omitempty"`
}

// House is what every page needs to know of the agency: small, and sent only
// when it changed.
type House struct {
	Tenant   string            `json:"tenant"`
	Agency   string            `json:"agency"`
	Calendar casework.Calendar `json:"calendar"`
	Staff    []StaffMember     `json:"staff"` // by id
	// Lease is how many days a tablet opens its cases without having been in
	// touch; 0 was written before there was one and means UsualLease.
	Lease int `json:"lease,omitempty"`
	// Practice is how the agency works; nil where it has set nothing itself.
	Practice *casework.Practice `json:"practice,omitempty"`
	// Directory is the SHA-256 of the list of providers, which is fetched apart
	// (PathDirectory): it may be as large as everything else together, and changes
	// at other times. "" where the agency has none.
	Directory string `json:"directory,omitempty"`
}

// Rules returns how the agency works, or the default where it has set nothing.
func (h House) Rules() *casework.Practice {
	if h.Practice == nil {
		return casework.DefaultPractice()
	}
	return h.Practice
}

// Bounds of the lease, in days.
const (
	MinLease   = 1
	UsualLease = 14
	MaxLease   = 60
)

// StaffMember is the name behind an actor's id.
type StaffMember struct {
	ID   string        `json:"id"`
	Name string        `json:"name"`
	Role casework.Role `json:"role"`
	Gone bool          `json:"gone,omitempty"` // suspended; the name stays on what they wrote
}

// StaffName returns the name behind an actor's id, "" if nobody has it.
func (h House) StaffName(id string) string {
	for _, member := range h.Staff {
		if member.ID == id {
			return member.Name
		}
	}
	return ""
}

// Digest returns the digest by which both sides compare the house.
func (h House) Digest() string {
	encoded, err := json.Marshal(h)
	if err != nil {
		panic("exchange: a house always encodes: " + err.Error())
	}
	return shortHash(encoded)
}

// HeldDigest compares which cases are held, not what is in them.
func HeldDigest(marks []Mark) string {
	return digestLines(marks, func(mark Mark) string { return mark.Case })
}

// StateDigest compares what is in the held cases.
func StateDigest(marks []Mark) string {
	return digestLines(marks, func(mark Mark) string {
		return mark.Case + " " + strconv.FormatInt(mark.Position, 10) + " " + mark.Digest
	})
}

func digestLines(marks []Mark, line func(Mark) string) string {
	lines := make([]string, len(marks))
	for i, mark := range marks {
		lines[i] = line(mark)
	}
	sort.Strings(lines)
	var all []byte
	for _, text := range lines {
		all = append(all, text...)
		all = append(all, '\n')
	}
	return shortHash(all)
}

func shortHash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:16])
}
