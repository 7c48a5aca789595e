package exchange

import (
	"context"
	"errors"
	"maps"
	"slices"

	"doorstep/casework"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// absorbTries bounds how often an absorption starts again because the person
// wrote in the case meanwhile.
const absorbTries = 8

// absorbAtOnce bounds how many cases land in one transaction of the replica:
// making it durable takes as long for one as for some.
const absorbAtOnce = 8

// absorbChanges puts what is new into the trunks of some cases. It returns those
// that have to come whole.
func (r *run) absorbChanges(ctx context.Context, changes []Change, term int64) (unfolded []Mark, err error) {
	var all []folded
	for _, change := range changes {
		change.Term = term
		one, err := r.fold(ctx, change, r.resultsOf(change.Case))
		if errors.Is(err, errUnfolded) { // the office hears of it
			unfolded, r.differ = append(unfolded, change.Mark), append(r.differ, change.Case)
			continue
		}
		if err != nil {
			return nil, err
		}
		if one != nil {
			all = append(all, *one)
		}
	}
	if err := r.absorbAll(ctx, all); err != nil {
		return nil, err
	}
	for _, one := range all {
		r.settled(one.settled)
	}
	return unfolded, nil
}

// folded is a case as an answer from the office makes it, before it is stored.
type folded struct {
	mark     Mark
	position int64 // File.Position, from before the trunk was read
	trunk    []*casework.Record
	settled  []oplog.Result
	landed   int64 // see absorb
}

// fold puts what is new into the trunk of one case. While the case is not
// complete, operations on it are not settled. A case that is not here is taken
// only whole: its segment will bring it, and there is nothing to store.
func (r *run) fold(ctx context.Context, change Change, settled []oplog.Result) (*folded, error) {
	file, err := r.Replica.File(ctx, change.Case)
	if err != nil {
		return nil, err
	}
	trunk, err := r.Replica.Trunk(ctx, change.Case)
	if err != nil {
		return nil, err
	}
	if change.Own {
		trunk = r.foldOwn(trunk, change, settled)
	}
	trunk = renew(trunk, change.Records)
	mark := change.Mark
	mark.Digest = casework.DigestOf(trunk).String()
	if mark.Digest == change.Digest {
		return &folded{mark, file.Position, trunk, settled, r.next}, nil
	}
	if change.Own {
		return nil, errUnfolded
	}
	if file.Head() == nil {
		return nil, nil
	}
	// Records are missing: more pages follow, or the two sides differ and the
	// next exchange heals it. Until then the case has not been seen up to this
	// position, and nobody's words may be overwritten as if it had.
	mark.Position, mark.Term = file.Seen, file.Term
	if change.Digest != "" {
		r.differ = append(r.differ, change.Case)
	} else {
		settled = nil
	}
	return &folded{mark, file.Position, trunk, settled, nothing}, nil
}

// renew replaces records of the trunk by newer ones and adds those it lacks.
func renew(trunk, records []*casework.Record) []*casework.Record {
	fresh := make(map[string]*casework.Record, len(records))
	for _, record := range records {
		fresh[record.ID] = record
	}
	for i, record := range trunk {
		if replaced := fresh[record.ID]; replaced != nil {
			trunk[i] = replaced
			delete(fresh, record.ID)
		}
	}
	for _, record := range records {
		if fresh[record.ID] != nil {
			trunk = append(trunk, record)
		}
	}
	return trunk
}

// nothing: the trunk may be older than what the office had when it answered.
const nothing = 0

// absorbAll stores cases together. Where the person wrote in one of them meanwhile
// each goes alone.
func (r *run) absorbAll(ctx context.Context, all []folded) error {
	if len(all) == 0 {
		return nil
	}
	waiting, err := r.Replica.Waiting(ctx, 0) // what comes after it moves its case on
	if err != nil {
		return err
	}
	absorbed := make([]Absorbed, len(all))
	for i, one := range all {
		absorbed[i] = r.rebase(one.mark, one.position, one.trunk, waiting, one.settled, one.landed)
	}
	err = r.Replica.Absorb(ctx, absorbed...)
	if !errors.As(err, new(*oplog.MovedError)) {
		return err
	}
	for _, one := range all {
		if err := r.absorb(ctx, one.mark, one.trunk, one.settled, one.landed); err != nil {
			return err
		}
	}
	return nil
}

// absorb folds what still waits onto the new trunk and stores both. What this
// device wrote below the number landed is in the trunk: the office takes every
// number in turn, and what became of it is there, also where somebody has
// replaced it since and no stamp names it. Folded again it would look like
// words that nobody had seen.
func (r *run) absorb(ctx context.Context, mark Mark, trunk []*casework.Record, settled []oplog.Result, landed int64) error {
	for range absorbTries {
		file, err := r.Replica.File(ctx, mark.Case)
		if err != nil {
			return err
		}
		waiting, err := r.Replica.Waiting(ctx, 0)
		if err != nil {
			return err
		}
		err = r.Replica.Absorb(ctx, r.rebase(mark, file.Position, trunk, waiting, settled, landed))
		var moved *oplog.MovedError
		if !errors.As(err, &moved) {
			return err
		}
	}
	return casework.Fail(casework.Busy)
}

func (r *run) rebase(mark Mark, position int64, trunk []*casework.Record, waiting []oplog.Operation, settled []oplog.Result, next int64) Absorbed {
	done := map[int64]bool{}
	for _, result := range settled {
		done[result.N] = true
	}
	file := &casework.File{Case: mark.Case, Position: position, Seen: mark.Position, Records: make(map[string]*casework.Record, len(trunk))}
	for _, record := range trunk {
		file.Records[record.ID] = record
	}
	landed := operationsIn(trunk)
	var rest []oplog.Operation
	for _, op := range waiting {
		if op.Case == mark.Case && !done[op.N] && !landed[op.ID.String()] && !(r.owns(op) && op.N < next) {
			rest = append(rest, op)
		}
	}
	batch := merge.Plan(file, r.Actor, rest)
	return Absorbed{Mark: mark, Expected: position, Trunk: trunk, Overlay: batch.Records, Settled: settled, Given: r.term, Summary: batch.Summary}
}

func (r *run) owns(op oplog.Operation) bool { return op.Device == r.Device && op.Epoch == r.Epoch }

// operationsIn names the operations that show in records of the office. One that
// waits although it shows there has landed, and its result is still to come:
// folded again it would look like a second try, and take its group along.
func operationsIn(trunk []*casework.Record) map[string]bool {
	landed := map[string]bool{}
	for _, record := range trunk {
		landed[record.Created.Op] = true
		for _, stamp := range record.Changed {
			landed[stamp.Op] = true
		}
		for _, sibling := range record.Siblings {
			landed[sibling.Stamp.Op] = true
		}
		if record.Removed != nil {
			landed[record.Removed.Stamp.Op] = true
		}
	}
	return landed
}

// waits reports unsent work on the case.
func (c *Client) waits(ctx context.Context, caseID string) (bool, error) {
	waiting, err := c.Replica.Waiting(ctx, 0)
	if err != nil {
		return false, err
	}
	for _, op := range waiting {
		if op.Case == caseID {
			return true, nil
		}
	}
	return false, nil
}

// settleRest stores results of operations whose case brought no change: they
// were kept aside. What they wrote leaves the pages but stays listed as kept.
func (r *run) settleRest(ctx context.Context, term int64) error {
	if len(r.results) == 0 {
		return nil
	}
	byCase, err := r.marks(ctx)
	if err != nil {
		return err
	}
	for len(r.results) > 0 {
		caseID := r.anyCase()
		trunk, err := r.Replica.Trunk(ctx, caseID)
		if err != nil {
			return err
		}
		mark, held := byCase[caseID]
		if !held {
			mark = Mark{Case: caseID, Term: term}
		}
		settle := r.resultsOf(caseID)
		if err := r.absorb(ctx, mark, trunk, settle, nothing); err != nil {
			return err
		}
		r.settled(settle)
	}
	return nil
}

// anyCase is the case of the first operation that is not settled.
func (r *run) anyCase() string {
	return r.cases[slices.Min(slices.Collect(maps.Keys(r.results)))]
}

// leave removes a case that moved away, once nothing of it waits.
func (c *Client) leave(ctx context.Context, caseID string) error {
	waits, err := c.waits(ctx, caseID)
	if err != nil || waits {
		return err
	}
	err = c.Replica.Leave(ctx, caseID)
	var moved *oplog.MovedError
	if errors.As(err, &moved) { // the person wrote in the case meanwhile: that goes first
		return nil
	}
	return err
}

// marks are the marks of the cases held, by case.
func (c *Client) marks(ctx context.Context) (map[string]Mark, error) {
	marks, err := c.Replica.Marks(ctx)
	byCase := make(map[string]Mark, len(marks))
	for _, mark := range marks {
		byCase[mark.Case] = mark
	}
	return byCase, err
}
