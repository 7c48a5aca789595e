package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/oplog"
)

// noteEvidence writes down which signatures came with evidence, and which of
// them are to be looked at once more because the worker's passkey came.
func noteEvidence(ctx context.Context, tx *sql.Tx, batch oplog.Batch, now time.Time) error {
	for _, record := range batch.Records {
		switch record.Kind {
		case casework.KindSignature:
			evidence, ok := casework.EvidenceOf(record)
			if !ok {
				continue // signed before there was evidence
			}
			_, err := tx.ExecContext(ctx, `
				INSERT OR IGNORE INTO evidence_check (case_id, signature, hash, previous_device, device, worker, seq, received)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
				batch.Case, record.ID, record.Get("evidence_hash"), evidence.PreviousDevice, evidence.Device, evidence.Worker, evidence.Seq, millis(now))
			if err != nil {
				return err
			}
		case casework.KindCountersign:
			_, err := tx.ExecContext(ctx, `
				UPDATE evidence_check
				SET checked = 0
				WHERE case_id = ? AND signature = ?`, batch.Case, record.Get("signature"))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

const evidenceColumns = `case_id, signature, hash, received, checked, worker_held, device_held, chain, time, passkey`

func scanEvidence(rows *sql.Rows, one *storage.EvidenceCheck) error {
	return rows.Scan(&one.Case, &one.Signature, &one.Hash, when{&one.Received}, when{&one.Checked},
		&one.Worker, &one.Device, &one.Chain, &one.Time, &one.Passkey)
}

// EvidencePending lists what waits to be checked, the oldest first.
func (a *Agency) EvidencePending(ctx context.Context, limit int) ([]storage.EvidenceCheck, error) {
	return all(ctx, a, "evidence that waits", scanEvidence, `
		SELECT `+evidenceColumns+`
		FROM evidence_check
		WHERE checked = 0
		ORDER BY id
		LIMIT ?`, limit)
}

// SaveEvidence writes down what was found.
func (a *Agency) SaveEvidence(ctx context.Context, check storage.EvidenceCheck) error {
	return a.file.exec(ctx, "save what was found about evidence", `
		UPDATE evidence_check
		SET checked = ?, worker_held = ?, device_held = ?, chain = ?, time = ?, passkey = ?
		WHERE case_id = ? AND signature = ?`,
		millis(check.Checked), check.Worker, check.Device, check.Chain, check.Time, check.Passkey, check.Case, check.Signature)
}

// EvidenceChecks returns what was found in a case, by signature.
func (a *Agency) EvidenceChecks(ctx context.Context, caseID string) (map[string]storage.EvidenceCheck, error) {
	list, err := all(ctx, a, "what was found about evidence", scanEvidence, `
		SELECT `+evidenceColumns+`
		FROM evidence_check
		WHERE case_id = ?`, caseID)
	found := make(map[string]storage.EvidenceCheck, len(list))
	for _, check := range list {
		found[check.Signature] = check
	}
	return found, err
}

// EvidenceLinks returns the links of a chain with one of these numbers.
func (a *Agency) EvidenceLinks(ctx context.Context, device, worker string, seqs ...int64) ([]storage.EvidenceLink, error) {
	args := []any{device, worker}
	for _, seq := range seqs {
		args = append(args, seq)
	}
	return all(ctx, a, "links of evidence", func(rows *sql.Rows, one *storage.EvidenceLink) error {
		return rows.Scan(&one.Hash, &one.Previous, &one.Device, &one.Worker, &one.Seq)
	}, `
		SELECT hash, previous_device, device, worker, seq
		FROM evidence_check
		WHERE device = ? AND worker = ? AND seq IN (?`+strings.Repeat(", ?", len(seqs)-1)+`)`, args...)
}

// AddDeviceKey registers a tablet's key; what waited for it is checked again.
func (a *Agency) AddDeviceKey(ctx context.Context, device string, public []byte) error {
	err := a.file.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO device_key (device, public, registered)
			VALUES (?, ?, ?)
			ON CONFLICT DO NOTHING`, device, public, millis(a.now()))
		if err != nil {
			return err
		}
		stands, err := deviceKey(ctx, tx, device)
		if err != nil {
			return err
		}
		if !bytes.Equal(stands, public) {
			return casework.Fail(casework.Forbidden)
		}
		_, err = tx.ExecContext(ctx, `
			UPDATE evidence_check
			SET checked = 0
			WHERE device = ? AND device_held = ?`, device, storage.HeldUnknown)
		return err
	})
	if err != nil {
		return fmt.Errorf("sqlite: key of device %q: %w", device, err)
	}
	return nil
}

// DeviceKey returns the public half of a tablet's key.
func (a *Agency) DeviceKey(ctx context.Context, device string) (public []byte, err error) {
	err = a.file.read(ctx, func(tx *sql.Tx) (err error) {
		public, err = deviceKey(ctx, tx, device)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: key of device %q: %w", device, err)
	}
	return public, nil
}

func deviceKey(ctx context.Context, tx *sql.Tx, device string) (public []byte, err error) {
	err = tx.QueryRowContext(ctx, `
		SELECT public
		FROM device_key
		WHERE device = ?`, device).Scan(&public)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, casework.Fail(casework.NotFound)
	}
	return public, err
}
