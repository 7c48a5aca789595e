package blob_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/blob/blobtest"
)

func openStage(t *testing.T, dir string, now time.Time) storage.Stage {
	t.Helper()
	stage, err := blob.OpenStage(dir, now)
	if err != nil {
		t.Fatal(err)
	}
	return stage
}

func TestStageUpload(t *testing.T) {
	stage := openStage(t, t.TempDir(), time.Now())
	content := bytes.Repeat([]byte("a photo "), 1000)
	name, size := blobtest.Hash(content), int64(8000)
	id := storage.UploadID{SHA256: name, Person: "ada"}
	appends := func(at int64, from io.Reader, want int64) error {
		t.Helper()
		got, err := stage.Append(id, size, storage.Part{Offset: at, Content: from})
		if got != want {
			t.Errorf("append at %d: the offset is %d, want %d (%v)", at, got, want, err)
		}
		return err
	}
	if err := appends(0, bytes.NewReader(content[:3000]), 3000); err != nil {
		t.Fatal(err)
	}
	cut := errors.New("the network went")
	if err := appends(3000, io.MultiReader(bytes.NewReader(content[3000:4000]), iotest.ErrReader(cut)), 4000); !errors.Is(err, cut) {
		t.Errorf("a cut part answers %v", err)
	}
	for _, at := range []int64{0, 3000, 4001, -1} {
		var offset *storage.OffsetError
		if err := appends(at, bytes.NewReader(content), 4000); !errors.As(err, &offset) || offset.Offset != 4000 {
			t.Errorf("a part at %d answers %v, want OffsetError with 4000", at, err)
		}
	}
	if _, _, err := stage.Open(name); casework.CodeOf(err) != casework.NotFound {
		t.Errorf("half an upload opens: %v", err)
	}
	endless := io.MultiReader(bytes.NewReader(content[4000:]), strings.NewReader(strings.Repeat("more than was announced", 100)))
	if err := appends(4000, endless, size); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := stage.Finish(id, true); err != nil {
			t.Fatal(err)
		}
	}
	if err := stage.Discard(id); err != nil {
		t.Fatal(err)
	}
	reader, got, err := stage.Open(name)
	if err != nil || got != size {
		t.Fatalf("open: %d bytes, %v", got, err)
	}
	defer reader.Close()
	if whole, err := io.ReadAll(reader); err != nil || !bytes.Equal(whole, content) {
		t.Errorf("%d bytes came back, %v", len(whole), err)
	}
}

func TestStageWrongHash(t *testing.T) {
	dir := t.TempDir()
	stage := openStage(t, dir, time.Now())
	name := blobtest.Hash([]byte("right"))
	id := storage.UploadID{SHA256: name, Person: "ada"}
	if _, err := stage.Append(id, 5, storage.Part{Content: strings.NewReader("wrong")}); err != nil {
		t.Fatal(err)
	}
	if err := stage.Finish(id, true); !errors.Is(err, storage.ErrHash) {
		t.Errorf("got %v, want ErrHash", err)
	}
	if offset, err := stage.Offset(id); offset != 0 || err != nil {
		t.Errorf("after wrong bytes the upload stands at %d, %v", offset, err)
	}
	if err := stage.Put(name, strings.NewReader("wrong")); !errors.Is(err, storage.ErrHash) {
		t.Errorf("put answers %v, want ErrHash", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 0 {
		t.Errorf("left lying: %v, %v", entries, err)
	}
}

func TestStageBusy(t *testing.T) {
	stage := openStage(t, t.TempDir(), time.Now())
	id := storage.UploadID{SHA256: blobtest.Hash([]byte("abcdef")), Person: "ada"}
	reader, writer := io.Pipe()
	first := make(chan error)
	go func() {
		_, err := stage.Append(id, 6, storage.Part{Content: reader})
		first <- err
	}()
	writer.Write([]byte("abc")) // returns once the first part has begun to read
	if _, err := stage.Append(id, 6, storage.Part{Content: strings.NewReader("abcdef")}); casework.CodeOf(err) != casework.Busy {
		t.Errorf("a second part at the same time answers %v, want Busy", err)
	}
	writer.Write([]byte("def"))
	writer.Close()
	if err := <-first; err != nil {
		t.Error(err)
	}
	if err := stage.Finish(id, true); err != nil {
		t.Error(err)
	}
}

// TestStageClears: uploads that nobody continued go, those of last week stay.
func TestStageClears(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	whole, fresh, old := blobtest.Hash([]byte("w")), blobtest.Hash([]byte("f")), blobtest.Hash([]byte("o"))
	for name, age := range map[string]time.Duration{
		whole: 1000 * 24 * time.Hour, fresh + ".part": 7 * 24 * time.Hour, old + ".part": 15 * 24 * time.Hour, ".temporary-1": 2 * time.Hour,
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("w"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	openStage(t, dir, now)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	left := map[string]bool{}
	for _, entry := range entries {
		left[entry.Name()] = true
	}
	if len(left) != 2 || !left[whole] || !left[fresh+".part"] {
		t.Errorf("left: %v", left)
	}
}

// TestStageChecksum: a part that is damaged, cut short or too long leaves
// nothing; one that is right is added.
func TestStageChecksum(t *testing.T) {
	dir := t.TempDir()
	stage := openStage(t, dir, time.Now())
	content := bytes.Repeat([]byte("a page "), 1000)
	id := storage.UploadID{SHA256: blobtest.Hash(content), Person: "ada"}
	sum := sha256.Sum256(content[:3000])
	cut := errors.New("the network went")
	for what, part := range map[string]io.Reader{
		"damaged": io.MultiReader(bytes.NewReader(content[:2999]), strings.NewReader("x")),
		"cut":     io.MultiReader(bytes.NewReader(content[:2000]), iotest.ErrReader(cut)),
		"short":   bytes.NewReader(content[:2999]),
		"long":    io.MultiReader(bytes.NewReader(content), strings.NewReader("more than was announced")),
	} {
		offset, err := stage.Append(id, 7000, storage.Part{Content: part, Hash: sha256.New(), Sum: sum[:]})
		want := map[string]error{"damaged": storage.ErrChecksum, "cut": cut, "short": storage.ErrChecksum, "long": casework.Fail(casework.TooLarge)}[what]
		if offset != 0 || !errors.Is(err, want) {
			t.Errorf("a %s part: offset %d, %v", what, offset, err)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 0 {
		t.Errorf("left lying: %v, %v", entries, err)
	}
	offset, err := stage.Append(id, 7000, storage.Part{Content: bytes.NewReader(content[:3000]), Hash: sha256.New(), Sum: sum[:]})
	if offset != 3000 || err != nil {
		t.Errorf("a part that is right: offset %d, %v", offset, err)
	}
	if offset, err := stage.Offset(storage.UploadID{SHA256: id.SHA256, Person: "ben"}); offset != 0 || err != nil {
		t.Errorf("somebody else's upload of the same bytes stands at %d, %v", offset, err)
	}
}
