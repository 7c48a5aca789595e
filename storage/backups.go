package storage

import (
	"context"
	"io"
	"strings"
	"time"
)

// Backups is where copies of an agency's database lie in the object store,
// beside its objects: bytes under a name, listed by name.
//
// Names are lower-case letters, digits, dots and hyphens (IsBackupName).
type Backups interface {
	// PutBackup stores size bytes, whole or not at all; a name that is there
	// already is written over.
	PutBackup(ctx context.Context, tenant, name string, size int64, content io.ReadSeeker) error
	// OpenBackup returns the bytes, or casework.NotFound. They are as the store
	// has them: whoever reads holds them against a hash.
	OpenBackup(ctx context.Context, tenant, name string) (io.ReadCloser, error)
	// BackupNames lists the names of an agency, in their order.
	BackupNames(ctx context.Context, tenant string) ([]string, error)
	// BackupTenants lists the agencies that have any.
	BackupTenants(ctx context.Context) ([]string, error)
	// DropBackup removes one; removing what is not there is no error.
	DropBackup(ctx context.Context, tenant, name string) error
	// ObjectSizes lists the objects of an agency: bytes of each, by SHA-256.
	ObjectSizes(ctx context.Context, tenant string) (map[string]int64, error)
}

// Backup describes one verified copy. It is written after the copy itself was
// read back, so that a copy without its description was cut short.
type Backup struct {
	Format   int       `json:"format"` // BackupFormat
	Tenant   string    `json:"tenant"`
	Name     string    `json:"name"`     // term, position and time: names sort by age, whatever clocks said
	Term     int64     `json:"term"`     // of the office
	Position int64     `json:"position"` // the log's last number in it
	Taken    time.Time `json:"taken"`
	Release  string    `json:"release"` // of the program that took it
	Schema   int       `json:"schema"`  // of the database
	Size     int64     `json:"size"`    // bytes of the database
	SHA256   string    `json:"sha256"`  // of the database
	Packed   int64     `json:"packed"`  // bytes in the store, gzip
	Sum      string    `json:"sum"`     // SHA-256 of those
}

// BackupFormat is the number of the copies' format.
const BackupFormat = 1

// SafeCopy is the newest verified copy of an agency.
type SafeCopy struct {
	Backup
	Apart bool   // it lies off the server's volume: what it holds counts as durable
	Seen  string // how the agency's files looked before it was taken
}

// IsBackupName allows what may become the name of a copy.
func IsBackupName(name string) bool {
	return len(name) > 0 && len(name) <= 128 && name[0] != '.' &&
		strings.Trim(name, "0123456789abcdefghijklmnopqrstuvwxyz.-") == ""
}
