package storage

import (
	"context"
	"time"

	"doorstep/sync/oplog"
)

// Histories reads an agency's log of operations: the history of its cases, and
// the audit trail.
type Histories interface {
	// History lists the operations on a case that stand before a number of the
	// log (0: from its end), newest first, at most limit.
	History(ctx context.Context, caseID string, before int64, limit int) ([]Logged, error)
	// RecordLog lists the operations on some records of a case up to a number of
	// the log (0: all), oldest first.
	RecordLog(ctx context.Context, caseID string, records []string, upTo int64) ([]Logged, error)
}

// Logged is an operation as it stands in the log.
type Logged struct {
	Operation oplog.Operation // Seen in numbers of now
	Result    oplog.Result
	Landed    time.Time // on the office's clock; zero where it was not noted yet
	Sender    string    // person whose tablet sent it; "" for an office desk
}
