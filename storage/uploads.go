package storage

import (
	"context"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"
)

// Uploads takes attachments in parts, so that a cut costs one part and not the
// whole photo. An upload is named by the SHA-256 of the bytes to come and the
// person who brings them: two people who bring the same bytes do not see how
// far the other is, and neither can complete what the other began. Nothing
// holds a whole attachment in memory.
type Uploads interface {
	// BeginUpload announces an attachment. Announcing it again keeps what has
	// come; bytes that this person has brought already answer as complete. More
	// than casework.MaxAttachment bytes answer casework.TooLarge.
	BeginUpload(ctx context.Context, upload Upload) (Upload, error)
	// Upload says how much is here, or casework.NotFound.
	Upload(ctx context.Context, id UploadID) (Upload, error)
	// AppendUpload adds a part; *OffsetError where the upload does not stand at
	// its offset, casework.Busy while another part is being added. Without a
	// checksum, what was read before the content failed is kept; with one, a
	// part is kept whole or not at all. The last byte completes the attachment
	// if the whole has its hash, and notes who brought it: otherwise ErrHash,
	// and the upload is gone. One that is not harmless is complete too, and stays
	// Apart.
	AppendUpload(ctx context.Context, id UploadID, part Part) (Upload, error)
	// DropUpload gives up an upload that is not complete, or answers
	// casework.NotFound.
	DropUpload(ctx context.Context, id UploadID) error
}

// UploadID names an upload.
type UploadID struct {
	SHA256 string // of the whole
	Person string // who brings it
}

// Upload is an attachment on its way.
type Upload struct {
	UploadID
	Media  string
	Size   int64
	Offset int64 // bytes that are here
}

// Complete reports that all bytes are here and have their hash.
func (u Upload) Complete() bool { return u.Offset == u.Size }

// Part is some bytes of an upload.
type Part struct {
	Offset  int64
	Content io.Reader
	// Hash, where it is not nil, must give Sum over the content: a part that does
	// not answers ErrChecksum.
	Hash hash.Hash
	Sum  []byte
}

// KeepUploads is how long an upload is kept that nobody continues: a tablet may
// be away for days.
const KeepUploads = 14 * 24 * time.Hour

// OffsetError answers a part that does not begin where the last one ended.
type OffsetError struct{ Offset int64 }

func (e *OffsetError) Error() string {
	return fmt.Sprintf("storage: the upload stands at byte %d", e.Offset)
}

// ErrHash says that bytes do not have the SHA-256 they are named by, and
// ErrChecksum that a part does not have the checksum that came with it.
var (
	ErrHash     = errors.New("storage: the bytes do not have their hash")
	ErrChecksum = errors.New("storage: the part does not have its checksum")
)

// Stage is where bytes wait on the office's volume for the object store, and
// where uploads arrive in parts. Bytes are named by their SHA-256 and appear
// under it only when they are complete, checked and on the disk.
type Stage interface {
	// Put stores bytes that must have this hash.
	Put(name string, content io.Reader) error
	// Open returns the bytes, or casework.NotFound. What it returns can also be
	// read from any place (io.ReadSeeker, io.ReaderAt).
	Open(name string) (io.ReadCloser, int64, error)
	// Remove forgets the bytes; what is not there is no error.
	Remove(name string) error
	// Names lists what lies here complete.
	Names() ([]string, error)
	// Offset says how many bytes of an upload have come.
	Offset(id UploadID) (int64, error)
	// Append adds a part of an upload that has size bytes in all.
	Append(id UploadID, size int64, part Part) (int64, error)
	// Finish checks an upload whose last byte has come, or answers ErrHash and
	// gives it up. With keep, the bytes appear under their name too. The upload
	// itself stays until it is discarded, so that a crash costs nothing.
	Finish(id UploadID, keep bool) error
	// Discard forgets an upload.
	Discard(id UploadID) error
}

// OpenStage opens the stage in a folder, made if needed.
type OpenStage func(folder string, now time.Time) (Stage, error)

// IsHash allows 64 lower-case hex digits and nothing else: only such a name may
// become a path or an object's name.
func IsHash(name string) bool {
	return len(name) == 64 && strings.Trim(name, "0123456789abcdef") == ""
}
