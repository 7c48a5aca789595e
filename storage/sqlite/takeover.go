package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"doorstep/storage"
)

// later is how far the replaced database was.
type later struct{ term, position int64 }

// Tables of an agency, by what a restore does with the rows of the replaced
// database. A table that is in neither list is filled up with the rows that the
// copy does not have.
var (
	// These hold casework, or follow from it: they come from the copy alone.
	fromTheCopy = []string{"operation", "case_file", "record", "segment", "paper", "session", "agency", "apart", "term", "given", "evidence_check", "inbox",
		"find", "find_segments", "find_segdir", "find_docsize", "find_stat", "find_mark"}
	// What was decided about these since the copy stands: nobody who was shut
	// out gets in again, and nobody who came loses the way in.
	asDecidedSince = []string{"person", "tablet", "invitation", "draft", "paper_key"}
)

// takeOver brings what the replaced database knows better than the copy: who
// may get in and with what, what was being typed, which files came. Where it is
// damaged or of another schema nothing is taken, and the error says why.
func (r *Restore) takeOver(ctx context.Context, f *file) (now later, err error) {
	old := filepath.Join(r.folder, "main.db")
	if _, err := os.Stat(old); err != nil {
		return now, err
	}
	conn, err := f.writer.Conn(ctx) // ATTACH belongs to a connection
	if err != nil {
		return now, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `ATTACH ? AS old`, "file:"+escaped(old)+"?mode=rw"); err != nil {
		return now, err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err == nil {
		now, err = takeOverRows(ctx, tx)
		if err == nil {
			err = tx.Commit()
		} else {
			tx.Rollback()
		}
	}
	if _, detachErr := conn.ExecContext(ctx, `DETACH old`); err == nil {
		err = detachErr
	}
	return now, err
}

func takeOverRows(ctx context.Context, tx *sql.Tx) (now later, err error) {
	var mine, its int
	var owner, verdict string
	if err := tx.QueryRowContext(ctx, `PRAGMA old.quick_check(1)`).Scan(&verdict); err != nil || verdict != "ok" {
		return now, fmt.Errorf("the replaced database is damaged: %s (%w)", verdict, err)
	}
	if err := tx.QueryRowContext(ctx, `PRAGMA main.user_version`).Scan(&mine); err != nil {
		return now, err
	}
	if err := tx.QueryRowContext(ctx, `PRAGMA old.user_version`).Scan(&its); err != nil || mine != its {
		return now, fmt.Errorf("the replaced database has schema %d, not %d (%w)", its, mine, err)
	}
	err = tx.QueryRowContext(ctx, `
		SELECT tenant, term, (SELECT coalesce(max(seq), 0) FROM old.operation)
		FROM old.agency
		WHERE tenant = (SELECT tenant FROM main.agency)`).Scan(&owner, &now.term, &now.position)
	if err != nil {
		return now, err
	}
	tables, err := list(ctx, tx, func(rows *sql.Rows, name *string) error { return rows.Scan(name) }, `
		SELECT name
		FROM old.sqlite_schema
		WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
		ORDER BY name = 'person' DESC, name`) // people first: passkeys refer to them
	if err != nil {
		return now, err
	}
	for _, table := range tables {
		how := "INSERT OR IGNORE"
		switch {
		case slices.Contains(fromTheCopy, table):
			continue
		case slices.Contains(asDecidedSince, table):
			how = "INSERT OR REPLACE"
		}
		if _, err := tx.ExecContext(ctx, how+` INTO main."`+table+`" SELECT * FROM old."`+table+`"`); err != nil {
			return now, fmt.Errorf("table %s: %w", table, err)
		}
	}
	for _, query := range []string{
		`DELETE FROM main.passkey
		WHERE person IN (SELECT id FROM old.person) AND id NOT IN (SELECT id FROM old.passkey)`,
		`DELETE FROM main.draft
		WHERE (person, key) NOT IN (SELECT person, key FROM old.draft)`,
		`INSERT OR IGNORE INTO main.apart (device, epoch, n, case_id, hash, seen_at, content)
		SELECT device, epoch, n, case_id, hash, min(seen_at, (SELECT coalesce(max(seq), 0) FROM main.operation)), content
		FROM old.apart`,
		`UPDATE main.agency
		SET (name, zone, seal_public, seal_private) = (SELECT name, zone, seal_public, seal_private FROM old.agency)`,
	} {
		if _, err := tx.ExecContext(ctx, query); err != nil {
			return now, err
		}
	}
	return now, nil
}

// heal makes the list of files true again. A file that lay only on a lost
// volume is forgotten, so that the tablet that still has it sends it again; one
// that the object store has and the copy does not know is listed, and whoever's
// attachment names it counts as its bringer.
func heal(ctx context.Context, tx *sql.Tx, from Return, staged []string, returned *Returned) error {
	objects, err := list(ctx, tx, scanObject, `SELECT sha256, media, size, stored, tries FROM object`)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, object := range objects {
		known[object.SHA256] = true
		_, stored := from.Objects[object.SHA256]
		if err := healOne(ctx, tx, object, stored, slices.Contains(staged, object.SHA256), from, returned); err != nil {
			return err
		}
	}
	for sha256, size := range from.Objects {
		if known[sha256] {
			continue
		}
		returned.Found++
		_, err := tx.ExecContext(ctx, `
			INSERT INTO object (sha256, media, size, added, stored, tries)
			VALUES (?1, ?2, ?3, ?4, ?4, 0)`, sha256, from.Media(sha256), size, millis(from.Now))
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO bringer (sha256, person) VALUES (?, ?)`, sha256, anybody); err != nil {
			return err
		}
	}
	return nil
}

func healOne(ctx context.Context, tx *sql.Tx, object storage.Object, stored, staged bool, from Return, returned *Returned) error {
	var err error
	switch {
	case stored && object.Stored.IsZero():
		_, err = tx.ExecContext(ctx, `UPDATE object SET stored = ? WHERE sha256 = ?`, millis(from.Now), object.SHA256)
	case stored:
	case staged:
		_, err = tx.ExecContext(ctx, `UPDATE object SET stored = 0, tries = 0 WHERE sha256 = ?`, object.SHA256)
	default:
		returned.Resend++
		if _, err = tx.ExecContext(ctx, `DELETE FROM object WHERE sha256 = ?`, object.SHA256); err == nil {
			_, err = tx.ExecContext(ctx, `UPDATE paper SET sha256 = '', tries = 0 WHERE sha256 = ?`, object.SHA256) // drawn anew
		}
	}
	return err
}

// anybody stands for the person who brought bytes that a restore found in the
// object store: who it was went with the volume.
const anybody = ""
