package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"doorstep/sync/exchange"
)

// PutParcel keeps what a tablet sent, before it is looked at.
func (a *Agency) PutParcel(ctx context.Context, parcel exchange.Parcel) (kept bool, err error) {
	err = a.file.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO inbox (device, epoch, first, actor, name, role, arrived, waiting, content)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			parcel.Device, parcel.Epoch, parcel.First, parcel.Actor.ID, parcel.Actor.Name, parcel.Actor.Role, parcel.Arrived, parcel.Waiting,
			exchange.Array(parcel.Operations))
		if err == nil {
			_, err = tx.ExecContext(ctx, `UPDATE tablet SET seen = ?, waiting = ? WHERE id = ?`, millis(a.now()), parcel.Waiting, parcel.Device)
		}
		return err
	})
	if isTaken(err) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("sqlite: put a parcel of device %q: %w", parcel.Device, err)
	}
	return true, nil
}

// Parcels returns what has not landed yet of one device.
func (a *Agency) Parcels(ctx context.Context, device string) ([]exchange.Parcel, error) {
	return all(ctx, a, "parcels", func(rows *sql.Rows, parcel *exchange.Parcel) error {
		var content sql.RawBytes
		err := rows.Scan(&parcel.Device, &parcel.Epoch, &parcel.First, &parcel.Actor.ID, &parcel.Actor.Name, &parcel.Actor.Role,
			&parcel.Arrived, &parcel.Waiting, &content)
		if err != nil {
			return err
		}
		return json.Unmarshal(content, &parcel.Operations)
	}, `
		SELECT device, epoch, first, actor, name, role, arrived, waiting, content
		FROM inbox
		WHERE device = ?
		ORDER BY id`, device)
}

// Bringers lists the devices with parcels; SQLite takes the other columns from the
// row with the highest id.
func (a *Agency) Bringers(ctx context.Context) ([]exchange.Bringer, error) {
	return all(ctx, a, "who brought parcels", func(rows *sql.Rows, one *exchange.Bringer) error {
		var newest int64
		return rows.Scan(&newest, &one.Device, &one.Actor.ID, &one.Actor.Name, &one.Actor.Role, &one.Arrived)
	}, `
		SELECT max(id), device, actor, name, role, arrived
		FROM inbox
		GROUP BY device
		ORDER BY device`)
}

// DropParcel forgets a parcel that has landed.
func (a *Agency) DropParcel(ctx context.Context, device string, epoch, first int64) error {
	return a.exec(ctx, "drop a parcel", `DELETE FROM inbox WHERE device = ? AND epoch = ? AND first = ?`, device, epoch, first)
}
