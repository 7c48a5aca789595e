package memory

import (
	"context"
	"slices"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
)

// RecordsOf lists the records of a kind in all cases.
func (o *Office) RecordsOf(_ context.Context, kind casework.Kind) ([]storage.CaseRecord, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var list []storage.CaseRecord
	for id, k := range o.cases {
		for _, record := range k.records {
			if record.Kind == kind && record.Removed == nil {
				list = append(list, storage.CaseRecord{Case: id, Worker: k.summary.Worker, Record: record})
			}
		}
	}
	slices.SortFunc(list, func(a, b storage.CaseRecord) int { return strings.Compare(a.Case+a.Record.ID, b.Case+b.Record.ID) })
	return list, nil
}
