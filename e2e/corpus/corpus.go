// Package corpus keeps what earlier releases wrote: databases of the office,
// requests and replies, segments, operations and sealed items. Its tests hold
// today's code to read and answer every one of them.
//
// `make corpus NAME=x` records what today's code writes, beside the others. What
// is recorded is never changed: an old tablet or an old backup does not change
// either.
package corpus

import (
	"encoding/json"

	"doorstep/sync/exchange"
)

// Recording is one release's conversation between an office and its tablets,
// as it is in testdata/NAME/talk.json. before.db.gz is the agency's database
// ahead of the first step, after.db.gz behind the last.
type Recording struct {
	Release string   `json:"release"` // what wrote it
	Tenant  string   `json:"tenant"`
	People  []Person `json:"people"`
	Steps   []Step   `json:"steps"`
	Cases   []Case   `json:"cases"`  // as they stand after the last step
	Sealed  []Sealed `json:"sealed"` // items sealed to the agency
	Private []byte   `json:"private"`
}

// Person is someone with a tablet.
type Person struct {
	ID     string `json:"id"`
	Role   string `json:"role"`
	Device string `json:"device"`
}

// Step is something that one person's tablet did: it wrote operations, or it
// asked and was answered, or it fetched a segment.
type Step struct {
	Person   int               `json:"person"` // index into People
	Wrote    []json.RawMessage `json:"wrote,omitempty"`
	Request  json.RawMessage   `json:"request,omitempty"`
	Reply    json.RawMessage   `json:"reply,omitempty"`
	Fetched  *exchange.Mark    `json:"fetched,omitempty"`
	Segment  []byte            `json:"segment,omitempty"`
	Finished bool              `json:"finished,omitempty"` // this answer ended a sync
}

// Case is how one case stands, at the office and on the tablets that hold it.
type Case struct {
	ID     string   `json:"id"`
	Digest string   `json:"digest"`
	Words  []string `json:"words"` // texts that must be readable in it, versions included
}

// Sealed is one item sealed to the agency.
type Sealed struct {
	Info  string `json:"info"`
	Box   []byte `json:"box"`
	Plain []byte `json:"plain"`
}
