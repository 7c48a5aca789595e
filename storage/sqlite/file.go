// Package sqlite keeps the office's records: a small control database, and one
// SQLite file for each agency, opened when it is needed and closed when nobody
// has needed it for a while.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/mattn/go-sqlite3"

	"doorstep/casework"
)

//go:embed schema
var schema embed.FS

// readers bounds the connections that read one file beside its one writer.
const readers = 2

// busyTimeout is how long a write waits for another process (the operator's
// command line) to finish its own.
const busyTimeout = 5 * time.Second

// file is one SQLite database: one connection that writes, a few that read.
type file struct {
	writer, reader *sql.DB
}

// openFile opens the database, making it if create is set, and brings its
// schema up to date.
func openFile(ctx context.Context, path, migrations string, create bool) (*file, error) {
	mode := "rw"
	if create {
		mode = "rwc"
	}
	f := &file{}
	var err error
	if f.writer, err = sql.Open("sqlite3", dsn(path, mode, "_txlock=immediate")); err != nil {
		return nil, fmt.Errorf("sqlite: open %q: %w", path, err)
	}
	f.writer.SetMaxOpenConns(1)
	if f.reader, err = sql.Open("sqlite3", dsn(path, "rw", "_query_only=1")); err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: open %q: %w", path, err), f.close())
	}
	f.reader.SetMaxOpenConns(readers)
	f.reader.SetMaxIdleConns(readers)
	if err := f.migrate(ctx, migrations); err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: open %q: %w", path, err), f.close())
	}
	return f, nil
}

// dsn holds everything that belongs to a connection, so that each connection of
// a pool has it. Recursive triggers make the append-only triggers see INSERT OR
// REPLACE, which would slip past them otherwise.
func dsn(path, mode string, more ...string) string {
	params := append([]string{
		"mode=" + mode, "_journal_mode=WAL", "_synchronous=FULL", "_foreign_keys=1", "_recursive_triggers=1",
		"_secure_delete=on", "_busy_timeout=" + strconv.FormatInt(busyTimeout.Milliseconds(), 10), "_stmt_cache_size=32",
	}, more...)
	return "file:" + escaped(path) + "?" + strings.Join(params, "&")
}

// escaped writes a path as part of a URI.
func escaped(path string) string { return (&url.URL{Path: path}).EscapedPath() }

func (f *file) close() error {
	var errs []error
	for _, db := range []*sql.DB{f.reader, f.writer} { // the writer last: it checkpoints
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// migrate applies the numbered files that the database has not seen, each in
// its own transaction. Files are only ever added.
func (f *file) migrate(ctx context.Context, folder string) error {
	names, err := fs.Glob(schema, "schema/"+folder+"/*.sql")
	if err != nil {
		return err
	}
	var version int
	if err := f.writer.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return problem(err)
	}
	if version > len(names) {
		return fmt.Errorf("sqlite: the file has schema %d, this program knows %d: it was written by a newer one", version, len(names))
	}
	for i := version; i < len(names); i++ {
		text, err := schema.ReadFile(names[i])
		if err != nil {
			return err
		}
		err = f.write(ctx, func(tx *sql.Tx) error {
			// Another process may have been first.
			if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil || version > i {
				return err
			}
			if _, err := tx.ExecContext(ctx, string(text)); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, `PRAGMA user_version = `+strconv.Itoa(i+1))
			return err
		})
		if err != nil {
			return fmt.Errorf("sqlite: migrate to %s: %w", names[i], err)
		}
	}
	return nil
}

// write runs fn in one durable transaction.
func (f *file) write(ctx context.Context, fn func(tx *sql.Tx) error) error {
	return inTx(ctx, f.writer, fn)
}

// read runs fn in one snapshot.
func (f *file) read(ctx context.Context, fn func(tx *sql.Tx) error) error {
	return inTx(ctx, f.reader, fn)
}

func inTx(ctx context.Context, db *sql.DB, fn func(tx *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return problem(err)
	}
	defer tx.Rollback() // does nothing after a commit
	if err := fn(tx); err != nil {
		return problem(err)
	}
	return problem(tx.Commit())
}

// problem puts a casework.Problem in front of the errors that a person can act
// on and leaves the others alone.
func problem(err error) error {
	if err == nil || casework.CodeOf(err) != "" {
		return err
	}
	if errors.Is(err, sql.ErrNoRows) {
		return casework.Fail(casework.NotFound)
	}
	var failed sqlite3.Error
	if errors.As(err, &failed) {
		switch {
		case failed.Code == sqlite3.ErrFull, failed.SystemErrno == syscall.ENOSPC, failed.SystemErrno == syscall.EDQUOT:
			return fmt.Errorf("%w: %w", casework.Fail(casework.NoSpace), err)
		case failed.Code == sqlite3.ErrBusy, failed.Code == sqlite3.ErrLocked:
			return fmt.Errorf("%w: %w", casework.Fail(casework.Busy), err)
		case failed.ExtendedCode == sqlite3.ErrConstraintTrigger:
			return fmt.Errorf("%w: %w", casework.Fail(casework.Immutable), err)
		}
	}
	return err
}

// isTaken reports that a row with this key is there already.
func isTaken(err error) bool {
	var failed sqlite3.Error
	return errors.As(err, &failed) &&
		(failed.ExtendedCode == sqlite3.ErrConstraintUnique || failed.ExtendedCode == sqlite3.ErrConstraintPrimaryKey)
}

// changedOne answers NotFound for an update or delete that met no row.
func changedOne(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	if rows, err := result.RowsAffected(); err != nil || rows == 0 {
		return errors.Join(err, casework.Fail(casework.NotFound))
	}
	return nil
}

// millis and moment write and read instants; the zero time is 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// when scans a column of milliseconds into an instant.
type when struct{ at *time.Time }

// Scan implements sql.Scanner.
func (w when) Scan(value any) error {
	ms, ok := value.(int64)
	if !ok {
		return fmt.Errorf("sqlite: a moment is stored as %T", value)
	}
	*w.at = moment(ms)
	return nil
}

// list scans the rows of a query.
func list[T any](ctx context.Context, tx *sql.Tx, scan func(rows *sql.Rows, one *T) error, query string, args ...any) ([]T, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var one T
		if err := scan(rows, &one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}
