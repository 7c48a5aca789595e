package sqlite

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/blob"
)

func notFound(t *testing.T, what string, err error) {
	t.Helper()
	if casework.CodeOf(err) != casework.NotFound {
		t.Errorf("%s answers %v, want NotFound", what, err)
	}
}

func TestTenants(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	control := openControl(t, Options{Stage: blob.OpenStage, Dir: dir})
	ok(t, control.Ready(ctx))
	first, err := control.CreateTenant(ctx)
	ok(t, err)
	second, err := control.CreateTenant(ctx)
	ok(t, err)
	if _, err := os.Stat(filepath.Join(dir, "tenants", first[:2], first, "main.db")); err != nil {
		t.Error(err)
	}
	a, b := takeTenant(t, control, first), takeTenant(t, control, second)
	if a == b || takeTenant(t, control, first) != a {
		t.Error("two agencies share a database, or one has two")
	}
	ok(t, a.SaveAgency(ctx, storage.Agency{Name: "Harbour House", Zone: "Europe/Berlin"}))
	if other, err := b.Agency(ctx); err != nil || other.Name != "" {
		t.Errorf("the other agency is called %q (%v)", other.Name, err)
	}
	ids, err := control.Tenants(ctx)
	ok(t, err)
	if len(ids) != 2 {
		t.Errorf("tenants: %v", ids)
	}
	for _, id := range []string{"", "..", "../../etc", first[:31] + "x", first + "/..", "'; DROP TABLE tenant; --"} {
		_, _, err := control.Tenant(ctx, id)
		notFound(t, fmt.Sprintf("tenant %q", id), err)
	}
	for zone, want := range map[string]casework.Code{"America/Detroit": "", "": casework.BadChoice, "Mars/Base": casework.BadChoice, "Local": casework.BadChoice} {
		if err := a.SaveAgency(ctx, storage.Agency{Name: "x", Zone: zone}); casework.CodeOf(err) != want {
			t.Errorf("zone %q answers %v", zone, err)
		}
	}
	house, err := a.House(ctx)
	ok(t, err)
	if local := house.Calendar.Local(time.Date(2026, 7, 1, 2, 0, 0, 0, time.UTC)); local.Format(time.DateTime) != "2026-06-30 22:00:00" {
		t.Errorf("the agency's clock says %s", local)
	}
}

// TestMovedFolder: a file that lies in another agency's folder is not opened.
func TestMovedFolder(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	control := openControl(t, Options{Stage: blob.OpenStage, Dir: dir})
	first, err := control.CreateTenant(ctx)
	ok(t, err)
	second, err := control.CreateTenant(ctx)
	ok(t, err)
	ok(t, os.RemoveAll(control.folder(second)))
	ok(t, os.CopyFS(control.folder(second), os.DirFS(control.folder(first))))
	if _, _, err := control.Tenant(ctx, second); err == nil {
		t.Error("one agency's file was opened as another's")
	}
}

func TestHandles(t *testing.T) {
	ctx, control := t.Context(), openControl(t, Options{Stage: blob.OpenStage, Dir: t.TempDir()})
	tenant, err := control.CreateTenant(ctx)
	ok(t, err)
	handle := bytes.Repeat([]byte{0, 255}, 32)
	_, _, err = control.Handle(ctx, handle)
	notFound(t, "an unknown handle", err)
	ok(t, control.AddHandle(ctx, handle, tenant, "may"))
	if gotTenant, person, err := control.Handle(ctx, handle); err != nil || gotTenant != tenant || person != "may" {
		t.Errorf("got %q, %q, %v", gotTenant, person, err)
	}
	if err := control.AddHandle(ctx, handle, tenant, "noor"); err == nil {
		t.Error("a handle was given to two people")
	}
	if err := control.AddHandle(ctx, []byte("other"), "no such tenant", "may"); err == nil {
		t.Error("a handle leads to no agency")
	}
}

func TestCapabilities(t *testing.T) {
	ctx, control := t.Context(), openControl(t, Options{Stage: blob.OpenStage, Dir: t.TempDir()})
	add := func(hash string, purpose storage.Purpose, subject string, expires time.Time) {
		t.Helper()
		ok(t, control.AddCapability(ctx, storage.Capability{Hash: []byte(hash), Purpose: purpose, Tenant: "t", Subject: subject, Data: []byte("state"), Created: day, Expires: expires}))
	}
	add("a", storage.PurposeSession, "s1", day.Add(time.Hour))
	add("b", storage.PurposeSession, "s1", time.Time{})
	add("c", storage.PurposeSession, "s2", day.Add(time.Hour))
	add("d", storage.PurposeInvite, "s1", day.Add(time.Hour))

	found, err := control.Capability(ctx, []byte("a"), day)
	ok(t, err)
	if found.Purpose != storage.PurposeSession || found.Subject != "s1" || string(found.Data) != "state" || !found.Expires.Equal(day.Add(time.Hour)) || !found.Created.Equal(day) {
		t.Errorf("found %+v", found)
	}
	if never, err := control.Capability(ctx, []byte("b"), day.AddDate(10, 0, 0)); err != nil || !never.Expires.IsZero() {
		t.Errorf("one that never expires: %+v, %v", never, err)
	}
	_, err = control.Capability(ctx, []byte("a"), day.Add(time.Hour))
	notFound(t, "an expired token", err)
	_, err = control.TakeCapability(ctx, []byte("a"), day.Add(time.Hour))
	notFound(t, "taking an expired token", err)
	_, err = control.Capability(ctx, []byte("unknown"), day)
	notFound(t, "an unknown token", err)

	until, err := control.CapabilityUntil(ctx, "t", storage.PurposeInvite, "s1", day)
	ok(t, err)
	if !until.Equal(day.Add(time.Hour)) {
		t.Errorf("the invitation lives until %v", until)
	}
	for purpose, now := range map[storage.Purpose]time.Time{storage.PurposeInvite: day.Add(time.Hour), storage.PurposeProvider: day} {
		if until, err := control.CapabilityUntil(ctx, "t", purpose, "s1", now); err != nil || !until.IsZero() {
			t.Errorf("%s at %v lives until %v, %v", purpose, now, until, err)
		}
	}

	// Exactly one of many takers gets it.
	var taken atomic.Int32
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := control.TakeCapability(ctx, []byte("c"), day); err == nil {
				taken.Add(1)
			} else {
				notFound(t, "a taken token", err)
			}
		})
	}
	group.Wait()
	if taken.Load() != 1 {
		t.Errorf("%d callers took one token", taken.Load())
	}
	ok(t, control.DropCapabilities(ctx, "t", storage.PurposeSession, "s1"))
	for _, hash := range []string{"a", "b"} {
		_, err = control.Capability(ctx, []byte(hash), day)
		notFound(t, "a dropped token", err)
	}
	if _, err = control.Capability(ctx, []byte("d"), day); err != nil {
		t.Errorf("a token of another purpose went too: %v", err)
	}
	add("later", storage.PurposeCeremony, "", day.Add(100*time.Hour))
	ok(t, control.AddCapability(ctx, storage.Capability{Hash: []byte("sweeps"), Purpose: storage.PurposeCeremony, Created: day.Add(2 * time.Hour)}))
	var left int
	ok(t, control.file.writer.QueryRow(`SELECT count(*) FROM capability`).Scan(&left))
	if left != 2 {
		t.Errorf("%d tokens are stored, want the 2 that live", left)
	}
}

// waitFor polls until the condition holds: closing happens beside the test.
func waitFor(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.After(time.Minute)
	for !holds() {
		select {
		case <-deadline:
			t.Fatalf("never: %s", what)
		case <-time.After(time.Millisecond):
		}
	}
}

func TestIdleAgenciesClose(t *testing.T) {
	ctx, control := t.Context(), openControl(t, Options{Stage: blob.OpenStage, Dir: t.TempDir(), Idle: 20 * time.Millisecond})
	tenant, err := control.CreateTenant(ctx)
	ok(t, err)
	held, release, err := control.Tenant(ctx, tenant)
	ok(t, err)
	_, releaseToo, err := control.Tenant(ctx, tenant)
	ok(t, err)
	release()
	release() // twice is once
	control.pool.sweep(time.Now().Add(time.Hour))
	if control.pool.count() != 1 {
		t.Fatal("an agency in use was closed")
	}
	if _, err := held.Agency(ctx); err != nil {
		t.Fatal(err)
	}
	releaseToo()
	waitFor(t, "an idle agency is closed", func() bool { return control.pool.count() == 0 })
	if _, err := held.Agency(ctx); err == nil {
		t.Error("a closed agency still answers")
	}
	if _, err := os.Stat(filepath.Join(control.folder(tenant), "main.db-wal")); !os.IsNotExist(err) {
		t.Errorf("closing left the write-ahead log: %v", err)
	}
	again, release, err := control.Tenant(ctx, tenant)
	ok(t, err)
	defer release()
	if _, err := again.Agency(ctx); err != nil {
		t.Errorf("opened again: %v", err)
	}
}

func TestOpenLimit(t *testing.T) {
	ctx, control := t.Context(), openControl(t, Options{Stage: blob.OpenStage, Dir: t.TempDir(), MaxOpen: 3})
	var tenants []string
	for range 6 {
		tenant, err := control.CreateTenant(ctx)
		ok(t, err)
		tenants = append(tenants, tenant)
	}
	for _, tenant := range tenants {
		_, release, err := control.Tenant(ctx, tenant)
		ok(t, err)
		release()
		if open := control.pool.count(); open > 3 {
			t.Errorf("%d agencies are open, want at most 3", open)
		}
	}
	var releases []func()
	for _, tenant := range tenants {
		agency, release, err := control.Tenant(ctx, tenant)
		ok(t, err)
		releases = append(releases, release)
		if _, err := agency.Agency(ctx); err != nil {
			t.Error(err)
		}
	}
	if open := control.pool.count(); open != 6 {
		t.Errorf("%d agencies are open while 6 are in use", open)
	}
	for _, release := range releases {
		release()
	}
	if open := control.pool.count(); open != 3 {
		t.Errorf("%d agencies stay open, want 3", open)
	}
}

// TestPoolUnderLoad: opening, closing and using never get in each other's way.
func TestPoolUnderLoad(t *testing.T) {
	ctx, control := t.Context(), openControl(t, Options{Stage: blob.OpenStage, Dir: t.TempDir(), MaxOpen: 2, Idle: time.Millisecond})
	var tenants []string
	for range 5 {
		tenant, err := control.CreateTenant(ctx)
		ok(t, err)
		tenants = append(tenants, tenant)
	}
	var group sync.WaitGroup
	for w := range 6 {
		group.Go(func() {
			for i := range 40 {
				agency, release, err := control.Tenant(ctx, tenants[(w+i)%len(tenants)])
				if err != nil {
					t.Error(err)
					return
				}
				if err := agency.PutDraft(ctx, fmt.Sprint(w), "k", storage.Draft{Saved: day}); err != nil {
					t.Errorf("a draft: %v", err)
				}
				release()
			}
		})
	}
	group.Wait()
}

func TestClosed(t *testing.T) {
	control := openControl(t, Options{Stage: blob.OpenStage, Dir: t.TempDir()})
	tenant, err := control.CreateTenant(t.Context())
	ok(t, err)
	ok(t, control.Close())
	if _, _, err := control.Tenant(t.Context(), tenant); err == nil {
		t.Error("a closed control opens agencies")
	}
}
