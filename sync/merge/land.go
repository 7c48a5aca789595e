package merge

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// Store is what landing needs of a store: the storage contract satisfies it.
type Store interface {
	// File returns the case as it stands, or an empty file for an unknown case.
	File(ctx context.Context, caseID string) (*casework.File, error)
	// Commit writes the batch whole, or answers *oplog.MovedError.
	Commit(ctx context.Context, batch oplog.Batch) (first int64, err error)
}

// landTries bounds how often a landing starts again because the case moved.
const landTries = 8

// Land folds operations of one case onto it and commits them, again from the
// start where somebody else committed meanwhile. A group lands together: if
// one of its operations cannot be applied, all of it is kept aside.
//
// It returns the results and the file as it stands after them, both numbered
// where the store draws numbers. On a tablet the results stay provisional and
// the file keeps the position it was read at.
func Land(ctx context.Context, store Store, caseID string, actor casework.Actor, ops []oplog.Operation) ([]oplog.Result, *casework.File, error) {
	return Arrive(ctx, store, caseID, actor, "", ops)
}

// Arrive lands operations that came from a tablet. moment is when, on the
// office's clock (RFC 3339 UTC): what came after the case had gone to somebody
// else, or was closed, is stamped with it as late.
func Arrive(ctx context.Context, store Store, caseID string, actor casework.Actor, moment string, ops []oplog.Operation) ([]oplog.Result, *casework.File, error) {
	for try := 0; try < landTries; try++ {
		file, err := store.File(ctx, caseID)
		if err != nil {
			return nil, nil, fmt.Errorf("merge: land on case %q: %w", caseID, err)
		}
		batch := plan(file, actor, moment, ops, nil)
		first, err := store.Commit(ctx, batch)
		var moved *oplog.MovedError
		if errors.As(err, &moved) {
			continue
		}
		if err != nil {
			return nil, nil, fmt.Errorf("merge: land on case %q: %w", caseID, err)
		}
		if first > 0 {
			number(batch, first)
			file.Position = first + int64(len(ops)) - 1
			file.Seen = file.Position
		}
		return batch.Results, file, nil
	}
	return nil, nil, casework.Fail(casework.Busy)
}

// AllStore is a store that commits several cases at once.
type AllStore interface {
	Store
	// CommitAll writes batches of different cases, all of them or none, and
	// answers as Commit does. The provisional numbers run through all batches,
	// each once: first is what -1 became.
	CommitAll(ctx context.Context, batches []oplog.Batch) (first int64, err error)
	// Shared returns the case as File does. Its records may be everybody's: nobody
	// writes into them, and folding replaces them.
	Shared(ctx context.Context, caseID string) (*casework.File, error)
}

// Arrival is what came from a tablet for one case, in the name of actor.
type Arrival struct {
	Case       string
	Actor      casework.Actor
	Operations []oplog.Operation
	At         []int // the place of each operation in all that came, from 0
}

// ArriveAll lands what came for several cases in one commit, each as Arrive
// does; the log has it in the order in which it was written. Either all of it
// lands or none: where one case cannot be written, the caller lands them one by
// one.
func ArriveAll(ctx context.Context, store AllStore, moment string, arrivals []Arrival) ([]oplog.Result, error) {
	for try := 0; try < landTries; try++ {
		batches := make([]oplog.Batch, len(arrivals))
		for i, arrival := range arrivals {
			file, err := store.Shared(ctx, arrival.Case)
			if err != nil {
				return nil, fmt.Errorf("merge: land on case %q: %w", arrival.Case, err)
			}
			batches[i] = plan(file, arrival.Actor, moment, arrival.Operations, arrival.At)
		}
		first, err := store.CommitAll(ctx, batches)
		var moved *oplog.MovedError
		if errors.As(err, &moved) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("merge: land on %d cases: %w", len(arrivals), err)
		}
		var results []oplog.Result
		for _, batch := range batches {
			number(batch, first)
			results = append(results, batch.Results...)
		}
		return results, nil
	}
	return nil, casework.Fail(casework.Busy)
}

// number writes the numbers that the store drew into results and records.
func number(batch oplog.Batch, first int64) {
	for i := range batch.Results {
		batch.Results[i].Seq = first - 1 - batch.Results[i].Seq
	}
	casework.Number(batch.Records, first-1)
}

// Plan folds the operations onto the file (which it changes) and returns the
// batch that commits them.
func Plan(file *casework.File, actor casework.Actor, ops []oplog.Operation) oplog.Batch {
	return plan(file, actor, "", ops, nil)
}

// plan is Plan for operations that came at this moment. at is the place of each
// in all that came with them, for its provisional number; nil: they are all.
func plan(file *casework.File, actor casework.Actor, moment string, ops []oplog.Operation, at []int) oplog.Batch {
	batch := oplog.Batch{Case: file.Case, Expected: file.Position, Operations: ops}
	touched := map[string]bool{}
	for start := 0; start < len(ops); {
		end := start + 1
		for end < len(ops) && ops[start].Group != "" && ops[end].Group == ops[start].Group {
			end++
		}
		batch.Results = append(batch.Results, foldGroup(file, actor, moment, ops[start:end], places(at, start, end), touched)...)
		start = end
	}
	for _, id := range slices.Sorted(maps.Keys(touched)) { // the same operations make the same batch
		batch.Records = append(batch.Records, file.Records[id])
	}
	batch.Summary = casework.Summarise(file)
	return batch
}

// places are those of the operations from start to end.
func places(at []int, start, end int) []int {
	if at != nil {
		return at[start:end]
	}
	own := make([]int, end-start)
	for i := range own {
		own[i] = start + i
	}
	return own
}

func foldGroup(file *casework.File, actor casework.Actor, moment string, group []oplog.Operation, at []int, touched map[string]bool) []oplog.Result {
	if len(group) == 1 { // nothing to take back where it cannot be applied
		result, record := fold(file, group[0], actor, -int64(at[0]+1), moment)
		if record != nil {
			touched[record.ID] = true
		}
		return []oplog.Result{result}
	}
	trial := &casework.File{Case: file.Case, Position: file.Position, Seen: file.Seen, Term: file.Term, Records: make(map[string]*casework.Record, len(file.Records))}
	for id, record := range file.Records {
		trial.Records[id] = record // Fold replaces records, it never writes into them
	}
	results := make([]oplog.Result, len(group))
	changed := map[string]bool{}
	var failed casework.Reason
	for i, op := range group {
		result, record := fold(trial, op, actor, -int64(at[i]+1), moment)
		results[i] = result
		if result.Outcome == oplog.Kept && failed == casework.ReasonNone {
			failed = result.Reason
		}
		if record != nil {
			changed[record.ID] = true
		}
	}
	if failed != casework.ReasonNone {
		for i := range results {
			results[i].Outcome = oplog.Kept
			if results[i].Reason == casework.ReasonNone {
				results[i].Reason = failed
			}
		}
		return results
	}
	file.Records = trial.Records
	for id := range changed {
		touched[id] = true
	}
	return results
}
