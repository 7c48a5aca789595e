package blobtest

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/storage"
)

// RunBackups holds a store of copies against the contract. open returns an
// empty one, which keeps objects too.
func RunBackups(t *testing.T, open func(t *testing.T) (storage.Backups, storage.Objects)) {
	store, objects := open(t)
	ctx := t.Context()
	const tenant, other = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a", "6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b6b"
	put := func(tenant, name string, content []byte) {
		t.Helper()
		if err := store.PutBackup(ctx, tenant, name, int64(len(content)), bytes.NewReader(content)); err != nil {
			t.Fatalf("put %q: %v", name, err)
		}
	}
	get := func(tenant, name string) []byte {
		t.Helper()
		reader, err := store.OpenBackup(ctx, tenant, name)
		if err != nil {
			t.Fatalf("open %q: %v", name, err)
		}
		defer reader.Close()
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatalf("read %q: %v", name, err)
		}
		return content
	}
	t.Run("an empty store lists nothing", func(t *testing.T) {
		names, err := store.BackupNames(ctx, tenant)
		tenants, tenantsErr := store.BackupTenants(ctx)
		if err != nil || tenantsErr != nil || len(names) > 0 || len(tenants) > 0 {
			t.Errorf("names %v (%v), tenants %v (%v)", names, err, tenants, tenantsErr)
		}
	})
	t.Run("what is put comes out, and is listed in order", func(t *testing.T) {
		large := bytes.Repeat([]byte("database\x00\xff"), 4_000_000) // more than one part of S3
		put(tenant, "2.db.gz", large)
		put(tenant, "1.json", []byte("{}"))
		put(tenant, "1.db.gz", nil)
		put(other, "3.json", []byte("other"))
		if !bytes.Equal(get(tenant, "2.db.gz"), large) || string(get(tenant, "1.json")) != "{}" || len(get(tenant, "1.db.gz")) != 0 {
			t.Error("other bytes came out")
		}
		put(tenant, "1.json", []byte("again"))
		if string(get(tenant, "1.json")) != "again" {
			t.Error("a second put was not taken")
		}
		names, err := store.BackupNames(ctx, tenant)
		if want := []string{"1.db.gz", "1.json", "2.db.gz"}; err != nil || !slices.Equal(names, want) {
			t.Errorf("names %v, %v; want %v", names, err, want)
		}
		tenants, err := store.BackupTenants(ctx)
		if want := []string{tenant, other}; err != nil || !slices.Equal(tenants, want) {
			t.Errorf("tenants %v, %v; want %v", tenants, err, want)
		}
	})
	t.Run("fewer bytes than announced are refused", func(t *testing.T) {
		if err := store.PutBackup(ctx, tenant, "short.db.gz", 10, strings.NewReader("short")); err == nil {
			t.Error("taken")
		}
		if _, err := store.OpenBackup(ctx, tenant, "short.db.gz"); casework.CodeOf(err) != casework.NotFound {
			t.Errorf("after that: %v, want NotFound", err)
		}
	})
	t.Run("what is dropped is gone, and may be dropped again", func(t *testing.T) {
		for range 2 {
			if err := store.DropBackup(ctx, tenant, "1.json"); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := store.OpenBackup(ctx, tenant, "1.json"); casework.CodeOf(err) != casework.NotFound {
			t.Errorf("open answers %v", err)
		}
	})
	t.Run("names that would leave their place are refused", func(t *testing.T) {
		for _, bad := range []struct{ tenant, name string }{
			{"../x", "1.json"}, {tenant, "../1.json"}, {tenant, ""}, {tenant, ".hidden"}, {tenant, "a/b"}, {tenant, "A"},
		} {
			if err := store.PutBackup(ctx, bad.tenant, bad.name, 1, strings.NewReader("x")); err == nil {
				t.Errorf("put %q of %q", bad.name, bad.tenant)
			}
			if _, err := store.OpenBackup(ctx, bad.tenant, bad.name); casework.CodeOf(err) != casework.NotFound {
				t.Errorf("open %q of %q: %v", bad.name, bad.tenant, err)
			}
		}
	})
	t.Run("objects are listed with their sizes", func(t *testing.T) {
		for _, content := range []string{"photo", "a longer scan"} {
			if err := objects.Put(ctx, tenant, Hash([]byte(content)), "image/jpeg", int64(len(content)), strings.NewReader(content)); err != nil {
				t.Fatal(err)
			}
		}
		sizes, err := store.ObjectSizes(ctx, tenant)
		if err != nil || len(sizes) != 2 || sizes[Hash([]byte("photo"))] != 5 || sizes[Hash([]byte("a longer scan"))] != 13 {
			t.Errorf("sizes %v, %v", sizes, err)
		}
		if sizes, err := store.ObjectSizes(ctx, other); err != nil || len(sizes) != 0 {
			t.Errorf("another agency's: %v, %v", sizes, err)
		}
	})
}
