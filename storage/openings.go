package storage

import (
	"context"
	"time"
)

// OpeningSpan is how long further looks of a person at a case, on one device,
// count as the same opening.
const OpeningSpan = 15 * time.Minute

// Opening says that a person looked at a case.
type Opening struct {
	ID     int64 // in the order in which the office noted them; drawn by the store
	Case   string
	Person string
	Tablet string    // device id; "" at an office desk
	At     time.Time // on the device's clock
	Noted  time.Time // on the office's
}

// Openings keeps who opened which case. Nothing in it changes or goes.
type Openings interface {
	// NoteOpenings writes them down durably, each once for a person, case,
	// device and OpeningSpan. Cases that the office does not know are left out.
	NoteOpenings(ctx context.Context, openings []Opening) error
	// Openings lists those of a case ("" for all) before an ID (0: from the
	// newest), newest first, at most limit.
	Openings(ctx context.Context, caseID string, before int64, limit int) ([]Opening, error)
}
