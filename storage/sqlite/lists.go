package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"doorstep/casework"
)

// SummariesOf lists the summaries of one worker's cases, by name.
func (a *Agency) SummariesOf(ctx context.Context, worker string) ([]casework.Summary, error) {
	var own []casework.Summary
	err := a.file.read(ctx, func(tx *sql.Tx) (err error) {
		own, err = list(ctx, tx, scanSummary, `
			SELECT summary
			FROM case_file
			WHERE worker = ?`, worker)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: summaries of one worker: %w", err)
	}
	slices.SortFunc(own, casework.CompareNames)
	return own, nil
}

func scanSummary(rows *sql.Rows, summary *casework.Summary) error {
	var content sql.RawBytes
	if err := rows.Scan(&content); err != nil {
		return err
	}
	return json.Unmarshal(content, summary)
}

// derivedKeys is how many keys are kept: a list of all, and the boards of the
// days and packs that are in use.
const derivedKeys = 4

// derived keeps what pages made of summaries.
type derived struct {
	mu   sync.Mutex // held while it is made: two who ask at once make it once
	sets []*derivedSet
}

// derivedSet is what was made under one key; the newest set stands first.
type derivedSet struct {
	key   string
	cases map[string]derivedCase
}

type derivedCase struct {
	position int64
	made     any
}

// set finds the set of a key, or begins it; the one that was not asked for
// longest goes. The caller holds the lock.
func (d *derived) set(key string) *derivedSet {
	for i, set := range d.sets {
		if set.key == key {
			d.sets = append([]*derivedSet{set}, slices.Delete(d.sets, i, i+1)...)
			return set
		}
	}
	set := &derivedSet{key: key, cases: map[string]derivedCase{}}
	d.sets = append([]*derivedSet{set}, d.sets...)
	d.sets = d.sets[:min(len(d.sets), derivedKeys)]
	return set
}

// Derived returns what derive makes of each summary. Every commit on a case moves
// its position, so that what was made of it before is told by that alone.
func (a *Agency) Derived(ctx context.Context, key string, derive func(casework.Summary) any) ([]any, error) {
	a.derived.mu.Lock()
	defer a.derived.mu.Unlock()
	set := a.derived.set(key)
	var all []any
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		moved, err := a.derivedStill(ctx, tx, set, &all)
		if err != nil {
			return err
		}
		made, err := deriveMoved(ctx, tx, moved, derive)
		for id, one := range made {
			set.cases[id] = one
			all = append(all, one.made)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: derived of summaries: %w", err)
	}
	return all, nil
}

// derivedStill gathers what still holds, and names the cases that moved.
func (a *Agency) derivedStill(ctx context.Context, tx *sql.Tx, set *derivedSet, all *[]any) (moved []string, err error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT id, position
		FROM case_file INDEXED BY case_place
		WHERE worker IS NOT NULL`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id sql.RawBytes
		var position int64
		if err := rows.Scan(&id, &position); err != nil {
			return nil, err
		}
		if kept, ok := set.cases[string(id)]; ok && kept.position == position {
			*all = append(*all, kept.made)
			continue
		}
		moved = append(moved, string(id))
	}
	return moved, rows.Err()
}

// fewMoved is how many cases one query reads.
const fewMoved = 50

// deriveMoved makes anew what was made of the cases that moved. The first board of
// a day asks for all of them: they are worked out on every processor while others
// are read.
func deriveMoved(ctx context.Context, tx *sql.Tx, moved []string, derive func(casework.Summary) any) (map[string]derivedCase, error) {
	work := newDeriving(derive)
	for start := 0; start < len(moved); start += fewMoved {
		some := moved[start:min(start+fewMoved, len(moved))]
		marks := strings.TrimSuffix(strings.Repeat("?,", len(some)), ",")
		args := make([]any, len(some))
		for i, id := range some {
			args[i] = id
		}
		rows, err := tx.QueryContext(ctx, `
			SELECT id, position, summary
			FROM case_file
			WHERE id IN (`+marks+`)`, args...)
		if err == nil {
			err = work.take(rows)
		}
		if err != nil {
			work.end()
			return nil, err
		}
	}
	return work.end()
}

// deriving hands rows to as many workers as there are processors.
type deriving struct {
	jobs   chan derivingJob
	group  sync.WaitGroup
	mu     sync.Mutex
	made   map[string]derivedCase
	failed error
}

type derivingJob struct {
	id       string
	position int64
	summary  []byte
}

func newDeriving(derive func(casework.Summary) any) *deriving {
	d := &deriving{jobs: make(chan derivingJob, fewMoved), made: map[string]derivedCase{}}
	for range runtime.GOMAXPROCS(0) {
		d.group.Go(func() {
			for job := range d.jobs {
				made, err := job.derive(derive)
				d.mu.Lock()
				d.made[job.id] = made
				d.failed = errors.Join(d.failed, err)
				d.mu.Unlock()
			}
		})
	}
	return d
}

// derive is one job. What goes wrong in it is the caller's error: beside it nobody
// would catch it.
func (j derivingJob) derive(derive func(casework.Summary) any) (made derivedCase, err error) {
	defer func() {
		if wrong := recover(); wrong != nil {
			err = fmt.Errorf("case %s: %v", j.id, wrong)
		}
	}()
	var summary casework.Summary
	if err := json.Unmarshal(j.summary, &summary); err != nil {
		return derivedCase{}, fmt.Errorf("case %s: %w", j.id, err)
	}
	return derivedCase{j.position, derive(summary)}, nil
}

func (d *deriving) take(rows *sql.Rows) error {
	defer rows.Close()
	for rows.Next() {
		var job derivingJob
		if err := rows.Scan(&job.id, &job.position, &job.summary); err != nil {
			return err
		}
		d.jobs <- job
	}
	return rows.Err()
}

func (d *deriving) end() (map[string]derivedCase, error) {
	close(d.jobs)
	d.group.Wait()
	if d.failed != nil {
		return nil, d.failed
	}
	return d.made, nil
}
