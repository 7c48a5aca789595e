package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"doorstep/casework"
	"doorstep/storage"
)

// readDirectory is the list under its hash, unpacked once.
type readDirectory struct {
	sha256    string
	text      []byte
	directory *casework.Directory
}

// Directory returns the agency's list of providers.
func (a *Agency) Directory(ctx context.Context) (*casework.Directory, error) {
	read, err := a.directoryNow(ctx)
	return read.directory, err
}

// DirectoryText returns the list as tablets fetch it.
func (a *Agency) DirectoryText(ctx context.Context) (text []byte, sha256 string, err error) {
	read, err := a.directoryNow(ctx)
	return read.text, read.sha256, err
}

func (a *Agency) directoryNow(ctx context.Context) (read readDirectory, err error) {
	err = a.file.read(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT sha256 FROM directory`).Scan(&read.sha256); err != nil {
			return err
		}
		if known := a.directory.Load(); known != nil && known.sha256 == read.sha256 {
			read = *known
			return nil
		}
		read, err = loadDirectory(ctx, tx)
		if err == nil {
			a.directory.Store(&read)
		}
		return err
	})
	if err != nil {
		return read, fmt.Errorf("sqlite: directory: %w", err)
	}
	return read, nil
}

func loadDirectory(ctx context.Context, tx *sql.Tx) (read readDirectory, err error) {
	read.directory = &casework.Directory{}
	var areas []byte
	if err := tx.QueryRowContext(ctx, `SELECT areas FROM directory`).Scan(&areas); err != nil {
		return read, err
	}
	if err := json.Unmarshal(areas, &read.directory.Areas); err != nil {
		return read, err
	}
	read.directory.Providers, err = list(ctx, tx, func(rows *sql.Rows, one *casework.Provider) error {
		var content []byte
		if err := rows.Scan(&content); err != nil {
			return err
		}
		return json.Unmarshal(content, one)
	}, `SELECT content FROM provider ORDER BY id`)
	if err == nil {
		read.text, read.sha256, err = storage.PackDirectory(read.directory)
	}
	return read, err
}

// DirectorySources returns what entries were imported from.
func (a *Agency) DirectorySources(ctx context.Context) (sources map[string][]byte, err error) {
	sources = map[string][]byte{}
	err = a.file.read(ctx, func(tx *sql.Tx) error {
		_, err := list(ctx, tx, func(rows *sql.Rows, _ *struct{}) error {
			var id string
			var source []byte
			err := rows.Scan(&id, &source)
			sources[id] = source
			return err
		}, `SELECT id, source FROM provider WHERE source <> ''`)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: sources of the directory: %w", err)
	}
	return sources, nil
}

// ChangeDirectory writes one change of the list and its new hash.
func (a *Agency) ChangeDirectory(ctx context.Context, change storage.DirectoryChange, by string, at time.Time) error {
	err := a.file.write(ctx, func(tx *sql.Tx) error {
		for _, entry := range change.Put {
			if err := putProvider(ctx, tx, entry, by, at); err != nil {
				return err
			}
		}
		for _, id := range change.Drop {
			if _, err := tx.ExecContext(ctx, `DELETE FROM provider WHERE id = ?`, id); err != nil {
				return err
			}
		}
		if change.Areas != nil {
			areas, err := json.Marshal(change.Areas)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `UPDATE directory SET areas = ?`, string(areas)); err != nil {
				return err
			}
		}
		read, err := loadDirectory(ctx, tx)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE directory SET sha256 = ?`, read.sha256)
		return err
	})
	if err != nil {
		return fmt.Errorf("sqlite: change directory: %w", err)
	}
	return nil
}

func putProvider(ctx context.Context, tx *sql.Tx, entry storage.DirectoryEntry, by string, at time.Time) error {
	content, err := json.Marshal(entry.Provider)
	if err != nil {
		return err
	}
	var before, source []byte
	err = tx.QueryRowContext(ctx, `SELECT content, source FROM provider WHERE id = ?`, entry.Provider.ID).Scan(&before, &source)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if entry.Seen != "" {
		var there casework.Provider
		if err := json.Unmarshal(before, &there); err != nil {
			return casework.Fail(casework.Busy) // taken out meanwhile
		}
		if digest, err := storage.EntryDigest(there); err != nil || digest != entry.Seen {
			return errors.Join(err, casework.Fail(casework.Busy))
		}
	}
	if entry.Source != nil {
		source = entry.Source
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO provider (id, content, source, by, at)
		VALUES (?1, ?2, ?3, ?4, ?5)
		ON CONFLICT (id) DO UPDATE SET content = ?2, source = ?3, by = ?4, at = ?5
		WHERE content <> ?2 OR source <> ?3`, entry.Provider.ID, string(content), string(source), by, millis(at))
	return err
}
