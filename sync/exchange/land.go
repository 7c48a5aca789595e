package exchange

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"doorstep/casework"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

func decodeAll(request Request) ([]oplog.Operation, error) {
	if len(request.Operations) > MaxOperations {
		return nil, fmt.Errorf("%w: %d operations in one request", oplog.ErrFormat, len(request.Operations))
	}
	ops := make([]oplog.Operation, len(request.Operations))
	for i, raw := range request.Operations {
		op, err := oplog.Decode(raw)
		if err != nil {
			return nil, err
		}
		if op.Device != request.Device || op.Epoch != request.Epoch {
			return nil, fmt.Errorf("%w: an operation of another device", oplog.ErrFormat)
		}
		ops[i] = op
	}
	return ops, nil
}

// LandAll lands operations of one device in order of their numbers, case by
// case, in the name of actor: the person behind the device as the office knows
// them now. What is here already answers with its stored result. A *GapError
// says that numbers are missing before these; a *ClonedError that some of these
// numbers are in the log with another content: those were kept apart, and
// nothing of these was landed.
//
// arrived is when they came (see Request.Arrived). from is the lowest number
// that the device still has, where that is known: a gap before it is passed
// over, because what was in it exists nowhere any more. 0 passes over none.
func LandAll(ctx context.Context, hub Hub, actor casework.Actor, arrived string, from int64, ops []oplog.Operation) ([]oplog.Result, error) {
	results, err := landAll(ctx, hub, actor, arrived, from, ops)
	if storedMeanwhile(err) { // the same came twice at once, and the other one was first
		return landAll(ctx, hub, actor, arrived, from, ops)
	}
	return results, err
}

func landAll(ctx context.Context, hub Hub, actor casework.Actor, arrived string, from int64, ops []oplog.Operation) ([]oplog.Result, error) {
	fresh, results, err := withoutStored(ctx, hub, ops)
	if err != nil || len(fresh) == 0 {
		return results, err
	}
	expected, err := hub.NextNumber(ctx, fresh[0].Device, fresh[0].Epoch)
	if err != nil {
		return nil, err
	}
	if fresh[0].N == from {
		expected = max(expected, from)
	}
	for i, op := range fresh {
		if op.N != expected+int64(i) {
			return nil, &GapError{Expected: expected + int64(i), Got: op.N}
		}
	}
	landed, err := landInOrder(ctx, hub, actor, arrived, fresh)
	return append(results, landed...), err
}

// landInOrder lands operations of one device case by case, in the order in which
// they are given. A vault writes for its own person only: what names somebody
// else as its author is a stranger's. arrived is when they came (see
// Request.Arrived).
func landInOrder(ctx context.Context, hub Hub, actor casework.Actor, arrived string, ops []oplog.Operation) ([]oplog.Result, error) {
	if len(ops) == 0 {
		return nil, nil
	}
	standing, err := hub.Standing(ctx, ops[0].Device, ops[0].Epoch)
	if err != nil {
		return nil, err
	}
	counted := make([]oplog.Operation, len(ops))
	for i, op := range ops {
		op.Seen = standing.seen(op) // its bytes stay as they came
		counted[i] = op
	}
	if arrivals, ok := byCase(actor, counted); ok {
		results, err := merge.ArriveAll(ctx, hub, arrived, arrivals)
		if err == nil || errors.Is(err, oplog.ErrStored) || ctx.Err() != nil {
			slices.SortFunc(results, func(a, b oplog.Result) int { return cmp.Compare(a.N, b.N) })
			return results, err
		}
		// One of the cases cannot be written: it must not hold up the others.
	}
	return landOneByOne(ctx, hub, actor, arrived, counted)
}

// byCase gathers the operations of each case, in their order: cases do not look
// at one another. ok is false where somebody wrote in the name of another in the
// same case: its operations do not land in one go.
func byCase(actor casework.Actor, ops []oplog.Operation) (arrivals []merge.Arrival, ok bool) {
	at := map[string]int{}
	for place, op := range ops {
		author := authorOf(actor, op)
		i, here := at[op.Case]
		if !here {
			i = len(arrivals)
			at[op.Case] = i
			arrivals = append(arrivals, merge.Arrival{Case: op.Case, Actor: author})
		}
		if arrivals[i].Actor != author {
			return nil, false
		}
		arrivals[i].Operations = append(arrivals[i].Operations, op)
		arrivals[i].At = append(arrivals[i].At, place)
	}
	return arrivals, true
}

// authorOf is the actor, or nobody where an operation names somebody else.
func authorOf(actor casework.Actor, op oplog.Operation) casework.Actor {
	if op.Actor != actor.ID {
		return casework.Actor{}
	}
	return actor
}

// landOneByOne lands operations in the order of their numbers, so that what is
// here leaves no gap when one of them fails.
func landOneByOne(ctx context.Context, hub Hub, actor casework.Actor, arrived string, ops []oplog.Operation) ([]oplog.Result, error) {
	var results []oplog.Result
	for start := 0; start < len(ops); {
		end := start + 1
		for end < len(ops) && ops[end].Case == ops[start].Case && ops[end].Actor == ops[start].Actor {
			end++
		}
		landed, _, err := merge.Arrive(ctx, hub, ops[start].Case, authorOf(actor, ops[start]), arrived, ops[start:end])
		if err != nil {
			return nil, err
		}
		results = append(results, landed...)
		start = end
	}
	return results, nil
}

// withoutStored answers operations that are here already with their stored
// results, and sets a device aside that uses one number for two contents: each
// such content is kept apart.
func withoutStored(ctx context.Context, hub Hub, ops []oplog.Operation) (fresh []oplog.Operation, results []oplog.Result, err error) {
	ids := make([]oplog.ID, len(ops))
	for i, op := range ops {
		ids[i] = op.ID
	}
	stored, hashes, err := hub.StoredResults(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	var cloned *ClonedError
	for _, op := range ops {
		result, here := stored[op.ID]
		switch {
		case !here:
			fresh = append(fresh, op)
		case op.Has(hashes[op.ID]):
			results = append(results, result)
		default:
			if err := hub.KeepApart(ctx, op); err != nil {
				return nil, nil, err
			}
			if cloned == nil {
				cloned = &ClonedError{ID: op.ID}
			}
			cloned.Apart = append(cloned.Apart, op.ID)
		}
	}
	if cloned != nil {
		return nil, nil, cloned
	}
	return fresh, results, nil
}

// ClonedError says that a device sent another content under a number that it
// has used: a copied or restored tablet. Both contents are kept.
type ClonedError struct {
	ID    oplog.ID   // the first
	Apart []oplog.ID // all that were kept apart now
}

func (e *ClonedError) Error() string {
	return "exchange: operation " + e.ID.String() + " exists with another content"
}
