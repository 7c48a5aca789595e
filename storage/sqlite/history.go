package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"doorstep/storage"
	"doorstep/sync/oplog"
)

const loggedColumns = `
	SELECT seq, outcome, reason, landed, coalesce(operation.seen, -1), content, coalesce(tablet.person, '')
	FROM operation
	LEFT JOIN tablet ON tablet.id = device`

// History lists the operations on a case, newest first.
func (a *Agency) History(ctx context.Context, caseID string, before int64, limit int) ([]storage.Logged, error) {
	return all(ctx, a, "history", scanLogged, loggedColumns+`
		WHERE case_id = ?1 AND (?2 = 0 OR seq < ?2) AND length(content) > 0
		ORDER BY seq DESC
		LIMIT ?3`, caseID, before, limit)
}

// RecordLog lists the operations on some records of a case, oldest first.
func (a *Agency) RecordLog(ctx context.Context, caseID string, records []string, upTo int64) ([]storage.Logged, error) {
	names, err := json.Marshal(records)
	if err != nil {
		return nil, fmt.Errorf("sqlite: record log: %w", err)
	}
	return all(ctx, a, "record log", scanLogged, loggedColumns+`
		WHERE case_id = ?1 AND record IN (SELECT value FROM json_each(?2)) AND (?3 = 0 OR seq <= ?3) AND length(content) > 0
		ORDER BY seq`, caseID, string(names), upTo)
}

func scanLogged(rows *sql.Rows, logged *storage.Logged) error {
	var content sql.RawBytes
	var seen int64
	result := &logged.Result
	if err := rows.Scan(&result.Seq, &result.Outcome, &result.Reason, when{&logged.Landed}, &seen, &content, &logged.Sender); err != nil {
		return err
	}
	op, err := oplog.Decode(content)
	if err != nil {
		return fmt.Errorf("operation %d: %w", result.Seq, err)
	}
	if seen >= 0 {
		op.Seen = seen
	}
	logged.Operation, result.N = op, op.N
	return nil
}
