package memory

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// State returns how far the replica is.
func (t *Tablet) State(context.Context) (exchange.ReplicaState, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.state, nil
}

// SaveState stores how far the replica is.
func (t *Tablet) SaveState(_ context.Context, state exchange.ReplicaState) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.state = state
	t.forget(state)
	return nil
}

// forget lets go of operations that are safe without this tablet: in the office
// for KeepFor and durable, or durable and of a case that left. What was kept
// aside stays until its case leaves.
func (t *Tablet) forget(state exchange.ReplicaState) {
	if state.Position == 0 { // nothing has been agreed with the office
		return
	}
	forgotten := 0
	for _, w := range t.inOrder() {
		if !w.settled {
			continue
		}
		if w.term != state.Term {
			w.term, w.result.Seq = state.Term, state.Position
		}
		old := t.now().Sub(w.at) >= exchange.KeepFor && w.result.Outcome != oplog.Kept
		if w.result.Seq > state.Durable || !old && !w.left || forgotten == exchange.ForgetAtOnce {
			continue
		}
		forgotten++
		delete(t.written, w.op.ID)
		device := oplog.ID{Device: w.op.Device, Epoch: w.op.Epoch}
		t.gone[device] = max(t.gone[device], w.op.N)
	}
}

func (t *Tablet) now() time.Time {
	if t.Now != nil {
		return t.Now()
	}
	return time.Now()
}

// Reopen lets acknowledged operations wait again.
func (t *Tablet) Reopen(_ context.Context, device string, epoch, from int64) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	count := 0
	for id, w := range t.written {
		if id.Device == device && id.Epoch == epoch && id.N >= from && w.settled {
			w.settled, w.left = false, false
			w.result = oplog.Result{N: id.N, Outcome: oplog.Applied}
			count++
		}
	}
	return count, nil
}

// Marks lists the cases held, with position and digest of their trunk.
func (t *Tablet) Marks(context.Context) ([]exchange.Mark, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	var marks []exchange.Mark
	for _, h := range t.cases {
		marks = append(marks, h.mark)
	}
	slices.SortFunc(marks, func(a, b exchange.Mark) int { return strings.Compare(a.Case, b.Case) })
	return marks, nil
}

// Waiting returns operations without an office's result, in order of their numbers.
func (t *Tablet) Waiting(_ context.Context, limit int) ([]oplog.Operation, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	var ops []oplog.Operation
	for _, w := range t.inOrder() {
		if !w.settled && (limit == 0 || len(ops) < limit) {
			ops = append(ops, w.op)
		}
	}
	return ops, nil
}

func compareIDs(a, b oplog.ID) int {
	return cmp.Or(strings.Compare(a.Device, b.Device), cmp.Compare(a.Epoch, b.Epoch), cmp.Compare(a.N, b.N))
}

// Trunk returns the case as the office last gave it.
func (t *Tablet) Trunk(_ context.Context, caseID string) ([]*casework.Record, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	h := t.cases[caseID]
	if h == nil {
		return nil, nil
	}
	if err := h.thaw(); err != nil {
		return nil, err
	}
	trunk := slices.Collect(maps.Values(cloneRecords(h.trunk)))
	slices.SortFunc(trunk, func(a, b *casework.Record) int { return strings.Compare(a.ID, b.ID) })
	return trunk, nil
}

// Absorb replaces trunk and overlay of cases and settles operations.
func (t *Tablet) Absorb(_ context.Context, absorbed ...exchange.Absorbed) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, one := range absorbed {
		if err := t.expect(one.Case, one.Expected); err != nil {
			return err
		}
	}
	for _, one := range absorbed {
		t.absorb(one)
	}
	return nil
}

func (t *Tablet) absorb(absorbed exchange.Absorbed) {
	t.settle(absorbed.Settled, absorbed.Given)
	if len(absorbed.Trunk) == 0 && len(absorbed.Overlay) == 0 {
		delete(t.cases, absorbed.Case)
		return
	}
	h := t.hold(absorbed.Case)
	h.mark, h.summary, h.head = absorbed.Mark, absorbed.Summary, nil
	h.trunk, h.body, h.overlay = byID(absorbed.Trunk), nil, byID(absorbed.Overlay)
	t.move(h)
}

// settle stores the office's results, given in a term, of operations that wait.
func (t *Tablet) settle(results []oplog.Result, term int64) {
	byNumber := map[int64]oplog.Result{}
	for _, result := range results {
		byNumber[result.N] = result
	}
	for _, w := range t.written {
		if result, ok := byNumber[w.op.N]; ok && !w.settled {
			w.result, w.settled, w.term, w.at = result, true, term, t.now()
		}
	}
}

// StoreSegments stores segments as they came, without parsing them.
func (t *Tablet) StoreSegments(_ context.Context, arrived []exchange.Arrived) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, one := range arrived {
		if t.works(one.Case, one.Settled) {
			return t.moved(one.Case)
		}
	}
	for _, one := range arrived {
		t.settle(one.Settled, one.Term)
		h := t.hold(one.Case)
		h.mark, h.head = one.Mark, slices.Clone(one.Head)
		h.trunk, h.body, h.overlay = nil, slices.Clone(one.Body), map[string]*casework.Record{}
		t.move(h)
	}
	return nil
}

// works reports unsent work on the case besides the operations settled now.
func (t *Tablet) works(caseID string, settled []oplog.Result) bool {
	done := map[int64]bool{}
	for _, result := range settled {
		done[result.N] = true
	}
	for _, w := range t.written {
		if w.op.Case == caseID && !w.settled && !done[w.op.N] {
			return true
		}
	}
	return false
}

// Leave removes a case that has no unsent work, and what was kept of it.
func (t *Tablet) Leave(_ context.Context, caseID string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.works(caseID, nil) {
		return t.moved(caseID)
	}
	for _, w := range t.written {
		if w.op.Case == caseID {
			w.left = true
		}
	}
	delete(t.cases, caseID)
	t.forget(t.state)
	return nil
}
