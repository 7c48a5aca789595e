package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"doorstep/casework"
	"doorstep/storage"
)

// Options say where the databases lie and how they are kept open.
type Options struct {
	Dir     string            // data directory; control.db and tenants/ are made in it
	Objects storage.Objects   // nil: attachments stay staged on the volume
	Stage   storage.OpenStage // opens the folder where bytes wait for the object store
	// Harmless looks into a file that arrived in parts; nil takes every file. One
	// that is not harmless is kept apart.
	Harmless func(content io.ReadSeeker, media string) bool
	// Received is told of an agency that was opened with something in its inbox; nil
	// tells nobody.
	Received func(tenant string)

	MaxOpen    int           // agencies open at once, unless more are in use; 0 = 64
	Idle       time.Duration // an agency that nobody used for so long is closed; 0 = 2 minutes
	SingleDisk bool          // count the office's own commit as durable: there is no copy off this volume
	Now        func() time.Time

	recent *recent // of all agencies that are open
}

// Usual values of Options.
const (
	usualMaxOpen = 64
	usualIdle    = 2 * time.Minute
)

// Control is the control database and the agencies that are open.
type Control struct {
	options Options
	file    *file
	pool    *pool
}

// Open opens the control database of a data directory, making both if needed.
// The caller closes it.
func Open(ctx context.Context, options Options) (*Control, error) {
	if options.MaxOpen == 0 {
		options.MaxOpen = usualMaxOpen
	}
	if options.Idle == 0 {
		options.Idle = usualIdle
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if err := os.MkdirAll(filepath.Join(options.Dir, "tenants"), 0o700); err != nil {
		return nil, fmt.Errorf("sqlite: data directory: %w", err)
	}
	f, err := openFile(ctx, filepath.Join(options.Dir, "control.db"), "control", true)
	if err != nil {
		return nil, err
	}
	c := &Control{options: options, file: f}
	c.options.recent = newRecent()
	c.pool = newPool(options.MaxOpen, options.Idle, c.openAgency)
	return c, nil
}

// Close closes every file. Agencies still in use are closed all the same.
func (c *Control) Close() error {
	return errors.Join(c.pool.close(), c.file.close())
}

// Ready says whether the control database answers; for /healthz.
func (c *Control) Ready(ctx context.Context) error {
	_, err := c.Tenants(ctx)
	return err
}

// CreateTenant makes an agency's folder and database, with a fresh seal key.
func (c *Control) CreateTenant(ctx context.Context) (string, error) {
	raw := make([]byte, 16)
	rand.Read(raw) // never fails
	tenant := hex.EncodeToString(raw)
	created := c.options.Now()
	if err := createAgency(ctx, c.folder(tenant), tenant, created); err != nil {
		return "", err
	}
	// Only now does the agency exist: a crash before this line leaves an unused folder.
	err := c.exec(ctx, "create tenant", `INSERT INTO tenant (id, created) VALUES (?, ?)`, tenant, millis(created))
	return tenant, err
}

// folder is where an agency lives. The first two characters spread the folders.
func (c *Control) folder(tenant string) string {
	return filepath.Join(c.options.Dir, "tenants", tenant[:2], tenant)
}

// Tenants lists the ids of all agencies, oldest first.
func (c *Control) Tenants(ctx context.Context) (ids []string, err error) {
	err = c.file.read(ctx, func(tx *sql.Tx) (err error) {
		ids, err = list(ctx, tx, func(rows *sql.Rows, id *string) error { return rows.Scan(id) }, `
			SELECT id
			FROM tenant
			ORDER BY created, id`)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: tenants: %w", err)
	}
	return ids, nil
}

// Tenant opens an agency's database on demand.
func (c *Control) Tenant(ctx context.Context, tenant string) (storage.Tenant, func(), error) {
	agency, release, err := c.pool.take(ctx, tenant)
	if err != nil {
		return nil, nil, err
	}
	return agency, release, nil
}

// openAgency opens the file of an agency that is listed; an id is looked up
// before it becomes a path.
func (c *Control) openAgency(ctx context.Context, tenant string) (*Agency, error) {
	err := c.file.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT id FROM tenant WHERE id = ?`, tenant).Scan(&tenant)
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: open tenant: %w", err)
	}
	if !isTenantID(tenant) {
		return nil, fmt.Errorf("sqlite: open tenant: %w", casework.Fail(casework.NotFound))
	}
	agency, err := openAgency(ctx, c.folder(tenant), tenant, c.options)
	if err != nil {
		return nil, err
	}
	safe, err := c.safeCopy(ctx, tenant)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: open tenant %q: %w", tenant, err), agency.close())
	}
	agency.safe.Store(&safe)
	if c.options.Received != nil {
		bringers, err := agency.Bringers(ctx)
		if err != nil {
			return nil, errors.Join(err, agency.close())
		}
		if len(bringers) > 0 {
			c.options.Received(tenant)
		}
	}
	return agency, nil
}

// isTenantID allows what CreateTenant makes and nothing else.
func isTenantID(tenant string) bool {
	raw, err := hex.DecodeString(tenant)
	return err == nil && len(raw) == 16
}

// AddHandle maps a WebAuthn user handle to a person.
func (c *Control) AddHandle(ctx context.Context, handle []byte, tenant, person string) error {
	return c.exec(ctx, "add handle", `
		INSERT INTO handle (handle, tenant, person)
		VALUES (?, ?, ?)`, handle, tenant, person)
}

// Handle finds the person behind a user handle.
func (c *Control) Handle(ctx context.Context, handle []byte) (tenant, person string, err error) {
	err = c.file.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			SELECT tenant, person
			FROM handle
			WHERE handle = ?`, handle).Scan(&tenant, &person)
	})
	if err != nil {
		return "", "", fmt.Errorf("sqlite: handle: %w", err)
	}
	return tenant, person, nil
}

// AddCapability stores the hash of a token, and forgets those that expired.
func (c *Control) AddCapability(ctx context.Context, capability storage.Capability) error {
	err := c.file.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM capability WHERE expires > 0 AND expires <= ?`, millis(capability.Created))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO capability (hash, purpose, tenant, subject, data, created, expires)
			VALUES (?, ?, ?, ?, ?, ?, ?)`,
			capability.Hash, capability.Purpose, capability.Tenant, capability.Subject, capability.Data,
			millis(capability.Created), millis(capability.Expires))
		return err
	})
	if err != nil {
		return fmt.Errorf("sqlite: add capability for %q: %w", capability.Purpose, err)
	}
	return nil
}

// Capability finds the live capability of a token.
func (c *Control) Capability(ctx context.Context, hash []byte, now time.Time) (storage.Capability, error) {
	return c.capability(ctx, c.file.read, `
		SELECT hash, purpose, tenant, subject, data, created, expires
		FROM capability
		WHERE hash = ? AND (expires = 0 OR expires > ?)`, hash, now)
}

// TakeCapability finds it and ends it, in one step.
func (c *Control) TakeCapability(ctx context.Context, hash []byte, now time.Time) (storage.Capability, error) {
	return c.capability(ctx, c.file.write, `
		DELETE FROM capability
		WHERE hash = ? AND (expires = 0 OR expires > ?)
		RETURNING hash, purpose, tenant, subject, data, created, expires`, hash, now)
}

type transaction func(ctx context.Context, fn func(tx *sql.Tx) error) error

func (c *Control) capability(ctx context.Context, in transaction, query string, hash []byte, now time.Time) (storage.Capability, error) {
	var found storage.Capability
	err := in(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, query, hash, millis(now)).Scan(
			&found.Hash, &found.Purpose, &found.Tenant, &found.Subject, &found.Data,
			when{&found.Created}, when{&found.Expires})
	})
	if err != nil {
		return storage.Capability{}, fmt.Errorf("sqlite: capability: %w", err)
	}
	return found, nil
}

// CapabilityUntil is until when a capability of a purpose and subject lives.
func (c *Control) CapabilityUntil(ctx context.Context, tenant string, purpose storage.Purpose, subject string, now time.Time) (until time.Time, err error) {
	err = c.file.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			SELECT coalesce(max(expires), 0)
			FROM capability
			WHERE tenant = ? AND purpose = ? AND subject = ? AND expires > ?`, tenant, purpose, subject, millis(now)).Scan(when{&until})
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("sqlite: capability of a subject: %w", err)
	}
	return until, nil
}

// DropCapabilities ends every capability of a purpose and subject.
func (c *Control) DropCapabilities(ctx context.Context, tenant string, purpose storage.Purpose, subject string) error {
	return c.exec(ctx, "drop capabilities", `
		DELETE FROM capability
		WHERE tenant = ? AND purpose = ? AND subject = ?`, tenant, purpose, subject)
}

func scanCapability(rows *sql.Rows, one *storage.Capability) error {
	return rows.Scan(&one.Hash, &one.Purpose, &one.Tenant, &one.Subject, &one.Data, when{&one.Created}, when{&one.Expires})
}

func (c *Control) exec(ctx context.Context, what, query string, args ...any) error {
	return c.file.exec(ctx, what, query, args...)
}
