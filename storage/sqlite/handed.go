package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
)

// KeepHanded stores what a tablet handed in and a person has to look at.
func (a *Agency) KeepHanded(ctx context.Context, item exchange.Handed) error {
	err := a.file.write(ctx, func(tx *sql.Tx) error {
		var waiting int
		err := tx.QueryRowContext(ctx, `
			SELECT count(*)
			FROM handed
			WHERE device = ? AND decision = ''`, item.Device).Scan(&waiting)
		if err != nil {
			return err
		}
		if waiting >= storage.MaxHanded {
			return casework.Fail(casework.NoSpace)
		}
		return a.addHanded(ctx, tx, item)
	})
	if err != nil {
		return fmt.Errorf("sqlite: keep what device %q handed in: %w", item.Device, err)
	}
	return nil
}

func (a *Agency) addHanded(ctx context.Context, tx *sql.Tx, item exchange.Handed) error {
	sum := sha256.Sum256(item.Content)
	_, err := tx.ExecContext(ctx, `
		INSERT INTO handed (device, epoch, n, hash, why, brought_by, came, content)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`,
		item.Device, item.Epoch, item.N, hex.EncodeToString(sum[:]), item.Why, item.By, millis(a.now()), item.Content)
	return err
}

// HandedItems lists what was handed in for review, oldest first.
func (a *Agency) HandedItems(ctx context.Context) ([]storage.HandedItem, error) {
	return all(ctx, a, "handed items", func(rows *sql.Rows, i *storage.HandedItem) error {
		return rows.Scan(&i.ID, &i.Device, &i.Epoch, &i.N, &i.Why, &i.By, when{&i.Came}, &i.Content,
			&i.Decision, &i.Reason, &i.Decider, when{&i.Decided})
	}, `
		SELECT id, device, epoch, n, why, brought_by, came, content, decision, reason, decided_by, decided
		FROM handed
		ORDER BY device, epoch, n, id`)
}

// CountHanded counts the items that wait for a decision.
func (a *Agency) CountHanded(ctx context.Context) (int, error) {
	return find(ctx, a, "count handed items", func(rows *sql.Rows, n *int) error { return rows.Scan(n) }, `
		SELECT count(*)
		FROM handed
		WHERE decision = ''`)
}

// DecideHanded notes what a person made of items.
func (a *Agency) DecideHanded(ctx context.Context, ids []int64, decision storage.HandedDecision) error {
	err := a.file.write(ctx, func(tx *sql.Tx) error {
		for _, id := range ids {
			_, err := tx.ExecContext(ctx, `
				UPDATE handed
				SET decision = ?, reason = ?, decided_by = ?, decided = ?
				WHERE id = ? AND decision <> ?`,
				decision.Decision, decision.Reason, decision.Decider, millis(decision.Decided), id, storage.Taken)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("sqlite: decide on what was handed in: %w", err)
	}
	return nil
}

// IsDurable reports whether everything that came from a device lies in a copy
// off this volume, if copies lie off it at all.
func (a *Agency) IsDurable(ctx context.Context, device string, epoch int64) (bool, error) {
	safe := a.safe.Load()
	if a.singleDisk || safe == nil || !safe.Apart {
		return true, nil
	}
	var last int64
	var came time.Time
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			SELECT (SELECT coalesce(max(seq), 0) FROM operation WHERE device = ?1 AND epoch = ?2),
			       (SELECT coalesce(max(came), 0) FROM handed WHERE device = ?1)`,
			device, epoch).Scan(&last, when{&came})
	})
	if err != nil {
		return false, fmt.Errorf("sqlite: what came from device %q: %w", device, err)
	}
	return last <= safe.Position && came.Before(safe.Taken), nil
}
