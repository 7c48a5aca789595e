package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"doorstep/storage"
)

// SafeCopies returns the newest verified copy of each agency, by agency, and
// tells agencies that are open of copies that another process took.
func (c *Control) SafeCopies(ctx context.Context) (map[string]storage.SafeCopy, error) {
	var all []storage.SafeCopy
	err := c.file.read(ctx, func(tx *sql.Tx) (err error) {
		all, err = list(ctx, tx, scanSafeCopy, `SELECT about, apart, seen FROM backup`)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: safe copies: %w", err)
	}
	copies := map[string]storage.SafeCopy{}
	for _, one := range all {
		copies[one.Tenant] = one
		c.tellSafe(one)
	}
	return copies, nil
}

// SaveSafeCopy remembers the newest verified copy of an agency.
func (c *Control) SaveSafeCopy(ctx context.Context, safe storage.SafeCopy) error {
	about, err := json.Marshal(safe.Backup)
	if err != nil {
		return fmt.Errorf("sqlite: save safe copy: %w", err)
	}
	err = c.exec(ctx, "save safe copy", `
		INSERT INTO backup (tenant, about, apart, seen)
		VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET
			about = excluded.about,
			apart = excluded.apart,
			seen  = excluded.seen`, safe.Tenant, string(about), safe.Apart, safe.Seen)
	if err == nil {
		c.tellSafe(safe)
	}
	return err
}

// safeCopy returns the newest copy of one agency; none is an empty one.
func (c *Control) safeCopy(ctx context.Context, tenant string) (safe storage.SafeCopy, err error) {
	err = c.file.read(ctx, func(tx *sql.Tx) error {
		found, err := list(ctx, tx, scanSafeCopy, `
			SELECT about, apart, seen
			FROM backup
			WHERE tenant = ?`, tenant)
		if len(found) > 0 {
			safe = found[0]
		}
		return err
	})
	return safe, err
}

func scanSafeCopy(rows *sql.Rows, safe *storage.SafeCopy) error {
	var about string
	if err := rows.Scan(&about, &safe.Apart, &safe.Seen); err != nil {
		return err
	}
	return json.Unmarshal([]byte(about), &safe.Backup)
}

// tellSafe gives an open agency the position that lies in a verified copy.
func (c *Control) tellSafe(safe storage.SafeCopy) {
	if agency := c.pool.peek(safe.Tenant); agency != nil {
		agency.safe.Store(&safe)
	}
}

// durable is the position up to which operations lie off this volume too, for
// the present term.
func (a *Agency) durable(term, position int64) int64 {
	if a.singleDisk {
		return position
	}
	safe := a.safe.Load()
	if safe == nil || !safe.Apart || safe.Term != term {
		return 0
	}
	return safe.Position
}
