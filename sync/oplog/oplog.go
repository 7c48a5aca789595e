// Package oplog defines the operation: one action of one person on one record,
// the unit that is written, hashed, sealed, sent and kept for ever.
//
// The bytes of an operation are made once, where it is written, and travel and
// rest unchanged: their SHA-256 is the operation's hash, and fields that a
// newer build added survive in them. Formats only grow: members are added at
// the end with omitempty, none is removed or given another meaning.
package oplog

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"doorstep/casework"
)

// Version is the number of the operation format.
const Version = 1

// Limits on what a decoder accepts.
const (
	MaxBytes   = 2 << 20 // encoded size of one operation
	MaxChanges = 200
	SaltBytes  = 16
)

// ID names an operation: the n-th of one epoch of one device. N is dense from 1.
type ID struct {
	Device string `json:"device"`
	Epoch  int64  `json:"epoch"`
	N      int64  `json:"n"`
}

// String returns "device/epoch/n".
func (id ID) String() string {
	return id.Device + "/" + strconv.FormatInt(id.Epoch, 10) + "/" + strconv.FormatInt(id.N, 10)
}

// OfficePrefix begins the device id of an office desk, which has no chain.
const OfficePrefix = "office-"

// IsOffice reports whether the operation was written at an office desk.
func (id ID) IsOffice() bool { return strings.HasPrefix(id.Device, OfficePrefix) }

// Verb says what a change does.
type Verb string

// The verbs.
const (
	Create  Verb = "create"  // makes the record; the following sets fill it
	Set     Verb = "set"     // writes a field
	Remove  Verb = "remove"  // hides the record as entered in error; To is the reason
	Resolve Verb = "resolve" // writes a field and closes the siblings named
)

// Change is one step of an operation.
type Change struct {
	Do       Verb     `json:"do"`
	Field    string   `json:"field,omitempty"`
	To       string   `json:"to,omitempty"`
	Siblings []string `json:"siblings,omitempty"`
}

// Operation is one action of one person on one record.
type Operation struct {
	Version int `json:"v"`
	ID
	Group   string        `json:"group,omitempty"` // operations of one group land together or not at all
	Actor   string        `json:"actor"`
	Case    string        `json:"case"`
	Record  string        `json:"record"`
	Kind    casework.Kind `json:"kind"`
	Seen    int64         `json:"seen"`             // office position of the case that the author had seen
	At      string        `json:"at"`               // device clock, UTC, RFC 3339 with milliseconds
	Offset  int64         `json:"offset,omitempty"` // milliseconds the device clock was ahead of the office at last contact
	Changes []Change      `json:"changes"`
	Salt    string        `json:"salt"`           // 16 random bytes, base64: the hash gives nothing away
	Term    int64         `json:"term,omitempty"` // the office's term in which Seen was given; 0: the first

	raw []byte // the canonical bytes; set by Seal and Decode
}

// MomentFormat is how device times are written.
const MomentFormat = "2006-01-02T15:04:05.000Z"

// Moment formats an instant for an operation.
func Moment(t time.Time) string { return t.UTC().Format(MomentFormat) }

// ErrFormat is the class of every decoding error.
var ErrFormat = errors.New("oplog: not an operation")

// Seal fixes the operation's bytes. salt must hold SaltBytes random bytes.
func (op Operation) Seal(salt []byte) Operation {
	op.Version = Version
	op.Salt = base64.RawStdEncoding.EncodeToString(salt)
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(op); err != nil {
		panic("oplog: an operation always encodes: " + err.Error())
	}
	op.raw = bytes.TrimSuffix(text.Bytes(), []byte("\n"))
	return op
}

// Decode reads an operation and keeps its bytes.
func Decode(raw []byte) (Operation, error) {
	var op Operation
	if len(raw) > MaxBytes {
		return op, fmt.Errorf("%w: %d bytes", ErrFormat, len(raw))
	}
	if err := json.Unmarshal(raw, &op); err != nil {
		return op, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	switch {
	case op.Version < 1, op.Device == "", op.N < 1, op.Actor == "", op.Case == "", op.Record == "", op.Kind == "":
		return op, fmt.Errorf("%w: a required member is missing", ErrFormat)
	case len(op.Changes) == 0 || len(op.Changes) > MaxChanges:
		return op, fmt.Errorf("%w: %d changes", ErrFormat, len(op.Changes))
	case strings.ContainsAny(op.Device+op.Case+op.Record, "/: \n"):
		return op, fmt.Errorf("%w: an id holds a separator", ErrFormat)
	}
	op.raw = canonical(raw)
	return op, nil
}

// canonical returns the bytes as Seal made them. An encoder of JSON that carries
// an operation inside of something else may write <, > and & as escapes, which
// Seal never does.
func canonical(raw []byte) []byte {
	if !bytes.Contains(raw, []byte(`\u00`)) {
		return bytes.Clone(raw)
	}
	made := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		rest := raw[i:]
		plain, escaped := byte(0), len(rest) >= 6 && rest[0] == '\\'
		if escaped {
			plain = escapes[strings.ToLower(string(rest[:6]))]
		}
		switch {
		case plain != 0:
			made, i = append(made, plain), i+6
		case rest[0] == '\\' && len(rest) > 1: // what it escapes is no beginning of the next
			made, i = append(made, rest[0], rest[1]), i+2
		default:
			made, i = append(made, rest[0]), i+1
		}
	}
	return made
}

var escapes = map[string]byte{`\u003c`: '<', `\u003e`: '>', `\u0026`: '&'}

// Bytes returns the canonical bytes, as made by Seal or read by Decode.
func (op Operation) Bytes() []byte { return op.raw }

// Hash returns the SHA-256 of the canonical bytes, in hex.
func (op Operation) Hash() string {
	return sumOf(op.raw)
}

// Has reports whether hash is this operation's. Earlier builds stored the hash of
// the bytes as they had travelled, with <, > and & as escapes.
func (op Operation) Has(hash string) bool {
	if hash == op.Hash() {
		return true
	}
	var travelled bytes.Buffer
	json.HTMLEscape(&travelled, op.raw)
	return hash == sumOf(travelled.Bytes())
}

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// Chain is the author's line of work, "device/actor"; "" for an office desk.
func (op Operation) Chain() string {
	if op.IsOffice() {
		return ""
	}
	return op.Device + "/" + op.Actor
}

// Write reduces the operation to what the rules of casework look at.
func (op Operation) Write() casework.Write {
	write := casework.Write{Record: op.Record, Kind: op.Kind, Values: map[string]string{}, Seen: op.Seen, Odd: op.odd()}
	for _, change := range op.Changes {
		switch change.Do {
		case Create:
			write.Create = true
		case Remove:
			write.Remove = true
		case Set, Resolve:
			switch {
			case change.Field != casework.FieldRemoved:
				write.Values[change.Field] = change.To
			case change.To != "": // choosing the removal removes
				write.Remove = true
			default:
				write.Keep = true
			}
		}
	}
	return write
}

// odd reports changes that no form of ours writes together: a field twice (the
// rules would look at one value and the record might show the other), or the
// making of a record by anything but setting its fields.
func (op Operation) odd() bool {
	written := map[string]bool{}
	create := len(op.Changes) > 0 && op.Changes[0].Do == Create
	for i, change := range op.Changes {
		switch change.Do {
		case Create:
			if i > 0 {
				return true
			}
		case Set, Resolve:
			if written[change.Field] || change.Field == "" || change.Do == Set && change.Field == casework.FieldRemoved {
				return true
			}
			written[change.Field] = true
			if create && change.Do == Resolve {
				return true
			}
		case Remove:
			if create {
				return true
			}
		default: // a verb of a newer build: kept for a person, never half applied
			return true
		}
	}
	return false
}

// Outcome is what became of an operation. There is no "dropped".
type Outcome string

// The outcomes.
const (
	Applied   Outcome = "applied"   // every change became the head
	Merged    Outcome = "merged"    // so did these, beside somebody else's changes of other fields
	Conflict  Outcome = "conflict"  // at least one change stands as an open sibling
	Kept      Outcome = "kept"      // kept with its payload and a reason, owned by the case's worker
	Duplicate Outcome = "duplicate" // was here already; the stored result is returned
)

// Result is the stored answer to one operation.
type Result struct {
	N       int64           `json:"n"`
	Outcome Outcome         `json:"outcome"`
	Reason  casework.Reason `json:"reason,omitempty"`
	Seq     int64           `json:"seq"`
}

// Batch is one commit on one case: the operations, what became of each, and
// the records as they stand afterwards. It succeeds whole or not at all.
type Batch struct {
	Case       string
	Expected   int64 // File.Position the operations were folded on
	Operations []Operation
	Results    []Result           // one an operation; Seq is provisional (-1, -2, …)
	Records    []*casework.Record // every record the operations touched
	Summary    casework.Summary   // of the whole case afterwards
}

// ErrStored answers a commit that holds an operation whose id is stored
// already: nothing of the batch is written, and the stored result counts.
var ErrStored = errors.New("oplog: an operation with this id is stored already")

// MovedError answers a commit whose expected position is no longer true.
type MovedError struct{ Position int64 }

func (e *MovedError) Error() string {
	return fmt.Sprintf("oplog: the case moved on to position %d", e.Position)
}

// Copy returns the operation as the n-th copy of its tablet wrote it: words and
// salt are the same, the device's name says that it is a copy. It is for a
// number that the log holds with another content.
func (op Operation) Copy(n int) Operation {
	salt, err := base64.RawStdEncoding.DecodeString(op.Salt)
	if err != nil {
		salt = nil
	}
	op.Device += "." + strconv.Itoa(n)
	return op.Seal(salt)
}
