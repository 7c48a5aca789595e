package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"doorstep/casework"
	"doorstep/storage"
)

// Names in an agency's folder, beside main.db.
const (
	lockName      = "lock"     // shared while the agency is open, alone while it is restored
	restoreFolder = "restore"  // the database that is to stand
	readyName     = "ready"    // in it: from here on the new one stands, whatever is cut
	asideFolder   = "replaced" // databases that were replaced; nothing here is ever removed
)

// ErrInUse says that an agency cannot be restored while it is open.
var ErrInUse = errors.New("sqlite: the agency is in use")

// errRestoring says that an agency cannot be opened just now.
var errRestoring = errors.New("the agency is being restored")

// Restore puts another database in the place of an agency's. Until Swap the old
// one stands untouched.
type Restore struct {
	control *Control
	tenant  string
	folder  string
	unlock  func()
}

// BeginRestore takes the agency for itself: where it is open, here or in
// another process, the answer is ErrInUse. The agency need not exist here yet.
// The caller calls Close.
func (c *Control) BeginRestore(tenant string) (*Restore, error) {
	if !isTenantID(tenant) {
		return nil, fmt.Errorf("sqlite: restore: %w", casework.Fail(casework.NotFound))
	}
	r := &Restore{control: c, tenant: tenant, folder: c.folder(tenant)}
	if err := os.MkdirAll(r.folder, 0o700); err != nil {
		return nil, fmt.Errorf("sqlite: restore tenant %q: %w", tenant, problem(err))
	}
	var err error
	if r.unlock, err = lock(filepath.Join(r.folder, lockName), true); err != nil {
		if errors.Is(err, errHeld) {
			err = ErrInUse
		}
		return nil, fmt.Errorf("sqlite: restore tenant %q: %w", tenant, err)
	}
	err = finishRestore(r.folder)
	if err == nil {
		err = os.RemoveAll(r.place()) // of one that was cut before it was ready
	}
	if err == nil {
		err = os.Mkdir(r.place(), 0o700)
	}
	if err != nil {
		r.unlock()
		return nil, fmt.Errorf("sqlite: restore tenant %q: %w", tenant, problem(err))
	}
	return r, nil
}

func (r *Restore) place() string { return filepath.Join(r.folder, restoreFolder) }

// Path is where the caller writes the copy.
func (r *Restore) Path() string { return filepath.Join(r.place(), "main.db") }

// Close ends the restore; without Swap nothing has changed.
func (r *Restore) Close() error {
	defer r.unlock()
	if isReady(r.folder) {
		return nil // it is finished when the agency is next opened
	}
	return os.RemoveAll(r.place())
}

// Return is what a restore needs to know of the world outside.
type Return struct {
	Terms   int64                      // highest term that the object store knows of
	Objects map[string]int64           // what the object store has: bytes by SHA-256
	Media   func(sha256 string) string // media type of one of those
	Now     time.Time
}

// Returned is what a restore did.
type Returned struct {
	Term     int64 // that begins
	Position int64 // the log's last number
	Schema   int
	Later    int64 // operations that only the replaced database has; 0 if unknown
	Accounts bool  // people, passkeys and tablets of the replaced database were taken over
	Resend   int   // files that lay only on a lost volume: tablets are asked for them again
	Found    int   // files in the object store that the copy did not know
}

// Prepare checks the copy at Path and makes it the database that is to stand:
// in a new term, without sessions, with accounts as they are now where the
// replaced database can still say so. The control database learns of the agency.
func (r *Restore) Prepare(ctx context.Context, from Return) (Returned, error) {
	returned, err := r.prepare(ctx, from)
	if err != nil {
		return Returned{}, fmt.Errorf("sqlite: restore tenant %q: %w", r.tenant, problem(err))
	}
	return returned, nil
}

func (r *Restore) prepare(ctx context.Context, from Return) (returned Returned, err error) {
	var about aboutCopy
	err = withPlain(ctx, r.Path(), func(db *sql.DB) error {
		if about, err = checkCopy(ctx, db); err != nil {
			return err
		}
		return checkLog(ctx, db)
	})
	if err != nil {
		return returned, err
	}
	if about.tenant != r.tenant {
		return returned, fmt.Errorf("the copy is of another agency: tenant %q", about.tenant)
	}
	f, err := openFile(ctx, r.Path(), "tenant", false)
	if err != nil {
		return returned, err
	}
	err = r.fill(ctx, f, from, &returned)
	return returned, errors.Join(err, f.close())
}

// checkLog holds every operation of the log against its hash. One that was
// emptied by legal erasure has none to hold.
func checkLog(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, `
		SELECT seq, hash, content
		FROM operation
		WHERE length(content) > 0`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var seq int64
		var hash string
		var content sql.RawBytes
		if err := rows.Scan(&seq, &hash, &content); err != nil {
			return err
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != hash {
			return fmt.Errorf("operation %d of the copy does not have its hash", seq)
		}
	}
	return rows.Err()
}

func (r *Restore) fill(ctx context.Context, f *file, from Return, returned *Returned) error {
	terms := from.Terms
	if now, err := r.takeOver(ctx, f); err == nil {
		returned.Accounts, terms = true, max(terms, now.term)
		returned.Later = now.position
	}
	stage, err := r.control.options.Stage(filepath.Join(r.folder, "staged"), from.Now)
	if err != nil {
		return err
	}
	staged, err := stage.Names()
	if err != nil {
		return err
	}
	var carried []storage.Capability
	err = f.write(ctx, func(tx *sql.Tx) error {
		if carried, err = takeCarried(ctx, tx); err != nil {
			return err
		}
		if err := heal(ctx, tx, from, staged, returned); err != nil {
			return err
		}
		returned.Term, returned.Position, err = begin(ctx, tx, terms, from.Now)
		return err
	})
	if err != nil {
		return err
	}
	returned.Later = max(0, returned.Later-returned.Position)
	if err := f.writer.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&returned.Schema); err != nil {
		return err
	}
	return r.tellControl(ctx, f, carried, from.Now)
}

// begin ends the sessions and starts a term that no tablet has heard of.
func begin(ctx context.Context, tx *sql.Tx, terms int64, now time.Time) (term, position int64, err error) {
	if position, err = lastNumber(ctx, tx); err != nil {
		return 0, 0, err
	}
	if err := tx.QueryRowContext(ctx, `SELECT term FROM agency`).Scan(&term); err != nil {
		return 0, 0, err
	}
	term = max(term+1, terms+1, now.UnixMilli())
	if err := beginTerm(ctx, tx, term); err != nil {
		return 0, 0, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM session`); err != nil {
		return 0, 0, err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO account_event (at, actor, action, subject)
		VALUES (?, 'operator', 'restored', '')`, millis(now))
	return term, position, err
}

// takeCarried takes out what the copy brought of the control database.
func takeCarried(ctx context.Context, tx *sql.Tx) (carried []storage.Capability, err error) {
	carried, err = list(ctx, tx, scanCapability, `
		SELECT hash, purpose, (SELECT tenant FROM agency), subject, data, created, expires
		FROM carried`)
	if err != nil {
		return nil, err
	}
	_, err = tx.ExecContext(ctx, `DROP TABLE carried`)
	return carried, err
}

// tellControl lists the agency and its handles. Tokens come back only where the
// agency was not known: where it was, those that are missing were ended.
func (r *Restore) tellControl(ctx context.Context, f *file, carried []storage.Capability, now time.Time) error {
	type owner struct {
		handle []byte
		person string
	}
	var owners []owner
	err := f.read(ctx, func(tx *sql.Tx) (err error) {
		owners, err = list(ctx, tx, func(rows *sql.Rows, one *owner) error { return rows.Scan(&one.handle, &one.person) }, `
			SELECT handle, id
			FROM person`)
		return err
	})
	if err != nil {
		return err
	}
	return r.control.file.write(ctx, func(tx *sql.Tx) error {
		made, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO tenant (id, created) VALUES (?, ?)`, r.tenant, millis(now))
		if err != nil {
			return err
		}
		fresh, err := made.RowsAffected()
		if err != nil {
			return err
		}
		for _, one := range owners {
			_, err := tx.ExecContext(ctx, `
				INSERT OR IGNORE INTO handle (handle, tenant, person)
				VALUES (?, ?, ?)`, one.handle, r.tenant, one.person)
			if err != nil {
				return err
			}
		}
		if fresh == 0 {
			_, err := tx.ExecContext(ctx, `
				DELETE FROM capability
				WHERE tenant = ? AND purpose = ?`, r.tenant, storage.PurposeSession)
			return err
		}
		for _, one := range carried {
			_, err := tx.ExecContext(ctx, `
				INSERT OR IGNORE INTO capability (hash, purpose, tenant, subject, data, created, expires)
				VALUES (?, ?, ?, ?, ?, ?, ?)`,
				one.Hash, one.Purpose, r.tenant, one.Subject, one.Data, millis(one.Created), millis(one.Expires))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Swap puts the prepared database in place and keeps the replaced one aside. It
// may be cut anywhere: before the mark is on the disk the old one stands, after
// it the new one, for whoever opens the agency next.
func (r *Restore) Swap(now time.Time) (aside string, err error) {
	name := now.UTC().Format("20060102t150405.000z")
	for _, step := range []func() error{
		func() error { return syncPath(r.Path()) },
		func() error { return writeMark(filepath.Join(r.place(), readyName), name) },
		func() error { return finishRestore(r.folder) },
	} {
		if err := step(); err != nil {
			return "", fmt.Errorf("sqlite: restore tenant %q: %w", r.tenant, problem(err))
		}
	}
	aside = filepath.Join(r.folder, asideFolder, name)
	if _, err := os.Stat(aside); err != nil {
		return "", nil // there was nothing to replace
	}
	return aside, nil
}

// writeMark makes a file that is there whole or not at all.
func writeMark(path, text string) error {
	if err := os.WriteFile(path+".new", []byte(text), 0o600); err != nil {
		return err
	}
	if err := syncPath(path + ".new"); err != nil {
		return err
	}
	if err := os.Rename(path+".new", path); err != nil {
		return err
	}
	return syncPath(filepath.Dir(path))
}

func isReady(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, restoreFolder, readyName))
	return err == nil
}

// enter takes the shared lock of an agency that is opened, and first finishes a
// restore that was cut after it was decided.
func enter(folder string) (unlock func(), err error) {
	unlock, err = lock(filepath.Join(folder, lockName), false)
	if err == nil && !isReady(folder) {
		return unlock, nil
	}
	if err == nil {
		unlock()
		if unlock, err = lock(filepath.Join(folder, lockName), true); err == nil {
			err = finishRestore(folder)
			unlock()
		}
	}
	if err == nil {
		unlock, err = lock(filepath.Join(folder, lockName), false)
	}
	if errors.Is(err, errHeld) {
		err = errRestoring
	}
	return unlock, err
}

// finishRestore does the rest of a restore that is ready, from wherever it was
// cut. The caller has the folder for itself.
func finishRestore(folder string) error {
	mark := filepath.Join(folder, restoreFolder, readyName)
	name, err := os.ReadFile(mark)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	next := filepath.Join(folder, restoreFolder, "main.db")
	if _, err := os.Stat(next); err == nil {
		if err := putAside(folder, strings.TrimSpace(string(name))); err != nil {
			return err
		}
		if err := os.Rename(next, filepath.Join(folder, "main.db")); err != nil {
			return err
		}
		if err := syncPath(folder); err != nil {
			return err
		}
	} else if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Remove(mark); err != nil {
		return err
	}
	return os.RemoveAll(filepath.Join(folder, restoreFolder))
}

// putAside moves the old database with its write-ahead log, which must never
// meet the new one.
func putAside(folder, name string) error {
	aside := filepath.Join(folder, asideFolder, name)
	for _, file := range []string{"main.db", "main.db-wal", "main.db-shm"} {
		from := filepath.Join(folder, file)
		if _, err := os.Stat(from); errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err := os.MkdirAll(aside, 0o700); err != nil {
			return err
		}
		if err := os.Rename(from, filepath.Join(aside, file)); err != nil {
			return err
		}
	}
	if _, err := os.Stat(aside); err != nil {
		return nil
	}
	return errors.Join(syncPath(aside), syncPath(filepath.Join(folder, asideFolder)), syncPath(folder))
}

// syncPath makes a file, or the names in a folder, durable.
func syncPath(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
