package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"doorstep/casework"
	"doorstep/storage"
)

// RecordsOf lists the records of a kind in all cases. Of gaps there is an index.
func (a *Agency) RecordsOf(ctx context.Context, kind casework.Kind) (records []storage.CaseRecord, err error) {
	query := `
		SELECT record.case_id, coalesce(case_file.worker, ''), record.content
		FROM record JOIN case_file ON case_file.id = record.case_id
		WHERE record.kind = ?
		ORDER BY record.case_id, record.id`
	args := []any{string(kind)}
	if kind == casework.KindGap { // a partial index is found by the word itself
		query = `
			SELECT record.case_id, coalesce(case_file.worker, ''), record.content
			FROM record JOIN case_file ON case_file.id = record.case_id
			WHERE record.kind = 'gap'
			ORDER BY record.case_id, record.id`
		args = nil
	}
	err = a.file.read(ctx, func(tx *sql.Tx) error {
		records, err = list(ctx, tx, func(rows *sql.Rows, one *storage.CaseRecord) error {
			var content []byte
			if err := rows.Scan(&one.Case, &one.Worker, &content); err != nil {
				return err
			}
			one.Record = &casework.Record{}
			return json.Unmarshal(content, one.Record)
		}, query, args...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: records of kind %q: %w", kind, err)
	}
	return slices.DeleteFunc(records, func(one storage.CaseRecord) bool { return one.Record.Removed != nil }), nil
}
