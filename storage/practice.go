package storage

import (
	"context"
	"time"

	"doorstep/casework"
)

// Practices keeps how the agency works, version by version. The newest is part
// of the house, so that every tablet has it.
type Practices interface {
	// SavePractice keeps a new version, the one after practice.Version (0: the
	// agency has set nothing yet), and returns its number. Where another came
	// first, it answers casework.Busy and keeps nothing.
	SavePractice(ctx context.Context, practice *casework.Practice, by string, at time.Time) (version int, err error)
	// Practice returns one version; casework.NotFound if there is none.
	Practice(ctx context.Context, version int) (*casework.Practice, error)
	// PracticeVersions lists who made which version and when, newest first.
	PracticeVersions(ctx context.Context) ([]PracticeVersion, error)
}

// PracticeVersion is one version of how the agency works.
type PracticeVersion struct {
	Version int
	By      string // id of the person
	At      time.Time
}
