// Package storage is the contract between the pages and whatever keeps the
// records: one SQLite file an agency at the office, an encrypted IndexedDB on
// the tablet, plain memory in tests. storagetest holds the one suite that each
// of them passes.
//
// There is no callback transaction: read a file, fold operations onto it with
// merge, then Commit with the position that was read. A commit succeeds whole
// or answers *oplog.MovedError with the true position. (IndexedDB ends a
// transaction when control returns to the event loop, so a callback API could
// not be kept there.)
package storage

import (
	"context"
	"io"
	"time"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// Cases keeps the records of cases. Errors that a person can act on are
// *casework.Problem (NoSpace, Locked); everything else is internal.
type Cases interface {
	// File returns the case as it stands. An unknown case is an empty file at
	// position 0, not an error: who may see what is decided above.
	File(ctx context.Context, caseID string) (*casework.File, error)
	// Commit writes operations, results, records and summary in one durable
	// transaction. first is the sequence number of the first operation where
	// the store draws numbers, 0 on a tablet. A batch with an operation whose id
	// is stored already answers oplog.ErrStored and writes nothing (see
	// StoredResults). The store copies what it keeps.
	Commit(ctx context.Context, batch oplog.Batch) (first int64, err error)
	// StoredResults returns what became of operations that are here already,
	// and their hashes.
	StoredResults(ctx context.Context, ids []oplog.ID) (map[oplog.ID]oplog.Result, map[oplog.ID]string, error)
	// Summaries lists the summary of each case, by name.
	Summaries(ctx context.Context) ([]casework.Summary, error)
	// Find lists records that hold every word of the query, of cases that the
	// actor may see, those that changed last first, at most limit. Records are
	// the caller's own.
	Find(ctx context.Context, actor casework.Actor, query casework.Query, limit int) ([]Found, error)
	// Kept lists the operations of a case that could not be applied, newest first.
	Kept(ctx context.Context, caseID string) ([]KeptOperation, error)
	// KeptIDs names them for all cases, by case, without reading any.
	KeptIDs(ctx context.Context) (map[string][]oplog.ID, error)
}

// KeptOperation is an operation that stands beside the records, with why.
type KeptOperation struct {
	Operation oplog.Operation
	Result    oplog.Result
	// Sender is the person whose tablet sent it, who may be another than the
	// operation says; "" for an office desk, and on a tablet.
	Sender string
}

// Drafts keeps what is being typed. A draft is never an operation and never
// leaves the device (or, at the office, the person's own drawer).
type Drafts interface {
	// Draft returns the draft, or nil where there is none.
	Draft(ctx context.Context, person, key string) (*Draft, error)
	// PutDraft replaces the draft.
	PutDraft(ctx context.Context, person, key string, draft Draft) error
	// AllDrafts lists a person's drafts of forms, the newest first. A form's key is
	// its address; what pages remember under other keys is not listed.
	AllDrafts(ctx context.Context, person string) ([]FormDraft, error)
	// DropDraft removes it; removing what is not there is no error.
	DropDraft(ctx context.Context, person, key string) error
}

// Draft is what stood in a form's fields.
type Draft struct {
	Saved  time.Time         `json:"saved"`
	Fields map[string]string `json:"fields"`
}

// FormDraft is a draft with the address of its form.
type FormDraft struct {
	Draft
	Key string
}

// Attachments keeps the bytes of photos, scans and papers, named by SHA-256
// (lower-case hex).
type Attachments interface {
	// PutAttachment stores the bytes durably. Bytes that do not have that hash
	// answer ErrHash.
	PutAttachment(ctx context.Context, sha256, media string, content []byte) error
	// OpenAttachment returns the bytes, or a casework.NotFound problem.
	OpenAttachment(ctx context.Context, sha256 string) (content io.ReadCloser, size int64, err error)
	// AttachmentPlace says where the bytes are now.
	AttachmentPlace(ctx context.Context, sha256 string) (Place, error)
}

// Place says how far bytes have travelled.
type Place string

// The places.
const (
	Nowhere Place = ""        // not here; perhaps still on a tablet
	Here    Place = "here"    // on this device (tablet) or staged on the volume (office)
	Safe    Place = "objects" // in the object store
	Refused Place = "refused" // only on this tablet: the office does not take it
	Apart   Place = "apart"   // at the office, kept apart and shown to nobody: it is not harmless
	Stuck   Place = "stuck"   // a paper that could not be drawn, and is not tried again
)

// Store is everything the pages need.
type Store interface {
	Cases
	Drafts
	Attachments
}
