package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/oplog"
)

// File returns the case as it stands; an unknown one is empty.
func (a *Agency) File(ctx context.Context, caseID string) (*casework.File, error) {
	file := casework.NewFile(caseID)
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		position, err := a.beginFile(ctx, tx, file)
		if err != nil || position == 0 {
			return err
		}
		return fillFile(ctx, tx, file)
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: file of case %q: %w", caseID, err)
	}
	return file, nil
}

// beginFile reads how far a case is; position 0: there is none.
func (a *Agency) beginFile(ctx context.Context, tx *sql.Tx, file *casework.File) (position int64, err error) {
	if err := tx.QueryRowContext(ctx, `SELECT term FROM agency`).Scan(&file.Term); err != nil {
		return 0, err
	}
	row, err := findCase(ctx, tx, file.Case)
	file.Position, file.Seen = row.position, row.position
	return row.position, err
}

func fillFile(ctx context.Context, tx *sql.Tx, file *casework.File) error {
	records, err := findRecords(ctx, tx, file.Case)
	for _, record := range records {
		file.Records[record.ID] = record
	}
	return err
}

// caseRow is a row of case_file; position 0 means that there is none.
type caseRow struct {
	position int64
	digest   casework.Digest
	worker   sql.NullString
	summary  []byte
}

func findCase(ctx context.Context, tx *sql.Tx, caseID string) (caseRow, error) {
	var row caseRow
	var digest string
	err := tx.QueryRowContext(ctx, `
		SELECT position, digest, worker, summary
		FROM case_file
		WHERE id = ?`, caseID,
	).Scan(&row.position, &digest, &row.worker, &row.summary)
	if err == sql.ErrNoRows {
		return caseRow{}, nil
	}
	row.digest = casework.ParseDigest(digest)
	return row, err
}

// findRecords returns the records of a case in order of their ids. They come as
// one value: a step of SQLite for each takes as long as reading it.
func findRecords(ctx context.Context, tx *sql.Tx, caseID string) ([]*casework.Record, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT '[' || group_concat(content) || ']'
		FROM (
			SELECT content
			FROM record
			WHERE case_id = ?
			ORDER BY id
		)`, caseID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var content sql.RawBytes
	if rows.Next() {
		err = rows.Scan(&content)
	}
	if err := errors.Join(err, rows.Err()); err != nil || content == nil {
		return nil, err
	}
	return casework.ReadRecords(content)
}

// StoredResults returns what became of operations that are here, and their hashes.
func (a *Agency) StoredResults(ctx context.Context, ids []oplog.ID) (map[oplog.ID]oplog.Result, map[oplog.ID]string, error) {
	results, hashes := map[oplog.ID]oplog.Result{}, map[oplog.ID]string{}
	type row struct {
		result oplog.Result
		hash   string
	}
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		for start := 0; start < len(ids); {
			run := followers(ids[start:])
			first := ids[start]
			all, err := list(ctx, tx, func(rows *sql.Rows, one *row) error {
				return rows.Scan(&one.result.N, &one.result.Seq, &one.result.Outcome, &one.result.Reason, &one.hash)
			}, `
				SELECT n, seq, outcome, reason, hash
				FROM operation
				WHERE device = ? AND epoch = ? AND n BETWEEN ? AND ?`, first.Device, first.Epoch, first.N, first.N+int64(run)-1)
			if err != nil {
				return err
			}
			for _, one := range all {
				id := oplog.ID{Device: first.Device, Epoch: first.Epoch, N: one.result.N}
				results[id], hashes[id] = one.result, one.hash
			}
			start += run
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("sqlite: results of %d operations: %w", len(ids), err)
	}
	return results, hashes, nil
}

// followers is how many of the ids follow on the first one, itself included: what
// a tablet sends has dense numbers.
func followers(ids []oplog.ID) int {
	for i, id := range ids {
		if id.Device != ids[0].Device || id.Epoch != ids[0].Epoch || id.N != ids[0].N+int64(i) {
			return i
		}
	}
	return len(ids)
}

// Summaries lists the summary of each case, by name.
func (a *Agency) Summaries(ctx context.Context) ([]casework.Summary, error) {
	var all []casework.Summary
	err := a.file.read(ctx, func(tx *sql.Tx) (err error) {
		all, err = list(ctx, tx, scanSummary, `
			SELECT summary
			FROM case_file
			WHERE worker IS NOT NULL`)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: summaries: %w", err)
	}
	slices.SortFunc(all, casework.CompareNames)
	return all, nil
}

// Kept lists the operations of a case that could not be applied, and those
// that contradict one in the log, newest first.
func (a *Agency) Kept(ctx context.Context, caseID string) ([]storage.KeptOperation, error) {
	var kept []storage.KeptOperation
	err := a.file.read(ctx, func(tx *sql.Tx) (err error) {
		kept, err = list(ctx, tx, scanKept, `
			SELECT seq, reason, content, 0 AS apart, coalesce(tablet.person, '')
			FROM operation
			LEFT JOIN tablet ON tablet.id = device
			WHERE case_id = ?1 AND outcome = 'kept'
			UNION ALL
			SELECT seen_at, ?2, content, apart.id, coalesce(tablet.person, '')
			FROM apart
			LEFT JOIN tablet ON tablet.id = device
			WHERE case_id = ?1
			ORDER BY 1 DESC, 4 DESC`, caseID, casework.ReasonExists)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: kept operations of case %q: %w", caseID, err)
	}
	return kept, nil
}

// KeptIDs names them for all cases, by case.
func (a *Agency) KeptIDs(ctx context.Context) (map[string][]oplog.ID, error) {
	type row struct {
		caseID string
		id     oplog.ID
	}
	ids := map[string][]oplog.ID{}
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		all, err := list(ctx, tx, func(rows *sql.Rows, one *row) error {
			return rows.Scan(&one.caseID, &one.id.Device, &one.id.Epoch, &one.id.N)
		}, `
			SELECT case_id, device, epoch, n
			FROM operation
			WHERE outcome = 'kept'
			UNION ALL
			SELECT case_id, device, epoch, n
			FROM apart`)
		for _, one := range all {
			ids[one.caseID] = append(ids[one.caseID], one.id)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: ids of kept operations: %w", err)
	}
	return ids, nil
}

func scanKept(rows *sql.Rows, kept *storage.KeptOperation) error {
	var content sql.RawBytes
	var apart int64
	kept.Result.Outcome = oplog.Kept
	if err := rows.Scan(&kept.Result.Seq, &kept.Result.Reason, &content, &apart, &kept.Sender); err != nil {
		return err
	}
	op, err := oplog.Decode(content)
	kept.Operation, kept.Result.N = op, op.N
	return err
}

// Draft returns what the person was typing, or nil.
func (a *Agency) Draft(ctx context.Context, person, key string) (*storage.Draft, error) {
	var draft storage.Draft
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		var content []byte
		err := tx.QueryRowContext(ctx, `
			SELECT content
			FROM draft
			WHERE person = ? AND key = ?`, person, key).Scan(&content)
		if err != nil {
			return err
		}
		return json.Unmarshal(content, &draft)
	})
	if casework.CodeOf(err) == casework.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("sqlite: draft: %w", err)
	}
	return &draft, nil
}

// AllDrafts lists a person's drafts of forms, the newest first.
func (a *Agency) AllDrafts(ctx context.Context, person string) ([]storage.FormDraft, error) {
	var all []storage.FormDraft
	err := a.file.read(ctx, func(tx *sql.Tx) (err error) {
		all, err = list(ctx, tx, func(rows *sql.Rows, draft *storage.FormDraft) error {
			var content sql.RawBytes
			if err := rows.Scan(&draft.Key, &content); err != nil {
				return err
			}
			return json.Unmarshal(content, &draft.Draft)
		}, `
			SELECT key, content
			FROM draft
			WHERE person = ? AND key >= '/' AND key < '0'
			ORDER BY key`, person)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: drafts: %w", err)
	}
	slices.SortStableFunc(all, func(a, b storage.FormDraft) int { return b.Saved.Compare(a.Saved) })
	return all, nil
}

// PutDraft replaces the draft.
func (a *Agency) PutDraft(ctx context.Context, person, key string, draft storage.Draft) error {
	content, err := json.Marshal(draft)
	if err != nil {
		return fmt.Errorf("sqlite: put draft: %w", err)
	}
	return a.exec(ctx, "put draft", `
		INSERT INTO draft (person, key, content)
		VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET content = excluded.content`, person, key, string(content))
}

// DropDraft removes the draft.
func (a *Agency) DropDraft(ctx context.Context, person, key string) error {
	return a.exec(ctx, "drop draft", `DELETE FROM draft WHERE person = ? AND key = ?`, person, key)
}
