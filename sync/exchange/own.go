package exchange

import (
	"context"
	"errors"

	"doorstep/casework"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// Most of what a tablet sends meets nobody's words. What becomes of it then is
// no news to the tablet, which has the records and the operations: it needs the
// numbers alone. Such records stay out of the answer. Whether both sides came to
// the same is seen from the digest of the case, as ever.

// leaveOutOwn takes out of the changes the records that only operations with
// these results have touched since the tablet's position, meeting nobody's words.
func leaveOutOwn(ctx context.Context, hub Hub, changes []Change, since int64, results []oplog.Result) error {
	own := map[int64]bool{}
	for _, result := range results {
		own[result.Seq] = result.Outcome == oplog.Applied || result.Outcome == oplog.Merged
	}
	if len(own) == 0 {
		return nil
	}
	for i := range changes {
		touched, err := hub.TouchedSince(ctx, changes[i].Case, since)
		if err != nil {
			return err
		}
		others := map[string]bool{}
		for seq, record := range touched {
			others[record] = others[record] || !own[seq]
		}
		changes[i].leaveOut(func(record *casework.Record) bool {
			others, known := others[record.ID]
			return known && !others && !hasLate(record, since)
		})
	}
	return nil
}

func (c *Change) leaveOut(own func(*casework.Record) bool) {
	rest := c.Records[:0:0]
	for _, record := range c.Records {
		if !own(record) {
			rest = append(rest, record)
		}
	}
	c.Own, c.Records = len(rest) < len(c.Records), rest
}

// hasLate reports that something after a number came late, of which only the
// office knows when.
func hasLate(record *casework.Record, since int64) bool {
	late := func(stamp casework.Stamp) bool { return stamp.Seq > since && stamp.Late != "" }
	for _, stamp := range record.Changed {
		if late(stamp) {
			return true
		}
	}
	for _, sibling := range record.Siblings {
		if late(sibling.Stamp) {
			return true
		}
	}
	return late(record.Created) || record.Removed != nil && late(record.Removed.Stamp)
}

// errUnfolded says that the tablet's own operations, folded, do not give what the
// office has. The tablet's records are not what they should be.
var errUnfolded = errors.New("exchange: the tablet's own operations do not give what the office has")

// foldOwn folds the operations of this tablet that have these results onto the
// trunk, but for those that show in it already and those whose record came along.
func (r *run) foldOwn(trunk []*casework.Record, change Change, results []oplog.Result) []*casework.Record {
	came, at := map[string]bool{}, map[string]int{}
	for _, record := range change.Records {
		came[record.ID] = true
	}
	for i, record := range trunk {
		at[record.ID] = i
	}
	landed := operationsIn(trunk)
	for _, result := range results {
		op, sent := r.sent[result.N]
		if !sent || came[op.Record] || landed[op.ID.String()] || result.Outcome == oplog.Kept {
			continue
		}
		i, here := at[op.Record]
		if here {
			trunk[i] = merge.Replay(trunk[i], op, result)
		} else if record := merge.Replay(nil, op, result); record != nil {
			at[op.Record] = len(trunk)
			trunk = append(trunk, record)
		}
	}
	return trunk
}
