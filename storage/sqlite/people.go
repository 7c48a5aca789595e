package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"doorstep/casework"
	"doorstep/storage"
)

// AddPerson adds a member of staff.
func (a *Agency) AddPerson(ctx context.Context, person storage.Person) error {
	return a.exec(ctx, "add person", `
		INSERT INTO person (id, name, role, handle, created, suspended)
		VALUES (?, ?, ?, ?, ?, ?)`,
		person.ID, person.Name, person.Role, person.Handle, millis(person.Created), person.Suspended)
}

// SavePerson replaces name, role and suspension. The user handle stays: it is
// in the person's passkeys.
func (a *Agency) SavePerson(ctx context.Context, person storage.Person) error {
	return a.execOne(ctx, "save person", `
		UPDATE person
		SET name = ?, role = ?, suspended = ?
		WHERE id = ?`, person.Name, person.Role, person.Suspended, person.ID)
}

// execOne runs a statement that must meet a row, or answers NotFound.
func (a *Agency) execOne(ctx context.Context, what, query string, args ...any) error {
	err := a.file.write(ctx, func(tx *sql.Tx) error {
		return changedOne(tx.ExecContext(ctx, query, args...))
	})
	if err != nil {
		return fmt.Errorf("sqlite: %s: %w", what, err)
	}
	return nil
}

// find returns the one row of a query, or NotFound.
func find[T any](ctx context.Context, a *Agency, what string, scan func(rows *sql.Rows, one *T) error, query string, args ...any) (T, error) {
	var none T
	all, err := all(ctx, a, what, scan, query, args...)
	if err != nil {
		return none, err
	}
	if len(all) == 0 {
		return none, fmt.Errorf("sqlite: %s: %w", what, casework.Fail(casework.NotFound))
	}
	return all[0], nil
}

// all returns every row of a query.
func all[T any](ctx context.Context, a *Agency, what string, scan func(rows *sql.Rows, one *T) error, query string, args ...any) (found []T, err error) {
	err = a.file.read(ctx, func(tx *sql.Tx) (err error) {
		found, err = list(ctx, tx, scan, query, args...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: %s: %w", what, err)
	}
	return found, nil
}

// Person returns one member of staff.
func (a *Agency) Person(ctx context.Context, id string) (storage.Person, error) {
	return find(ctx, a, "person", scanPerson, `
		SELECT id, name, role, handle, created, suspended
		FROM person
		WHERE id = ?`, id)
}

// People lists the staff by name.
func (a *Agency) People(ctx context.Context) ([]storage.Person, error) {
	return all(ctx, a, "people", scanPerson, `
		SELECT id, name, role, handle, created, suspended
		FROM person
		ORDER BY name COLLATE NOCASE, id`)
}

func scanPerson(rows *sql.Rows, p *storage.Person) error {
	return rows.Scan(&p.ID, &p.Name, &p.Role, &p.Handle, when{&p.Created}, &p.Suspended)
}

// AddPasskey adds a credential to a person.
func (a *Agency) AddPasskey(ctx context.Context, passkey storage.Passkey) error {
	err := a.file.write(ctx, func(tx *sql.Tx) error { return addPasskey(ctx, tx, passkey) })
	if err != nil {
		return fmt.Errorf("sqlite: add passkey: %w", err)
	}
	return nil
}

func addPasskey(ctx context.Context, tx *sql.Tx, k storage.Passkey) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO passkey (id, person, name, flags, credential, rp_id, created, used)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		k.ID, k.Person, k.Name, k.Flags, k.Credential, k.RPID, millis(k.Created), millis(k.Used))
	return err
}

// SavePasskey replaces what changes in a credential: its name, flags and
// counter, and when it was used.
func (a *Agency) SavePasskey(ctx context.Context, k storage.Passkey) error {
	return a.execOne(ctx, "save passkey", `
		UPDATE passkey
		SET name = ?, flags = ?, credential = ?, used = ?
		WHERE id = ? AND person = ?`, k.Name, k.Flags, k.Credential, millis(k.Used), k.ID, k.Person)
}

// Passkeys lists the credentials of a person, oldest first.
func (a *Agency) Passkeys(ctx context.Context, person string) ([]storage.Passkey, error) {
	return all(ctx, a, "passkeys", func(rows *sql.Rows, k *storage.Passkey) error {
		return rows.Scan(&k.ID, &k.Person, &k.Name, &k.Flags, &k.Credential, &k.RPID, when{&k.Created}, when{&k.Used})
	}, `
		SELECT id, person, name, flags, credential, rp_id, created, used
		FROM passkey
		WHERE person = ?
		ORDER BY created, id`, person)
}

// DropPasskey removes a credential and ends the sessions opened with it; the
// last one stays and answers Forbidden.
func (a *Agency) DropPasskey(ctx context.Context, person string, id []byte) error {
	err := a.file.write(ctx, func(tx *sql.Tx) error {
		if err := changedOne(tx.ExecContext(ctx, `DELETE FROM passkey WHERE person = ? AND id = ?`, person, id)); err != nil {
			return err
		}
		var left int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM passkey WHERE person = ?`, person).Scan(&left); err != nil {
			return err
		}
		if left == 0 {
			return casework.Fail(casework.Forbidden)
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM session WHERE person = ? AND passkey = ?`, person, id)
		return err
	})
	if err != nil {
		return fmt.Errorf("sqlite: drop passkey: %w", err)
	}
	return nil
}

// ReplacePasskeys ends all passkeys and sessions of the person and adds this one.
func (a *Agency) ReplacePasskeys(ctx context.Context, person string, passkey storage.Passkey) error {
	passkey.Person = person
	err := a.file.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM passkey WHERE person = ?`, person); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM session WHERE person = ?`, person); err != nil {
			return err
		}
		return addPasskey(ctx, tx, passkey)
	})
	if err != nil {
		return fmt.Errorf("sqlite: replace passkeys: %w", err)
	}
	return nil
}

// Note appends a line to the account log.
func (a *Agency) Note(ctx context.Context, event storage.AccountEvent) error {
	return a.exec(ctx, "note account event", `
		INSERT INTO account_event (at, actor, action, subject)
		VALUES (?, ?, ?, ?)`, millis(event.At), event.Actor, event.Action, event.Subject)
}

// AccountEvents lists the newest lines of the account log, newest first.
func (a *Agency) AccountEvents(ctx context.Context, limit int) ([]storage.AccountEvent, error) {
	return all(ctx, a, "account events", func(rows *sql.Rows, e *storage.AccountEvent) error {
		return rows.Scan(when{&e.At}, &e.Actor, &e.Action, &e.Subject)
	}, `
		SELECT at, actor, action, subject
		FROM account_event
		ORDER BY id DESC
		LIMIT ?`, limit)
}
