package backup

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/sqlite"
)

var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// keeper keeps copies in a folder.
func keeper(t *testing.T, store storage.Backups) *Keeper {
	t.Helper()
	control, err := sqlite.Open(t.Context(), sqlite.Options{Dir: t.TempDir(), Stage: blob.OpenStage})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { control.Close() })
	if store == nil {
		if store, err = blob.OpenFolder(t.TempDir()); err != nil {
			t.Fatal(err)
		}
	}
	return &Keeper{
		Control: control, Store: store, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: func() time.Time { return now },
		Every: 15 * time.Minute, KeepAll: 48 * time.Hour, KeepDay: 35,
	}
}

func TestKeepingRule(t *testing.T) {
	k := keeper(t, nil)
	var whole []named
	for at := now.Add(-60 * 24 * time.Hour); !at.After(now); at = at.Add(15 * time.Minute) {
		whole = append(whole, named{name: nameOf(1, int64(len(whole)), at), taken: at})
	}
	outdated := k.outdated(whole)
	days := map[string]int{}
	recent := 0
	for _, one := range whole {
		if slices.Contains(outdated, one) {
			continue
		}
		if now.Sub(one.taken) <= k.KeepAll {
			recent++
			continue
		}
		days[one.taken.Format(time.DateOnly)]++
		if one.taken.Hour() != 23 || one.taken.Minute() != 45 {
			t.Errorf("kept %s, want the last of its day", one.taken)
		}
	}
	if recent != 48*4+1 || len(days) != 33 {
		t.Errorf("kept %d recent ones and %d days, want 193 and 33", recent, len(days))
	}
	for day, n := range days {
		if n != 1 {
			t.Errorf("kept %d of %s", n, day)
		}
	}
	k.Now = func() time.Time { return now.AddDate(30, 0, 0) } // a clock that jumped
	if left := len(whole) - len(k.outdated(whole)); left != keepAlways {
		t.Errorf("with a clock far ahead %d are kept, want the newest %d", left, keepAlways)
	}
	k.Now = func() time.Time { return now.AddDate(-1, 0, 0) }
	if out := k.outdated(whole); len(out) != 0 {
		t.Errorf("with a clock far behind %d go", len(out))
	}
}

func TestNamesSortByAge(t *testing.T) {
	names := []string{
		nameOf(1, 0, now), nameOf(1, 9, now.Add(-time.Hour)), nameOf(1, 10, now.Add(-time.Hour)),
		nameOf(1, 10, now), nameOf(now.UnixMilli(), 3, now.Add(-24*time.Hour)),
	}
	if !slices.IsSorted(names) {
		t.Errorf("names %v", names)
	}
	for _, name := range names {
		if one, ok := parseName(name); !ok || nameOf(one.term, one.position, one.taken) != name {
			t.Errorf("%s reads as %+v, %v", name, one, ok)
		}
	}
	for _, odd := range []string{"", "x", "1-2", "a-b-c", "1-2-yesterday", "term-0000000000002"} {
		if _, ok := parseName(odd); ok {
			t.Errorf("%q reads as a name", odd)
		}
	}
}

// TestPrune: copies that were cut short go after a day, and only they.
func TestPrune(t *testing.T) {
	k := keeper(t, nil)
	ctx := t.Context()
	const tenant = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
	put := func(name string) {
		if err := k.Store.PutBackup(ctx, tenant, name, 1, strings.NewReader("x")); err != nil {
			t.Fatal(err)
		}
	}
	old, fresh := nameOf(1, 1, now.Add(-25*time.Hour)), nameOf(1, 1, now.Add(-time.Hour))
	for _, name := range []string{old, fresh} {
		put(name + packedEnd)
	}
	var whole []string
	for i := range 6 { // of 100 days ago and before: three stay
		name := nameOf(1, int64(i+2), now.AddDate(0, 0, -100+i))
		whole = append(whole, name)
		put(name + packedEnd)
		put(name + aboutEnd)
	}
	put(fmt.Sprintf("%s%013d", termStart, 7))
	if err := k.Prune(ctx, tenant); err != nil {
		t.Fatal(err)
	}
	names, err := k.Store.BackupNames(ctx, tenant)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{fresh + packedEnd, "term-0000000000007"}
	for _, name := range whole[3:] {
		want = append(want, name+packedEnd, name+aboutEnd)
	}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("left: %v\nwant: %v", names, want)
	}
	found, err := k.shelf(ctx, tenant)
	if err != nil || found.terms != 7 {
		t.Errorf("highest term %d, %v", found.terms, err)
	}
}

// spoiled is a store that loses a byte of what it is given, or is full.
type spoiled struct {
	storage.Backups
	spoil, full bool
}

func (s *spoiled) PutBackup(ctx context.Context, tenant, name string, size int64, content io.ReadSeeker) error {
	if s.full {
		return fmt.Errorf("put: %w", casework.Fail(casework.NoSpace))
	}
	if s.spoil && strings.HasSuffix(name, packedEnd) {
		text, err := io.ReadAll(content)
		if err != nil {
			return err
		}
		text[len(text)/2] ^= 1
		return s.Backups.PutBackup(ctx, tenant, name, size, strings.NewReader(string(text)))
	}
	return s.Backups.PutBackup(ctx, tenant, name, size, content)
}

// TestOnlyWhatWasReadBackCounts: a store that changes bytes has no copy, and
// nothing is durable.
func TestOnlyWhatWasReadBackCounts(t *testing.T) {
	folder, err := blob.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	store := &spoiled{Backups: folder, spoil: true}
	k := keeper(t, store)
	ctx := t.Context()
	tenant, err := k.Control.CreateTenant(ctx)
	if err != nil {
		t.Fatal(err)
	}
	k.pass(ctx)
	standing, err := k.Standing(ctx, tenant)
	if err != nil || !standing.Taken.IsZero() || standing.Since.IsZero() {
		t.Errorf("standing %+v, %v", standing, err)
	}
	if names, err := folder.BackupNames(ctx, tenant); err != nil || len(names) != 0 {
		t.Errorf("a copy that was not true is left: %v, %v", names, err)
	}
	store.spoil, store.full = false, true
	k.pass(ctx) // too early to try again
	if standing, _ := k.Standing(ctx, tenant); standing.Code == casework.NoSpace {
		t.Error("it was tried again without a pause")
	}
	k.Now = func() time.Time { return now.Add(firstPause) }
	k.pass(ctx)
	if standing, _ := k.Standing(ctx, tenant); standing.Code != casework.NoSpace || !standing.Since.Equal(now) {
		t.Errorf("standing %+v, want a full disk since the first failure", standing)
	}
	store.full = false
	k.Now = func() time.Time { return now.Add(time.Hour) }
	k.pass(ctx)
	if standing, _ := k.Standing(ctx, tenant); standing.Taken.IsZero() || !standing.Since.IsZero() {
		t.Errorf("standing %+v, want a copy", standing)
	}
	before, err := folder.BackupNames(ctx, tenant)
	if err != nil || len(before) != 2 {
		t.Fatalf("copies %v, %v", before, err)
	}
	k.Now = func() time.Time { return now.Add(24 * time.Hour) }
	k.pass(ctx)
	if after, _ := folder.BackupNames(ctx, tenant); !slices.Equal(before, after) {
		t.Errorf("nothing was written, and there is a new copy: %v", after)
	}
	if err := folder.DropBackup(ctx, tenant, before[0]); err != nil { // somebody emptied the bucket
		t.Fatal(err)
	}
	if _, fresh, err := k.Take(ctx, tenant); err != nil || !fresh {
		t.Errorf("a copy that is gone is not taken again: %v, %v", fresh, err)
	}
}
