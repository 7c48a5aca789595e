package blobtest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"doorstep/casework"
	"doorstep/storage"
)

// Run holds an object store against the contract. open returns an empty one and
// a function that spoils the bytes of an object behind its back.
func Run(t *testing.T, open func(t *testing.T) (store storage.Objects, spoil func(t *testing.T, name string, content []byte))) {
	store, spoil := open(t)
	ctx := t.Context()
	const tenant = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"

	t.Run("is ready", func(t *testing.T) {
		if err := store.Ready(ctx); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("what is put comes out", func(t *testing.T) {
		for _, content := range [][]byte{nil, []byte("a contract"), bytes.Repeat([]byte("scan\x00\xff"), 4_000_000)} {
			name := Hash(content)
			if has, err := store.Has(ctx, tenant, name); err != nil || has {
				t.Fatalf("before: has %v, %v", has, err)
			}
			put(t, store, tenant, content)
			if has, err := store.Has(ctx, tenant, name); err != nil || !has {
				t.Fatalf("after: has %v, %v", has, err)
			}
			if got := read(t, store, tenant, name); !bytes.Equal(got, content) {
				t.Errorf("%d bytes came out, want %d", len(got), len(content))
			}
		}
	})
	t.Run("a second put does nothing", func(t *testing.T) {
		content := []byte("written once")
		put(t, store, tenant, content)
		put(t, store, tenant, content)
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() { put(t, store, tenant, []byte("four at once")) })
		}
		group.Wait()
		if got := read(t, store, tenant, Hash([]byte("four at once"))); string(got) != "four at once" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("an object is never overwritten", func(t *testing.T) {
		content := []byte("what came first")
		name := Hash(content)
		put(t, store, tenant, content)
		spoil(t, "t/"+tenant+"/"+name[:2]+"/"+name, []byte("what lies there"))
		_ = store.Put(ctx, tenant, name, "image/png", int64(len(content)), bytes.NewReader(content)) // whatever it answers
		reader, _, err := store.Open(ctx, tenant, name)
		if err != nil {
			t.Fatal(err)
		}
		defer reader.Close()
		if got, _ := io.ReadAll(reader); string(got) != "what lies there" {
			t.Errorf("a second put wrote over it: %q", got)
		}
	})
	t.Run("other bytes than the name says are refused", func(t *testing.T) {
		content := []byte("the right bytes")
		for _, wrong := range []string{"the wrong bytes", "the right byte", "the right bytes and more", ""} {
			err := store.Put(ctx, tenant, Hash(content), "text/plain", int64(len(content)), strings.NewReader(wrong))
			if !errors.Is(err, storage.ErrHash) {
				t.Errorf("putting %q answers %v, want ErrHash", wrong, err)
			}
		}
		if has, err := store.Has(ctx, tenant, Hash(content)); err != nil || has {
			t.Errorf("after refused bytes: has %v, %v", has, err)
		}
	})
	t.Run("what is not there is not found", func(t *testing.T) {
		if _, _, err := store.Open(ctx, tenant, Hash([]byte("never put"))); casework.CodeOf(err) != casework.NotFound {
			t.Errorf("got %v", err)
		}
	})
	t.Run("agencies do not see one another's bytes", func(t *testing.T) {
		content := []byte("hers alone")
		put(t, store, tenant, content)
		other := strings.Repeat("6b", 16)
		if _, _, err := store.Open(ctx, other, Hash(content)); casework.CodeOf(err) != casework.NotFound {
			t.Errorf("another agency opens it: %v", err)
		}
		if has, err := store.Has(ctx, other, Hash(content)); err != nil || has {
			t.Errorf("another agency has it: %v, %v", has, err)
		}
	})
	t.Run("names that would leave their place are refused", func(t *testing.T) {
		content := []byte("x")
		for _, bad := range []struct{ tenant, name string }{
			{"../../etc", Hash(content)}, {"", Hash(content)}, {"A" + tenant, Hash(content)}, {tenant + "/x", Hash(content)},
			{tenant, "../../../etc/passwd"}, {tenant, ""}, {tenant, strings.ToUpper(Hash(content))}, {tenant, Hash(content) + "/.."},
		} {
			if err := store.Put(ctx, bad.tenant, bad.name, "text/plain", 1, bytes.NewReader(content)); err == nil {
				t.Errorf("put as %q of %q", bad.name, bad.tenant)
			}
			if _, _, err := store.Open(ctx, bad.tenant, bad.name); casework.CodeOf(err) != casework.NotFound {
				t.Errorf("open %q of %q answers %v", bad.name, bad.tenant, err)
			}
			if has, err := store.Has(ctx, bad.tenant, bad.name); err != nil || has {
				t.Errorf("has %q of %q: %v, %v", bad.name, bad.tenant, has, err)
			}
		}
	})
	t.Run("bytes that changed in the store are noticed", func(t *testing.T) {
		content := []byte("what both signed")
		put(t, store, tenant, content)
		spoil(t, fmt.Sprintf("t/%s/%s/%s", tenant, Hash(content)[:2], Hash(content)), []byte("what nobody saw!"))
		reader, _, err := store.Open(ctx, tenant, Hash(content))
		if err != nil {
			t.Fatal(err)
		}
		defer reader.Close()
		if _, err := io.ReadAll(reader); !errors.Is(err, storage.ErrHash) {
			t.Errorf("reading them to the end answers %v, want ErrHash", err)
		}
	})
}

// Hash is the name of bytes.
func Hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func put(t *testing.T, store storage.Objects, tenant string, content []byte) {
	t.Helper()
	if err := store.Put(t.Context(), tenant, Hash(content), "text/plain", int64(len(content)), bytes.NewReader(content)); err != nil {
		t.Errorf("put %d bytes: %v", len(content), err)
	}
}

func read(t *testing.T, store storage.Objects, tenant, name string) []byte {
	t.Helper()
	reader, size, err := store.Open(t.Context(), tenant, name)
	if err != nil {
		t.Fatalf("open %s: %v", name, err)
	}
	content, err := io.ReadAll(reader)
	if err := errors.Join(err, reader.Close()); err != nil {
		t.Fatal(err)
	}
	if size != int64(len(content)) {
		t.Errorf("size %d announced, %d bytes came", size, len(content))
	}
	return content
}
