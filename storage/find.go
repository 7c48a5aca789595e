package storage

import (
	"cmp"
	"context"
	"slices"

	"doorstep/casework"
)

// Found is a record that a search found, with its case.
type Found struct {
	Case   string
	Record *casework.Record
}

// Finder is what Walk reads.
type Finder interface {
	Summaries(ctx context.Context) ([]casework.Summary, error)
	File(ctx context.Context, caseID string) (*casework.File, error)
}

// Walk finds by reading every case that the actor may see: for stores that have
// no index, and hold no more cases than one person's.
func Walk(ctx context.Context, store Finder, actor casework.Actor, query casework.Query, limit int) ([]Found, error) {
	if query.IsEmpty() {
		return nil, nil
	}
	summaries, err := store.Summaries(ctx)
	if err != nil {
		return nil, err
	}
	var all []Found
	for _, summary := range summaries {
		if !actor.MaySee(summary.Worker) {
			continue
		}
		file, err := store.File(ctx, summary.Case)
		if err != nil {
			return nil, err
		}
		for _, record := range file.Records {
			if query.Finds(record) {
				all = append(all, Found{summary.Case, record})
			}
		}
	}
	slices.SortFunc(all, func(a, b Found) int {
		return cmp.Or(cmp.Compare(LastChange(b.Record), LastChange(a.Record)), cmp.Compare(b.Record.ID, a.Record.ID))
	})
	return all[:min(limit, len(all))], nil
}

// unsent is added to what the office has not numbered yet: it is the newest.
const unsent = 1 << 60

// LastChange is the number of the last operation on a record; what waits to be
// sent comes after all that the office has.
func LastChange(record *casework.Record) int64 {
	last := int64(0)
	see := func(stamp casework.Stamp) {
		number := stamp.Seq
		if number <= 0 { // -1 is the first of what waits
			number = unsent - number
		}
		last = max(last, number)
	}
	see(record.Created)
	for _, stamp := range record.Changed {
		see(stamp)
	}
	for _, sibling := range record.Siblings {
		see(sibling.Stamp)
	}
	return last
}
