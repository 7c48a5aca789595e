package storage

import (
	"context"

	"doorstep/casework"
)

// Lists reads the summaries of an agency that has many cases without reading all
// of them for every page. It is the office's alone: a tablet has one caseload.
type Lists interface {
	// SummariesOf lists the summaries of one worker's cases, by name.
	SummariesOf(ctx context.Context, worker string) ([]casework.Summary, error)
	// Derived returns what derive makes of the summary of each case that has a
	// worker, in no order. It is kept in memory, by key, and made anew for the
	// cases that changed since, several at once. Nobody writes into it.
	Derived(ctx context.Context, key string, derive func(casework.Summary) any) ([]any, error)
}
