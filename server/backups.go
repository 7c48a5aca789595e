package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"

	"doorstep/server/internal/backup"
	"doorstep/storage"
	"doorstep/storage/sqlite"
)

// everyone stands for all agencies on the command line.
const everyone = "all"

// withKeeper opens what the commands of copies stand on.
func withKeeper(ctx context.Context, settings Settings, fn func(*backup.Keeper, storage.Objects) error) error {
	objects, err := openObjects(settings)
	if err != nil {
		return err
	}
	control, err := openControl(ctx, settings, objects, nil)
	if err != nil {
		return err
	}
	return errors.Join(fn(openKeeper(settings, control, objects, slog.Default()), objects), control.Close())
}

// takeBackups copies one agency, or all; the server may be running meanwhile.
func takeBackups(ctx context.Context, args []string, out, warn io.Writer) error {
	settings, words, err := parseWords("backup [agency|all]", args, true, warn, nil)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err == nil && len(words) > 1 {
		err = errors.New("backup takes the id of one agency (doorstep person list), or all")
	}
	if err != nil {
		return err
	}
	return withKeeper(ctx, settings, func(keeper *backup.Keeper, _ storage.Objects) error {
		tenants, err := chosenTenants(ctx, keeper.Control, words)
		for _, tenant := range tenants {
			taken, fresh, takeErr := keeper.Take(ctx, tenant)
			err = errors.Join(err, takeErr)
			if takeErr != nil {
				continue
			}
			say := "verified"
			if !fresh {
				say = "nothing was written since"
			}
			fmt.Fprintf(out, "%s  %s  %s  %s\n", tenant, taken.Name, bytesOf(taken.Packed), say)
			err = errors.Join(err, keeper.Prune(ctx, tenant))
		}
		return err
	})
}

func chosenTenants(ctx context.Context, control *sqlite.Control, words []string) ([]string, error) {
	tenants, err := control.Tenants(ctx)
	if err != nil || len(words) == 0 || words[0] == everyone {
		return tenants, err
	}
	if !slices.Contains(tenants, words[0]) {
		return nil, fmt.Errorf("no agency here has the id %q; doorstep person list shows them", words[0])
	}
	return words[:1], nil
}

// listBackups shows what lies in the object store, newest first: of agencies
// that this volume has lost, too.
func listBackups(ctx context.Context, args []string, out, warn io.Writer) error {
	settings, words, err := parseWords("backups [agency]", args, true, warn, nil)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err == nil && len(words) > 1 {
		err = errors.New("backups takes the id of one agency, or none for all")
	}
	if err != nil {
		return err
	}
	return withKeeper(ctx, settings, func(keeper *backup.Keeper, _ storage.Objects) error {
		tenants := words
		if len(words) == 0 || words[0] == everyone {
			if tenants, err = keeper.Store.BackupTenants(ctx); err != nil {
				return err
			}
		}
		var failed error
		for _, tenant := range tenants {
			copies, err := keeper.List(ctx, tenant)
			failed = errors.Join(failed, err)
			fmt.Fprintln(out, tenant)
			for _, one := range copies {
				state := bytesOf(one.Packed)
				if one.Format == 0 {
					state = "its description cannot be read"
				}
				fmt.Fprintf(out, "  %s  %s  %d operations  %s\n", one.Name, one.Taken.Format(time.RFC3339), one.Position, state)
			}
		}
		return failed
	})
}

// restoreTenants brings one agency back, or all that this volume does not have.
func restoreTenants(ctx context.Context, args []string, out, warn io.Writer) error {
	settings, words, err := parseWords("restore agency|all [copy]", args, true, warn, nil)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err == nil && (len(words) < 1 || len(words) > 2 || words[0] == everyone && len(words) > 1) {
		err = errors.New("restore takes the id of an agency and, if not the newest, the name of a copy or a moment (doorstep backups lists them); or all, for every agency that this volume does not have")
	}
	if err != nil {
		return err
	}
	return withKeeper(ctx, settings, func(keeper *backup.Keeper, objects storage.Objects) error {
		if words[0] == everyone {
			return restoreMissing(ctx, keeper, objects, out)
		}
		return restoreOne(ctx, keeper, objects, words[0], append(words, "")[1], out)
	})
}

func restoreMissing(ctx context.Context, keeper *backup.Keeper, objects storage.Objects, out io.Writer) error {
	here, err := keeper.Control.Tenants(ctx)
	if err != nil {
		return err
	}
	saved, err := keeper.Store.BackupTenants(ctx)
	for _, tenant := range saved {
		if slices.Contains(here, tenant) {
			fmt.Fprintf(out, "%s  is here already; name it to put a copy in its place\n", tenant)
			continue
		}
		err = errors.Join(err, restoreOne(ctx, keeper, objects, tenant, "", out))
	}
	return err
}

func restoreOne(ctx context.Context, keeper *backup.Keeper, objects storage.Objects, tenant, which string, out io.Writer) error {
	done, err := keeper.Restore(ctx, objects, tenant, which)
	switch {
	case errors.Is(err, sqlite.ErrInUse):
		return fmt.Errorf("restore of %s: the server has this agency open. Stop the server, or wait until nobody has used the agency for some minutes", tenant)
	case errors.Is(err, backup.ErrDamaged):
		return fmt.Errorf("restore of %s: %w; nothing was changed. doorstep backups %s lists the others", tenant, err, tenant)
	case err != nil:
		return fmt.Errorf("restore of %s: %w", tenant, err)
	}
	fmt.Fprintf(out, "%s  restored from %s: %d operations, term %d\n", tenant, done.Backup.Name, done.Position, done.Term)
	if done.Aside != "" {
		fmt.Fprintf(out, "  the replaced database lies in %s\n", done.Aside)
	}
	if done.Later > 0 {
		fmt.Fprintf(out, "  %d operations are only there and on tablets; tablets bring theirs back at the next sync\n", done.Later)
	}
	if !done.Accounts {
		fmt.Fprintln(out, "  people, passkeys and tablets are as they were in the copy")
	}
	if done.Resend > 0 {
		fmt.Fprintf(out, "  %d files were on a lost disk only; tablets that have them send them again\n", done.Resend)
	}
	if done.Found > 0 {
		fmt.Fprintf(out, "  %d files that came later were found in the object store\n", done.Found)
	}
	_, err = fmt.Fprintln(out, "  everybody signs in anew")
	return err
}

// bytesOf writes a size for people.
func bytesOf(n int64) string {
	switch {
	case n >= 10<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 10<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
