package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
)

// Find lists records that hold every word of the query. Who sees the whole agency
// asks the index; who sees their own cases has them read: an index over all cases
// would give the common words of everybody else's first.
func (a *Agency) Find(ctx context.Context, actor casework.Actor, query casework.Query, limit int) ([]storage.Found, error) {
	if query.IsEmpty() || actor.ID == "" {
		return nil, nil
	}
	look := lookThrough{actor: actor, query: query, limit: limit}
	var err error
	if actor.Role == casework.RoleSupervisor {
		if err = a.addWords(ctx); err == nil {
			err = a.file.read(ctx, func(tx *sql.Tx) error { return look.everywhere(ctx, tx) })
		}
	} else {
		err = a.file.read(ctx, func(tx *sql.Tx) error {
			return look.rows(ctx, tx, `
				SELECT r.seq, r.case_id, c.worker, r.content
				FROM case_file AS c
				CROSS JOIN record AS r ON r.case_id = c.id
				WHERE c.worker = ?
				ORDER BY r.seq DESC`, actor.ID)
		})
	}
	if err != nil {
		return nil, fmt.Errorf("sqlite: find: %w", err)
	}
	return look.found, nil
}

// match writes the query for the index. Words are small letters and digits:
// none of them is an operator.
func match(query casework.Query) string {
	var terms []string
	for _, word := range query.Words() {
		if !casework.OnlyWhole(word) {
			word += "*"
		}
		terms = append(terms, word)
	}
	return strings.Join(terms, " ")
}

// lookThrough reads rows until enough is found.
type lookThrough struct {
	actor casework.Actor
	query casework.Query
	limit int
	found []storage.Found
	read  int   // rows
	last  int64 // place of the last one
}

// newestRead is how many of the newest records are read before the index is asked.
// A word that stands everywhere is found among them; the index would put together
// the list of all its records first.
const newestRead = 400

// everywhere looks through all cases, the newest records first.
func (l *lookThrough) everywhere(ctx context.Context, tx *sql.Tx) error {
	err := l.rows(ctx, tx, `
		SELECT r.seq, r.case_id, c.worker, r.content
		FROM record AS r INDEXED BY record_seq
		CROSS JOIN case_file AS c ON c.id = r.case_id
		WHERE c.worker IS NOT NULL
		ORDER BY r.seq DESC
		LIMIT ?`, newestRead)
	if err != nil || len(l.found) == l.limit || l.read < newestRead {
		return err
	}
	return l.rows(ctx, tx, `
		SELECT r.seq, r.case_id, c.worker, r.content
		FROM find
		CROSS JOIN record AS r INDEXED BY record_seq ON r.seq = find.docid
		CROSS JOIN case_file AS c ON c.id = r.case_id
		WHERE find.words MATCH ? AND find.docid < ? AND c.worker IS NOT NULL
		ORDER BY find.docid DESC`, match(l.query), l.last)
}

func (l *lookThrough) rows(ctx context.Context, tx *sql.Tx, query string, args ...any) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for len(l.found) < l.limit && rows.Next() {
		var caseID, worker string
		var content sql.RawBytes
		if err := rows.Scan(&l.last, &caseID, &worker, &content); err != nil {
			return err
		}
		l.read++
		record := &casework.Record{}
		if err := record.UnmarshalJSON(content); err != nil {
			return err
		}
		if l.actor.MaySee(worker) && l.query.Finds(record) {
			l.found = append(l.found, storage.Found{Case: caseID, Record: record})
		}
	}
	return rows.Err()
}

// wordsAtOnce is how many records come into the index in one transaction, so that
// nobody who writes waits long.
const wordsAtOnce = 1000

// addWords brings the index up to the log. Two who search at once add each row
// once: the mark is read in the transaction that moves it.
func (a *Agency) addWords(ctx context.Context) error {
	for {
		behind, err := a.wordsBehind(ctx)
		if err != nil || !behind {
			return err
		}
		if err := a.file.write(ctx, func(tx *sql.Tx) error { return addSomeWords(ctx, tx) }); err != nil {
			return err
		}
	}
}

func (a *Agency) wordsBehind(ctx context.Context) (behind bool, err error) {
	err = a.file.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			SELECT coalesce((SELECT max(seq) FROM record), 0) > seq
			FROM find_mark`).Scan(&behind)
	})
	return behind, err
}

func addSomeWords(ctx context.Context, tx *sql.Tx) error {
	type row struct {
		seq   int64
		words string
	}
	all, err := list(ctx, tx, func(rows *sql.Rows, one *row) error {
		var content sql.RawBytes
		if err := rows.Scan(&one.seq, &content); err != nil {
			return err
		}
		var record casework.Record
		if err := record.UnmarshalJSON(content); err != nil {
			return err
		}
		one.words = strings.Join(casework.SearchWords(&record), " ")
		return nil
	}, `
		SELECT seq, content
		FROM record
		WHERE seq > (SELECT seq FROM find_mark)
		ORDER BY seq
		LIMIT ?`, wordsAtOnce)
	if err != nil || len(all) == 0 {
		return err
	}
	insert, err := tx.PrepareContext(ctx, `INSERT INTO find (docid, words) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, one := range all {
		if _, err := insert.ExecContext(ctx, one.seq, one.words); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `UPDATE find_mark SET seq = ?`, all[len(all)-1].seq)
	return err
}
