package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// Commit draws the numbers of the operations and writes operations, records and
// summary in one transaction.
func (a *Agency) Commit(ctx context.Context, batch oplog.Batch) (first int64, err error) {
	return a.CommitAll(ctx, []oplog.Batch{batch})
}

// CommitAll commits batches of different cases in one transaction: one wait for
// the disk instead of one a case.
func (a *Agency) CommitAll(ctx context.Context, batches []oplog.Batch) (first int64, err error) {
	now := a.now()
	made := make([]committed, len(batches))
	err = a.file.write(ctx, func(tx *sql.Tx) error {
		last, err := lastNumber(ctx, tx)
		if err != nil {
			return err
		}
		first = last + 1
		w, err := newWriting(ctx, tx, last, now)
		if err != nil {
			return err
		}
		defer w.close()
		for i, batch := range batches {
			if made[i], err = w.commit(ctx, batch); err != nil {
				return fmt.Errorf("case %q: %w", batch.Case, err)
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("sqlite: commit: %w", err)
	}
	for i, batch := range batches {
		a.keepCommitted(batch, made[i])
	}
	return first, nil
}

// committed is what a commit made of a case.
type committed struct {
	position int64
	records  []numbered
}

// writing is one transaction of commits, with the statements that come once an
// operation or record: a tablet brings hundreds.
type writing struct {
	tx                *sql.Tx
	last              int64 // number before all that are committed now
	now               time.Time
	log, digest, save *sql.Stmt
}

func newWriting(ctx context.Context, tx *sql.Tx, last int64, now time.Time) (*writing, error) {
	w := &writing{tx: tx, last: last, now: now}
	for _, one := range []struct {
		into **sql.Stmt
		text string
	}{
		{&w.log, `
			INSERT INTO operation (seq, device, epoch, n, case_id, record, actor, hash, outcome, reason, content, seen, landed)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&w.digest, `
			SELECT digest
			FROM record
			WHERE case_id = ? AND id = ?`},
		{&w.save, `
			INSERT INTO record (case_id, id, kind, seq, digest, sealed, content)
			VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET
				seq     = excluded.seq,
				digest  = excluded.digest,
				sealed  = excluded.sealed,
				content = excluded.content`},
	} {
		statement, err := tx.PrepareContext(ctx, one.text)
		if err != nil {
			w.close()
			return nil, err
		}
		*one.into = statement
	}
	return w, nil
}

func (w *writing) close() {
	for _, statement := range []*sql.Stmt{w.log, w.digest, w.save} {
		if statement != nil {
			_ = statement.Close() // it goes with the transaction at the latest
		}
	}
}

// commit writes one batch.
func (w *writing) commit(ctx context.Context, batch oplog.Batch) (committed, error) {
	row, err := findCase(ctx, w.tx, batch.Case)
	if err != nil {
		return committed{}, err
	}
	if row.position != batch.Expected {
		return committed{}, &oplog.MovedError{Position: row.position}
	}
	if err := w.addOperations(ctx, batch); err != nil {
		return committed{}, err
	}
	made, err := w.saveRecords(ctx, row, batch)
	if err != nil {
		return made, err
	}
	return made, noteEvidence(ctx, w.tx, batch, w.now)
}

// lastNumber is the sequence number of the newest operation. Read inside the
// write transaction, and with a log that never shrinks, it leaves no gaps.
func lastNumber(ctx context.Context, tx *sql.Tx) (last int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM operation`).Scan(&last)
	return last, err
}

func (w *writing) addOperations(ctx context.Context, batch oplog.Batch) error {
	for i, op := range batch.Operations {
		result := batch.Results[i]
		_, err := w.log.ExecContext(ctx,
			w.last-result.Seq, op.Device, op.Epoch, op.N, op.Case, op.Record, op.Actor,
			op.Hash(), result.Outcome, result.Reason, op.Bytes(), op.Seen, millis(w.now))
		if isTaken(err) {
			return fmt.Errorf("%s: %w", op.ID, oplog.ErrStored)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// numbered is a record as its row will hold it.
type numbered struct {
	record  *casework.Record
	seq     int64
	digest  casework.Digest
	content []byte
}

// saveRecords writes the case's row and the rows of the records touched.
func (w *writing) saveRecords(ctx context.Context, row caseRow, batch oplog.Batch) (committed, error) {
	fresh, err := number(batch, w.last)
	if err != nil {
		return committed{}, err
	}
	for _, one := range fresh {
		old, err := w.recordDigest(ctx, batch.Case, one.record.ID)
		if err != nil {
			return committed{}, err
		}
		row.digest = row.digest.Minus(old).Plus(one.digest)
		if one.record.ID == batch.Case {
			row.worker = sql.NullString{String: one.record.Get("worker"), Valid: true}
		}
	}
	for _, result := range batch.Results {
		row.position = max(row.position, w.last-result.Seq)
	}
	if err := saveCase(ctx, w.tx, row, batch); err != nil {
		return committed{}, err
	}
	for _, one := range fresh {
		if err := w.saveRecord(ctx, batch.Case, one); err != nil {
			return committed{}, fmt.Errorf("record %q: %w", one.record.ID, err)
		}
	}
	return committed{row.position, fresh}, notePapers(ctx, w.tx, batch)
}

// number copies the records of a batch and puts the drawn numbers in.
func number(batch oplog.Batch, last int64) ([]numbered, error) {
	lastOn := map[string]int64{}
	for i, op := range batch.Operations {
		if batch.Results[i].Outcome != oplog.Kept {
			lastOn[op.Record] = last - batch.Results[i].Seq
		}
	}
	fresh := make([]numbered, len(batch.Records))
	for i, record := range batch.Records {
		clone := record.Clone()
		casework.Number([]*casework.Record{clone}, last)
		content, err := clone.MarshalJSON()
		if err != nil {
			return nil, err
		}
		fresh[i] = numbered{record: clone, seq: lastOn[clone.ID], digest: clone.Digest(), content: content}
	}
	return fresh, nil
}

func (w *writing) recordDigest(ctx context.Context, caseID, id string) (casework.Digest, error) {
	var digest string
	err := w.digest.QueryRowContext(ctx, caseID, id).Scan(&digest)
	if err == sql.ErrNoRows {
		return casework.Digest{}, nil
	}
	return casework.ParseDigest(digest), err
}

func saveCase(ctx context.Context, tx *sql.Tx, row caseRow, batch oplog.Batch) error {
	summary, err := json.Marshal(batch.Summary)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO case_file (id, position, digest, worker, summary, closed)
		VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET
			position = excluded.position,
			digest   = excluded.digest,
			worker   = excluded.worker,
			summary  = excluded.summary,
			closed   = excluded.closed`,
		batch.Case, row.position, row.digest.String(), row.worker, string(summary), batch.Summary.Status == "closed")
	return err
}

func (w *writing) saveRecord(ctx context.Context, caseID string, one numbered) error {
	_, err := w.save.ExecContext(ctx,
		caseID, one.record.ID, one.record.Kind, one.seq, one.digest.String(), isSealed(one.record), string(one.content))
	return err
}

// isSealed says which rows can never change again: contracts whose signing
// started, and records that can be neither edited nor hidden (signatures).
func isSealed(record *casework.Record) bool {
	spec, known := casework.SpecOf(record.Kind)
	return known && spec.AppendOnly && spec.Permanent || record.Kind == casework.KindContract && casework.Frozen(record)
}

// notePapers lists contracts that both sides have signed now, so that their PDF
// can be made. Signatures count if they were made over the same words.
func notePapers(ctx context.Context, tx *sql.Tx, batch oplog.Batch) error {
	for _, record := range batch.Records {
		if record.Kind != casework.KindSignature {
			continue
		}
		_, err := tx.ExecContext(ctx, `
			INSERT OR IGNORE INTO paper (contract, case_id, sha256)
			SELECT ?1, ?2, ''
			WHERE (
				SELECT count(DISTINCT content ->> '$.f.party')
				FROM record
				WHERE case_id = ?2 AND kind = ?3
				  AND content ->> '$.f.contract' = ?1
				  AND content ->> '$.f.content_hash' = ?4
			) >= ?5`,
			record.Get("contract"), batch.Case, casework.KindSignature, record.Get("content_hash"), len(casework.Parties))
		if err != nil {
			return err
		}
	}
	return nil
}
