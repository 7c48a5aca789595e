package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"doorstep/casework"
)

// againAtOnce is how many summaries are drawn again in one transaction.
const againAtOnce = 50

// summariseAgain draws the summaries that an earlier release wrote with less in
// them. Nothing of the case moves: its position and digest stay, and a packed
// segment that holds the old summary is made anew when it is asked for.
func (a *Agency) summariseAgain(ctx context.Context) error {
	for {
		var ids []string
		err := a.file.read(ctx, func(tx *sql.Tx) (err error) {
			ids, err = list(ctx, tx, func(rows *sql.Rows, id *string) error { return rows.Scan(id) }, `
				SELECT case_id
				FROM summary_again
				LIMIT ?`, againAtOnce)
			return err
		})
		if err == nil && len(ids) > 0 {
			err = a.file.write(ctx, func(tx *sql.Tx) error { return a.summariseSome(ctx, tx, ids) })
		}
		if err != nil {
			return fmt.Errorf("sqlite: summaries again: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
	}
}

func (a *Agency) summariseSome(ctx context.Context, tx *sql.Tx, ids []string) error {
	for _, id := range ids {
		file := casework.NewFile(id)
		position, err := a.beginFile(ctx, tx, file)
		if err != nil {
			return err
		}
		if position > 0 {
			if err := fillFile(ctx, tx, file); err != nil {
				return err
			}
			if err := drawSummary(ctx, tx, file); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM summary_again WHERE case_id = ?`, id); err != nil {
			return err
		}
	}
	return nil
}

func drawSummary(ctx context.Context, tx *sql.Tx, file *casework.File) error {
	summary, err := json.Marshal(casework.Summarise(file))
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE case_file SET summary = ? WHERE id = ?`, string(summary), file.Case)
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, `DELETE FROM segment WHERE case_id = ?`, file.Case)
	}
	return err
}
