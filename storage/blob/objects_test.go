package blob_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/blob/blobtest"
)

// spoiler overwrites an object where it lies on the disk.
func spoiler(folder string) func(t *testing.T, name string, content []byte) {
	return func(t *testing.T, name string, content []byte) {
		t.Helper()
		path := filepath.Join(folder, filepath.FromSlash(name))
		if _, err := os.Stat(path); err != nil {
			t.Fatalf("the object does not lie where its name says: %v", err)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFolder(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) (storage.Objects, func(*testing.T, string, []byte)) {
		folder := filepath.Join(t.TempDir(), "objects")
		store, err := blob.OpenFolder(folder)
		if err != nil {
			t.Fatal(err)
		}
		return store, spoiler(folder)
	})
}

func TestS3(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) (storage.Objects, func(*testing.T, string, []byte)) {
		server := blobtest.StartS3(t)
		store, err := blob.OpenS3(server.Config)
		if err != nil {
			t.Fatal(err)
		}
		return store, spoiler(filepath.Join(server.Folder, server.Config.Bucket))
	})
}

// TestS3Away: a server starts and goes on while its object store is away, and
// puts what waited once it is back.
func TestS3Away(t *testing.T) {
	server := blobtest.StartS3(t)
	server.Stop()
	store, err := blob.OpenS3(server.Config)
	if err != nil {
		t.Fatalf("opening while the store is away: %v", err)
	}
	const tenant = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
	content := []byte("a contract")
	put := func() error {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		return store.Put(ctx, tenant, blobtest.Hash(content), "application/pdf", int64(len(content)), bytes.NewReader(content))
	}
	if err := put(); err == nil {
		t.Error("a put succeeded with nobody there")
	}
	if err := store.Ready(t.Context()); err == nil {
		t.Error("the store is called ready with nobody there")
	}
	server.Start()
	if err := put(); err != nil {
		t.Errorf("once it is back: %v", err)
	}
	server.Stop()
	if _, err := store.Has(t.Context(), tenant, blobtest.Hash(content)); err == nil {
		t.Error("a store that does not answer says it has nothing")
	}
}

func TestS3Config(t *testing.T) {
	for _, endpoint := range []string{"", "ftp://host", "http://", "https://host/path", "a b"} {
		if _, err := blob.OpenS3(blob.S3Config{Endpoint: endpoint, Bucket: "b"}); err == nil {
			t.Errorf("endpoint %q was taken", endpoint)
		}
	}
	for _, endpoint := range []string{"s3.example.org", "https://s3.example.org/", "http://127.0.0.1:9000"} {
		if _, err := blob.OpenS3(blob.S3Config{Endpoint: endpoint, Bucket: "b"}); err != nil {
			t.Errorf("endpoint %q: %v", endpoint, err)
		}
	}
	if _, err := blob.OpenS3(blob.S3Config{Endpoint: "s3.example.org"}); err == nil {
		t.Error("a store without a bucket was taken")
	}
}

func TestFolderBackups(t *testing.T) {
	blobtest.RunBackups(t, func(t *testing.T) (storage.Backups, storage.Objects) {
		store, err := blob.OpenFolder(filepath.Join(t.TempDir(), "objects"))
		if err != nil {
			t.Fatal(err)
		}
		return store, store
	})
}

func TestS3Backups(t *testing.T) {
	blobtest.RunBackups(t, func(t *testing.T) (storage.Backups, storage.Objects) {
		store, err := blob.OpenS3(blobtest.StartS3(t).Config)
		if err != nil {
			t.Fatal(err)
		}
		return store, store
	})
}

// TestS3NeedsNoMemory: a staged file goes to the object store, and comes back, as
// a stream.
func TestS3NeedsNoMemory(t *testing.T) {
	server := blobtest.StartS3(t)
	store, err := blob.OpenS3(server.Config)
	if err != nil {
		t.Fatal(err)
	}
	const tenant = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
	content := make([]byte, casework.MaxAttachment())
	for i := range content {
		content[i] = byte(i * i >> 9)
	}
	name, size := blobtest.Hash(content), int64(len(content))
	stage := openStage(t, t.TempDir(), time.Now())
	if err := stage.Put(name, bytes.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	if err := store.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	staged, _, err := stage.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer staged.Close()
	var before, between, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := store.Put(t.Context(), tenant, name, "image/jpeg", size, staged.(io.ReadSeeker)); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&between)
	stored, _, err := store.Open(t.Context(), tenant, name)
	if err != nil {
		t.Fatal(err)
	}
	defer stored.Close()
	if n, err := io.Copy(io.Discard, stored); err != nil || n != size {
		t.Fatalf("%d bytes came back, %v", n, err)
	}
	runtime.ReadMemStats(&after)
	for what, used := range map[string]uint64{"putting": between.TotalAlloc - before.TotalAlloc, "reading": after.TotalAlloc - between.TotalAlloc} {
		t.Logf("%s %d KB took %d KB of memory", what, size>>10, used>>10)
		if used > uint64(size)/4 {
			t.Errorf("%s %d bytes took %d bytes of memory", what, size, used)
		}
	}
}
