package merge

import (
	"doorstep/casework"
	"doorstep/sync/oplog"
)

// Replay folds an operation of the log onto its record as it stood before, nil
// where it was not made yet, and returns the record afterwards. What became of
// the operation is known from its result: no rule is asked again, and what was
// kept aside changes nothing.
func Replay(record *casework.Record, op oplog.Operation, result oplog.Result) *casework.Record {
	if result.Outcome == oplog.Kept {
		return record
	}
	stamp := casework.Stamp{Seq: result.Seq, Chain: op.Chain(), Op: op.ID.String(), Actor: op.Actor, At: op.At}
	if record == nil {
		record = &casework.Record{ID: op.Record, Kind: op.Kind, Fields: map[string]string{}, Created: stamp}
		for _, change := range op.Changes {
			if change.Do == oplog.Set {
				record.Fields[change.Field] = change.To
			}
		}
		return record
	}
	f := folding{op: op, stamp: stamp, record: record.Clone(), settled: result.Outcome != oplog.Conflict}
	f.edit()
	return f.record
}
