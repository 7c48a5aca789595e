package sqlite

import (
	order "container/list"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"sync"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// recentRecords is how many records of cases are kept in memory, of all agencies
// together: some 25 MB.
const recentRecords = 20_000

// recent keeps the cases that were folded last, so that the work of a tablet
// that comes in several requests, or of several tablets, need not read them again.
// Nobody writes into a record that is kept here.
type recent struct {
	mu     sync.Mutex
	cases  map[recentKey]*order.Element // of *recentCase
	newest *order.List
	size   int // records
}

type recentKey struct {
	agency *Agency // as it is open now: what another process did to the file is not missed
	id     string
}

// recentCase is a case as it was at a position of the log.
type recentCase struct {
	recentKey
	position, term int64
	records        map[string]*casework.Record
}

func newRecent() *recent {
	return &recent{cases: map[recentKey]*order.Element{}, newest: order.New()}
}

// get returns the case, if it is kept as it stands at this position.
func (r *recent) get(key recentKey, position, term int64) map[string]*casework.Record {
	r.mu.Lock()
	defer r.mu.Unlock()
	at := r.cases[key]
	if at == nil {
		return nil
	}
	one := at.Value.(*recentCase)
	if one.position != position || one.term != term {
		return nil
	}
	r.newest.MoveToFront(at)
	return one.records
}

// put keeps a case, and drops those that were not needed for longest.
func (r *recent) put(one *recentCase) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.drop(r.cases[one.recentKey])
	r.cases[one.recentKey] = r.newest.PushFront(one)
	r.size += len(one.records)
	for r.size > recentRecords {
		r.drop(r.newest.Back())
	}
}

// moved takes over what a commit made of a case that is kept.
func (r *recent) moved(key recentKey, before, position int64, records []*casework.Record) {
	r.mu.Lock()
	at := r.cases[key]
	r.mu.Unlock()
	if at == nil {
		return
	}
	one := at.Value.(*recentCase)
	if one.position != before {
		return
	}
	now := maps.Clone(one.records)
	for _, record := range records {
		now[record.ID] = record
	}
	r.put(&recentCase{key, position, one.term, now})
}

// forget drops all cases of an agency that is closed.
func (r *recent) forget(agency *Agency) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for key, at := range r.cases {
		if key.agency == agency {
			r.drop(at)
		}
	}
}

// drop takes out one case. The caller holds the lock.
func (r *recent) drop(at *order.Element) {
	if at == nil {
		return
	}
	one := r.newest.Remove(at).(*recentCase)
	r.size -= len(one.records)
	delete(r.cases, one.recentKey)
}

// Shared returns the case as File does, but with records that are not the
// caller's own: nobody may write into them.
func (a *Agency) Shared(ctx context.Context, caseID string) (*casework.File, error) {
	file := casework.NewFile(caseID)
	key := recentKey{a, caseID}
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		position, err := a.beginFile(ctx, tx, file)
		if err != nil || position == 0 {
			return err
		}
		if kept := a.recent.get(key, position, file.Term); kept != nil {
			file.Records = maps.Clone(kept)
			return nil
		}
		if err := fillFile(ctx, tx, file); err != nil {
			return err
		}
		a.recent.put(&recentCase{key, position, file.Term, maps.Clone(file.Records)})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: file of case %q: %w", caseID, err)
	}
	return file, nil
}

// keepCommitted tells the cases in memory what a commit made of them.
func (a *Agency) keepCommitted(batch oplog.Batch, made committed) {
	records := make([]*casework.Record, len(made.records))
	for i, one := range made.records {
		records[i] = one.record
	}
	a.recent.moved(recentKey{a, batch.Case}, batch.Expected, made.position, records)
}
