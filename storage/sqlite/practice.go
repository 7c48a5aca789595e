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

// SavePractice keeps a new version of how the agency works.
func (a *Agency) SavePractice(ctx context.Context, practice *casework.Practice, by string, at time.Time) (version int, err error) {
	next := *practice
	next.Version++
	content, err := json.Marshal(next)
	if err != nil {
		return 0, fmt.Errorf("sqlite: save practice: %w", err)
	}
	err = a.file.write(ctx, func(tx *sql.Tx) error {
		last := 0
		if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) FROM practice`).Scan(&last); err != nil {
			return err
		}
		if last != practice.Version {
			return casework.Fail(casework.Busy)
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO practice (version, content, by, at)
			VALUES (?, ?, ?, ?)`, next.Version, string(content), by, millis(at))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("sqlite: save practice: %w", err)
	}
	return next.Version, nil
}

// Practice returns one version of how the agency works.
func (a *Agency) Practice(ctx context.Context, version int) (practice *casework.Practice, err error) {
	err = a.file.read(ctx, func(tx *sql.Tx) error {
		practice, err = readPractice(ctx, tx, `SELECT content FROM practice WHERE version = ?`, version)
		return err
	})
	if err == nil && practice == nil {
		err = casework.Fail(casework.NotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("sqlite: practice %d: %w", version, err)
	}
	return practice, nil
}

// PracticeVersions lists the versions, newest first.
func (a *Agency) PracticeVersions(ctx context.Context) (versions []storage.PracticeVersion, err error) {
	err = a.file.read(ctx, func(tx *sql.Tx) error {
		versions, err = list(ctx, tx, func(rows *sql.Rows, one *storage.PracticeVersion) error {
			return rows.Scan(&one.Version, &one.By, when{&one.At})
		}, `
			SELECT version, by, at
			FROM practice
			ORDER BY version DESC`)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: versions of the practice: %w", err)
	}
	return versions, nil
}

// practiceNow is the newest version, nil if the agency has set nothing. It is
// read with every page, so it is unpacked once a version. Nobody changes what it
// returns.
func (a *Agency) practiceNow(ctx context.Context, tx *sql.Tx) (*casework.Practice, error) {
	newest := 0
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) FROM practice`).Scan(&newest); err != nil || newest == 0 {
		return nil, err
	}
	if known := a.practice.Load(); known != nil && known.Version == newest {
		return known, nil
	}
	practice, err := readPractice(ctx, tx, `SELECT content FROM practice WHERE version = ?`, newest)
	if err == nil {
		a.practice.Store(practice)
	}
	return practice, err
}

// readPractice unpacks what the query finds, nil if it finds nothing.
func readPractice(ctx context.Context, tx *sql.Tx, query string, args ...any) (*casework.Practice, error) {
	var content []byte
	err := tx.QueryRowContext(ctx, query, args...).Scan(&content)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	practice := &casework.Practice{}
	return practice, json.Unmarshal(content, practice)
}
