package exchange

import (
	"cmp"
	"context"
	"slices"

	"doorstep/sync/oplog"
)

// request is what the tablet asks next.
func (r *run) request(ctx context.Context, state ReplicaState) (Request, error) {
	request := Request{
		Version: Version, Device: r.Device, Epoch: r.Epoch, Term: state.Term, Position: state.Position,
		Listed: r.listed || state.Position == 0, Differ: r.differ, Folds: true,
	}
	if state.House.Tenant != "" {
		request.House = state.House.Digest()
	}
	marks, err := r.Replica.Marks(ctx)
	if err != nil {
		return request, err
	}
	request.Held, request.State = HeldDigest(marks), StateDigest(marks)
	if request.Listed {
		request.Cases = marks
	}
	// Operations that have their result wait for their case to be complete;
	// they are not sent again with each page.
	waiting, err := r.Replica.Waiting(ctx, len(r.results)+MaxOperations+1)
	if err != nil {
		return request, err
	}
	waiting = slices.DeleteFunc(waiting, func(op oplog.Operation) bool {
		_, answered := r.results[op.N]
		return answered
	})
	sent := waiting[:fitting(waiting)]
	sent = sent[:unbroken(sent)]
	if r.inbox > 0 {
		sent = nil
		waiting = slices.DeleteFunc(waiting, func(op oplog.Operation) bool { return r.owns(op) && op.N <= r.inbox })
	}
	for _, op := range sent {
		request.Operations = append(request.Operations, op.Bytes())
		r.cases[op.N], r.sent[op.N] = op.Case, op
	}
	if len(sent) > 0 && r.expected > 0 && sent[0].N > r.expected {
		request.From = sent[0].N
	}
	request.Parcel = !r.plain && len(sent) >= cmp.Or(r.ParcelFrom, ParcelFrom)
	request.Waiting = len(waiting) - len(sent) // beyond these
	if r.FilesWait != nil {
		request.Waiting += r.FilesWait()
	}
	return request, nil
}

// fitting is how many of the operations go into one request: about a page, so
// that a cut costs no more than that. A group lands together or not at all, so it
// travels in one piece: what does not fit beside earlier work waits for the next
// request, and one that is larger than a page makes a larger request. Only a
// group that is larger than every request is cut.
func fitting(waiting []oplog.Operation) int {
	end := within(waiting, MaxPageBytes, "")
	if end == len(waiting) || waiting[end].Group == "" {
		return end
	}
	start := end
	for start > 0 && waiting[start-1].Group == waiting[end].Group {
		start--
	}
	if start == 0 {
		return within(waiting, MaxRequestBytes, waiting[0].Group)
	}
	return start
}

// within counts operations from the first on that fit into so many bytes: at
// least one, at most MaxOperations, and none behind the group where one is named.
func within(waiting []oplog.Operation, bytes int, group string) int {
	end, size := 0, 0
	for end < len(waiting) && end < MaxOperations && (group == "" || waiting[end].Group == group) {
		size += len(waiting[end].Bytes())
		if size > bytes && end > 0 {
			break
		}
		end++
	}
	return end
}

// unbroken is how many of the operations follow on one another. After a restore
// some that were safe may be gone from the middle: what comes after them goes
// with the next request, which says so.
func unbroken(sent []oplog.Operation) int {
	for i := 1; i < len(sent); i++ {
		if sent[i].N != sent[i-1].N+1 {
			return i
		}
	}
	return len(sent)
}
