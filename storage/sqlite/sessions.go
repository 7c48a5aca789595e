package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"doorstep/casework"
	"doorstep/storage"
)

// AddSession adds a signed-in browser.
func (a *Agency) AddSession(ctx context.Context, s storage.Session) error {
	turned, err := turnedText(s.Turned)
	if err != nil {
		return err
	}
	return a.exec(ctx, "add session", `
		INSERT INTO session (id, person, token, created, used, expires, step_up, passkey, turned)
		VALUES (?, ?, ?, ?, ?, ?, ?, coalesce(?, x''), ?)`,
		s.ID, s.Person, s.Token, millis(s.Created), millis(s.Used), millis(s.Expires), millis(s.StepUp), s.Passkey, turned)
}

// turnedText is how a session keeps to whom it is turned.
func turnedText(turned *casework.Turned) (string, error) {
	if turned == nil {
		return "", nil
	}
	text, err := json.Marshal(turned)
	if err != nil {
		return "", fmt.Errorf("sqlite: turn session: %w", err)
	}
	return string(text), nil
}

// Session returns a session, or NotFound. Whether it has expired is for the
// caller to judge.
func (a *Agency) Session(ctx context.Context, id string) (storage.Session, error) {
	return find(ctx, a, "session", func(rows *sql.Rows, s *storage.Session) error {
		var turned string
		if err := rows.Scan(&s.ID, &s.Person, &s.Token, when{&s.Created}, when{&s.Used}, when{&s.Expires}, when{&s.StepUp}, &s.Passkey, &turned); err != nil || turned == "" {
			return err
		}
		s.Turned = &casework.Turned{}
		return json.Unmarshal([]byte(turned), s.Turned)
	}, `
		SELECT id, person, token, created, used, expires, step_up, passkey, turned
		FROM session
		WHERE id = ?`, id)
}

// SaveSession replaces what changes in a session. One that has ended meanwhile
// stays ended and answers NotFound.
func (a *Agency) SaveSession(ctx context.Context, s storage.Session) error {
	return a.execOne(ctx, "save session", `
		UPDATE session
		SET token = ?, used = ?, expires = ?, step_up = ?
		WHERE id = ?`, s.Token, millis(s.Used), millis(s.Expires), millis(s.StepUp), s.ID)
}

// TurnSession writes to whom the session's browser is turned, and nothing else.
func (a *Agency) TurnSession(ctx context.Context, id string, turned *casework.Turned) error {
	text, err := turnedText(turned)
	if err != nil {
		return err
	}
	return a.execOne(ctx, "turn session", `
		UPDATE session
		SET turned = ?
		WHERE id = ?`, text, id)
}

// DropSession ends a session; ending what has ended is no error.
func (a *Agency) DropSession(ctx context.Context, id string) error {
	return a.exec(ctx, "drop session", `DELETE FROM session WHERE id = ?`, id)
}

// DropSessions ends every session of a person.
func (a *Agency) DropSessions(ctx context.Context, person string) error {
	return a.exec(ctx, "drop sessions", `DELETE FROM session WHERE person = ?`, person)
}

// AddInvitation adds an invitation.
func (a *Agency) AddInvitation(ctx context.Context, i storage.Invitation) error {
	return a.exec(ctx, "add invitation", `
		INSERT INTO invitation (id, name, role, by, recovers, confirmed, created, expires, used)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		i.ID, i.Name, i.Role, i.By, i.Recovers, i.Confirmed, millis(i.Created), millis(i.Expires), millis(i.Used))
}

// Invitation returns an invitation, used or not.
func (a *Agency) Invitation(ctx context.Context, id string) (storage.Invitation, error) {
	return find(ctx, a, "invitation", scanInvitation, `
		SELECT id, name, role, by, recovers, confirmed, created, expires, used
		FROM invitation
		WHERE id = ?`, id)
}

// Invitations lists all invitations, newest first.
func (a *Agency) Invitations(ctx context.Context) ([]storage.Invitation, error) {
	return all(ctx, a, "invitations", scanInvitation, `
		SELECT id, name, role, by, recovers, confirmed, created, expires, used
		FROM invitation
		ORDER BY created DESC, id`)
}

func scanInvitation(rows *sql.Rows, i *storage.Invitation) error {
	return rows.Scan(&i.ID, &i.Name, &i.Role, &i.By, &i.Recovers, &i.Confirmed, when{&i.Created}, when{&i.Expires}, when{&i.Used})
}

// SaveInvitation replaces what changes in an invitation.
func (a *Agency) SaveInvitation(ctx context.Context, i storage.Invitation) error {
	return a.execOne(ctx, "save invitation", `
		UPDATE invitation
		SET confirmed = ?, expires = ?, used = ?
		WHERE id = ?`, i.Confirmed, millis(i.Expires), millis(i.Used), i.ID)
}

// AddTablet adds an enrolled device.
func (a *Agency) AddTablet(ctx context.Context, t storage.Tablet) error {
	return a.exec(ctx, "add tablet", `
		INSERT INTO tablet (id, person, epoch, name, created, seen, position, waiting, revoked, set_aside)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		t.ID, t.Person, t.Epoch, t.Name, millis(t.Created), millis(t.Seen), t.Position, t.Waiting, millis(t.Revoked), t.SetAside)
}

// tabletColumns are what scanTablet reads.
const tabletColumns = `id, person, epoch, name, created, seen, position, waiting, retired, revoked, wiped, set_aside`

// Tablet returns one enrolled device.
func (a *Agency) Tablet(ctx context.Context, id string) (storage.Tablet, error) {
	return find(ctx, a, "tablet", scanTablet, `
		SELECT `+tabletColumns+`
		FROM tablet
		WHERE id = ?`, id)
}

// Tablets lists all enrolled devices, newest first.
func (a *Agency) Tablets(ctx context.Context) ([]storage.Tablet, error) {
	return all(ctx, a, "tablets", scanTablet, `
		SELECT `+tabletColumns+`
		FROM tablet
		ORDER BY created DESC, id`)
}

func scanTablet(rows *sql.Rows, t *storage.Tablet) error {
	return rows.Scan(&t.ID, &t.Person, &t.Epoch, &t.Name, when{&t.Created}, when{&t.Seen}, &t.Position, &t.Waiting,
		when{&t.Retired}, when{&t.Revoked}, when{&t.Wiped}, &t.SetAside)
}

// SaveTablet replaces what changes in a device. What was retired, revoked, wiped
// or set aside meanwhile stays so: a sync that began before must not undo it.
func (a *Agency) SaveTablet(ctx context.Context, t storage.Tablet) error {
	return a.execOne(ctx, "save tablet", `
		UPDATE tablet
		SET epoch = ?, name = ?, seen = ?, position = ?, waiting = ?,
		    retired   = CASE WHEN retired > 0 THEN retired ELSE ? END,
		    revoked   = CASE WHEN revoked > 0 THEN revoked ELSE ? END,
		    wiped     = CASE WHEN wiped > 0 THEN wiped ELSE ? END,
		    set_aside = CASE WHEN set_aside <> '' THEN set_aside ELSE ? END
		WHERE id = ?`, t.Epoch, t.Name, millis(t.Seen), t.Position, t.Waiting,
		millis(t.Retired), millis(t.Revoked), millis(t.Wiped), t.SetAside, t.ID)
}
