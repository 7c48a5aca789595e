package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	"time"

	"doorstep/casework"
	"doorstep/server/internal/demo/year"
	"doorstep/server/internal/web"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/sqlite"
)

// mostCases is the largest demonstration: beyond it nobody would wait for the end.
const mostCases = 50_000

// makeDemo makes an agency with a year of history and prints how to get in.
func makeDemo(ctx context.Context, args []string, out, warn io.Writer) error {
	made := year.Year{Agency: "Sample County Family Services", Cases: 150, Workers: 12, Seed: 1, Today: time.Now().UTC().Format(time.DateOnly)}
	settings, err := parse("demo", args, false, warn, func(set *flag.FlagSet) {
		set.StringVar(&made.Agency, "agency", made.Agency, "`name` of the agency that is made; there must be none of that name")
		set.IntVar(&made.Cases, "cases", made.Cases, "how many cases")
		set.IntVar(&made.Workers, "workers", made.Workers, "how many members of staff; one in six is a supervisor")
		set.Uint64Var(&made.Seed, "seed", made.Seed, "the same seed and day make the same cases")
		set.StringVar(&made.Today, "day", made.Today, "`date` on which the year ends (usual: today)")
	})
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := checkDemo(made); err != nil {
		return err
	}
	origin, err := settings.origin()
	if err != nil {
		return err
	}
	control, err := sqlite.Open(ctx, sqlite.Options{Dir: settings.Data, Stage: blob.OpenStage, Now: made.Now})
	if err != nil {
		return err
	}
	return errors.Join(writeDemo(ctx, control, &made, origin, out), control.Close())
}

// checkDemo says which size nobody can make.
func checkDemo(made year.Year) error {
	if _, err := time.Parse(time.DateOnly, made.Today); err != nil {
		return fmt.Errorf("demo: -day %q is no date like 2026-11-30", made.Today)
	}
	if made.Cases < 1 || made.Cases > mostCases {
		return fmt.Errorf("demo: -cases %d: from 1 to %d", made.Cases, mostCases)
	}
	if made.Workers < year.MinWorkers || made.Workers > made.Cases+year.MinWorkers {
		return fmt.Errorf("demo: -workers %d: at least %d, and not many more than cases", made.Workers, year.MinWorkers)
	}
	if made.Agency == "" {
		return errors.New("demo: the agency needs a name")
	}
	return nil
}

// writeDemo makes the agency, its staff and its year.
func writeDemo(ctx context.Context, control storage.Control, made *year.Year, origin string, out io.Writer) error {
	if err := noneNamed(ctx, control, made.Agency); err != nil {
		return err
	}
	began := time.Now()
	tenant, err := control.CreateTenant(ctx)
	if err != nil {
		return err
	}
	opened, release, err := control.Tenant(ctx, tenant)
	if err != nil {
		return err
	}
	defer release()
	if err := opened.SaveAgency(ctx, storage.Agency{Name: made.Agency, Zone: year.Zone}); err != nil {
		return err
	}
	staff := made.Staff()
	if err := hire(ctx, control, opened, tenant, staff, made.Now()); err != nil {
		return err
	}
	store, ok := opened.(*sqlite.Agency)
	if !ok {
		return errors.New("demo: this store does not commit several cases at once")
	}
	operations := 0
	err = made.Write(ctx, store, staff, func(cases, written int) {
		operations = written
		fmt.Fprintf(out, "%d of %d cases\n", cases, made.Cases)
	})
	if err != nil {
		return err
	}
	// The first search of an agency fills its index: nobody shall wait for that here.
	if _, err := store.Find(ctx, staff[0], casework.ParseQuery(made.Agency), 1); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d cases, %d members of staff, %d entries in %s\n", made.Agency, made.Cases, len(staff), operations, time.Since(began).Round(time.Second))
	return doors(ctx, control, origin, tenant, staff, out)
}

// noneNamed refuses a second agency of a name: a demonstration is never written
// into what is there.
func noneNamed(ctx context.Context, control storage.Control, name string) error {
	tenants, err := control.Tenants(ctx)
	if err != nil {
		return err
	}
	for _, tenant := range tenants {
		agency, release, err := control.Tenant(ctx, tenant)
		if err != nil {
			return err
		}
		about, err := agency.Agency(ctx)
		release()
		if err != nil {
			return err
		}
		if about.Name == name {
			return fmt.Errorf("there is an agency named %q already, and a demonstration is never written into one; give another name with -agency", name)
		}
	}
	return nil
}

// hire adds the staff. They have no passkey yet.
func hire(ctx context.Context, control storage.Control, agency storage.Tenant, tenant string, staff []casework.Actor, now time.Time) error {
	for _, one := range staff {
		handle := make([]byte, 64)
		rand.Read(handle) // never fails: it ends the program instead
		if err := agency.AddPerson(ctx, storage.Person{ID: one.ID, Name: one.Name, Role: one.Role, Handle: handle, Created: now}); err != nil {
			return err
		}
		if err := control.AddHandle(ctx, handle, tenant, one.ID); err != nil {
			return err
		}
	}
	return nil
}

// doors prints a link for one person of each role.
func doors(ctx context.Context, control storage.Control, origin, tenant string, staff []casework.Actor, out io.Writer) error {
	shown := map[casework.Role]bool{}
	for _, one := range staff {
		if shown[one.Role] {
			continue
		}
		shown[one.Role] = true
		link, err := web.NewRecovery(ctx, control, origin, tenant, one.ID, newID(), time.Now())
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s, %s: %s\n", one.Name, one.Role, link)
	}
	_, err := fmt.Fprintln(out, "Each link works once, for a day, and makes that person's passkey.")
	return err
}
