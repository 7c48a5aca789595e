package storage

import (
	"context"

	"doorstep/casework"
)

// Everywhere reads records of one kind in all cases of the agency. It is the
// office's alone, for what an agency counts about itself.
type Everywhere interface {
	// RecordsOf lists the records of a kind that are not hidden, by case.
	RecordsOf(ctx context.Context, kind casework.Kind) ([]CaseRecord, error)
}

// CaseRecord is a record with the case that it stands in.
type CaseRecord struct {
	Case   string
	Worker string
	Record *casework.Record
}
