package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/sealed"
)

// Agency is one tenant's database and its staged attachments.
type Agency struct {
	tenant     string
	file       *file
	stage      storage.Stage
	objects    storage.Objects
	harmless   func(content io.ReadSeeker, media string) bool
	singleDisk bool
	now        func() time.Time
	unlock     func()
	recent     *recent
	safe       atomic.Pointer[storage.SafeCopy] // the newest verified copy

	practice  atomic.Pointer[casework.Practice] // the newest that was read
	directory atomic.Pointer[readDirectory]     // likewise
	derived   derived                           // what pages made of summaries

	mu       sync.Mutex
	calendar casework.Calendar // of the zone last asked for
}

var (
	_ storage.Tenant  = (*Agency)(nil)
	_ storage.Control = (*Control)(nil)
)

// createAgency makes the folder and the file, with a seal key.
func createAgency(ctx context.Context, folder, tenant string, created time.Time) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("sqlite: create tenant: %w", err)
	}
	f, err := openFile(ctx, filepath.Join(folder, "main.db"), "tenant", true)
	if err != nil {
		return err
	}
	public, private, err := sealed.NewKey()
	if err == nil {
		err = f.exec(ctx, "create tenant", `
			INSERT INTO agency (one, tenant, seal_public, seal_private, created)
			VALUES (1, ?, ?, ?, ?)`, tenant, public, private, millis(created))
	}
	if err == nil {
		err = addPaperKey(ctx, f)
	}
	return errors.Join(err, f.close())
}

// openAgency opens a file that createAgency made. The file says whose it is: a
// folder that was copied to another name is refused.
func openAgency(ctx context.Context, folder, tenant string, options Options) (*Agency, error) {
	unlock, err := enter(folder)
	if err != nil {
		return nil, fmt.Errorf("sqlite: open tenant %q: %w", tenant, err)
	}
	f, err := openFile(ctx, filepath.Join(folder, "main.db"), "tenant", false)
	if err != nil {
		unlock()
		return nil, err
	}
	a := &Agency{tenant: tenant, file: f, unlock: unlock, objects: options.Objects, harmless: options.Harmless, singleDisk: options.SingleDisk, now: options.Now, recent: options.recent}
	if a.recent == nil {
		a.recent = newRecent()
	}
	var owner string
	err = f.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT tenant FROM agency`).Scan(&owner)
	})
	if err == nil && owner != tenant {
		err = fmt.Errorf("sqlite: the file of tenant %q lies in the folder of %q", owner, tenant)
	}
	if err == nil {
		a.stage, err = options.Stage(filepath.Join(folder, "staged"), options.Now())
	}
	if err == nil {
		err = a.dropStored(ctx)
	}
	if err == nil {
		err = a.dropForgotten(ctx)
	}
	if err == nil {
		err = a.summariseAgain(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, a.close())
	}
	return a, nil
}

func (a *Agency) close() error {
	defer a.unlock()
	a.recent.forget(a)
	return a.file.close()
}

// closeLogged closes where there is nobody to give the error to. What was
// committed is on the disk already.
func (a *Agency) closeLogged() {
	if err := a.close(); err != nil {
		slog.Warn("closing an agency's database", "tenant", a.tenant, "error", err)
	}
}

func (a *Agency) exec(ctx context.Context, what, query string, args ...any) error {
	return a.file.exec(ctx, what, query, args...)
}

// exec runs one statement in its own transaction.
func (f *file) exec(ctx context.Context, what, query string, args ...any) error {
	err := f.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
	if err != nil {
		return fmt.Errorf("sqlite: %s: %w", what, err)
	}
	return nil
}

// Agency returns what the agency says of itself.
func (a *Agency) Agency(ctx context.Context) (storage.Agency, error) {
	var agency storage.Agency
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `
			SELECT name, zone, seal_public, lease_days
			FROM agency`).Scan(&agency.Name, &agency.Zone, &agency.SealPublic, &agency.LeaseDays)
	})
	if err != nil {
		return storage.Agency{}, fmt.Errorf("sqlite: agency: %w", err)
	}
	return agency, nil
}

// SaveAgency replaces name and time zone, and the public seal key and the lease
// where they are given. A zone that is none answers BadChoice.
func (a *Agency) SaveAgency(ctx context.Context, agency storage.Agency) error {
	if _, err := time.LoadLocation(agency.Zone); err != nil || agency.Zone == "" || agency.Zone == "Local" {
		return &casework.Problem{Code: casework.BadChoice, Field: "zone"}
	}
	return a.exec(ctx, "save agency", `
		UPDATE agency
		SET name = ?, zone = ?, seal_public = CASE WHEN length(?3) > 0 THEN ?3 ELSE seal_public END,
		    lease_days = CASE WHEN ?4 > 0 THEN ?4 ELSE lease_days END`,
		agency.Name, agency.Zone, agency.SealPublic, agency.LeaseDays)
}

// SealPrivate returns the private half of the agency's seal key.
func (a *Agency) SealPrivate(ctx context.Context) (key []byte, err error) {
	err = a.file.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT seal_private FROM agency`).Scan(&key)
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: seal key: %w", err)
	}
	return key, nil
}

// SetSealPrivate replaces the private half of the agency's seal key.
func (a *Agency) SetSealPrivate(ctx context.Context, key []byte) error {
	return a.exec(ctx, "set seal key", `UPDATE agency SET seal_private = ?`, key)
}

// Terms lists the spans of the log, oldest first.
func (a *Agency) Terms(ctx context.Context) (terms []exchange.Term, err error) {
	err = a.file.read(ctx, func(tx *sql.Tx) (err error) {
		terms, err = findTerms(ctx, tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("sqlite: terms: %w", err)
	}
	return terms, nil
}

func findTerms(ctx context.Context, tx *sql.Tx) ([]exchange.Term, error) {
	return list(ctx, tx, func(rows *sql.Rows, one *exchange.Term) error {
		return rows.Scan(&one.Term, &one.Began)
	}, `
		SELECT 1, 0
		UNION ALL
		SELECT term, began
		FROM term
		ORDER BY 1`)
}

// BeginTerm begins a new term at the present end of the log: numbers above it
// may have been given before, to words that are no longer here. It is the last
// step of a restore, before anybody is served. term must be later than every
// term there was: the larger of the last one plus 1 and the Unix milliseconds of
// now, so that two restores of one backup never share one.
func (a *Agency) BeginTerm(ctx context.Context, term int64) error {
	err := a.file.write(ctx, func(tx *sql.Tx) error { return beginTerm(ctx, tx, term) })
	if err != nil {
		return fmt.Errorf("sqlite: begin term %d: %w", term, err)
	}
	return nil
}

func beginTerm(ctx context.Context, tx *sql.Tx, term int64) error {
	last, err := lastNumber(ctx, tx)
	if err != nil {
		return err
	}
	if err := changedOne(tx.ExecContext(ctx, `
		INSERT INTO term (term, began)
		SELECT ?1, ?2
		WHERE ?1 > (SELECT term FROM agency)`, term, last)); err != nil {
		return fmt.Errorf("not later than the last: %w", err)
	}
	_, err = tx.ExecContext(ctx, `UPDATE agency SET term = ?`, term)
	return err
}

// House returns what every page needs to know of the agency.
func (a *Agency) House(ctx context.Context) (exchange.House, error) {
	house := exchange.House{Tenant: a.tenant}
	err := a.file.read(ctx, func(tx *sql.Tx) error {
		var zone string
		var created time.Time
		err := tx.QueryRowContext(ctx, `
			SELECT name, zone, created, lease_days, (SELECT sha256 FROM directory)
			FROM agency`).Scan(&house.Agency, &zone, when{&created}, &house.Lease, &house.Directory)
		if err != nil {
			return err
		}
		if house.Calendar, err = a.calendarOf(zone, created.Year()); err != nil {
			return err
		}
		house.Staff, err = list(ctx, tx, func(rows *sql.Rows, one *exchange.StaffMember) error {
			return rows.Scan(&one.ID, &one.Name, &one.Role, &one.Gone)
		}, `
			SELECT id, name, role, suspended
			FROM person
			ORDER BY id`)
		if err == nil {
			house.Practice, err = a.practiceNow(ctx, tx)
		}
		return err
	})
	if err != nil {
		return exchange.House{}, fmt.Errorf("sqlite: house: %w", err)
	}
	return house, nil
}

// The years around the agency's first for which the calendar holds offsets.
// They depend on nothing that moves, or every tablet would fetch the house anew.
const (
	calendarBefore = 2
	calendarAfter  = 30
)

func (a *Agency) calendarOf(zone string, year int) (casework.Calendar, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.calendar.Zone == zone {
		return a.calendar, nil
	}
	location, err := time.LoadLocation(zone)
	if err != nil {
		return casework.Calendar{}, err
	}
	a.calendar = casework.NewCalendar(location, year-calendarBefore, year+calendarAfter)
	return a.calendar, nil
}

// Bound lets the file grow by so many pages more and no further: what needs
// more answers casework.NoSpace, as on a full disk. Below 0 it takes the bound
// away. It holds until the agency is closed.
func (a *Agency) Bound(more int64) error {
	most := int64(math.MaxUint32 - 1)
	if more >= 0 {
		var pages int64
		if err := a.file.writer.QueryRow(`PRAGMA page_count`).Scan(&pages); err != nil {
			return fmt.Errorf("sqlite: bound: %w", err)
		}
		most = pages + more
	}
	if err := a.file.writer.QueryRow(fmt.Sprintf(`PRAGMA max_page_count = %d`, most)).Scan(&most); err != nil {
		return fmt.Errorf("sqlite: bound: %w", err)
	}
	return nil
}
