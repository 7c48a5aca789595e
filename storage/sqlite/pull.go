package sqlite

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// NextNumber is the operation number expected next of a device and epoch.
func (a *Agency) NextNumber(ctx context.Context, device string, epoch int64) (next int64, err error) {
	err = a.file.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			SELECT coalesce(max(n), 0) + 1
			FROM operation
			WHERE device = ? AND epoch = ?`, device, epoch).Scan(&next)
	})
	if err != nil {
		return 0, fmt.Errorf("sqlite: next number of device %q: %w", device, err)
	}
	return next, nil
}

// TouchedSince names the records that operations on a case touched, by number.
func (a *Agency) TouchedSince(ctx context.Context, caseID string, since int64) (map[int64]string, error) {
	type row struct {
		seq    int64
		record string
	}
	touched := map[int64]string{}
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		all, err := list(ctx, tx, func(rows *sql.Rows, one *row) error { return rows.Scan(&one.seq, &one.record) }, `
			SELECT seq, record
			FROM operation
			WHERE case_id = ? AND seq > ? AND outcome <> 'kept'`, caseID, since)
		for _, one := range all {
			touched[one.seq] = one.record
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: operations on case %q since %d: %w", caseID, since, err)
	}
	return touched, nil
}

// Standing reads how the office stands with a device.
func (a *Agency) Standing(ctx context.Context, device string, epoch int64) (exchange.Standing, error) {
	var standing exchange.Standing
	err := a.file.read(ctx, func(tx *sql.Tx) (err error) {
		if standing.Terms, err = findTerms(ctx, tx); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `
			SELECT
				(SELECT coalesce(max(seq), 0) FROM operation),
				(SELECT coalesce(max(n), 0) + 1 FROM operation WHERE device = ?1 AND epoch = ?2),
				coalesce((SELECT position FROM given WHERE device = ?1 AND epoch = ?2), 0),
				(SELECT count(*) FROM inbox WHERE device = ?1)`, device, epoch,
		).Scan(&standing.Position, &standing.Next, &standing.Given, &standing.Parcels)
	})
	if err != nil {
		return exchange.Standing{}, fmt.Errorf("sqlite: standing of device %q: %w", device, err)
	}
	return standing, nil
}

// NoteGiven remembers the highest position given to a device.
func (a *Agency) NoteGiven(ctx context.Context, device string, epoch, position int64) error {
	return a.exec(ctx, "note what was given", `
		INSERT INTO given (device, epoch, position)
		VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET position = max(position, excluded.position)`, device, epoch, position)
}

// Pull reads, in one snapshot, what the actor may see and what changed in it.
func (a *Agency) Pull(ctx context.Context, actor casework.Actor, since int64, limit int) (exchange.Snapshot, error) {
	var snapshot exchange.Snapshot
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		var err error
		if snapshot.Position, err = lastNumber(ctx, tx); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, `SELECT term FROM agency`).Scan(&snapshot.Term); err != nil {
			return err
		}
		snapshot.Durable = a.durable(snapshot.Term, snapshot.Position)
		if snapshot.Scope, err = findScope(ctx, tx, actor); err != nil || limit == 0 {
			return err
		}
		return fill(ctx, tx, &snapshot, actor, since, limit)
	})
	if err != nil {
		return exchange.Snapshot{}, fmt.Errorf("sqlite: pull since %d: %w", since, err)
	}
	return snapshot, nil
}

// caseloadOf names the open rows of case_file that an actor's tablets carry: all
// of them (every is true), or those of one worker. It is casework.Actor.Carries
// as far as an index can follow it; findScope asks Carries itself.
func caseloadOf(actor casework.Actor) (every bool, worker string) {
	return actor.Role == casework.RoleSupervisor && actor.ID != "", actor.ID
}

func findScope(ctx context.Context, tx *sql.Tx, actor casework.Actor) ([]exchange.Mark, error) {
	type row struct {
		exchange.Mark
		worker string
	}
	query, args := `
		SELECT id, position, digest, worker
		FROM case_file
		WHERE worker = ? AND closed = 0
		ORDER BY id`, []any{actor.ID}
	if every, _ := caseloadOf(actor); every {
		query, args = `
			SELECT id, position, digest, worker
			FROM case_file
			WHERE worker IS NOT NULL AND closed = 0
			ORDER BY id`, nil
	}
	all, err := list(ctx, tx, func(rows *sql.Rows, one *row) error {
		return rows.Scan(&one.Case, &one.Position, &one.Digest, &one.worker)
	}, query, args...)
	var marks []exchange.Mark
	for _, one := range all {
		if actor.Carries(one.worker, "") {
			marks = append(marks, one.Mark)
		}
	}
	return marks, err
}

// changedLater names the cases of a caseload with a record past a number.
const changedLater = `
	SELECT DISTINCT r.case_id
	FROM record AS r INDEXED BY record_seq
	CROSS JOIN case_file AS c ON c.id = r.case_id
	WHERE r.seq > ? AND c.worker IS NOT NULL AND c.closed = 0 AND (? OR c.worker = ?)`

// fill reads changed records, oldest first, up to about limit bytes. Both of its
// questions begin with what was written last (INDEXED BY, and CROSS JOIN, which
// keeps the order): left to choose, SQLite reads every record that there is, to
// have the cases in order.
func fill(ctx context.Context, tx *sql.Tx, snapshot *exchange.Snapshot, actor casework.Actor, since int64, limit int) error {
	page, err := freshRecords(ctx, tx, actor, since, limit)
	if err != nil {
		return err
	}
	rest := map[string]bool{}
	if len(page) > 0 {
		every, worker := caseloadOf(actor)
		late, err := list(ctx, tx, func(rows *sql.Rows, caseID *string) error { return rows.Scan(caseID) }, changedLater, page[len(page)-1].Seq, every, worker)
		if err != nil {
			return err
		}
		for _, caseID := range late {
			rest[caseID] = true
		}
	}
	snapshot.Fill(since, page, rest)
	return nil
}

func freshRecords(ctx context.Context, tx *sql.Tx, actor casework.Actor, since int64, limit int) ([]exchange.Fresh, error) {
	every, worker := caseloadOf(actor)
	rows, err := tx.QueryContext(ctx, `
		SELECT r.case_id, r.seq, r.content
		FROM record AS r INDEXED BY record_seq
		CROSS JOIN case_file AS c ON c.id = r.case_id
		WHERE r.seq > ? AND c.worker IS NOT NULL AND c.closed = 0 AND (? OR c.worker = ?)
		ORDER BY r.seq`, since, every, worker)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var page []exchange.Fresh
	for size := 0; size < limit && rows.Next(); {
		var fresh exchange.Fresh
		var content sql.RawBytes
		if err := rows.Scan(&fresh.Case, &fresh.Seq, &content); err != nil {
			return nil, err
		}
		size += len(content)
		fresh.Record = &casework.Record{}
		if err := fresh.Record.UnmarshalJSON(content); err != nil {
			return nil, fmt.Errorf("record of case %q at %d: %w", fresh.Case, fresh.Seq, err)
		}
		page = append(page, fresh)
	}
	return page, rows.Err()
}

// KeepApart stores an operation that contradicts one in the log, for a person to
// look at, and sets the device aside.
func (a *Agency) KeepApart(ctx context.Context, op oplog.Operation) error {
	err := a.file.write(ctx, func(tx *sql.Tx) error {
		last, err := lastNumber(ctx, tx)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO apart (device, epoch, n, case_id, hash, seen_at, content)
			VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, op.Device, op.Epoch, op.N, op.Case, op.Hash(), last, op.Bytes())
		if err != nil {
			return err
		}
		if err := a.addHanded(ctx, tx, exchange.Handed{Device: op.Device, Epoch: op.Epoch, N: op.N, Why: exchange.WhyCloned, Content: op.Bytes()}); err != nil {
			return err
		}
		return setAside(ctx, tx, op.Device, exchange.SetAsideCloned)
	})
	if err != nil {
		return fmt.Errorf("sqlite: keep %s apart: %w", op.ID, err)
	}
	return nil
}

// SetAside ends the sync of a device; the first reason stays.
func (a *Agency) SetAside(ctx context.Context, device, why string) error {
	err := a.file.write(ctx, func(tx *sql.Tx) error { return setAside(ctx, tx, device, why) })
	if err != nil {
		return fmt.Errorf("sqlite: set device %q aside: %w", device, err)
	}
	return nil
}

func setAside(ctx context.Context, tx *sql.Tx, device, why string) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE tablet
		SET set_aside = ?
		WHERE id = ? AND set_aside = ''`, why, device)
	return err
}

// WorkerOf returns whose case it is.
func (a *Agency) WorkerOf(ctx context.Context, caseID string) (string, error) {
	var worker string
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			SELECT worker
			FROM case_file
			WHERE id = ? AND worker IS NOT NULL`, caseID).Scan(&worker)
	})
	if err != nil {
		return "", fmt.Errorf("sqlite: worker of case %q: %w", caseID, err)
	}
	return worker, nil
}

// Segment returns the packed segment of a case at its present position.
func (a *Agency) Segment(ctx context.Context, caseID string, form exchange.Form) ([]byte, exchange.Mark, error) {
	packed, head, records, err := a.findSegment(ctx, caseID, form)
	if err == nil && packed == nil {
		packed, err = a.makeSegment(ctx, head, records, form)
	}
	if err != nil {
		return nil, exchange.Mark{}, fmt.Errorf("sqlite: segment of case %q: %w", caseID, err)
	}
	return packed, head.Mark, nil
}

// findSegment returns the segment made before, or, in the same snapshot, what
// one is made of.
func (a *Agency) findSegment(ctx context.Context, caseID string, form exchange.Form) (packed []byte, head exchange.SegmentHead, records []*casework.Record, err error) {
	err = a.file.read(ctx, func(tx *sql.Tx) error {
		head.Case = caseID
		err := tx.QueryRowContext(ctx, `
			SELECT c.position, c.digest, s.packed
			FROM case_file AS c
			LEFT JOIN segment AS s ON s.case_id = c.id AND s.position = c.position AND s.form = ?
			WHERE c.id = ? AND c.worker IS NOT NULL`, form, caseID).Scan(&head.Position, &head.Digest, &packed)
		if err == sql.ErrNoRows {
			return casework.Fail(casework.NotFound)
		}
		if err != nil || packed != nil {
			return err
		}
		row, err := findCase(ctx, tx, caseID)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(row.summary, &head.Summary); err != nil {
			return err
		}
		records, err = findRecords(ctx, tx, caseID)
		return err
	})
	return packed, head, records, err
}

// makeSegment packs a segment and keeps it, the newest form of the newest
// position: tablets of an earlier build ask seldom, and only until they have the
// new one.
func (a *Agency) makeSegment(ctx context.Context, head exchange.SegmentHead, records []*casework.Record, form exchange.Form) ([]byte, error) {
	packed, err := exchange.PackSegment(head, records, form, squeeze)
	if err != nil {
		return nil, err
	}
	err = a.file.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO segment (case_id, position, digest, packed, form)
			VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET
				position = excluded.position,
				digest   = excluded.digest,
				packed   = excluded.packed,
				form     = excluded.form
			WHERE excluded.position > position OR excluded.position = position AND excluded.form > form`,
			head.Case, head.Position, head.Digest, packed, form)
		return err
	})
	return packed, err
}

// squeezeLevel: a segment is made once a position and fetched over a slow
// network.
const squeezeLevel = gzip.DefaultCompression

func squeeze(plain []byte) ([]byte, error) {
	var packed bytes.Buffer
	writer, err := gzip.NewWriterLevel(&packed, squeezeLevel)
	if err != nil {
		return nil, err
	}
	if _, err := writer.Write(plain); err != nil {
		return nil, err
	}
	err = writer.Close()
	return packed.Bytes(), err
}
