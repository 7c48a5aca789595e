package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"doorstep/casework"
	"doorstep/storage"
)

// copyFolder is where copies are made, in the data directory. There is room for
// one of each agency, which a crash leaves behind and the next copy replaces.
const copyFolder = "backup"

// Copy is a private copy of an agency's database on its way to the object
// store: one file, consistent, checked, without sessions.
type Copy struct {
	Folder   string // of this copy alone; more may be written into it
	Path     string
	Term     int64
	Position int64
	Schema   int
	Seen     string // see SeenFiles

	unlock func()
}

// Close removes the copy.
func (c *Copy) Close() error {
	defer c.unlock()
	return os.RemoveAll(c.Folder)
}

// CopyTenant copies a live database. Requests go on meanwhile: the copy is one
// snapshot. Where another copy of the agency is being made, the answer is Busy.
func (c *Control) CopyTenant(ctx context.Context, tenant string) (copied *Copy, err error) {
	if !isTenantID(tenant) {
		return nil, fmt.Errorf("sqlite: copy: %w", casework.Fail(casework.NotFound))
	}
	copied = &Copy{Folder: filepath.Join(c.options.Dir, copyFolder, tenant)}
	if err := os.MkdirAll(filepath.Dir(copied.Folder), 0o700); err != nil {
		return nil, fmt.Errorf("sqlite: copy of tenant %q: %w", tenant, problem(err))
	}
	if copied.unlock, err = lock(copied.Folder+".lock", true); err != nil {
		if errors.Is(err, errHeld) {
			err = casework.Fail(casework.Busy)
		}
		return nil, fmt.Errorf("sqlite: copy of tenant %q: %w", tenant, err)
	}
	if err := c.fillCopy(ctx, tenant, copied); err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: copy of tenant %q: %w", tenant, problem(err)), copied.Close())
	}
	return copied, nil
}

func (c *Control) fillCopy(ctx context.Context, tenant string, copied *Copy) error {
	if err := os.RemoveAll(copied.Folder); err != nil { // of a crash
		return err
	}
	if err := os.Mkdir(copied.Folder, 0o700); err != nil {
		return err
	}
	copied.Path = filepath.Join(copied.Folder, "main.db")
	copied.Seen = c.SeenFiles(tenant) // before the snapshot: what comes later is copied again
	_, release, err := c.pool.take(ctx, tenant)
	if err != nil {
		return err
	}
	defer release()
	if err := vacuumInto(ctx, filepath.Join(c.folder(tenant), "main.db"), copied.Path); err != nil {
		return err
	}
	carried, err := c.carried(ctx, tenant)
	if err != nil {
		return err
	}
	return withPlain(ctx, copied.Path, func(db *sql.DB) error {
		if err := strip(ctx, db, carried); err != nil {
			return err
		}
		about, err := checkCopy(ctx, db)
		if err == nil && about.tenant != tenant {
			err = fmt.Errorf("it is the file of tenant %q", about.tenant)
		}
		copied.Term, copied.Position, copied.Schema = about.term, about.position, about.schema
		return err
	})
}

// vacuumInto writes one snapshot of a live database to a new file, packed.
func vacuumInto(ctx context.Context, from, to string) error {
	db, err := sql.Open("sqlite3", dsn(from, "rw"))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, to)
	return errors.Join(err, db.Close())
}

// withPlain opens a copy that nobody else knows. It needs no journal that
// outlives a crash: after one it is made anew.
func withPlain(ctx context.Context, path string, fn func(db *sql.DB) error) error {
	db, err := sql.Open("sqlite3", "file:"+escaped(path)+"?mode=rw&_journal_mode=MEMORY&_synchronous=OFF&_secure_delete=on")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	return errors.Join(fn(db), db.Close())
}

// strip takes out of a copy what must not or need not come back, and puts in
// what the control database knows of the agency, so that the copy alone brings
// it back. Segments are made again when they are asked for.
func strip(ctx context.Context, db *sql.DB, carried []storage.Capability) error {
	_, err := db.ExecContext(ctx, `
		DELETE FROM session;
		DELETE FROM segment;
		CREATE TABLE carried (
		  hash    BLOB    NOT NULL PRIMARY KEY,
		  purpose TEXT    NOT NULL,
		  subject TEXT    NOT NULL,
		  data    BLOB,
		  created INTEGER NOT NULL,
		  expires INTEGER NOT NULL
		) STRICT`)
	if err != nil {
		return err
	}
	for _, one := range carried {
		_, err := db.ExecContext(ctx, `
			INSERT INTO carried (hash, purpose, subject, data, created, expires)
			VALUES (?, ?, ?, ?, ?, ?)`,
			one.Hash, one.Purpose, one.Subject, one.Data, millis(one.Created), millis(one.Expires))
		if err != nil {
			return err
		}
	}
	return nil
}

// carried lists the tokens of an agency that outlive a restore: those of
// tablets and invitations, not sessions and ceremonies.
func (c *Control) carried(ctx context.Context, tenant string) (all []storage.Capability, err error) {
	err = c.file.read(ctx, func(tx *sql.Tx) (err error) {
		all, err = list(ctx, tx, scanCapability, `
			SELECT hash, purpose, tenant, subject, data, created, expires
			FROM capability
			WHERE tenant = ? AND purpose NOT IN (?, ?)
			ORDER BY hash`, tenant, storage.PurposeSession, storage.PurposeCeremony)
		return err
	})
	return all, err
}

// aboutCopy is what a copy says of itself.
type aboutCopy struct {
	tenant         string
	term, position int64
	schema         int
}

// checkCopy reads every page of a copy and holds it against its own structure.
func checkCopy(ctx context.Context, db *sql.DB) (about aboutCopy, err error) {
	var verdict string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&verdict); err != nil {
		return about, err
	}
	if verdict != "ok" {
		return about, fmt.Errorf("the copy is damaged: %s", verdict)
	}
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&about.schema); err != nil {
		return about, err
	}
	err = db.QueryRowContext(ctx, `
		SELECT tenant, term, (SELECT coalesce(max(seq), 0) FROM operation)
		FROM agency`).Scan(&about.tenant, &about.term, &about.position)
	return about, err
}

// SeenFiles describes how the files of an agency look from outside: the same
// words mean that nothing was written in between. It opens nothing.
func (c *Control) SeenFiles(tenant string) string {
	if !isTenantID(tenant) {
		return ""
	}
	var seen string
	for _, name := range []string{"main.db", "main.db-wal"} {
		info, err := os.Stat(filepath.Join(c.folder(tenant), name))
		if err != nil || info.Size() == 0 { // opening a file makes an empty log beside it
			continue
		}
		seen += name + " " + strconv.FormatInt(info.Size(), 10) + " " + strconv.FormatInt(info.ModTime().UnixNano(), 10) + "\n"
	}
	return seen
}

// SweepCopies clears what crashes left of copies; one that is being made stays.
func (c *Control) SweepCopies() error {
	folder := filepath.Join(c.options.Dir, copyFolder)
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		place := filepath.Join(folder, entry.Name())
		unlock, lockErr := lock(place+".lock", true)
		if lockErr != nil {
			continue
		}
		err = errors.Join(err, os.RemoveAll(place))
		unlock()
	}
	return err
}
