package storage

import (
	"context"
	"time"

	"doorstep/sync/exchange"
)

// Handed keeps what tablets handed in and a person has to look at. It only
// grows: what was left aside can still be taken.
type Handed interface {
	// KeepHanded stores an item; the same content under the same number again
	// changes nothing. More than MaxHanded undecided ones of a tablet answer
	// casework.NoSpace.
	KeepHanded(ctx context.Context, item exchange.Handed) error
	// HandedItems lists every item, oldest first.
	HandedItems(ctx context.Context) ([]HandedItem, error)
	// DecideHanded notes what a person made of items; one that was taken stays
	// taken.
	DecideHanded(ctx context.Context, ids []int64, decision HandedDecision) error
	// IsDurable reports whether everything that came from a device lies off the
	// office's volume too. Where no copies lie apart, its own disk counts.
	IsDurable(ctx context.Context, device string, epoch int64) (bool, error)
	// CountHanded counts the items that wait for somebody to decide.
	CountHanded(ctx context.Context) (int, error)
}

// MaxHanded bounds what one tablet can pile up: its narrow credential lies
// unsealed.
const MaxHanded = 20_000

// HandedItem is one item and what became of it.
type HandedItem struct {
	ID int64
	exchange.Handed
	Came time.Time
	HandedDecision
}

// HandedDecision is what a person made of an item.
type HandedDecision struct {
	Decision Decision
	Reason   string // why it was left aside
	Decider  string // person id
	Decided  time.Time
}

// Decision is what became of an item under review.
type Decision string

// The decisions.
const (
	Undecided Decision = ""
	Taken     Decision = "taken" // landed as a late entry
	Aside     Decision = "aside" // left aside with a reason
)
