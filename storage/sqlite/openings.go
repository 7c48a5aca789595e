package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"doorstep/storage"
)

// NoteOpenings writes down who opened which case.
func (a *Agency) NoteOpenings(ctx context.Context, openings []storage.Opening) error {
	err := a.file.write(ctx, func(tx *sql.Tx) error {
		for _, one := range openings {
			_, err := tx.ExecContext(ctx, `
				INSERT INTO opening (case_id, person, tablet, quarter, at, noted)
				SELECT id, ?2, ?3, ?4, ?5, ?6
				FROM case_file
				WHERE id = ?1
				ON CONFLICT DO NOTHING`,
				one.Case, one.Person, one.Tablet, millis(one.At.Truncate(storage.OpeningSpan)), millis(one.At), millis(one.Noted))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("sqlite: note %d openings: %w", len(openings), err)
	}
	return nil
}

// Openings lists who opened a case, or any, newest first.
func (a *Agency) Openings(ctx context.Context, caseID string, before int64, limit int) ([]storage.Opening, error) {
	return all(ctx, a, "openings", func(rows *sql.Rows, one *storage.Opening) error {
		return rows.Scan(&one.ID, &one.Case, &one.Person, &one.Tablet, when{&one.At}, when{&one.Noted})
	}, `
		SELECT id, case_id, person, tablet, at, noted
		FROM opening
		WHERE (?1 = '' OR case_id = ?1) AND (?2 = 0 OR id < ?2)
		ORDER BY id DESC
		LIMIT ?3`, caseID, before, limit)
}
