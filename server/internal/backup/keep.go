package backup

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"doorstep/storage"
)

const (
	keepAlways = 3              // newest copies, whatever the clock says
	keepCut    = 24 * time.Hour // a copy without description may still be on its way
)

// shelf is what the store has of one agency, oldest first.
type shelf struct {
	whole []named // with description
	cut   []named // without
	terms int64   // highest term heard of
}

// shelf lists the store.
func (k *Keeper) shelf(ctx context.Context, tenant string) (shelf, error) {
	var found shelf
	names, err := k.Store.BackupNames(ctx, tenant)
	if err != nil {
		return found, err
	}
	for _, name := range names {
		if term, is := strings.CutPrefix(name, termStart); is {
			if number, err := strconv.ParseInt(term, 10, 64); err == nil {
				found.terms = max(found.terms, number)
			}
			continue
		}
		bare, isPacked := strings.CutSuffix(name, packedEnd)
		one, ok := parseName(bare)
		if !isPacked || !ok {
			continue
		}
		found.terms = max(found.terms, one.term)
		if slices.Contains(names, bare+aboutEnd) {
			found.whole = append(found.whole, one)
		} else {
			found.cut = append(found.cut, one)
		}
	}
	slices.SortFunc(found.whole, func(a, b named) int { return strings.Compare(a.name, b.name) })
	return found, nil
}

// List returns the copies of an agency, newest first. One whose description
// cannot be read stands there with what its name says.
func (k *Keeper) List(ctx context.Context, tenant string) ([]storage.Backup, error) {
	found, err := k.shelf(ctx, tenant)
	if err != nil {
		return nil, err
	}
	var all []storage.Backup
	for _, one := range slices.Backward(found.whole) {
		about, err := k.describe(ctx, tenant, one.name)
		if err != nil {
			about = storage.Backup{Tenant: tenant, Name: one.name, Term: one.term, Position: one.position, Taken: one.taken}
		}
		all = append(all, about)
	}
	return all, nil
}

// Prune removes copies that the rule of keeping no longer covers. The
// description goes first: what is cut in between is a copy that does not count.
func (k *Keeper) Prune(ctx context.Context, tenant string) error {
	found, err := k.shelf(ctx, tenant)
	if err != nil {
		return err
	}
	var failed []error
	for _, one := range k.outdated(found.whole) {
		err := k.Store.DropBackup(ctx, tenant, one.name+aboutEnd)
		if err == nil {
			err = k.Store.DropBackup(ctx, tenant, one.name+packedEnd)
		}
		failed = append(failed, err)
	}
	for _, one := range found.cut {
		if k.now().Sub(one.taken) > keepCut {
			failed = append(failed, k.Store.DropBackup(ctx, tenant, one.name+packedEnd))
		}
	}
	return errors.Join(failed...)
}

// outdated picks from copies in their order what need not be kept: all of the
// last while are, then the last of each day, and the newest few always.
func (k *Keeper) outdated(whole []named) []named {
	now := k.now()
	var out []named
	for i, one := range whole {
		age := now.Sub(one.taken)
		day := one.taken.UTC().Truncate(24 * time.Hour)
		lastOfDay := i+1 == len(whole) || !whole[i+1].taken.UTC().Truncate(24*time.Hour).Equal(day)
		switch {
		case i >= len(whole)-keepAlways:
		case age <= k.KeepAll:
		case lastOfDay && age <= time.Duration(k.KeepDay)*24*time.Hour:
		default:
			out = append(out, one)
		}
	}
	return out
}
